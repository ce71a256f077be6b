//! One expression for one user: what it gives, how that came about, and
//! whether Microsoft's own evaluator says the same.
//!
//! - [`Job`] and [`Answer`] are what a page asks the worker and what comes back.
//! - `run` evaluates; it is behind the feature `evaluate`.
//! - [`microsoft`] writes the request for Microsoft Graph's `parseExpression`
//!   and judges its answer.
//!
//! Places in the expression and in values are half-open ranges of UTF-8 bytes.

use serde::{Deserialize, Serialize};

use crate::user::SourceUser;

pub mod evaluate;
pub mod microsoft;
pub mod read_attributes;
pub mod value_text;

/// What to evaluate. Time and chance come from whoever asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// The expression as typed.
    pub expression: String,
    /// For whom.
    pub user: SourceUser,
    /// What `Now` gives, in seconds since 1970-01-01 UTC.
    pub now: i64,
    /// Where the chance of `Guid` and `RandomString` begins.
    pub seed: u64,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The result.
    pub outcome: Outcome,
    /// The calls in the order in which they were finished, inner ones first.
    pub calls: Vec<Call>,
    /// How many calls there were beyond those in `calls`.
    pub more_calls: usize,
    /// Behavior on which the result rests and that Microsoft does not document
    /// clearly, as indexes of [`entra_expression::contested::ALL`].
    pub contested: Vec<usize>,
}

/// What an expression gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// One value.
    One(Value),
    /// Several values, perhaps none.
    Several {
        /// The values.
        values: Vec<Value>,
        /// How many there are beyond those in `values`.
        more: usize,
    },
    /// Null: nothing is sent.
    Null,
    /// The attribute is left out of this request.
    AttributeIgnored,
    /// The whole user is left out of this cycle.
    ObjectIgnored,
    /// An error.
    Failed(Failed),
}

/// Why there is no result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failed {
    /// One sentence.
    pub message: String,
    /// The class of the error, such as `type` or `limit`.
    pub class: String,
    /// The part of the expression that caused it.
    pub place: (usize, usize),
}

/// One value and where its parts come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Value {
    /// The value, cut where it is very long.
    pub text: String,
    /// How many bytes the whole value has.
    pub bytes: usize,
    /// Its parts in order. What no part covers has no one origin.
    pub parts: Vec<Part>,
}

impl Value {
    /// Whether `text` is all of it.
    pub fn is_whole(&self) -> bool {
        self.text.len() == self.bytes
    }
}

/// A part of a value that comes from one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Which bytes of the value.
    pub at: (usize, usize),
    /// Where its source stands in the expression.
    pub place: (usize, usize),
    /// What the source is.
    pub from: From,
}

/// What a part comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum From {
    /// An attribute of the user.
    Attribute {
        /// Which of its values, counted from 0.
        value: usize,
        /// Which bytes of that value.
        at: (usize, usize),
    },
    /// A constant.
    Constant,
    /// A call that made it, such as `Now()`.
    Call,
}

/// One call of the trace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// The function.
    pub name: String,
    /// Where the call stands in the expression.
    pub place: (usize, usize),
    /// The arguments in order; nothing for one that is omitted or was not
    /// evaluated.
    pub arguments: Vec<Option<Short>>,
    /// The result; nothing when the call failed.
    pub result: Option<Short>,
    /// How many calls it stands in.
    pub depth: usize,
}

/// A value as the trace shows it, shortened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Short {
    /// Null.
    Null,
    /// One value; with an ellipsis where it was cut.
    One(String),
    /// Several values.
    Several {
        /// The first ones.
        values: Vec<String>,
        /// How many more there are.
        more: usize,
    },
    /// Dropped from the cycle.
    Ignored,
}
