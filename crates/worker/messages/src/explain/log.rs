//! The report on a log, and its list of users.

use serde::{Deserialize, Serialize};

use provisioning_log::report::UserOrder;

use super::input::{FixTarget, ResultTone};

/// What became of a user or an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LogOutcome {
    Failed,
    /// Done with a warning, or skipped although something is wrong.
    Warned,
    Skipped,
    Succeeded,
    /// The log does not say.
    Unknown,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct LogOverview {
    /// The form of the log in words.
    pub format: String,
    pub entries: u32,
    pub users: u32,
    pub tone: ResultTone,
    pub sentence: String,
    /// The worst and most frequent first. Harmless ones are in `skipped`.
    pub causes: Vec<CauseCount>,
    /// Skips that need no action.
    pub skipped: Vec<CauseCount>,
    pub skipped_users: u32,
    /// Limits that were reached, and what was not understood.
    pub notes: Vec<String>,
    pub totals: LogTotals,
    /// By time.
    pub cycles: Vec<CycleCount>,
    /// The days of the cycles in words.
    pub chart_title: String,
    /// What the chart shows, in a sentence.
    pub chart_text: String,
    /// The place in `cycles` where failures begin.
    pub failures_begin: Option<u32>,
}

/// Users by outcome, each counted by the last or worst of their entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LogTotals {
    pub succeeded: u32,
    pub failed: u32,
    pub warned: u32,
    pub skipped: u32,
    pub unknown: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CauseCount {
    /// Its number within the report.
    pub cause: u32,
    pub users: u32,
    pub entries: u32,
    pub tone: ResultTone,
    pub headline: String,
    /// Why it happens.
    pub explanation: String,
    /// What to do.
    pub text: String,
    pub target: FixTarget,
    /// What the list of its users is called.
    pub list_title: String,
    /// Of a thousand users with a cause, how many have this one.
    pub share: u32,
}

/// Entries of one cycle, or of several short ones.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CycleCount {
    /// When it began, for people.
    pub label: String,
    pub succeeded: u32,
    pub failed: u32,
    pub warned: u32,
    pub skipped: u32,
}

/// Which users, in which order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LogUserQuery {
    pub cause: Option<u32>,
    pub search: String,
    pub order: UserOrder,
    /// The first one wanted, counted from 0.
    pub start: usize,
    pub count: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LogUserWindow {
    pub total: usize,
    /// The position of the first one here.
    pub start: usize,
    pub rows: Vec<ListedUser>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedUser {
    /// The number within the report.
    pub user: u32,
    pub name: String,
    pub action: String,
    pub outcome: LogOutcome,
    /// The outcome or cause in words.
    pub result: String,
    pub last_tried: String,
    /// Empty if there is none, or none is known.
    pub next_try: String,
}
