use super::evidence::change_counts;
use super::*;
use crate::checklist::STEPS;
use crate::input::MappingCheck;
use crate::marks::mark_done;
use provisioning::mapping::{APP_ROLE_EXPRESSION, MappingSet, Row, Source};
use provisioning::set_status::set_evaluation::SetEvaluation;
use provisioning::talkdesk::regions::Region;
use provisioning::talkdesk::{ROLES, USER_NAME};
use setup::{PreflightSummary, Setup, SetupId, Tenant, mapping_fingerprint};

fn at(minute: u32) -> Timestamp {
    Timestamp(format!("2026-11-23T19:{minute:02}:00.000Z"))
}

fn fresh() -> Setup {
    Setup::new(SetupId("00".to_owned()), "Contoso".to_owned(), at(0))
}

/// Everything is marked, tested and checked.
fn complete() -> Setup {
    let mut setup = fresh();
    setup.tenant = Tenant::Region(Region::Europe);
    setup.mapping.put(Row::new(
        ROLES,
        Source::Expression(APP_ROLE_EXPRESSION.to_owned()),
    ));
    for step in &STEPS {
        mark_done(step, &mut setup.guide, &at(1));
    }
    let url = setup.tenant.url().unwrap_or_default();
    setup.record_test(at(2), url, USER_NAME.to_owned(), Ok(()));
    setup.preflight = Some(PreflightSummary {
        when: at(3),
        users: 48,
        created: 48,
        mapping: mapping_fingerprint(&setup.mapping),
        ..PreflightSummary::default()
    });
    setup
}

fn check(set: &MappingSet) -> MappingCheck {
    MappingCheck::of(set, &SetEvaluation::of(set))
}

fn proof(facts: &[SetupFact], name: &str) -> FactProof {
    let fact = facts.iter().find(|fact| fact.name == name);
    fact.map_or_else(|| panic!("no fact {name}"), |fact| fact.proof)
}

#[test]
fn nothing_is_open_only_if_everything_is_verified_or_marked() {
    let setup = complete();
    let passed = check(&setup.mapping);
    assert_eq!(passed, MappingCheck::Passed);
    let input = GuideInput::new(&setup, &passed);
    assert_eq!(open_items(&input), []);
    assert_eq!(
        summary(&facts(&input)),
        "Of 14 facts, 5 are verified, 9 were done by hand and 0 are open."
    );

    type Change = fn(&mut Setup);
    let cases: [(&str, Change, &str); 9] = [
        (
            "no region",
            |setup| setup.tenant = Tenant::Unknown,
            "Choose the Talkdesk region.",
        ),
        (
            "another region",
            |setup| setup.tenant = Tenant::Region(Region::Canada),
            "Test the connection again.",
        ),
        (
            "no test",
            |setup| setup.connection_passed = None,
            "Test the connection.",
        ),
        (
            "a failed test",
            |setup| {
                let url = setup.tenant.url().unwrap_or_default();
                setup.record_test(at(9), url, USER_NAME.to_owned(), Err("401".to_owned()));
            },
            "Fix the connection and test it again.",
        ),
        (
            "no Preflight",
            |setup| setup.preflight = None,
            "Run Preflight with your users.",
        ),
        (
            "rejected users",
            |setup| {
                if let Some(run) = &mut setup.preflight {
                    run.rejected = 2;
                }
            },
            "Fix the users that Preflight reports.",
        ),
        (
            "changed mappings",
            |setup| setup.mapping.operations.delete = false,
            "Run Preflight again.",
        ),
        (
            "a step that is not marked",
            |setup| setup.guide.set_mark("2.13a", None),
            "Save the mappings.",
        ),
        (
            "a token that is not marked",
            |setup| setup.guide.set_mark("2.4", None),
            "Enter the secret token in Entra.",
        ),
    ];
    for (name, change, expected) in cases {
        let mut setup = complete();
        change(&mut setup);
        let items = open_items(&GuideInput::new(&setup, &MappingCheck::Passed));
        let texts: Vec<&str> = items.iter().map(|item| item.text.as_str()).collect();
        assert!(texts.contains(&expected), "{name}: {texts:?}");
    }
    for check in [
        MappingCheck::NotChecked,
        MappingCheck::Checking,
        MappingCheck::Failed("The worker stopped.".to_owned()),
    ] {
        let items = open_items(&GuideInput::new(&setup, &check));
        assert_eq!(items.len(), 1, "{check:?}: {items:?}");
    }
}

/// Bug 2 of the review: a new profile whose steps are all marked.
#[test]
fn marks_alone_prove_neither_region_nor_test_nor_users() {
    let mut setup = fresh();
    for step in &STEPS {
        mark_done(step, &mut setup.guide, &at(1));
    }
    let input = GuideInput::new(&setup, &MappingCheck::NotChecked);
    let facts = facts(&input);
    for name in [
        "Talkdesk region",
        "Tenant URL",
        "Connection test",
        "Users",
        "Mapping check",
    ] {
        assert_eq!(proof(&facts, name), FactProof::Open, "{name}");
    }
    assert_eq!(proof(&facts, "Secret token"), FactProof::ByHand);
    let items = open_items(&input);
    let steps: Vec<&str> = items.iter().map(|item| item.step).collect();
    assert_eq!(steps, ["0.1", "2.3", "2.10", "2.19a"], "{items:?}");
}

#[test]
fn no_fact_is_done_without_a_mark() {
    let setup = fresh();
    let input = GuideInput::new(&setup, &MappingCheck::NotChecked);
    for fact in facts(&input) {
        assert_eq!(fact.proof, FactProof::Open, "{}", fact.name);
        assert!(fact.when.is_none(), "{}", fact.name);
    }
    let items = open_items(&input);
    let due = crate::status::overall(&input).needed;
    assert!(items.len() >= due, "{} items, {due} steps", items.len());
    for (index, item) in items.iter().enumerate() {
        let is_same = |other: &OpenItem| other.text == item.text && other.step == item.step;
        assert!(!items[..index].iter().any(is_same), "{item:?} twice");
    }
}

#[test]
fn mappings_with_errors_are_an_open_item_that_names_them() {
    let mut setup = complete();
    let _ = setup.mapping.remove(USER_NAME);
    let blocked = check(&setup.mapping);
    let input = GuideInput::new(&setup, &blocked);
    let facts = facts(&input);
    assert_eq!(proof(&facts, "Mapping check"), FactProof::Open);
    assert_eq!(proof(&facts, "Mappings in Entra"), FactProof::Open);
    let items = open_items(&input);
    let item = items
        .iter()
        .find(|item| item.text.starts_with("Fix the mappings: userName"));
    assert!(item.is_some(), "{items:?}");
}

#[test]
fn changes_are_counted_in_words() {
    let setup = complete();
    let input = GuideInput::new(&setup, &MappingCheck::Passed);
    assert_eq!(
        change_counts(&input.changes(), true),
        "4 kept, 1 edited, 1 added, 17 deleted"
    );
    assert_eq!(
        change_counts(&input.changes(), false),
        "4 to keep, 1 to edit, 1 to add, 17 to delete"
    );
    assert_eq!(change_counts(&[], true), "None");
}
