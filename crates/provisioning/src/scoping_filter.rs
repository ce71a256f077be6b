//! The scoping filter of a mapping: which users it is for.
//!
//! Groups are alternatives, the clauses of a group hold together, texts are
//! compared with case, and whoever has no value is out. What is not
//! documented is not guessed: such a clause gives [`ScopeResult::Unsure`].
//!
//! Source: learn.microsoft.com, "Scoping users or groups to be provisioned";
//! the operators' names are those of Graph's `filterOperators`.

use serde::{Deserialize, Serialize};

mod evaluate;

pub use evaluate::{ClauseValue, ScopeEvaluator};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopeFilter {
    /// Alternatives. Without any, everybody is in.
    pub groups: Vec<ScopeGroup>,
    /// Whether the file has further conditions that the portal does not show
    /// and nobody has documented.
    pub hidden: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopeGroup {
    pub name: String,
    pub clauses: Vec<Clause>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    pub attribute: String,
    pub operator: ScopeOperator,
    /// What it is compared with; nothing for operators that compare nothing.
    pub values: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ScopeOperator {
    Equals,
    NotEquals,
    /// A text with a match of a pattern.
    RegexMatch,
    /// A text without a match of a pattern.
    NotRegexMatch,
    IsNull,
    IsNotNull,
    IsTrue,
    IsFalse,
    Unknown(String),
}

const OPERATORS: [(&str, ScopeOperator); 8] = [
    ("EQUALS", ScopeOperator::Equals),
    ("NOT EQUALS", ScopeOperator::NotEquals),
    ("REGEX MATCH", ScopeOperator::RegexMatch),
    ("NOT REGEX MATCH", ScopeOperator::NotRegexMatch),
    ("IS NULL", ScopeOperator::IsNull),
    ("IS NOT NULL", ScopeOperator::IsNotNull),
    ("IS TRUE", ScopeOperator::IsTrue),
    ("IS FALSE", ScopeOperator::IsFalse),
];

impl ScopeOperator {
    pub fn of(name: &str) -> Self {
        let found = OPERATORS.into_iter().find(|(known, _)| *known == name);
        found.map_or_else(|| Self::Unknown(name.to_owned()), |(_, operator)| operator)
    }

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

/// Why it is not certain whether a clause holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ScopeUncertainty {
    /// Nothing is known about the operator.
    Operator(String),
    /// The attribute has several values; filters are not made for that.
    SeveralValues(String),
    /// The clause has not the one value that its operator compares with.
    Operand(String),
    /// The attribute is neither `True` nor `False`.
    NotBoolean(String),
    Pattern(String),
    /// A part of the text matches the pattern and the whole does not; which
    /// of the two counts is not documented.
    PartOfText(String),
    EmptyGroup,
    /// Conditions that the portal does not show.
    Hidden,
}

impl ScopeUncertainty {
    /// Why it is not certain whether somebody is in the scope.
    pub fn message(&self) -> String {
        match self {
            Self::Operator(name) => format!("nothing is known about the operator “{name}”"),
            Self::SeveralValues(name) => {
                format!("{name} has several values, which filters are not made for")
            }
            Self::Operand(clause) => format!("“{clause}” has not one value to compare with"),
            Self::NotBoolean(name) => format!("{name} is neither True nor False"),
            Self::Pattern(pattern) => format!("the pattern {pattern} cannot be run here"),
            Self::PartOfText(pattern) => format!(
                "the pattern {pattern} matches a part of the value, and it is not documented whether that is enough"
            ),
            Self::EmptyGroup => "a group of the filter has no clauses".to_owned(),
            Self::Hidden => "the filter has conditions that no reference explains".to_owned(),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ScopeResult {
    In,
    /// Out: of each group, the first clause that does not hold, as text.
    Out(Vec<String>),
    Unsure(Vec<ScopeUncertainty>),
}
