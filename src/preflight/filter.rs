//! The scoping filter of the schema file that was imported in Mappings, as a
//! run takes it.

use provisioning::preflight::ask::{Clause, ClauseOperator};
use provisioning::schema_file::scope::{self, Operator, ScopeFilter};

/// The filter for a run. None when a part of it is not documented: a filter
/// that is followed by half lets the wrong users in.
pub fn clauses(filter: &ScopeFilter) -> Option<Vec<Vec<Clause>>> {
    if filter.hidden {
        return None;
    }
    let groups = filter.groups.iter();
    groups
        .map(|group| group.clauses.iter().map(clause).collect())
        .collect()
}

fn clause(clause: &scope::Clause) -> Option<Clause> {
    let operator = match clause.operator {
        Operator::Equals => ClauseOperator::Equals,
        Operator::NotEquals => ClauseOperator::NotEquals,
        Operator::RegexMatch => ClauseOperator::RegexMatch,
        Operator::NotRegexMatch => ClauseOperator::NotRegexMatch,
        Operator::IsNull => ClauseOperator::IsNull,
        Operator::IsNotNull => ClauseOperator::IsNotNull,
        Operator::IsTrue => ClauseOperator::IsTrue,
        Operator::IsFalse => ClauseOperator::IsFalse,
        Operator::Unknown(_) => return None,
    };
    let compares = matches!(
        operator,
        ClauseOperator::Equals
            | ClauseOperator::NotEquals
            | ClauseOperator::RegexMatch
            | ClauseOperator::NotRegexMatch
    );
    let value = match (clause.values.as_slice(), compares) {
        ([value], true) => value.clone(),
        (_, false) => String::new(),
        _ => return None,
    };
    Some(Clause {
        attribute: clause.attribute.clone(),
        operator,
        value,
    })
}

/// The filter in words, as the portal shows its clauses.
pub fn words(filter: &ScopeFilter) -> String {
    let groups = filter.groups.iter().map(|group| {
        let clauses: Vec<String> = group.clauses.iter().map(scope::Clause::text).collect();
        clauses.join(" and ")
    });
    groups.collect::<Vec<_>>().join(", or ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use provisioning::schema_file::scope::ScopeGroup;

    fn filter(clauses: &[(&str, &[&str])]) -> ScopeFilter {
        let clauses = clauses.iter().map(|(operator, values)| scope::Clause {
            attribute: "department".to_owned(),
            operator: Operator::of(operator),
            values: values.iter().map(|value| (*value).to_owned()).collect(),
        });
        ScopeFilter {
            groups: vec![ScopeGroup {
                name: String::new(),
                clauses: clauses.collect(),
            }],
            hidden: false,
        }
    }

    #[test]
    fn documented_filters_are_followed() {
        let both = filter(&[("EQUALS", &["Sales"]), ("IS NOT NULL", &[])]);
        let followed = clauses(&both).expect("documented");
        assert_eq!(followed[0][0].value, "Sales");
        assert_eq!(followed[0][1].operator, ClauseOperator::IsNotNull);
        assert_eq!(
            words(&both),
            "department EQUALS Sales and department IS NOT NULL"
        );
        let nobody = ScopeFilter {
            groups: Vec::new(),
            hidden: false,
        };
        assert_eq!(clauses(&nobody), Some(Vec::new()));
    }

    #[test]
    fn what_is_not_documented_is_not_guessed() {
        let hidden = ScopeFilter {
            hidden: true,
            ..filter(&[])
        };
        let cases = [
            hidden,
            filter(&[("SOUNDS LIKE", &["Sales"])]),
            filter(&[("EQUALS", &["Sales", "Support"])]),
            filter(&[("EQUALS", &[])]),
        ];
        for case in cases {
            assert_eq!(clauses(&case), None, "{case:?}");
        }
    }
}
