//! Who is in the scope of a filter.
//!
//! Source of the cases: learn.microsoft.com, "Scoping users or groups to be
//! provisioned with scoping filters".

#![allow(clippy::unwrap_used)]

use provisioning::scoping_filter::{ScopeFilter, ScopeResult, ScopeUncertainty};
use provisioning::user::{SourceUser, UserValue};
use sync_schema::json;
use sync_schema::scope::read;

fn filter(groups: &[&[(&str, &str, &[&str])]]) -> ScopeFilter {
    let groups = groups.iter().map(|clauses| {
        let clauses = clauses.iter().map(|(attribute, operator, values)| {
            serde_json::json!({
                "sourceOperandName": attribute, "operatorName": operator,
                "targetOperand": {"values": values},
            })
        });
        serde_json::json!({"name": "g", "clauses": clauses.collect::<Vec<_>>()})
    });
    let text = serde_json::json!({"groups": groups.collect::<Vec<_>>()}).to_string();
    let parsed = json::parse(&text).unwrap();
    read(&parsed, &mut Vec::new()).unwrap().unwrap()
}

fn ana() -> SourceUser {
    let mut user = SourceUser::of(&[
        ("department", "Sales"),
        ("accountEnabled", "True"),
        ("employeeId", "123"),
        ("city", ""),
    ]);
    let several = UserValue::Many(vec!["a".to_owned()]);
    let _ = user.attributes.insert("proxyAddresses".to_owned(), several);
    user
}

#[test]
fn clauses_hold_or_do_not() {
    let cases: [(&str, &str, &[&str], bool); 18] = [
        ("department", "EQUALS", &["Sales"], true),
        ("department", "EQUALS", &["sales"], false),
        ("department", "NOT EQUALS", &["IT"], true),
        ("department", "NOT EQUALS", &["Sales"], false),
        ("mail", "EQUALS", &["x"], false),
        ("mail", "NOT EQUALS", &["x"], false),
        ("mail", "REGEX MATCH", &[".*"], false),
        ("mail", "NOT REGEX MATCH", &["x"], false),
        ("mail", "IS TRUE", &[], false),
        ("mail", "IS NULL", &[], true),
        ("city", "IS NULL", &[], true),
        ("mail", "IS NOT NULL", &[], false),
        ("department", "IS NOT NULL", &[], true),
        ("accountEnabled", "IS TRUE", &[], true),
        ("accountEnabled", "IS FALSE", &[], false),
        ("employeeId", "REGEX MATCH", &["[0-9]+"], true),
        ("employeeId", "REGEX MATCH", &["[a-z]"], false),
        ("employeeId", "NOT REGEX MATCH", &["^9"], true),
    ];
    for (attribute, operator, values, holds) in cases {
        let verdict = filter(&[&[(attribute, operator, values)]]).evaluate(&ana());
        assert_eq!(
            verdict == ScopeResult::In,
            holds,
            "{attribute} {operator} {values:?}: {verdict:?}"
        );
        assert!(!matches!(verdict, ScopeResult::Unsure(_)));
    }
}

#[test]
fn what_is_not_documented_is_not_guessed() {
    let cases: [(&str, &str, &[&str], ScopeUncertainty); 7] = [
        (
            "mail",
            "ENDS_WITH",
            &["x"],
            ScopeUncertainty::Operator("ENDS_WITH".to_owned()),
        ),
        (
            "proxyAddresses",
            "EQUALS",
            &["a"],
            ScopeUncertainty::SeveralValues("proxyAddresses".to_owned()),
        ),
        (
            "department",
            "EQUALS",
            &["a", "b"],
            ScopeUncertainty::Operand("department EQUALS a, b".to_owned()),
        ),
        (
            "department",
            "EQUALS",
            &[],
            ScopeUncertainty::Operand("department EQUALS".to_owned()),
        ),
        (
            "department",
            "IS TRUE",
            &[],
            ScopeUncertainty::NotBoolean("department".to_owned()),
        ),
        (
            "department",
            "REGEX MATCH",
            &["("],
            ScopeUncertainty::Pattern("(".to_owned()),
        ),
        (
            "employeeId",
            "REGEX MATCH",
            &["[1-9][0-9]"],
            ScopeUncertainty::PartOfText("[1-9][0-9]".to_owned()),
        ),
    ];
    for (attribute, operator, values, doubt) in cases {
        let verdict = filter(&[&[(attribute, operator, values)]]).evaluate(&ana());
        assert_eq!(verdict, ScopeResult::Unsure(vec![doubt]));
    }
}

#[test]
fn clauses_hold_together_and_groups_are_alternatives() {
    let sales: (&str, &str, &[&str]) = ("department", "EQUALS", &["Sales"]);
    let it: (&str, &str, &[&str]) = ("department", "EQUALS", &["IT"]);
    let unknown: (&str, &str, &[&str]) = ("department", "!&", &["IT"]);
    let out =
        |clauses: &[&str]| ScopeResult::Out(clauses.iter().map(|one| (*one).to_owned()).collect());
    let unsure = ScopeResult::Unsure(vec![ScopeUncertainty::Operator("!&".to_owned())]);
    let cases = [
        (filter(&[&[sales, it]]), out(&["department EQUALS IT"])),
        (filter(&[&[sales], &[it]]), ScopeResult::In),
        (filter(&[&[it], &[unknown]]), unsure.clone()),
        (filter(&[&[sales], &[unknown]]), ScopeResult::In),
        (filter(&[&[it, unknown]]), out(&["department EQUALS IT"])),
        (filter(&[&[unknown, sales]]), unsure),
        (
            filter(&[&[]]),
            ScopeResult::Unsure(vec![ScopeUncertainty::EmptyGroup]),
        ),
    ];
    for (filter, verdict) in cases {
        assert_eq!(filter.evaluate(&ana()), verdict);
    }
}

#[test]
fn hidden_conditions_make_everything_unsure_and_no_condition_is_no_filter() {
    let hidden = r#"{"groups": [], "inputFilterGroups": [{"clauses": []}]}"#;
    let mut notes = Vec::new();
    let hidden = read(&json::parse(hidden).unwrap(), &mut notes)
        .unwrap()
        .unwrap();
    assert_eq!(
        hidden.evaluate(&ana()),
        ScopeResult::Unsure(vec![ScopeUncertainty::Hidden])
    );
    assert_eq!(notes.len(), 1);
    for none in ["null", "{}", r#"{"groups": []}"#] {
        assert_eq!(read(&json::parse(none).unwrap(), &mut notes), Ok(None));
    }
}
