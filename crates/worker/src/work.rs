//! Which module does which job.

use provisioning::job::{Answer, Job};

use crate::desk::Desk;

/// Does a job and answers it.
pub async fn run(job: Job, desk: &Desk) {
    match job {
        Job::Hello => desk.answer(&Answer::Here, true),
        Job::Preflight(_) => {}
    }
}
