//! What is said of a user that was read, and why none could be.

use std::fmt;

use thiserror::Error;

use super::{MAX_ATTRIBUTES, MAX_BYTES, MAX_VALUE, MAX_VALUES};
use crate::entra::{APP_ROLES, SOFT_DELETED};

/// Something to know about a user that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GraphUserNote {
    /// A member that is no source attribute.
    NotUnderstood(String),
    Password,
    /// Taken under its own name, which the portal's list does not have.
    NotInPortal(String),
    /// App role assignments that tell only the identity of the role.
    RoleWithoutName(usize),
    /// A member was too large: too many values, or a value too long.
    TooLarge(String),
    /// Members beyond the most that are read.
    TooMany(usize),
    /// Whether the user is deleted was not in the text, so it was taken that
    /// it is not.
    NotDeletedAssumed,
}

impl fmt::Display for GraphUserNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            GraphUserNote::NotUnderstood(name) => write!(
                f,
                "{name} was skipped: it isn’t a value or a list of values."
            ),
            GraphUserNote::Password => f.write_str("The password was removed."),
            GraphUserNote::NotInPortal(name) => write!(
                f,
                "{name} was added, but Entra’s list of source attributes doesn’t have it."
            ),
            GraphUserNote::RoleWithoutName(1) => write!(
                f,
                "One app role was skipped because only its ID is given. Enter its name in {APP_ROLES}."
            ),
            GraphUserNote::RoleWithoutName(count) => write!(
                f,
                "{count} app roles were skipped because only their IDs are given. Enter their names in {APP_ROLES}."
            ),
            GraphUserNote::TooLarge(name) => write!(
                f,
                "{name} was shortened: at most {MAX_VALUES} values of {MAX_VALUE} bytes are read."
            ),
            GraphUserNote::TooMany(count) => write!(
                f,
                "{count} attributes were skipped: at most {MAX_ATTRIBUTES} are read."
            ),
            GraphUserNote::NotDeletedAssumed => write!(
                f,
                "Graph doesn’t return {SOFT_DELETED}. It was set to False; Entra sets it to True when the user is deleted, blocked or no longer assigned."
            ),
        }
    }
}

/// Why no user could be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum GraphError {
    #[error("It’s empty.")]
    Empty,
    #[error("It has {} kB; at most {} kB are read. Request one user, or fewer properties with $select.", .bytes / 1000, MAX_BYTES / 1000)]
    TooLong { bytes: usize },
    #[error(
        "This isn’t valid JSON (line {line}, column {column}). Copy the whole response, from the first brace to the last."
    )]
    Syntax { line: usize, column: usize },
    #[error("Graph returned an error instead of a user: {code}. {message}")]
    Refused { code: String, message: String },
    #[error(
        "This is JSON, but not a Graph user: it has no property such as userPrincipalName, displayName or id."
    )]
    NoUser,
    #[error("This is a Graph list without users.")]
    NobodyInList,
}
