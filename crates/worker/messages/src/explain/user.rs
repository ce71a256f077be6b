//! One user of a log.

use serde::{Deserialize, Serialize};

use super::input::FixTarget;

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct UserTimeline {
    pub user: u32,
    pub name: String,
    /// The address or id that tells the user from others of the name.
    pub address: String,
    /// The cause of the worst entry, if it has one.
    pub headline: String,
    /// The outcome in words, within a sentence.
    pub outcome: String,
    pub target: FixTarget,
    /// The newest first.
    pub entries: Vec<EntryTimeline>,
    /// How many older entries are left out.
    pub more: u32,
    /// For a ticket, without what identifies the person.
    pub ticket: String,
    /// Names under which Preflight may know this user: objectId, address, userName.
    pub keys: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct EntryTimeline {
    /// Action and day, for its heading.
    pub title: String,
    pub tone: StepTone,
    pub steps: Vec<TimelineStep>,
    /// The entry as the log has it; empty when it is not known.
    pub original: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum StepTone {
    Passed,
    Failed,
    Warned,
    Skipped,
    /// The log does not say how it ended.
    #[default]
    Unknown,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TimelineStep {
    pub tone: StepTone,
    pub title: String,
    /// The time of day; empty when it is not known.
    pub time: String,
    pub text: String,
    /// What was sent, for the step of the values.
    pub values: Vec<SentValue>,
    /// Names and values that the log has for this step.
    pub details: Vec<(String, String)>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentValue {
    /// The target attribute under its real name.
    pub attribute: String,
    pub sent: SentText,
    pub setup: SentComparison,
    /// Whether this value is the cause.
    pub is_cause: bool,
}

/// What Entra sent for an attribute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SentText {
    Value(String),
    /// An empty value, or none in place of the earlier one.
    Empty,
    /// The attribute was changed, but the log lacks the value.
    NotLogged,
    /// The attribute was not sent.
    NotSent,
}

/// What the mappings of the setup send in place of a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SentComparison {
    Same,
    Differs(String),
    /// The setup does not map the attribute.
    NotMapped,
    /// The log lacks what the mapping reads.
    NotKnown,
}
