//! The messages between the page and its worker.
//!
//! Each feature has its own requests and responses in its own crate; here they
//! are only brought together. Page and worker come from one build, so the
//! written form has no versions. It is a crate of its own because the worker's
//! program exports functions to JavaScript, which the linker would keep in the
//! page's program as well if the page depended on it.

#![forbid(unsafe_code)]

pub mod explain;
pub mod verify;

use serde::{Deserialize, Serialize};

use preflight::protocol::{PreflightRequest, PreflightResponse};
use provisioning::{expectations, expression, preview};

use crate::explain::{ExplainRequest, ExplainResponse};
use crate::verify::{VerifyRequest, VerifyResponse};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum WorkerRequest {
    /// What a mapping set makes of a user. Answered by
    /// [`WorkerResponse::Mapping`].
    Mapping(Box<preview::PreviewRequest>),
    /// Whether a mapping set gives what is expected of sample users. Answered by
    /// [`WorkerResponse::Expectations`].
    Expectations(Box<expectations::ExpectationRequest>),
    Schema(sync_schema::SchemaRequest),
    /// The value of an expression. Answered by [`WorkerResponse::Expression`].
    Expression(expression::ExpressionRequest),
    /// Something of Preflight. Answered by [`WorkerResponse::Preflight`].
    Preflight(PreflightRequest),
    /// Something to explain. Answered by [`WorkerResponse::Explain`].
    Explain(ExplainRequest),
    /// Evidence from the tenant. Answered by [`WorkerResponse::Verify`].
    Verify(VerifyRequest),
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum WorkerResponse {
    Mapping(preview::Preview),
    Expectations(expectations::ExpectationResponse),
    Schema(sync_schema::SchemaResponse),
    Expression(expression::ExpressionResponse),
    Preflight(PreflightResponse),
    Explain(ExplainResponse),
    Verify(VerifyResponse),
    /// To [`WorkerRequest::Mapping`] and [`WorkerRequest::Expectations`], before
    /// a row is run: its index, which
    /// tells the row that never ends.
    MappingRow(usize),
}
