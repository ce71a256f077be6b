//! Which module does which job.

use provisioning::job::{Answer, Job};
use provisioning::schema_file::{self, error::FileError};

use crate::desk::Desk;

/// Does a job and answers it.
pub async fn run(job: Job, desk: &Desk) {
    match job {
        Job::Hello => desk.answer(&Answer::Here, true),
        Job::Schema(job) => {
            let bytes = match desk.bytes(0, schema_file::MAX_BYTES).await {
                Some(read) => read.map_err(|bytes| FileError::TooLarge { bytes }),
                None => Err(FileError::Unreadable),
            };
            let answer = schema_file::run(&job, bytes.as_deref().map_err(Clone::clone));
            desk.answer(&Answer::Schema(answer), true);
        }
    }
}
