//! What the page asks of Preflight, and what it is reported.

pub mod comparison;

use serde::{Deserialize, Serialize};

use self::comparison::{ComparisonPlan, ComparisonReport};
use super::report::{FindingCount, PreflightReport, Totals, UserOutcome, UserRow};
use crate::report::UserDetail;
use crate::report::finding_kind::{FindingKind, FindingSeverity};
use crate::users_file::{Column, SniffedFile, UsersFileError};
use provisioning::mapping::MappingSet;
use provisioning::scoping_filter::ScopeFilter;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum PreflightRequest {
    /// What is this file? With one file. Told by [`PreflightResponse::Sniffed`].
    Sniff,
    /// Run the mapping set over everybody. With the files that the plan names,
    /// in its order. Told by [`PreflightResponse::Progress`] while it goes on, and at the
    /// end by [`PreflightResponse::Done`]. The worker keeps the report and the files until
    /// the next run.
    Run(Box<PreflightPlan>),
    /// A part of the list of users. Told by [`PreflightResponse::Window`].
    Users(Query),
    /// A part of the list of Talkdesk users who are not in scope. Told by
    /// [`PreflightResponse::Orphans`].
    Orphans(Query),
    /// One user with all there is to know. Told by [`PreflightResponse::UserDetail`].
    Open {
        /// The user's [`UserRow::user`].
        user: u32,
    },
    /// The report as a file. Told by [`PreflightResponse::Saved`].
    Save(ExportFormat),
    /// The report as text for the clipboard. Told by [`PreflightResponse::Text`].
    Copy(ExportFormat),
    /// What other mappings would change for the users of the last run: begins a
    /// comparison, in place of one that is under way, and does a part of it. Told
    /// by [`PreflightResponse::Compared`].
    Compare(Box<ComparisonPlan>),
    /// Does the next part of the comparison. Without this request the comparison
    /// goes no further.
    CompareMore,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum PreflightResponse {
    Sniffed(Box<SniffedFile>),
    /// To [`PreflightRequest::Run`], several times a second.
    Progress(Box<PreflightProgress>),
    /// To [`PreflightRequest::Run`], at the end.
    Done(Box<PreflightReport>),
    Window(Window<UserRow>),
    Orphans(Window<Orphan>),
    UserDetail(Box<UserDetail>),
    Saved(SavedExport),
    Text(String),
    /// What is known so far; the comparison is done once it is complete.
    Compared(Box<ComparisonReport>),
    /// To [`PreflightRequest::Sniff`] and [`PreflightRequest::Run`]: a file cannot be used.
    Refused {
        /// Which of the files, counted from 0.
        file: usize,
        why: UsersFileError,
    },
    /// To [`PreflightRequest::Run`] and [`PreflightRequest::Compare`]: the mapping
    /// set itself cannot be run.
    InvalidExpression {
        target: String,
        message: String,
    },
    /// The worker has no report, because it has been started again, or no
    /// comparison.
    NoReport,
}

/// What one of the files is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum InputPurpose {
    /// The users of the tenant. Exactly one file, and it is the first.
    Users,
    /// Who is assigned to the application, perhaps with app roles; found by
    /// `objectId` or `userPrincipalName`, as in [`InputPurpose::More`].
    Assigned,
    /// More about the same users, such as extension attributes.
    More,
    /// The users that Talkdesk has, as responses of its SCIM API: one list, or
    /// several behind each other.
    Talkdesk,
}

impl InputPurpose {
    /// All, in the order of the page.
    pub const ALL: [Self; 4] = [Self::Users, Self::Assigned, Self::More, Self::Talkdesk];

    pub fn label(self) -> &'static str {
        match self {
            Self::Users => "Users of the tenant",
            Self::Assigned => "Assigned users",
            Self::More => "More attributes of these users",
            Self::Talkdesk => "Users in Talkdesk",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedFile {
    pub purpose: InputPurpose,
    pub columns: Vec<Column>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Scope {
    #[default]
    All,
    /// Those in a file that says who is assigned.
    Assigned,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PreflightPlan {
    /// The files, in the order in which they come with the request.
    pub files: Vec<PlannedFile>,
    pub set: MappingSet,
    pub options: PreflightOptions,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreflightOptions {
    pub scope: Scope,
    /// The scoping filter of an imported schema, if it counts. Whoever it is
    /// not certain about is in scope, with a finding.
    pub filter: Option<ScopeFilter>,
    /// Disabled accounts are passed over, as Entra does on the first cycle.
    pub skip_disabled: bool,
    pub skip_guests: bool,
    /// The roles that exist in Talkdesk; empty when they are not known.
    pub roles: Vec<String>,
    /// The teams that exist in Talkdesk; empty when they are not known.
    pub teams: Vec<String>,
    /// Names of app roles by their id, for exports that only have the id.
    pub app_roles: Vec<(String, String)>,
    /// What the time is, for expressions that ask: seconds since 1970.
    pub now: i64,
}

impl Default for PreflightOptions {
    fn default() -> Self {
        Self {
            scope: Scope::All,
            filter: None,
            skip_disabled: true,
            skip_guests: false,
            roles: Vec::new(),
            teams: Vec::new(),
            app_roles: Vec::new(),
            now: 0,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PreflightProgress {
    /// Which file is being read, counted from 0.
    pub file: usize,
    /// Bytes read of all files.
    pub bytes: f64,
    pub of: f64,
    /// What there is so far. Duplicates may still turn a user into a refused
    /// one.
    pub totals: Totals,
    pub findings: Vec<FindingCount>,
    /// The first users with something to tell, at most
    /// [`FIRST_USERS`](super::FIRST_USERS).
    pub first: Vec<UserRow>,
}

/// Which users, in which order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Query {
    pub outcome: Option<UserOutcome>,
    /// Only those with a finding of at least this severity.
    pub severity: Option<FindingSeverity>,
    pub kind: Option<FindingKind>,
    /// Only those who have that kind of finding about this target.
    pub target: Option<String>,
    /// Only those with this text in name, userPrincipalName, userName,
    /// objectId, externalId or matching value, whatever the case.
    pub search: String,
    pub sort: Sort,
    /// The order turned round.
    pub descending: bool,
    /// The first one wanted, counted from 0.
    pub start: usize,
    /// How many are wanted; at most [`WINDOW`](super::WINDOW).
    pub count: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Sort {
    #[default]
    Row,
    Name,
    UserName,
    Severity,
    Outcome,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Window<T> {
    pub total: usize,
    /// The position of the first one here.
    pub start: usize,
    pub rows: Vec<T>,
}

/// A user of Talkdesk whom nobody in scope matches.
///
/// The exported JSON has it as it is here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Orphan {
    pub user_name: String,
    pub name: String,
    pub active: Option<bool>,
    /// Whether the users file has a user who means this one without matching:
    /// out of scope, found by the externalId only, or matching several.
    #[serde(rename = "inUsersFile")]
    pub in_file: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExportFormat {
    /// One row for each finding of each user.
    FindingsCsv,
    UsersCsv,
    Json,
    Markdown,
    /// The objectIds of refused users for PowerShell.
    PowerShell,
    /// The addresses of refused users in Graph.
    Graph,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedExport {
    pub name: String,
    /// An address (`blob:`) to download from. It is valid until the next file
    /// is saved or the worker ends.
    pub url: String,
    pub bytes: u32,
}
