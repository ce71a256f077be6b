//! What the tab "Explain an error" requests of the worker, and what it shows.
//!
//! The worker does all the reading and writes all the text, so the page's
//! program holds neither the readers nor the tables of causes.

mod input;
mod log;
mod user;

use preflight::protocol::SavedExport;
use provisioning::mapping::MappingSet;
use provisioning_log::report::LogExportFormat;
use serde::{Deserialize, Serialize};

pub use input::{
    ExplainedInput, FixTarget, InputCandidate, InputFact, InputStep, OpenWith, ReferenceText,
    ResultTone,
};
pub use log::{
    CauseCount, CycleCount, ListedUser, LogOutcome, LogOverview, LogTotals, LogUserQuery,
    LogUserWindow,
};
pub use user::{
    EntryTimeline, SentComparison, SentText, SentValue, StepTone, TimelineStep, UserTimeline,
};

/// What the page knows of the setup. The token is not among it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ExplainSetup {
    pub set: MappingSet,
    /// The Tenant URL as typed; empty when there is none.
    pub tenant_url: String,
    /// The name of the application in Entra.
    pub application: String,
    /// Seconds since 1970.
    pub now: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum ExplainRequest {
    /// What a redacted text means. Answered by [`ExplainResponse::Explained`].
    Text {
        text: String,
        /// The id of the kind that the admin says it is.
        kind: Option<String>,
        setup: Box<ExplainSetup>,
    },
    /// What the one file that comes with it is. Answered by
    /// [`ExplainResponse::Recognized`].
    Recognize { name: String },
    /// Reads a log from the files that come with it. Answered by
    /// [`ExplainResponse::Progress`] while it goes on, and at the end by
    /// [`ExplainResponse::Log`]. The worker keeps the report until the next log.
    ReadLog {
        /// The names of the files, in their order.
        names: Vec<String>,
    },
    /// A part of the list of users. Answered by [`ExplainResponse::Users`].
    Users(LogUserQuery),
    /// One user with all entries. Answered by [`ExplainResponse::User`].
    Open {
        /// [`ListedUser::user`].
        user: u32,
        setup: Box<ExplainSetup>,
    },
    /// The report as a file. Answered by [`ExplainResponse::Saved`].
    Save(LogExportFormat),
    /// The report as text for a ticket. Answered by [`ExplainResponse::Text`].
    Ticket,
    /// What of the reference fits a text. Answered by [`ExplainResponse::Reference`].
    Search(String),
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum ExplainResponse {
    Explained(Box<ExplainedInput>),
    Recognized(FileKind),
    /// To [`ExplainRequest::ReadLog`], several times a second.
    Progress(LogProgress),
    Log(Box<LogOverview>),
    Users(LogUserWindow),
    User(Box<UserTimeline>),
    Saved(SavedExport),
    Text(String),
    Reference(Vec<ReferenceText>),
    /// A file cannot be read.
    Refused {
        /// What is wrong, as a sentence.
        what: String,
        /// What to do.
        remedy: String,
    },
    /// The worker has no log, because it was started anew.
    NoReport,
}

/// What a file is, as far as it decides who reads it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum FileKind {
    Log,
    Schema,
    Users,
    /// A text small enough to be explained as one that was pasted.
    Text {
        text: String,
        /// Whether this is the whole file, and not only its beginning.
        is_whole: bool,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct LogProgress {
    pub bytes: f64,
    pub of: f64,
    pub entries: u32,
}
