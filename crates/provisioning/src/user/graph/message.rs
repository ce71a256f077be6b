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
                "{name} was left out: it is no attribute with a value or a list of values."
            ),
            GraphUserNote::Password => f.write_str("The password was left out."),
            GraphUserNote::NotInPortal(name) => write!(
                f,
                "{name} was taken under this name, but the portal’s list of source attributes does not have it."
            ),
            GraphUserNote::RoleWithoutName(1) => write!(
                f,
                "One app role was left out, because the text has only its identity. Type its name into {APP_ROLES}."
            ),
            GraphUserNote::RoleWithoutName(count) => write!(
                f,
                "{count} app roles were left out, because the text has only their identities. Type their names into {APP_ROLES}."
            ),
            GraphUserNote::TooLarge(name) => write!(
                f,
                "{name} was cut: at most {MAX_VALUES} values of {MAX_VALUE} bytes are taken."
            ),
            GraphUserNote::TooMany(count) => write!(
                f,
                "{count} members were left out: at most {MAX_ATTRIBUTES} are taken."
            ),
            GraphUserNote::NotDeletedAssumed => write!(
                f,
                "{SOFT_DELETED} is not in what Graph answers. It was set to False; Entra sets it to True when the user is deleted, blocked or no longer assigned."
            ),
        }
    }
}

/// Why no user could be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum GraphError {
    #[error("There is nothing in it.")]
    Empty,
    #[error("It is {} kB long; at most {} kB are read. Ask Graph for one user, or choose fewer members with $select.", .bytes / 1000, MAX_BYTES / 1000)]
    TooLong { bytes: usize },
    #[error(
        "It is not JSON: the first mistake is in line {line}, column {column}. Copy the whole answer, from the first brace to the last."
    )]
    Syntax { line: usize, column: usize },
    #[error("Graph answered with an error and no user: {code}. {message}")]
    Refused { code: String, message: String },
    #[error(
        "It is JSON, but not a user of Graph: there is no member such as userPrincipalName, displayName or id."
    )]
    NoUser,
    #[error("It is a list of Graph, but nobody is in it.")]
    NobodyInList,
}
