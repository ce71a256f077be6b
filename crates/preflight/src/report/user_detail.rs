//! One user of the report with all there is to know.

use serde::{Deserialize, Serialize};

use super::finding_kind::FindingKind;
use crate::report::UserRow;
use provisioning::user::SourceUser;

/// A user that was opened. The row is read from the file again, so that the
/// report need not hold it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UserDetail {
    pub row: UserRow,
    /// The attributes as the expressions saw them, also for the other places
    /// (sample user).
    pub source: SourceUser,
    /// Each mapping with what it gave, in the order of the set.
    pub values: Vec<MappedRow>,
    pub findings: Vec<UserFinding>,
    /// What the first cycle sends, as method and path, and the body as JSON.
    /// None for a user who is skipped or in whom nothing changes.
    pub request: Option<(String, String)>,
    pub changes: Vec<ValueChange>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MappedRow {
    pub target: String,
    /// The value; none when nothing is sent.
    pub value: Option<String>,
    /// Whether the value is the mapping's "Default value if null".
    pub by_default: bool,
    /// Why there is no value.
    pub error: Option<String>,
    /// The calls of an expression, the inner ones first.
    pub calls: Vec<RowTrace>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowTrace {
    /// The call as it stands in the expression.
    pub call: String,
    /// What it gave; none when it failed.
    pub result: Option<String>,
    /// How many calls it is nested in.
    pub depth: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserFinding {
    /// The kind; its words are [`FindingKind::words`].
    pub kind: FindingKind,
    /// The full name of the target concerned, if it is one.
    pub target: Option<String>,
    /// What exactly: a name, an error, the other user.
    pub detail: Option<String>,
    /// The other user concerned, by [`UserRow::user`].
    pub other: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueChange {
    pub target: String,
    /// What Talkdesk has; none when it has nothing.
    pub from: Option<String>,
    pub to: String,
}
