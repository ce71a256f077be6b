//! One expression for one user: what it gives, how that came about, and
//! whether Microsoft's own evaluator says the same.
//!
//! - [`ExpressionRequest`] and [`ExpressionResponse`] are what a page asks the worker and what comes back.
//! - `run` evaluates; it is behind the feature `evaluate`.
//! - [`microsoft`] writes the request for Microsoft Graph's `parseExpression`
//!   and judges its answer.
//!
//! Places in the expression and in values are half-open ranges of UTF-8 bytes.

use serde::{Deserialize, Serialize};

use crate::user::SourceUser;

pub mod evaluate;
pub mod microsoft;

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
    /// The calls in the order in which they were finished, inner ones first.
    pub calls: Vec<TracedCall>,
    /// How many calls there were beyond those in `calls`.
    pub more_calls: usize,
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

/// Why there is no result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpressionError {
    pub message: String,
    /// The class of the error, such as `type` or `limit`.
    pub class: String,
    /// The part of the expression that caused it.
    pub span: (usize, usize),
}

/// One value and where its parts come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpressionValue {
    /// The value, cut where it is very long.
    pub text: String,
    /// How many bytes the whole value has.
    pub bytes: usize,
    /// Its parts in order. What no part covers has no one origin.
    pub parts: Vec<ValuePart>,
}

impl ExpressionValue {
    /// Whether `text` is all of it.
    pub fn is_whole(&self) -> bool {
        self.text.len() == self.bytes
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValuePart {
    /// Which bytes of the value.
    pub at: (usize, usize),
    /// Where its source stands in the expression.
    pub span: (usize, usize),
    /// What the source is.
    pub origin: PartOrigin,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PartOrigin {
    Attribute {
        /// Which of its values, counted from 0.
        value: usize,
        /// Which bytes of that value.
        at: (usize, usize),
    },
    Constant,
    /// A call that made it, such as `Now()`.
    Call,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TracedCall {
    pub name: String,
    /// Where the call stands in the expression.
    pub span: (usize, usize),
    /// The arguments in order; nothing for one that is omitted or was not
    /// evaluated.
    pub arguments: Vec<Option<ShortValue>>,
    /// The result; nothing when the call failed.
    pub result: Option<ShortValue>,
    pub depth: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ShortValue {
    /// Null.
    Null,
    /// One value; with an ellipsis where it was cut.
    One(String),
    Several {
        values: Vec<String>,
        more: usize,
    },
    Ignored,
}
