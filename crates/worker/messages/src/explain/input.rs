//! The explanation of one input.

use serde::{Deserialize, Serialize};

/// How something is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum ResultTone {
    Bad,
    Warning,
    Good,
    #[default]
    Plain,
}

/// Where something is fixed or examined.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum FixTarget {
    /// The row of a target attribute, or all mappings.
    Mapping(Option<String>),
    /// A step of the guide, by its number.
    GuideStep(String),
    ConnectionTest,
    LifecycleTest,
    Preflight,
    Schema,
    Expressions,
    Setups,
    /// A text for a ticket to Talkdesk.
    Ticket,
    #[default]
    Elsewhere,
}

/// What was pasted, and what it means.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ExplainedInput {
    /// The id of the kind that it was recognized as; empty if it was not.
    pub kind: String,
    /// The kind in words, with its article, such as "a synchronization job".
    pub recognized_as: String,
    /// Whether the kind is not certain.
    pub is_uncertain: bool,
    /// Whether it is a log, which has a report of its own.
    pub is_log: bool,
    /// The other kinds that it may be.
    pub candidates: Vec<InputCandidate>,
    pub tone: ResultTone,
    pub sentence: String,
    /// Why, and what follows from it; each may be empty.
    pub explanation: String,
    pub consequence: String,
    /// Cause, who fixes it, and the next try.
    pub facts: Vec<InputFact>,
    pub steps: Vec<InputStep>,
    /// What the setup says about it, and what the input cannot show.
    pub notes: Vec<String>,
    /// What was read from it.
    pub read: Vec<InputFact>,
    /// The redacted original in parts, each with whether it is the mark of a value
    /// that was removed. The end of a long one is left out.
    pub original: Vec<(String, bool)>,
    /// How many values were removed.
    pub redacted: u32,
    /// Entries of the reference that it also names, or that fit its words.
    pub reference: Vec<ReferenceText>,
    pub open_with: Option<OpenWith>,
    /// The explanation as text, with the redacted original.
    pub ticket: String,
    /// Who documents it, as title and address.
    pub source: Option<(String, Option<String>)>,
}

/// What an input may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputCandidate {
    pub kind: String,
    pub label: String,
}

/// A name and its value.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct InputFact {
    pub name: String,
    pub value: String,
    /// More in small print; may be empty.
    pub note: String,
    pub is_bad: bool,
}

/// One thing to do, in its order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct InputStep {
    pub title: String,
    pub text: String,
    pub target: FixTarget,
}

/// The page that an input belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum OpenWith {
    Preflight,
    Schema,
    Expressions,
}

/// An entry of the reference of codes, reasons and messages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ReferenceText {
    /// Codes as they are spelled; may be empty.
    pub names: String,
    pub headline: String,
    pub explanation: String,
    pub next_action: String,
    /// Who acts, in words.
    pub owner: String,
    pub tone: ResultTone,
    pub source: Option<(String, Option<String>)>,
}
