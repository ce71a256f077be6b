//! The scoping filter of a mapping: which users it is for.
//!
//! Groups are alternatives, the clauses of a group hold together, texts are
//! compared with case, and whoever has no value is out. What is not
//! documented is not guessed: such a clause gives [`Verdict::Unsure`].
//!
//! Source: learn.microsoft.com, "Scoping users or groups to be provisioned";
//! the operators' names are those of Graph's `filterOperators`.

use serde::{Deserialize, Serialize};

use super::error::{Crowd, FileError};
use super::json::Json;
use super::note::Note;

#[cfg(feature = "evaluate")]
mod judge;

#[cfg(feature = "evaluate")]
pub use judge::{Held, Judge};

/// A scoping filter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopeFilter {
    /// Alternatives. Without any, everybody is in.
    pub groups: Vec<ScopeGroup>,
    /// Whether the file has further conditions that the portal does not show
    /// and nobody has documented.
    pub hidden: bool,
}

/// Clauses that hold together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopeGroup {
    /// Its name, or nothing.
    pub name: String,
    /// The clauses.
    pub clauses: Vec<Clause>,
}

/// One condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    /// The source attribute.
    pub attribute: String,
    /// The operator.
    pub operator: Operator,
    /// What it is compared with; nothing for operators that compare nothing.
    pub values: Vec<String>,
}

/// What a clause asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Operator {
    /// The same text.
    Equals,
    /// Another text.
    NotEquals,
    /// A text with a match of a pattern.
    RegexMatch,
    /// A text without a match of a pattern.
    NotRegexMatch,
    /// No value.
    IsNull,
    /// Any value.
    IsNotNull,
    /// `True`.
    IsTrue,
    /// `False`.
    IsFalse,
    /// Another one, by its name.
    Unknown(String),
}

const OPERATORS: [(&str, Operator); 8] = [
    ("EQUALS", Operator::Equals),
    ("NOT EQUALS", Operator::NotEquals),
    ("REGEX MATCH", Operator::RegexMatch),
    ("NOT REGEX MATCH", Operator::NotRegexMatch),
    ("IS NULL", Operator::IsNull),
    ("IS NOT NULL", Operator::IsNotNull),
    ("IS TRUE", Operator::IsTrue),
    ("IS FALSE", Operator::IsFalse),
];

impl Operator {
    /// The operator of a name.
    pub fn of(name: &str) -> Self {
        let found = OPERATORS.into_iter().find(|(known, _)| *known == name);
        found.map_or_else(|| Self::Unknown(name.to_owned()), |(_, operator)| operator)
    }

    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Self::Unknown(name) => name,
            known => OPERATORS
                .iter()
                .find(|(_, operator)| operator == known)
                .map_or("", |(name, _)| name),
        }
    }
}

impl ScopeFilter {
    /// The filter in one line, with the portal's clauses.
    pub fn text(&self) -> String {
        let groups = self.groups.iter().map(|group| {
            let clauses: Vec<String> = group.clauses.iter().map(Clause::text).collect();
            clauses.join(" and ")
        });
        groups.collect::<Vec<_>>().join(", or ")
    }
}

impl Clause {
    /// The clause as the portal shows it: `department EQUALS Sales`.
    pub fn text(&self) -> String {
        let mut text = format!("{} {}", self.attribute, self.operator.name());
        for (at, value) in self.values.iter().enumerate() {
            text.push_str(if at == 0 { " " } else { ", " });
            text.push_str(value);
        }
        text
    }
}

/// Reads the member `scope` of a mapping. A filter without any condition is
/// none.
///
/// # Errors
///
/// When it has more clauses than are read.
pub fn read(filter: &Json, notes: &mut Vec<Note>) -> Result<Option<ScopeFilter>, FileError> {
    let list = |name: &str| filter.get(name).map(Json::elements).unwrap_or_default();
    let hidden = ["inputFilterGroups", "categoryFilterGroups"]
        .iter()
        .any(|name| !list(name).is_empty());
    let groups: Vec<ScopeGroup> = list("groups").iter().map(group).collect();
    // A group counts too, because one without clauses also takes its time.
    let clauses = groups.iter().map(|group| group.clauses.len() + 1);
    Crowd::Clauses.check(clauses.sum())?;
    if hidden {
        notes.push(Note::HiddenScope);
    }
    for clause in groups.iter().flat_map(|group| &group.clauses) {
        if let Operator::Unknown(name) = &clause.operator {
            notes.push(Note::ScopeOperator { name: name.clone() });
        }
    }
    let some = hidden || !groups.is_empty();
    Ok(some.then_some(ScopeFilter { groups, hidden }))
}

fn group(group: &Json) -> ScopeGroup {
    let clauses = group.get("clauses").map(Json::elements).unwrap_or_default();
    ScopeGroup {
        name: group.text_of("name").unwrap_or_default().to_owned(),
        clauses: clauses.iter().map(clause).collect(),
    }
}

fn clause(clause: &Json) -> Clause {
    let operand = clause.get("targetOperand");
    let values = operand.and_then(|operand| operand.get("values"));
    let values = values.map(Json::elements).unwrap_or_default().iter();
    Clause {
        attribute: clause
            .text_of("sourceOperandName")
            .unwrap_or_default()
            .to_owned(),
        operator: Operator::of(clause.text_of("operatorName").unwrap_or_default()),
        values: values.filter_map(Json::text).map(str::to_owned).collect(),
    }
}

/// Why it is not certain whether a clause holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Doubt {
    /// Nothing is known about the operator.
    Operator(String),
    /// The attribute has several values; filters are not made for that.
    SeveralValues(String),
    /// The clause has not the one value that its operator compares with.
    Operand(String),
    /// The attribute is neither `True` nor `False`.
    NoTruth(String),
    /// The pattern cannot be run here.
    Pattern(String),
    /// A part of the text matches the pattern and the whole does not; which
    /// of the two counts is not documented.
    PartOfText(String),
    /// A group without clauses.
    EmptyGroup,
    /// Conditions that the portal does not show.
    Hidden,
}

/// Whether a user is in the scope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// In.
    In,
    /// Out: of each group, the first clause that does not hold, as text.
    Out(Vec<String>),
    /// Not certain.
    Unsure(Vec<Doubt>),
}
