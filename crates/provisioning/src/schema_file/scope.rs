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
use crate::user::{SourceUser, UserValue};

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

impl ScopeFilter {
    /// Whether it lets a user through.
    pub fn accepts(&self, user: &SourceUser) -> Verdict {
        let mut failed = Vec::new();
        let mut doubts = Vec::new();
        let mut any = self.groups.is_empty();
        for group in &self.groups {
            match group.accepts(user) {
                Verdict::In => any = true,
                Verdict::Out(clauses) => failed.extend(clauses),
                Verdict::Unsure(why) => doubts.extend(why),
            }
        }
        // Hidden conditions may keep somebody out whom the groups let in,
        // and let somebody in whom they keep out.
        match (any, doubts.is_empty()) {
            _ if self.hidden => {
                doubts.push(Doubt::Hidden);
                Verdict::Unsure(doubts)
            }
            (true, _) => Verdict::In,
            (false, true) => Verdict::Out(failed),
            (false, false) => Verdict::Unsure(doubts),
        }
    }
}

impl ScopeGroup {
    fn accepts(&self, user: &SourceUser) -> Verdict {
        if self.clauses.is_empty() {
            return Verdict::Unsure(vec![Doubt::EmptyGroup]);
        }
        let mut doubts = Vec::new();
        for clause in &self.clauses {
            match clause.holds(user) {
                Ok(true) => {}
                Ok(false) => return Verdict::Out(vec![clause.text()]),
                Err(doubt) => doubts.push(doubt),
            }
        }
        match doubts.is_empty() {
            true => Verdict::In,
            false => Verdict::Unsure(doubts),
        }
    }
}

impl Clause {
    fn holds(&self, user: &SourceUser) -> Result<bool, Doubt> {
        let name = || self.attribute.clone();
        let value = match user.attributes.get(&self.attribute) {
            Some(UserValue::Many(values)) if !values.is_empty() => {
                return Err(Doubt::SeveralValues(name()));
            }
            Some(UserValue::One(text)) if !text.is_empty() => Some(text.as_str()),
            _ => None,
        };
        let one = || match self.values.as_slice() {
            [value] => Ok(value.as_str()),
            _ => Err(Doubt::Operand(self.text())),
        };
        match (&self.operator, value) {
            (Operator::Unknown(operator), _) => Err(Doubt::Operator(operator.clone())),
            (Operator::IsNull, value) => Ok(value.is_none()),
            (Operator::IsNotNull, value) => Ok(value.is_some()),
            (_, None) => Ok(false),
            (Operator::Equals, Some(value)) => Ok(value == one()?),
            (Operator::NotEquals, Some(value)) => Ok(value != one()?),
            (Operator::IsTrue, Some(value)) => {
                Ok(truth(value).ok_or_else(|| Doubt::NoTruth(name()))?)
            }
            (Operator::IsFalse, Some(value)) => {
                Ok(!truth(value).ok_or_else(|| Doubt::NoTruth(name()))?)
            }
            (Operator::RegexMatch, Some(value)) => matches(one()?, value),
            (Operator::NotRegexMatch, Some(value)) => Ok(!matches(one()?, value)?),
        }
    }
}

fn truth(text: &str) -> Option<bool> {
    match text {
        _ if text.eq_ignore_ascii_case("true") => Some(true),
        _ if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

/// Steps that one pattern may take on one value.
#[cfg(feature = "evaluate")]
const STEPS: u64 = 1_000_000;

#[cfg(feature = "evaluate")]
fn matches(pattern: &str, value: &str) -> Result<bool, Doubt> {
    let part = finds(pattern, value)?;
    let whole = part && finds(&format!("^(?:{pattern})\\z"), value)?;
    match part == whole {
        true => Ok(part),
        false => Err(Doubt::PartOfText(pattern.to_owned())),
    }
}

#[cfg(feature = "evaluate")]
fn finds(pattern: &str, value: &str) -> Result<bool, Doubt> {
    use entra_expression::dotnet::regex::{Regex, Scratch};
    let doubt = || Doubt::Pattern(pattern.to_owned());
    let regex = Regex::new(pattern).map_err(|_| doubt())?;
    let (mut scratch, mut steps) = (Scratch::new(), STEPS);
    let mut found = regex.matches(value, &mut scratch, &mut steps);
    found.advance().map_err(|_| doubt())
}

/// Patterns are run by the worker only.
#[cfg(not(feature = "evaluate"))]
fn matches(pattern: &str, _: &str) -> Result<bool, Doubt> {
    Err(Doubt::Pattern(pattern.to_owned()))
}
