//! Whether the mappings give the values that are expected of sample users.
//! Requested by the page on every change, answered by the worker.

use serde::{Deserialize, Serialize};

use crate::format::counted;
use crate::mapping::MappingSet;
use crate::user::SourceUser;

mod evaluate;

pub use evaluate::run;

/// How many values can be expected of one user.
pub const MAX_EXPECTED: usize = 50;

/// The longest value that can be expected, in characters.
pub const MAX_EXPECTED_TEXT: usize = 1_000;

/// What is expected of one Talkdesk attribute when Entra creates the user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpectedAttribute {
    /// The target, such as `userName`.
    pub attribute: String,
    /// An empty one says that Entra sends no value.
    pub value: String,
}

/// A user with what is expected.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExpectationUser {
    /// Tells users apart; handed back with the results.
    pub id: String,
    pub user: SourceUser,
    pub expected: Vec<ExpectedAttribute>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExpectationRequest {
    pub set: MappingSet,
    pub users: Vec<ExpectationUser>,
    /// What `Now()` is, in seconds since 1970.
    pub now: i64,
    /// Rows that are not run, by their index: they took too long before.
    pub skip: Vec<usize>,
}

/// What Entra sends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ActualValue {
    One(String),
    Many(Vec<String>),
    Nothing,
    /// No mapping has the attribute.
    NotMapped,
    /// An expression leaves the user out, so Entra sends no request.
    UserSkipped,
    /// The expression fails for this user, so Entra sends no value.
    Failed(String),
}

/// Why a value is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum UnknownValue {
    /// The expression took too long and was ended.
    TookTooLong,
    /// It is another one each time.
    Random,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExpectationStatus {
    Passed,
    Failed(ActualValue),
    Unknown(UnknownValue),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpectationResult {
    pub expected: ExpectedAttribute,
    pub status: ExpectationStatus,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserExpectations {
    pub id: String,
    /// For each expected value, in its order.
    pub results: Vec<ExpectationResult>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpectationResponse {
    /// In the order of the request.
    pub users: Vec<UserExpectations>,
}

/// How many results have each status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ExpectationCounts {
    pub passed: usize,
    pub failed: usize,
    pub unknown: usize,
}

impl ExpectationResponse {
    pub fn counts(&self) -> ExpectationCounts {
        let mut counts = ExpectationCounts::default();
        for result in self.users.iter().flat_map(|user| &user.results) {
            match result.status {
                ExpectationStatus::Passed => counts.passed += 1,
                ExpectationStatus::Failed(_) => counts.failed += 1,
                ExpectationStatus::Unknown(_) => counts.unknown += 1,
            }
        }
        counts
    }
}

impl ExpectationCounts {
    /// In one sentence, the worst first; nothing where nothing is expected.
    pub fn message(self) -> Option<String> {
        let all = self.passed + self.failed + self.unknown;
        let of_all = counted(all as u64, "expected value", "expected values");
        Some(match self {
            _ if all == 0 => return None,
            Self {
                failed: 0,
                unknown: 0,
                ..
            } if all == 1 => "The expected value matches.".to_owned(),
            Self {
                failed: 0,
                unknown: 0,
                ..
            } => format!("All {of_all} match."),
            Self {
                failed: 0, unknown, ..
            } => format!("{unknown} of {of_all} can’t be checked."),
            Self { failed, .. } => format!("{failed} of {of_all} would be different."),
        })
    }
}

impl ExpectationResult {
    /// In one sentence, such as "Expected “Agent”, but Entra sends “agent”."
    pub fn message(&self) -> String {
        let expected = match self.expected.value.as_str() {
            "" => "no value".to_owned(),
            value => format!("“{value}”"),
        };
        match &self.status {
            ExpectationStatus::Passed if self.expected.value.is_empty() => {
                "Entra sends no value, as expected.".to_owned()
            }
            ExpectationStatus::Passed => format!("Entra sends {expected}, as expected."),
            ExpectationStatus::Failed(actual) => {
                format!("Expected {expected}, but {}.", actual.message())
            }
            ExpectationStatus::Unknown(why) => format!("Expected {expected}. {}", why.message()),
        }
    }
}

impl ActualValue {
    /// As the end of a sentence.
    fn message(&self) -> String {
        match self {
            Self::One(text) => format!("Entra sends “{text}”"),
            Self::Many(texts) => format!(
                "the mapping gives {} values ({}), and the attribute takes one",
                texts.len(),
                texts.join(", ")
            ),
            Self::Nothing => "Entra sends no value".to_owned(),
            Self::NotMapped => "no mapping has this attribute".to_owned(),
            Self::UserSkipped => "the mappings leave this user out".to_owned(),
            Self::Failed(message) => format!(
                "the expression fails: {}",
                message.strip_suffix('.').unwrap_or(message)
            ),
        }
    }
}

impl UnknownValue {
    pub fn message(self) -> &'static str {
        match self {
            Self::TookTooLong => {
                "The expression took too long and was stopped, so the value isn’t known."
            }
            Self::Random => "The value is random, so it can’t be checked.",
        }
    }
}

#[cfg(test)]
mod tests;
