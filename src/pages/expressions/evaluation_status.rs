//! What is evaluated, and what the page shows of it.

use std::sync::Arc;

use provisioning::expression::ExpressionResponse;
use provisioning::user::SourceUser;

use crate::browser::worker::handle::WorkerError;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvaluationInput {
    pub expression: String,
    pub user: SourceUser,
}

/// What the page shows as the result.
#[derive(Debug, Clone, PartialEq)]
pub enum EvaluationStatus {
    /// Nothing is typed.
    Empty,
    /// The text is no expression yet; its findings say why.
    Unsound,
    Evaluated(EvaluationInput, Arc<ExpressionResponse>),
    /// There is no response.
    Ended(EvaluationInput, WorkerError),
}
