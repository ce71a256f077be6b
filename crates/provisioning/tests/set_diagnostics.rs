//! What a mapping set does to users: the cases of
//! `tests/verdicts/mapping-sets.json` and a few more.

#![allow(clippy::unwrap_used)]

#[path = "support/set_cases.rs"]
mod set_cases;

use std::collections::BTreeSet;

use entra_expression::Severity;
use serde_json::Value;

use provisioning::diagnostics::MappingDiagnostic;
use provisioning::diagnostics::set_fix::SetFix;
use provisioning::mapping::{MappingSet, Row, Source};
use provisioning::preview;
use provisioning::set_diagnostics::{EvaluationOptions, evaluate, evaluate_samples};
use provisioning::talkdesk::{ACTIVE, ROLES, USER_NAME};
use provisioning::user::sample::{self, SAMPLE_USERS};
use set_cases::{cases, set_of};

#[test]
fn each_case_gives_its_diagnostics() {
    let mut wrong = Vec::new();
    for case in cases() {
        let set = set_of(&case);
        let found = evaluate_samples(&set, 0);
        let codes: Vec<_> = found.iter().map(|one| one.code.as_ref()).collect();
        let expected = case["expected"].as_array().unwrap().iter();
        let expected: Vec<_> = expected.map(|code| code.as_str().unwrap()).collect();
        if codes != expected {
            wrong.push(format!("{}: {codes:?}, expected {expected:?}", case["id"]));
        }
        if let Some(fix) = case["fix"].as_str() {
            let mut fixes = found.iter().filter_map(|one| one.set_fix);
            assert!(
                fixes.any(|own| serde_json::to_value(own).unwrap() == fix),
                "{case}"
            );
        }
        for one in &found {
            assert!(
                one.message.ends_with(['.', ')', '”']) || one.message.contains(": "),
                "{one:?}"
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_id_is_there_twice_and_every_report_is_there() {
    let cases = cases();
    let ids: BTreeSet<_> = cases
        .iter()
        .map(|case| case["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids.len(), cases.len());
    for id in [
        "R13", "R14", "R14-off", "R14-pre", "R15b", "R35", "R64-pre", "H1", "H2", "H3", "H4", "H5",
        "H7", "H8", "H9",
    ] {
        assert!(ids.contains(id), "{id}");
    }
}

/// Every row that writes `active` is evaluated, whatever its spelling.
#[test]
fn a_second_or_misspelled_row_of_active_is_evaluated_too() {
    let constant = |target: &str| Row::new(target, Source::Constant("False".to_owned()));
    for target in [
        ACTIVE,
        "Active",
        "urn:ietf:params:scim:schemas:core:2.0:User:active",
    ] {
        let mut set = MappingSet::default();
        set.rows.push(constant(target));
        let found = evaluate_samples(&set, 0);
        assert_eq!(found.len(), 1, "{target}: {found:?}");
        assert_eq!(found[0].code, "everybody-inactive");
        assert_eq!(found[0].target, target);
        SetFix::PublishedActive.apply(&mut set);
        assert_eq!(set, MappingSet::default());
    }
    let mut set = MappingSet::default();
    let _ = set.remove(ACTIVE);
    set.rows.push(constant("ACTIVE"));
    let found = evaluate_samples(&set, 0);
    assert_eq!(found[0].code, "everybody-inactive");
}

#[test]
fn a_fix_removes_what_it_is_for() {
    for case in cases() {
        let before = set_of(&case);
        for one in evaluate_samples(&before, 0) {
            let Some(fix) = one.set_fix else { continue };
            let mut set = before.clone();
            fix.apply(&mut set);
            let after = evaluate_samples(&set, 0);
            let again = |other: &MappingDiagnostic| other.code == one.code;
            assert!(
                !after.iter().any(again),
                "{}: {one:?} {after:?}",
                case["id"]
            );
        }
    }
}

fn preview_of(case: &Value) -> preview::Preview {
    let user = SAMPLE_USERS[0].user();
    let request = preview::PreviewRequest {
        set: set_of(case),
        changed: sample::changed(&user),
        user,
        roles: String::new(),
        teams: String::new(),
        now: 0,
        skip: Vec::new(),
    };
    preview::run(&request, |_| ())
}

/// The request that deactivates says the same as the diagnostic.
#[test]
fn the_request_that_deactivates_agrees() {
    for case in cases().iter().filter(|case| case.get("disable").is_some()) {
        let made = preview_of(case);
        let request = made
            .requests
            .iter()
            .find(|one| one.kind == preview::RequestKind::Disable);
        let reasons = request.unwrap().reasons.join(" ");
        assert!(
            reasons.contains(case["disable"].as_str().unwrap()),
            "{reasons}"
        );
        let not = case["notDisable"].as_str().unwrap();
        assert!(!reasons.contains(not), "{reasons}");
    }
}

/// R15b: an enabled user who is created as inactive is not simply accepted.
#[test]
fn the_request_that_creates_says_that_the_user_is_inactive() {
    for case in cases() {
        let made = preview_of(&case);
        let mut requests = made.requests.iter();
        let create = requests.find(|one| one.kind == preview::RequestKind::Create);
        let create = create.unwrap();
        let is_inactive = create.body.contains("\"active\": false");
        let mut reasons = create.reasons.iter();
        let is_explained = reasons.any(|reason| reason.contains("created as inactive"));
        assert_eq!(is_explained, is_inactive, "{}", case["id"]);
    }
}

#[test]
fn the_portals_own_table_has_nothing_wrong() {
    let found = evaluate_samples(&provisioning::portal::default_mappings::user_rows(), 0);
    let errors = found.iter().filter(|one| one.severity == Severity::Error);
    assert_eq!(errors.count(), 0, "{found:?}");
}

#[test]
fn the_own_sample_user_is_evaluated_too() {
    let mut set = MappingSet::default();
    set.put(Row::new(
        "name.givenName",
        Source::Expression(r#"Switch([givenName], [givenName], "Bo", "")"#.to_owned()),
    ));
    assert_eq!(evaluate_samples(&set, 0), []);
    let own = provisioning::user::SourceUser::of(&[
        ("givenName", "Bo"),
        ("displayName", "Bo"),
        ("userPrincipalName", "bo@contoso.com"),
    ]);
    let checked = EvaluationOptions {
        own: Some(&own),
        ..EvaluationOptions::default()
    };
    let found = evaluate(&set, checked, &|_| ());
    assert_eq!(found[0].code, "no-value");
    let message = &found[0].message;
    assert!(message.starts_with("The result is empty for 1 of 4 sample users, such as Bo,"));
}

#[test]
fn what_takes_too_long_is_unknown_and_a_skipped_row_is_not_evaluated() {
    let slow = format!(
        r#"Replace(Join("", {}), , "(a+)+$", , "b", , )"#,
        [r#""aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab""#; 8].join(", ")
    );
    let mut set = MappingSet::default();
    set.put(Row::new(ACTIVE, Source::Expression(slow)));
    let codes = |found: Vec<MappingDiagnostic>| {
        let codes = found.into_iter().map(|one| one.code);
        codes.collect::<Vec<_>>()
    };
    assert_eq!(codes(evaluate_samples(&set, 0)), ["not-checked"]);
    let set = MappingSet::default();
    let begun = std::cell::RefCell::new(Vec::new());
    let checked = EvaluationOptions {
        skip: &[1],
        ..EvaluationOptions::default()
    };
    let found = evaluate(&set, checked, &|row| begun.borrow_mut().push(row));
    assert_eq!(codes(found), ["not-checked"]);
    assert_eq!(*begun.borrow(), [0, 2, 3, 4]);
}

#[test]
fn one_role_for_everybody_is_a_choice_and_one_user_name_is_none() {
    let expression = |text: &str| Source::Expression(text.to_owned());
    let mut set = MappingSet::default();
    set.put(Row::new(
        ROLES,
        expression(r#"Join(";", "Agent", "Admin")"#),
    ));
    assert_eq!(evaluate_samples(&set, 0), []);
    set.put(Row::new(USER_NAME, expression(r#"Join("@", "a", "b.c")"#)));
    let found = evaluate_samples(&set, 0);
    assert_eq!(found[0].severity, Severity::Error);
}
