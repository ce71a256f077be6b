//! Which module does which job.

use js_sys::Array;
use provisioning::expression;
use provisioning::preview;
use worker_messages::{WorkerRequest, WorkerResponse};

use crate::port::Port;
use crate::preflight;
use crate::schema;

/// Handles a request, which may come with files, and answers it.
pub async fn run(job: WorkerRequest, files: &Array, port: &Port) {
    match job {
        WorkerRequest::Mapping(job) => {
            let begun = |row| port.answer(&WorkerResponse::MappingRow(row), false);
            port.answer(&WorkerResponse::Mapping(preview::run(&job, begun)), true);
        }
        WorkerRequest::Schema(job) => schema::run(job, files, port).await,
        WorkerRequest::Expression(job) => {
            let answer = expression::evaluate::evaluate(&job);
            port.answer(&WorkerResponse::Expression(answer), true);
        }
        WorkerRequest::Preflight(ask) => preflight::run(ask, files, port).await,
    }
}
