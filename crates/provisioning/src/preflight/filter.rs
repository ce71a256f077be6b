//! The scoping filter, run for many users.

use entra_expression::dotnet::regex::{Regex, Scratch};
use entra_expression::evaluate::Attribute;

use super::ask::{Clause, ClauseOperator};

/// Steps that one pattern may take on one value.
const STEPS: u64 = 100_000;

#[derive(Debug)]
struct Compiled {
    slot: usize,
    operator: ClauseOperator,
    value: String,
    /// The pattern, when it is one that can be run.
    pattern: Option<Regex>,
}

/// A filter whose patterns are compiled.
#[derive(Debug)]
pub(super) struct Filter {
    groups: Vec<Vec<Compiled>>,
    scratch: Scratch,
}

impl Filter {
    /// `slot` finds the place of an attribute in the values of a user.
    pub(super) fn new(groups: &[Vec<Clause>], slot: impl Fn(&str) -> usize) -> Self {
        let compiled = |clause: &Clause| Compiled {
            slot: slot(&clause.attribute),
            operator: clause.operator,
            value: clause.value.clone(),
            pattern: Regex::new(&clause.value).ok(),
        };
        let groups = groups.iter();
        Self {
            groups: groups
                .map(|group| group.iter().map(compiled).collect())
                .collect(),
            scratch: Scratch::new(),
        }
    }

    /// Whether a user is in scope: all clauses of one group are true.
    pub(super) fn accepts(&mut self, values: &[Option<Attribute>]) -> bool {
        let scratch = &mut self.scratch;
        let mut groups = self.groups.iter();
        self.groups.is_empty()
            || groups.any(|group| group.iter().all(|clause| clause.holds(values, scratch)))
    }
}

impl Compiled {
    fn holds(&self, values: &[Option<Attribute>], scratch: &mut Scratch) -> bool {
        let value = match values.get(self.slot) {
            Some(Some(Attribute::One(text))) if !text.is_empty() => Some(text.as_str()),
            Some(Some(Attribute::Many(texts))) => texts.first().map(String::as_str),
            _ => None,
        };
        let (operator, Some(value)) = (self.operator, value) else {
            return self.operator == ClauseOperator::IsNull;
        };
        match operator {
            ClauseOperator::Equals => value == self.value,
            ClauseOperator::NotEquals => value != self.value,
            ClauseOperator::IsTrue => value.eq_ignore_ascii_case("true"),
            ClauseOperator::IsFalse => value.eq_ignore_ascii_case("false"),
            ClauseOperator::IsNull => false,
            ClauseOperator::IsNotNull => true,
            ClauseOperator::RegexMatch => self.finds(value, scratch) != Some(false),
            ClauseOperator::NotRegexMatch => self.finds(value, scratch) != Some(true),
        }
    }

    /// Whether the pattern is found; none when it cannot be run. Nobody is
    /// left out for a pattern that cannot be run.
    fn finds(&self, value: &str, scratch: &mut Scratch) -> Option<bool> {
        let mut steps = STEPS;
        let mut found = self.pattern.as_ref()?.matches(value, scratch, &mut steps);
        found.advance().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_hold_as_the_portal_documents_them() {
        use ClauseOperator::{
            Equals, IsFalse, IsNotNull, IsNull, IsTrue, NotEquals, NotRegexMatch, RegexMatch,
        };
        let cases = [
            (Equals, "Sales", Some("Sales"), true),
            (Equals, "sales", Some("Sales"), false),
            (Equals, "Sales", None, false),
            (NotEquals, "Sales", Some("Support"), true),
            (NotEquals, "Sales", None, false),
            (IsTrue, "", Some("True"), true),
            (IsTrue, "", None, false),
            (IsFalse, "", Some("False"), true),
            (IsNull, "", None, true),
            (IsNull, "", Some("x"), false),
            (IsNotNull, "", Some("x"), true),
            (IsNotNull, "", None, false),
            (RegexMatch, "^S.*s$", Some("Sales"), true),
            (RegexMatch, "^s", Some("Sales"), false),
            (RegexMatch, "(", Some("Sales"), true),
            (NotRegexMatch, "^S", Some("Sales"), false),
            (NotRegexMatch, "^S", None, false),
        ];
        for (operator, value, own, expected) in cases {
            let clause = Clause {
                attribute: "department".to_owned(),
                operator,
                value: value.to_owned(),
            };
            let mut filter = Filter::new(&[vec![clause]], |_| 0);
            let values = [own.map(Attribute::from)];
            assert_eq!(
                filter.accepts(&values),
                expected,
                "{operator:?} {value} {own:?}"
            );
        }
        assert!(Filter::new(&[], |_| 0).accepts(&[]));
    }
}
