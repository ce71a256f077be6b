//! The report of a run.

pub mod finding_kind;
pub mod user_detail;

use serde::{Deserialize, Serialize};

use crate::report::finding_kind::{FindingKind, FindingSeverity};
use crate::users_file::UsersFileNote;
use provisioning::diagnostics::MappingDiagnostic;

/// What happens to a user on the first cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum UserOutcome {
    Refused,
    Unknown,
    Created,
    /// The user exists in Talkdesk and is changed.
    Updated,
    /// The user exists in Talkdesk and is right already.
    Unchanged,
    Skipped,
}

impl UserOutcome {
    /// All, in the order of the page.
    pub const ALL: [UserOutcome; 6] = [
        UserOutcome::Refused,
        UserOutcome::Unknown,
        UserOutcome::Created,
        UserOutcome::Updated,
        UserOutcome::Unchanged,
        UserOutcome::Skipped,
    ];

    pub fn label(self) -> &'static str {
        match self {
            UserOutcome::Refused => "Refused",
            UserOutcome::Unknown => "Not known",
            UserOutcome::Created => "Created",
            UserOutcome::Updated => "Updated",
            UserOutcome::Unchanged => "Unchanged",
            UserOutcome::Skipped => "Skipped",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SkipReason {
    /// Not assigned to the application.
    NotAssigned,
    FilteredOut,
    /// The account is disabled and Talkdesk does not have the user.
    Disabled,
    Deleted,
    Guest,
    /// The same objectId stands in an earlier row.
    Repeated,
    /// `IgnoreFlow` dropped the user.
    Dropped,
}

impl SkipReason {
    /// All, in the order of [`Totals::skips`].
    pub const ALL: [SkipReason; 7] = [
        SkipReason::NotAssigned,
        SkipReason::FilteredOut,
        SkipReason::Disabled,
        SkipReason::Deleted,
        SkipReason::Guest,
        SkipReason::Repeated,
        SkipReason::Dropped,
    ];

    pub fn label(self) -> &'static str {
        match self {
            SkipReason::NotAssigned => "Not assigned to the application",
            SkipReason::FilteredOut => "The scoping filter leaves the user out",
            SkipReason::Disabled => "The account is disabled",
            SkipReason::Deleted => "The user is deleted in Entra",
            SkipReason::Guest => "Guests are left out",
            SkipReason::Repeated => "The same user stands in an earlier row",
            SkipReason::Dropped => "The mapping drops the user",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Totals {
    pub users: u32,
    /// Created without anything that refuses.
    pub created: u32,
    pub updated: u32,
    /// Exist in Talkdesk and are right already.
    pub unchanged: u32,
    pub refused: u32,
    /// Users of whom the files lack what decides.
    pub unknown: u32,
    /// Of the users who are created, updated or unchanged, those with a
    /// warning.
    pub warned: u32,
    pub skipped: u32,
    /// Passed over, by reason, in the order of [`SkipReason::ALL`].
    pub skips: [u32; 7],
    /// In Talkdesk, and matched by nobody in scope.
    pub orphans: u32,
}

/// A kind of finding and how many users have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingCount {
    /// The kind; its words are [`FindingKind::words`].
    pub kind: FindingKind,
    pub users: u32,
}

/// How a needed role or team stands to the list of those that exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum NameStatus {
    NoList,
    Yes,
    /// Only case or blanks differ from the name that the list has.
    Almost,
    /// It is not in the list.
    No,
}

/// A role or team that has to exist in Talkdesk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeededName {
    /// The name, as it would be sent.
    pub name: String,
    pub users: u32,
    pub known: NameStatus,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FirstCycle {
    /// Requests for all users; [`REQUESTS_ASSUMED`](super::REQUESTS_ASSUMED)
    /// says how they are counted.
    pub requests: u32,
    /// Seconds at Talkdesk's limit of requests.
    pub seconds: u32,
}

impl FirstCycle {
    /// How long, as text: `13 h 53 min`.
    pub fn duration(&self) -> String {
        let (hours, minutes, seconds) = (
            self.seconds / 3600,
            self.seconds / 60 % 60,
            self.seconds % 60,
        );
        match (hours, minutes) {
            (0, 0) => format!("{seconds} s"),
            (0, _) => format!("{minutes} min {seconds} s"),
            _ => format!("{hours} h {minutes} min"),
        }
    }
}

/// The whole, without the users.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PreflightReport {
    pub totals: Totals,
    /// What there is to say about the mapping set as a whole.
    pub set: Vec<MappingDiagnostic>,
    /// Findings by kind, the worst first and then the most frequent.
    pub findings: Vec<FindingCount>,
    /// Roles that have to exist, the most needed first; at most
    /// [`NAMES`](super::NAMES).
    pub roles: Vec<NeededName>,
    pub teams: Vec<NeededName>,
    /// How many different roles and teams there are beyond those lists.
    pub names_left_out: u32,
    pub first_cycle: FirstCycle,
    /// Licences that the first cycle takes: users who become active.
    pub licences: u32,
    /// Whether a list of Talkdesk's users was there, so that "created" is
    /// told from "updated".
    pub compared: bool,
    /// What else there is to know of each file, in the order of the plan.
    pub notes: Vec<Vec<UsersFileNote>>,
    /// Milliseconds that the run took.
    pub milliseconds: f64,
    /// Bytes of memory that the worker's program has at the end.
    pub memory: f64,
}

/// One line of the list of users.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserRow {
    /// Number of the user in the report, counted from 0.
    pub user: u32,
    /// The line of the file where the user begins, counted from 1.
    pub line: u32,
    pub name: String,
    /// The `userPrincipalName`, shortened.
    pub upn: String,
    pub outcome: UserOutcome,
    /// Why the user is skipped, if so.
    pub skip: Option<SkipReason>,
    pub severity: Option<FindingSeverity>,
    /// The kinds of findings, the worst first.
    pub kinds: Vec<FindingKind>,
}

#[cfg(test)]
mod tests {
    use super::FirstCycle;

    #[test]
    fn durations_are_text() {
        for (seconds, expected) in [
            (0, "0 s"),
            (59, "59 s"),
            (61, "1 min 1 s"),
            (3600, "1 h 0 min"),
            (50_000, "13 h 53 min"),
        ] {
            let cycle = FirstCycle {
                requests: 0,
                seconds,
            };
            assert_eq!(cycle.duration(), expected);
        }
    }
}
