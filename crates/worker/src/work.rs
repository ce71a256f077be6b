//! Which module does which job.

use js_sys::Array;
use provisioning::job::{Answer, Job};

use crate::desk::Desk;
use crate::preflight;

/// Does a job, which may come with files, and answers it.
pub async fn run(job: Job, files: &Array, desk: &Desk) {
    match job {
        Job::Hello => desk.answer(&Answer::Here, true),
        Job::Preflight(ask) => preflight::run(ask, files, desk).await,
    }
}
