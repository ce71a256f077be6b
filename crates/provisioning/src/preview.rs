//! What a mapping set makes of one user: the value of every row, and the
//! requests that Entra would send. Asked by the page, answered by the worker.

use serde::{Deserialize, Serialize};

use crate::diagnostics::MappingDiagnostic;
use crate::mapping::MappingSet;
use crate::scim_request::request_outcome::RequestOutcome;
use crate::user::SourceUser;

mod build;

pub use build::run;

/// The longest value that is shown in full, in characters. A longer one is cut.
pub const MAX_SHOWN: usize = 1_000;

/// The longest body that is shown, in bytes. A longer one is only told of.
pub const MAX_BODY: usize = 32_768;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PreviewRequest {
    pub set: MappingSet,
    pub user: SourceUser,
    pub changed: SourceUser,
    /// Roles that exist in Talkdesk, one in each line.
    pub roles: String,
    /// Teams that exist in Talkdesk, one in each line.
    pub teams: String,
    /// What `Now()` is, in seconds since 1970.
    pub now: i64,
    /// Rows that are not run, by their index: they took too long before.
    pub skip: Vec<usize>,
}

/// What a row gives for the user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PreviewValue {
    One(String),
    Many(Vec<String>),
    Null,
    /// Nothing, so that the default value is sent when the user is created.
    Default(String),
    Ignored,
    /// The expression leaves the whole user out.
    UserIgnored,
    Ended,
    Failed {
        message: String,
        /// Bytes of the expression that it is about.
        span: (usize, usize),
    },
}

/// The requests, in the order in which they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RequestKind {
    Match,
    Create,
    Update,
    /// Updates the user, with the flag at the end of the Tenant URL.
    UpdateFlag,
    Disable,
    /// Switches the user off, with the flag at the end of the Tenant URL.
    DisableFlag,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewedRequest {
    pub kind: RequestKind,
    /// Method and path as they are sent; nothing when nothing is sent.
    pub line: String,
    /// The body, indented. A request to look for somebody has none.
    pub body: String,
    pub outcome: RequestOutcome,
    /// Why, each in a sentence or two.
    pub reasons: Vec<String>,
    /// Rows that are not in it.
    pub left_out: Vec<OmittedRow>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OmittedRow {
    pub target: String,
    /// Why, as text that follow the name.
    pub why: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// For each row of the set, in its order.
    pub rows: Vec<PreviewValue>,
    pub requests: Vec<PreviewedRequest>,
    /// What there is to know about the set, whoever the user is.
    pub diagnostics: Vec<MappingDiagnostic>,
}
