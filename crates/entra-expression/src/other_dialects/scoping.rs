//! Conditions as scoping filters: clauses in a group all hold, and one group is enough.

use std::fmt;

use super::condition::{AttributeTest, DialectCondition, TestOperator, escaped};

/// A scoping filter as the portal takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopingFilter {
    /// The groups, of which one must hold. All clauses of a group must hold.
    pub groups: Vec<Vec<ScopingClause>>,
}

/// One clause of a scoping filter. It does not hold for a missing value, except `IS NULL`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopingClause {
    /// The source attribute.
    pub attribute: String,
    /// The operator as the portal names it.
    pub operator: &'static str,
    /// What it compares with, where it does.
    pub value: Option<String>,
}

impl fmt::Display for ScopingFilter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, group) in self.groups.iter().enumerate() {
            if index > 0 {
                f.write_str(" OR ")?;
            }
            let nested = group.len() > 1 && self.groups.len() > 1;
            f.write_str(if nested { "(" } else { "" })?;
            for (index, clause) in group.iter().enumerate() {
                f.write_str(if index > 0 { " AND " } else { "" })?;
                write!(f, "{clause}")?;
            }
            f.write_str(if nested { ")" } else { "" })?;
        }
        Ok(())
    }
}

impl fmt::Display for ScopingClause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.attribute, self.operator)?;
        match &self.value {
            Some(value) => write!(f, " {value}"),
            None => Ok(()),
        }
    }
}

/// More clauses than this are no help.
const MAX_CLAUSES: usize = 40;

/// Attributes that a scoping filter does not take: Microsoft's "Scoping users or groups to be
/// provisioned with scoping filters".
const NOT_TAKEN: [&str; 3] = ["manager", "userType", "employeeHireDate"];

type Groups = Vec<Vec<ScopingClause>>;

/// The scoping filter of a condition, where there is one.
pub(super) fn of(condition: &DialectCondition) -> Option<ScopingFilter> {
    let groups = groups(condition, true)?;
    Some(ScopingFilter { groups })
}

/// The groups that hold when the condition is `wanted`.
fn groups(condition: &DialectCondition, wanted: bool) -> Option<Groups> {
    let found = match condition {
        DialectCondition::Unknown(_) => return None,
        DialectCondition::Not(inner) => groups(inner, !wanted)?,
        DialectCondition::Test(test) => of_test(test, wanted)?,
        DialectCondition::All(inner) if wanted => together(inner, wanted)?,
        DialectCondition::Any(inner) if !wanted => together(inner, wanted)?,
        DialectCondition::All(inner) | DialectCondition::Any(inner) => {
            let each: Option<Vec<Groups>> =
                inner.iter().map(|inner| groups(inner, wanted)).collect();
            each?.concat()
        }
    };
    (found.iter().map(Vec::len).sum::<usize>() <= MAX_CLAUSES).then_some(found)
}

/// Each group of one with each of the next.
fn together(conditions: &[DialectCondition], wanted: bool) -> Option<Groups> {
    let mut all: Groups = vec![Vec::new()];
    for condition in conditions {
        let next = groups(condition, wanted)?;
        if all.len() * next.len() > MAX_CLAUSES {
            return None;
        }
        all = all
            .iter()
            .flat_map(|begin| next.iter().map(|end| [&begin[..], &end[..]].concat()))
            .collect();
    }
    Some(all)
}

fn of_test(test: &AttributeTest, wanted: bool) -> Option<Groups> {
    let attribute = test.source.as_attribute()?;
    if NOT_TAKEN.contains(&attribute) {
        return None;
    }
    let clause = |operator, value: Option<String>| ScopingClause {
        attribute: attribute.to_owned(),
        operator,
        value,
    };
    let missing = || vec![clause("IS NULL", None)];
    let matching = |pattern: String| match wanted {
        true => vec![vec![clause("REGEX MATCH", Some(pattern))]],
        // A clause does not hold for a missing value, and the condition then does.
        false => vec![vec![clause("NOT REGEX MATCH", Some(pattern))], missing()],
    };
    Some(match (&test.how, wanted) {
        (TestOperator::Same(_), _) => return None,
        (TestOperator::OneOf(texts), true) => {
            let one = |text: &String| vec![clause("EQUALS", Some(text.clone()))];
            texts.iter().map(one).collect()
        }
        (TestOperator::OneOf(texts), false) => {
            let other = |text: &String| clause("NOT EQUALS", Some(text.clone()));
            vec![texts.iter().map(other).collect(), missing()]
        }
        (TestOperator::Flag(flag), true) => vec![vec![clause(is(*flag), None)]],
        (TestOperator::Flag(flag), false) => vec![vec![clause(is(!*flag), None)], missing()],
        (TestOperator::Missing, true) => vec![missing()],
        (TestOperator::Missing, false) => vec![vec![clause("IS NOT NULL", None)]],
        (TestOperator::StartsWith(text), _) => matching(format!("^{}.*$", escaped(text))),
        (TestOperator::EndsWith(text), _) => matching(format!("^.*{}$", escaped(text))),
        (TestOperator::Contains(text), _) => matching(format!("^.*{}.*$", escaped(text))),
        (TestOperator::Matches(pattern), _) => matching(pattern.clone()),
    })
}

const fn is(flag: bool) -> &'static str {
    if flag { "IS TRUE" } else { "IS FALSE" }
}
