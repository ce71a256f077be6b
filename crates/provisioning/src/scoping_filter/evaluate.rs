//! Who a scoping filter lets through. Patterns are compiled once, for many
//! users.

use dotnet_text::regex::{Regex, RegexScratch};

use super::{Clause, ScopeFilter, ScopeOperator, ScopeResult, ScopeUncertainty};
use crate::user::{SourceUser, UserValue};

/// Steps that one pattern may take on one value.
const STEPS: u64 = 1_000_000;

/// What a user has in the attribute of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClauseValue<'a> {
    /// No value, or an empty one.
    Nothing,
    One(&'a str),
    Several,
}

impl<'a> From<Option<&'a UserValue>> for ClauseValue<'a> {
    fn from(value: Option<&'a UserValue>) -> Self {
        match value {
            Some(UserValue::Many(values)) if !values.is_empty() => ClauseValue::Several,
            Some(UserValue::One(text)) if !text.is_empty() => ClauseValue::One(text),
            _ => ClauseValue::Nothing,
        }
    }
}

/// A pattern, as a part of the text and as the whole of it.
#[derive(Debug)]
struct Pattern {
    part: Regex,
    whole: Regex,
}

#[derive(Debug)]
struct Compiled {
    clause: Clause,
    /// The pattern of a clause that has one which can be run.
    pattern: Option<Pattern>,
}

/// A filter that is ready to be asked about many users.
#[derive(Debug)]
pub struct ScopeEvaluator {
    groups: Vec<Vec<Compiled>>,
    hidden: bool,
    scratch: RegexScratch,
}

impl ScopeEvaluator {
    pub fn new(filter: &ScopeFilter) -> Self {
        let groups = filter.groups.iter().map(|group| {
            let clauses = group.clauses.iter().cloned();
            clauses.map(Compiled::new).collect()
        });
        Self {
            groups: groups.collect(),
            hidden: filter.hidden,
            scratch: RegexScratch::new(),
        }
    }

    /// The attributes that the clauses ask, clause by clause in the order in
    /// which [`ScopeEvaluator::evaluate`] counts them.
    pub fn attributes(&self) -> impl Iterator<Item = &str> {
        let clauses = self.groups.iter().flatten();
        clauses.map(|compiled| compiled.clause.attribute.as_str())
    }

    /// Whether it lets a user through, of whom `held` tells what the attribute
    /// of each clause holds; clauses are counted from 0.
    pub fn evaluate<'a>(&mut self, held: impl Fn(usize) -> ClauseValue<'a>) -> ScopeResult {
        let mut failed = Vec::new();
        let mut doubts = Vec::new();
        let mut any = self.groups.is_empty();
        let mut first = 0;
        for group in &self.groups {
            let found = evaluate_group(group, |at| held(first + at), &mut self.scratch);
            first += group.len();
            match found {
                Ok(None) => any = true,
                Ok(Some(clause)) => failed.push(clause),
                Err(why) => doubts.extend(why),
            }
        }
        // Hidden conditions may keep somebody out whom the groups let in,
        // and let somebody in whom they keep out.
        match (any, doubts.is_empty()) {
            _ if self.hidden => {
                doubts.push(ScopeUncertainty::Hidden);
                ScopeResult::Unsure(doubts)
            }
            (true, _) => ScopeResult::In,
            (false, true) => ScopeResult::Out(failed.into_iter().map(Clause::text).collect()),
            (false, false) => ScopeResult::Unsure(doubts),
        }
    }
}

/// The clause that does not hold, or nothing when all hold.
fn evaluate_group<'c, 'a>(
    group: &'c [Compiled],
    held: impl Fn(usize) -> ClauseValue<'a>,
    scratch: &mut RegexScratch,
) -> Result<Option<&'c Clause>, Vec<ScopeUncertainty>> {
    if group.is_empty() {
        return Err(vec![ScopeUncertainty::EmptyGroup]);
    }
    let mut doubts = Vec::new();
    for (at, compiled) in group.iter().enumerate() {
        match compiled.holds(held(at), scratch) {
            Ok(true) => {}
            Ok(false) => return Ok(Some(&compiled.clause)),
            Err(doubt) => doubts.push(doubt),
        }
    }
    match doubts.is_empty() {
        true => Ok(None),
        false => Err(doubts),
    }
}

impl Compiled {
    fn new(clause: Clause) -> Self {
        let takes_pattern = matches!(
            clause.operator,
            ScopeOperator::RegexMatch | ScopeOperator::NotRegexMatch
        );
        let pattern = match clause.values.as_slice() {
            [pattern] if takes_pattern => Pattern::new(pattern),
            _ => None,
        };
        Self { clause, pattern }
    }

    fn holds(
        &self,
        held: ClauseValue<'_>,
        scratch: &mut RegexScratch,
    ) -> Result<bool, ScopeUncertainty> {
        let name = || self.clause.attribute.clone();
        let value = match held {
            ClauseValue::Several => return Err(ScopeUncertainty::SeveralValues(name())),
            ClauseValue::One(text) => Some(text),
            ClauseValue::Nothing => None,
        };
        match (&self.clause.operator, value) {
            (ScopeOperator::Unknown(operator), _) => {
                Err(ScopeUncertainty::Operator(operator.clone()))
            }
            (ScopeOperator::IsNull, value) => Ok(value.is_none()),
            (ScopeOperator::IsNotNull, value) => Ok(value.is_some()),
            (_, None) => Ok(false),
            (ScopeOperator::Equals, Some(value)) => Ok(value == self.operand()?),
            (ScopeOperator::NotEquals, Some(value)) => Ok(value != self.operand()?),
            (ScopeOperator::IsTrue, Some(value)) => {
                boolean(value).ok_or_else(|| ScopeUncertainty::NotBoolean(name()))
            }
            (ScopeOperator::IsFalse, Some(value)) => {
                Ok(!boolean(value).ok_or_else(|| ScopeUncertainty::NotBoolean(name()))?)
            }
            (ScopeOperator::RegexMatch, Some(value)) => self.matches(value, scratch),
            (ScopeOperator::NotRegexMatch, Some(value)) => Ok(!self.matches(value, scratch)?),
        }
    }

    fn operand(&self) -> Result<&str, ScopeUncertainty> {
        match self.clause.values.as_slice() {
            [value] => Ok(value),
            _ => Err(ScopeUncertainty::Operand(self.clause.text())),
        }
    }

    fn matches(&self, value: &str, scratch: &mut RegexScratch) -> Result<bool, ScopeUncertainty> {
        let text = self.operand()?;
        let doubt = || ScopeUncertainty::Pattern(text.to_owned());
        let pattern = self.pattern.as_ref().ok_or_else(doubt)?;
        let mut finds = |regex: &Regex| {
            let mut steps = STEPS;
            let mut found = regex.matches(value, scratch, &mut steps);
            found.advance().map_err(|_| doubt())
        };
        let part = finds(&pattern.part)?;
        let whole = part && finds(&pattern.whole)?;
        match part == whole {
            true => Ok(part),
            false => Err(ScopeUncertainty::PartOfText(text.to_owned())),
        }
    }
}

impl Pattern {
    fn new(pattern: &str) -> Option<Self> {
        Some(Self {
            part: Regex::new(pattern).ok()?,
            whole: Regex::new(&format!("^(?:{pattern})\\z")).ok()?,
        })
    }
}

fn boolean(text: &str) -> Option<bool> {
    match text {
        _ if text.eq_ignore_ascii_case("true") => Some(true),
        _ if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

impl ScopeFilter {
    pub fn evaluate(&self, user: &SourceUser) -> ScopeResult {
        let clauses = self.groups.iter().flat_map(|group| &group.clauses);
        let held: Vec<ClauseValue> = clauses
            .map(|clause| ClauseValue::from(user.attributes.get(&clause.attribute)))
            .collect();
        ScopeEvaluator::new(self)
            .evaluate(|at| held.get(at).copied().unwrap_or(ClauseValue::Nothing))
    }
}
