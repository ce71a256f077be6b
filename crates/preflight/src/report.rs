//! The report of a run.

pub mod counts;
pub mod finding_kind;
pub mod issue;

use serde::{Deserialize, Serialize};

use crate::report::finding_kind::{FindingKind, FindingSeverity};
use crate::report::issue::IssueCount;
use crate::users_file::UsersFileNote;
use provisioning::diagnostics::MappingDiagnostic;
use provisioning::talkdesk::{DEFAULT_ROLE, ROLES, TEAMS};
use provisioning::user::SourceUser;

/// What happens to a user on the first cycle. The exported JSON has these names
/// too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
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
            UserOutcome::Refused => "Rejected",
            UserOutcome::Unknown => "Not known",
            UserOutcome::Created => "Created",
            UserOutcome::Updated => "Updated",
            UserOutcome::Unchanged => "Unchanged",
            UserOutcome::Skipped => "Skipped",
        }
    }
}

/// The exported JSON has these names too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SkipReason {
    /// Not assigned.
    NotAssigned,
    FilteredOut,
    /// Account disabled and Talkdesk does not have the user.
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
            SkipReason::NotAssigned => "Not assigned",
            SkipReason::FilteredOut => "Excluded by the scoping filter",
            SkipReason::Disabled => "Account disabled",
            SkipReason::Deleted => "Deleted in Entra",
            SkipReason::Guest => "Guest",
            SkipReason::Repeated => "Repeats an earlier row",
            SkipReason::Dropped => "Dropped by the mapping",
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
    pub kind: FindingKind,
    pub users: u32,
}

/// How a needed role or team stands to the list of those that exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum NameStatus {
    NoList,
    Exact,
    /// Only case differs from the name that the list has.
    Case,
    /// Blanks differ, and perhaps case.
    Blanks,
    Unknown,
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
    /// The same by attribute, in that order.
    pub issues: Vec<IssueCount>,
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
    /// The full name of the target that the worst one is about, if it is one.
    pub target: Option<String>,
}

impl UserRow {
    /// What is wrong, the worst first, in a few words.
    pub fn why(&self) -> String {
        let Some(worst) = self.kinds.first() else {
            return String::new();
        };
        let title = worst.title_for(self.target.as_deref());
        match self.kinds.len() {
            1 => title.to_owned(),
            all => format!("{title} and {} more", all - 1),
        }
    }

    /// What happens to the user, and why the user is skipped if so.
    pub fn result(&self) -> String {
        let label = self.outcome.label();
        match self.skip {
            Some(skip) => format!("{label}: {}", skip.phrase()),
            None => label.to_owned(),
        }
    }
}

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
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserFinding {
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

/// Says why nobody needs a name in a target, and what that comes to. `mapped`
/// is whether anything flows into the target.
pub fn why_none(target: &str, mapped: bool) -> String {
    let (one, outcome) = match target {
        ROLES => (
            "role",
            format!("New users get Talkdesk’s default role, {DEFAULT_ROLE}."),
        ),
        TEAMS => ("team", "New users aren’t in a team.".to_owned()),
        _ => ("name", String::new()),
    };
    let why = match mapped {
        false => format!("No mapping sends a {one}."),
        true => format!("The mapping returns no {one} for any user in this report."),
    };
    format!("{why} {outcome}")
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn nobody_needs_a_name_for_a_reason() {
        // Talkdesk's guide: without roles the role is Agent, without teams
        // there is no team.
        for (target, mapped, due) in [
            (
                ROLES,
                false,
                "No mapping sends a role. New users get Talkdesk’s default role, Agent.",
            ),
            (
                ROLES,
                true,
                "The mapping returns no role for any user in this report. New users get Talkdesk’s default role, Agent.",
            ),
            (
                TEAMS,
                false,
                "No mapping sends a team. New users aren’t in a team.",
            ),
        ] {
            assert_eq!(why_none(target, mapped), due);
        }
    }
}
