//! What a page asks the worker, and what the worker answers.
//!
//! Each feature keeps its own jobs in its own module; here they are only
//! brought together. Both sides come from one build, so the written form has
//! no versions.

use serde::{Deserialize, Serialize};

use crate::preflight::ask::{Ask, Told};

/// What a page asks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Job {
    /// Is anybody there? Answered by [`Answer::Here`].
    Hello,
    /// Something of Preflight. Answered by [`Answer::Preflight`].
    Preflight(Ask),
}

/// What the worker answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// To [`Job::Hello`].
    Here,
    /// To [`Job::Preflight`].
    Preflight(Told),
}
