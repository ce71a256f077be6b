//! What another mapping set would change for the users in the open file, before
//! it is applied.
//!
//! The report of a run holds a few bytes of each user, so the users file is read
//! once more, part by part; scope, supplements and Talkdesk's list are those of
//! the run. It is done in steps: whoever no longer wants the result requests no
//! further step.

use serde::{Deserialize, Serialize};

use provisioning::format::{grouped, noun};
use provisioning::mapping::MappingSet;

/// The mappings to compare. The files are those of the last run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ComparisonPlan {
    pub before: MappingSet,
    pub after: MappingSet,
}

/// What is known so far.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ComparisonReport {
    /// All users of the file.
    pub users: u32,
    /// Users that were looked at; all of them at the end.
    pub compared: u32,
    /// Users for whom Entra would send something else, or begin or cease to send
    /// anything.
    pub affected: u32,
    /// Users for whom that is not known, because no file has an attribute.
    pub unknown: u32,
    /// Users of whom Entra would find another one in Talkdesk, or none, or one
    /// where there was none.
    pub matched_otherwise: u32,
    /// How many users each changed target affects, in the order of the sets.
    pub attributes: Vec<AffectedAttribute>,
    /// The first affected users, at most [`FIRST_USERS`](crate::FIRST_USERS).
    pub first: Vec<AffectedUser>,
    /// The attributes that no file has and that a changed mapping reads.
    pub missing: Vec<String>,
    pub is_complete: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AffectedAttribute {
    pub target: String,
    pub users: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AffectedUser {
    /// The user's number in the report, counted from 0.
    pub user: u32,
    /// The line of the file where the user begins, counted from 1.
    pub line: u32,
    pub name: String,
    pub upn: String,
    pub change: SentChange,
    /// Whether Entra finds another user in Talkdesk, or none.
    pub is_matched_otherwise: bool,
}

/// What becomes of what Entra sends for a user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SentChange {
    /// Other values. Empty for a user who is only found otherwise.
    Values(Vec<AttributeChange>),
    /// Entra begins to send the user.
    Sent,
    /// Entra no longer sends the user.
    NotSent,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeChange {
    pub target: String,
    pub before: ComparedValue,
    pub after: ComparedValue,
}

/// What Entra sends for an attribute of a user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ComparedValue {
    Text(String),
    Nothing,
    /// No file has an attribute that the mapping reads.
    Unknown,
    /// The mapping fails for this user, so nothing is sent.
    Failed(String),
}

impl ComparedValue {
    pub fn message(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Nothing => "no value".to_owned(),
            Self::Unknown => "not known".to_owned(),
            Self::Failed(why) => format!("fails: {why}"),
        }
    }
}

impl ComparisonReport {
    /// Such as "This change affects 14 of 2,310 users in the open file."
    pub fn message(&self) -> String {
        let users = u64::from(self.users);
        let of = format!("{} {}", grouped(users), noun(users, "user", "users"));
        let mut text = match (self.affected, self.is_complete) {
            (0, true) if self.unknown == 0 => {
                format!("This change affects none of the {of} in the open file.")
            }
            (affected, true) => format!(
                "This change affects {} of {of} in the open file.",
                grouped(affected.into())
            ),
            (affected, false) => format!(
                "So far this change affects {} of {} users in the open file.",
                grouped(affected.into()),
                grouped(self.compared.into())
            ),
        };
        if self.unknown > 0 {
            let unknown = u64::from(self.unknown);
            text.push_str(&format!(
                " For {} {} it isn’t known, because the open files don’t have {}.",
                grouped(unknown),
                noun(unknown, "user", "users"),
                self.missing.join(", ")
            ));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_message_counts_users() {
        let report = |users, compared, affected, is_complete| ComparisonReport {
            users,
            compared,
            affected,
            is_complete,
            ..ComparisonReport::default()
        };
        let cases = [
            (
                report(2_310, 2_310, 14, true),
                "This change affects 14 of 2,310 users in the open file.",
            ),
            (
                report(2_310, 2_310, 0, true),
                "This change affects none of the 2,310 users in the open file.",
            ),
            (
                report(2_310, 1_000, 3, false),
                "So far this change affects 3 of 1,000 users in the open file.",
            ),
            (
                report(1, 1, 1, true),
                "This change affects 1 of 1 user in the open file.",
            ),
        ];
        for (report, message) in cases {
            assert_eq!(report.message(), message);
        }
    }
}
