//! The scoping filter, asked about the values of many users.

use entra_expression::evaluate::AttributeValue;

use provisioning::scoping_filter::{ClauseValue, ScopeEvaluator, ScopeFilter, ScopeResult};

/// A filter with the positions of its attributes among the values of a user.
#[derive(Debug)]
pub(crate) struct RowFilter {
    evaluator: ScopeEvaluator,
    /// The position of the attribute of each clause.
    positions: Vec<usize>,
}

impl RowFilter {
    /// `position` finds the position of an attribute in the values of a user.
    pub(crate) fn new(filter: &ScopeFilter, position: impl Fn(&str) -> usize) -> Self {
        let evaluator = ScopeEvaluator::new(filter);
        let positions = evaluator.attributes().map(position).collect();
        Self {
            evaluator,
            positions,
        }
    }

    pub(crate) fn evaluate(&mut self, values: &[Option<AttributeValue>]) -> ScopeResult {
        let positions = &self.positions;
        self.evaluator.evaluate(|clause| {
            let position = positions.get(clause).copied().unwrap_or(usize::MAX);
            match values.get(position) {
                Some(Some(AttributeValue::One(text))) if !text.is_empty() => ClauseValue::One(text),
                Some(Some(AttributeValue::Many(texts))) => match texts.as_slice() {
                    [] => ClauseValue::Nothing,
                    _ => ClauseValue::Several,
                },
                _ => ClauseValue::Nothing,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use provisioning::scoping_filter::{Clause, ScopeGroup, ScopeOperator};

    #[test]
    fn each_clause_is_evaluated_with_its_own_attribute() {
        let clause = |attribute: &str, operator, value: &str| Clause {
            attribute: attribute.to_owned(),
            operator,
            values: vec![value.to_owned()],
        };
        let group = |clauses| ScopeGroup {
            name: String::new(),
            clauses,
        };
        let filter = ScopeFilter {
            groups: vec![
                group(vec![
                    clause("department", ScopeOperator::Equals, "Sales"),
                    clause("city", ScopeOperator::Equals, "Porto"),
                ]),
                group(vec![clause("proxyAddresses", ScopeOperator::Equals, "x")]),
            ],
            hidden: false,
        };
        let names = ["city", "department", "proxyAddresses"];
        let mut filter = RowFilter::new(&filter, |name| {
            names.iter().position(|own| *own == name).unwrap_or(9)
        });
        let mut verdict = |city: &str, department: &str, several: Option<AttributeValue>| {
            filter.evaluate(&[Some(city.into()), Some(department.into()), several])
        };
        let several = AttributeValue::Many(vec!["x".to_owned()]);
        assert_eq!(verdict("Porto", "Sales", None), ScopeResult::In);
        assert_eq!(
            verdict("Porto", "Sales", Some(several.clone())),
            ScopeResult::In
        );
        let ScopeResult::Out(clauses) = verdict("Lisbon", "Sales", None) else {
            panic!("neither group holds");
        };
        assert_eq!(clauses[0], "city EQUALS Porto");
        assert!(matches!(
            verdict("", "", Some(several)),
            ScopeResult::Unsure(_)
        ));
    }
}
