//! What a page asks the worker, and what the worker answers.
//!
//! Each feature keeps its own jobs in its own module; here they are only
//! brought together. Both sides come from one build, so the written form has
//! no versions.

use serde::{Deserialize, Serialize};

use crate::expression;
use crate::preflight::ask::{Ask, Told};
use crate::preview;
use crate::schema_file;

/// What a page asks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Job {
    /// Is anybody there? Answered by [`Answer::Here`].
    Hello,
    /// What a mapping set makes of a user. Answered by [`Answer::Mapping`].
    Mapping(Box<preview::Job>),
    /// About a schema file.
    Schema(schema_file::Job),
    /// What does this expression give? Answered by [`Answer::Expression`].
    Expression(expression::Job),
    /// Something of Preflight. Answered by [`Answer::Preflight`].
    Preflight(Ask),
}

/// What the worker answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// To [`Job::Hello`].
    Here,
    /// To [`Job::Mapping`].
    Mapping(preview::Preview),
    /// To [`Job::Schema`].
    Schema(schema_file::Answer),
    /// To [`Job::Expression`].
    Expression(expression::Answer),
    /// To [`Job::Preflight`].
    Preflight(Told),
    /// To [`Job::Mapping`], before a row is run: its index. Who is run away with
    /// is known by that.
    MappingRow(usize),
}
