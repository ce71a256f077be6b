//! The scoping filter, asked about the values of many users.

use entra_expression::evaluate::Attribute;

use provisioning::scoping_filter::{Held, Judge, ScopeFilter, Verdict};

/// A filter with the places of its attributes among the values of a user.
#[derive(Debug)]
pub(super) struct Filter {
    judge: Judge,
    /// The place of the attribute of each clause.
    places: Vec<usize>,
}

impl Filter {
    /// `place` finds the place of an attribute in the values of a user.
    pub(super) fn new(filter: &ScopeFilter, place: impl Fn(&str) -> usize) -> Self {
        let judge = Judge::new(filter);
        let places = judge.attributes().map(place).collect();
        Self { judge, places }
    }

    /// Whether it lets a user through.
    pub(super) fn verdict(&mut self, values: &[Option<Attribute>]) -> Verdict {
        let places = &self.places;
        self.judge.verdict(|clause| {
            let place = places.get(clause).copied().unwrap_or(usize::MAX);
            match values.get(place) {
                Some(Some(Attribute::One(text))) if !text.is_empty() => Held::One(text),
                Some(Some(Attribute::Many(texts))) => match texts.as_slice() {
                    [] => Held::Nothing,
                    _ => Held::Several,
                },
                _ => Held::Nothing,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use provisioning::scoping_filter::{Clause, Operator, ScopeGroup};

    #[test]
    fn each_clause_is_asked_about_its_own_attribute() {
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
                    clause("department", Operator::Equals, "Sales"),
                    clause("city", Operator::Equals, "Porto"),
                ]),
                group(vec![clause("proxyAddresses", Operator::Equals, "x")]),
            ],
            hidden: false,
        };
        let names = ["city", "department", "proxyAddresses"];
        let mut filter = Filter::new(&filter, |name| {
            names.iter().position(|own| *own == name).unwrap_or(9)
        });
        let mut verdict = |city: &str, department: &str, several: Option<Attribute>| {
            filter.verdict(&[Some(city.into()), Some(department.into()), several])
        };
        let several = Attribute::Many(vec!["x".to_owned()]);
        assert_eq!(verdict("Porto", "Sales", None), Verdict::In);
        assert_eq!(
            verdict("Porto", "Sales", Some(several.clone())),
            Verdict::In
        );
        let Verdict::Out(clauses) = verdict("Lisbon", "Sales", None) else {
            panic!("neither group holds");
        };
        assert_eq!(clauses[0], "city EQUALS Porto");
        assert!(matches!(verdict("", "", Some(several)), Verdict::Unsure(_)));
    }
}
