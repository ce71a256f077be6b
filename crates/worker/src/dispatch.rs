//! Which module handles which request.

use js_sys::Array;
use provisioning::expectations;
use provisioning::expression;
use provisioning::preview;
use worker_messages::{WorkerRequest, WorkerResponse};

use crate::explain;
use crate::port::Port;
use crate::preflight;
use crate::schema;
use crate::verify;

/// Handles a request, which may come with files, and responds to it.
pub async fn run(request: WorkerRequest, files: &Array, port: &Port) {
    match request {
        WorkerRequest::Mapping(request) => {
            let begun = |row| port.respond(&WorkerResponse::MappingRow(row), false);
            port.respond(
                &WorkerResponse::Mapping(preview::run(&request, begun)),
                true,
            );
        }
        WorkerRequest::Expectations(request) => {
            let begun = |row| port.respond(&WorkerResponse::MappingRow(row), false);
            let response = expectations::run(&request, begun);
            port.respond(&WorkerResponse::Expectations(response), true);
        }
        WorkerRequest::Schema(request) => schema::run(request, files, port).await,
        WorkerRequest::Expression(request) => {
            let response = expression::evaluate::evaluate(&request);
            port.respond(&WorkerResponse::Expression(response), true);
        }
        WorkerRequest::Preflight(request) => preflight::run(request, files, port).await,
        WorkerRequest::Explain(request) => explain::run(request, files, port).await,
        WorkerRequest::Verify(request) => verify::run(request, files, port).await,
    }
}
