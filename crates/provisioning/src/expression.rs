//! One expression for one user: what it gives, how that came about, and
//! whether Microsoft's own evaluator says the same.
//!
//! - [`ExpressionRequest`] and [`ExpressionResponse`] are what a page asks the worker and what comes back.
//! - [`evaluate`] evaluates.
//! - [`microsoft`] writes the request for Microsoft Graph's `parseExpression`
//!   and evaluates its response.
//!
//! Places in the expression and in values are half-open ranges of UTF-8 bytes.

use entra_expression::Span;
use entra_expression::evaluate::ValueOrigin;
use serde::{Deserialize, Serialize};

use crate::user::SourceUser;

pub mod evaluate;
pub mod microsoft;
pub mod read_attributes;
mod trace;
pub mod value_text;

/// What to evaluate. Time and chance come from whoever asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpressionRequest {
    pub expression: String,
    pub user: SourceUser,
    /// What `Now` gives, in seconds since 1970-01-01 UTC.
    pub now: i64,
    /// Where the chance of `Guid` and `RandomString` begins.
    pub seed: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpressionResponse {
    pub outcome: ExpressionOutcome,
    /// The calls and attributes, each before those that it is made of.
    pub steps: Vec<TraceLine>,
    /// How many there are beyond those in `steps`.
    pub more_steps: usize,
    /// Behavior on which the result rests and that Microsoft does not document
    /// clearly, as indexes of [`entra_expression::contested::ALL`].
    pub contested: Vec<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExpressionOutcome {
    One(ExpressionValue),
    /// Several values, perhaps none.
    Several {
        values: Vec<ExpressionValue>,
        /// How many there are beyond those in `values`.
        more: usize,
    },
    /// Null: nothing is sent.
    Null,
    /// The attribute is left out of this request.
    AttributeIgnored,
    /// The whole user is left out of this cycle.
    ObjectIgnored,
    Failed(ExpressionError),
}

impl ExpressionOutcome {
    /// The values, and how many there are beyond them.
    pub fn values(&self) -> (&[ExpressionValue], usize) {
        match self {
            Self::One(value) => (std::slice::from_ref(value), 0),
            Self::Several { values, more } => (values, *more),
            Self::Null | Self::AttributeIgnored | Self::ObjectIgnored | Self::Failed(_) => (&[], 0),
        }
    }
}

/// Why there is no result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpressionError {
    pub message: String,
    /// The class of the error, such as `type` or `limit`.
    pub class: String,
    /// The part of the expression that caused it.
    pub span: Span,
}

/// One value and where its parts come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpressionValue {
    /// The value, cut where it is very long.
    pub text: String,
    /// How many bytes the whole value has.
    pub bytes: usize,
    /// Where its parts come from, in order. What none covers has no one origin.
    pub origins: Vec<ValueOrigin>,
}

impl ExpressionValue {
    /// Whether `text` is all of it.
    pub fn is_whole(&self) -> bool {
        self.text.len() == self.bytes
    }
}

/// One part of the expression and what it gave: a call or an attribute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraceLine {
    /// Where it is in the expression.
    pub span: Span,
    pub result: TraceResult,
    /// How many calls it is in.
    pub depth: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum TraceResult {
    /// What it gave, as short text.
    Value(String),
    /// It gave nothing because of an error.
    Failed,
    /// Its value wasn't needed.
    Skipped,
}
