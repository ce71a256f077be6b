//! Which module does which job.

use provisioning::job::{Answer, Job};
use provisioning::preview;

use crate::desk::Desk;

/// Does a job and answers it.
pub async fn run(job: Job, desk: &Desk) {
    match job {
        Job::Hello => desk.answer(&Answer::Here, true),
        Job::Mapping(job) => desk.answer(&Answer::Mapping(preview::run(&job)), true),
    }
}
