//! Which module does which job.

use provisioning::expression;
use provisioning::job::{Answer, Job};

use crate::desk::Desk;

/// Does a job and answers it.
pub async fn run(job: Job, desk: &Desk) {
    match job {
        Job::Hello => desk.answer(&Answer::Here, true),
        Job::Expression(job) => {
            let answer = expression::run::evaluate(&job);
            desk.answer(&Answer::Expression(answer), true);
        }
    }
}
