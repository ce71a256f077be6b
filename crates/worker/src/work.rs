//! Which module does which job.

use js_sys::Array;
use provisioning::expression;
use provisioning::job::{Answer, Job};
use provisioning::preview;

use crate::desk::Desk;
use crate::preflight;
use crate::schema;

/// Does a job, which may come with files, and answers it.
pub async fn run(job: Job, files: &Array, desk: &Desk) {
    match job {
        Job::Hello => desk.answer(&Answer::Here, true),
        Job::Mapping(job) => {
            let begun = |row| desk.answer(&Answer::MappingRow(row), false);
            desk.answer(&Answer::Mapping(preview::run(&job, begun)), true);
        }
        Job::Schema(job) => schema::run(job, files, desk).await,
        Job::Expression(job) => {
            let answer = expression::run::evaluate(&job);
            desk.answer(&Answer::Expression(answer), true);
        }
        Job::Preflight(ask) => preflight::run(ask, files, desk).await,
    }
}
