use super::*;
use crate::checklist::step_of;
use crate::input::MappingCheck;
use crate::marks::{mark_done, mark_not_needed};
use provisioning::mapping::{APP_ROLE_EXPRESSION, Row, Source};
use provisioning::set_status::set_evaluation::SetEvaluation;
use provisioning::talkdesk::USER_NAME;
use provisioning::talkdesk::regions::Region;
use setup::{PreflightSummary, Setup, SetupId, Tenant, mapping_fingerprint};

fn at(minute: u32) -> Timestamp {
    Timestamp(format!("2026-11-23T19:{minute:02}:00.000Z"))
}

fn fresh() -> Setup {
    Setup::new(SetupId("00".to_owned()), "Contoso".to_owned(), at(0))
}

fn europe() -> Setup {
    let mut setup = fresh();
    setup.tenant = Tenant::Region(Region::Europe);
    setup
}

fn with_roles() -> Setup {
    let mut setup = europe();
    let role = Source::Expression(APP_ROLE_EXPRESSION.to_owned());
    setup.mapping.put(Row::new(ROLES, role));
    setup
}

fn step(number: &str) -> &'static ChecklistStep {
    step_of(number).expect("the step exists")
}

fn status_of(number: &str, setup: &Setup) -> StepStatus {
    status(step(number), &GuideInput::new(setup, &MappingCheck::Passed))
}

/// In a word or two, for tables.
fn word(status: &StepStatus) -> String {
    match status {
        StepStatus::Open => "open".to_owned(),
        StepStatus::ByHand(when) => format!("by hand {}", &when.0[14..16]),
        StepStatus::Verified { when, .. } => format!("verified {}", &when.0[14..16]),
        StepStatus::NeedsAttention { reason } => format!("attention: {reason}"),
        StepStatus::LeftOut(why) => format!("left out: {}", why.short()),
        StepStatus::WaitingForInput { question } => format!("waiting: {question}"),
    }
}

fn tested(setup: &mut Setup, minute: u32, result: Result<(), &str>) {
    let url = setup.tenant.url().unwrap_or_default();
    let result = result.map_err(str::to_owned);
    setup.record_test(at(minute), url, USER_NAME.to_owned(), result);
}

fn run(setup: &mut Setup, minute: u32, rejected: u32) {
    setup.preflight = Some(PreflightSummary {
        when: at(minute),
        users: 10,
        created: 10 - rejected,
        rejected,
        mapping: mapping_fingerprint(&setup.mapping),
        ..PreflightSummary::default()
    });
}

fn marked(setup: &mut Setup, number: &str, minute: u32) {
    mark_done(step(number), &mut setup.guide, &at(minute));
}

#[test]
fn facts_come_before_marks() {
    type Change = fn(&mut Setup);
    let failed = "attention: Connection test failed: 401";
    let cases: &[(&str, Change, &str)] = &[
        ("0.1", |_| {}, "open"),
        (
            "0.1",
            |setup| setup.tenant = Tenant::Unknown,
            "waiting: Choose the Talkdesk region",
        ),
        (
            "0.1",
            |setup| {
                setup.tenant = Tenant::Unknown;
                marked(setup, "0.1", 1);
            },
            "waiting: Choose the Talkdesk region",
        ),
        ("0.1", |setup| marked(setup, "0.1", 1), "by hand 01"),
        ("2.3", |_| {}, "open"),
        (
            "2.3",
            |setup| setup.tenant = Tenant::Custom(" ".to_owned()),
            "waiting: Choose the Talkdesk region",
        ),
        ("2.3", |setup| marked(setup, "2.3", 1), "by hand 01"),
        ("2.3", |setup| tested(setup, 2, Ok(())), "verified 02"),
        (
            "2.3",
            |setup| {
                marked(setup, "2.3", 3);
                tested(setup, 2, Ok(()));
            },
            "verified 02",
        ),
        ("2.3", |setup| tested(setup, 2, Err("401")), failed),
        (
            "2.3",
            |setup| {
                marked(setup, "2.3", 1);
                tested(setup, 2, Err("401"));
            },
            failed,
        ),
        (
            "2.3",
            |setup| {
                tested(setup, 2, Err("401"));
                marked(setup, "2.3", 3);
            },
            "by hand 03",
        ),
        (
            "2.3",
            |setup| {
                tested(setup, 2, Ok(()));
                setup.tenant = Tenant::Region(Region::Canada);
            },
            "attention: The Tenant URL or the matching attribute has changed since the test",
        ),
        (
            "2.3",
            |setup| {
                setup.tenant = Tenant::Custom("http://127.0.0.1:8081/scim/v2".to_owned());
                tested(setup, 2, Ok(()));
            },
            "open",
        ),
        ("2.19a", |_| {}, "open"),
        ("2.19a", |setup| run(setup, 4, 0), "verified 04"),
        (
            "2.19a",
            |setup| run(setup, 4, 3),
            "attention: 3 of 10 users would be rejected",
        ),
        (
            "2.19a",
            |setup| {
                run(setup, 4, 3);
                marked(setup, "2.19a", 5);
            },
            "by hand 05",
        ),
        (
            "2.19a",
            |setup| {
                run(setup, 4, 0);
                setup.mapping.operations.delete = false;
            },
            "attention: The mappings have changed since Preflight ran",
        ),
        (
            "2.19a",
            |setup| {
                run(setup, 4, 3);
                mark_not_needed(step("2.19a"), &mut setup.guide, &at(5));
            },
            "left out: marked as not needed",
        ),
    ];
    for (index, (number, change, expected)) in cases.iter().enumerate() {
        let mut setup = europe();
        change(&mut setup);
        assert_eq!(word(&status_of(number, &setup)), *expected, "case {index}");
    }
}

#[test]
fn steps_follow_the_mappings_and_say_why_they_are_left_out() {
    let cases = [
        ("2.12", "active", "left out: active isn’t mapped"),
        ("2.13", "externalId", "left out: externalId isn’t mapped"),
    ];
    for (number, target, expected) in cases {
        let mut setup = with_roles();
        assert_eq!(word(&status_of(number, &setup)), "open");
        let _ = setup.mapping.remove(target);
        marked(&mut setup, number, 1);
        assert_eq!(word(&status_of(number, &setup)), expected);
        assert_eq!(word(&status_of("2.13a", &setup)), "open", "{number}");
    }
    let of = |setup: &Setup| {
        let numbers = ["2.14", "2.15a", "2.16", "2.16a", "2.17a"];
        numbers.map(|number| word(&status_of(number, setup)))
    };
    assert_eq!(of(&europe()), ["left out: no roles or teams"; 5]);
    assert_eq!(
        of(&with_roles()),
        ["open", "open", "open", "left out: no teams", "open"]
    );
    let mut setup = europe();
    setup
        .mapping
        .put(Row::new(TEAMS, Source::Constant("Sales".to_owned())));
    assert_eq!(
        of(&setup),
        [
            "open",
            "left out: no app roles",
            "left out: no roles",
            "open",
            "open"
        ]
    );
}

/// Bug 15 of the review: 2.11 "Not needed" left 2.12 and 2.13 as they were.
#[test]
fn steps_that_depend_on_one_that_is_not_needed_follow() {
    let mut setup = europe();
    setup
        .guide
        .set_mark("2.11", Some(StepMark::NotNeeded(at(1))));
    for number in ["2.12", "2.13"] {
        assert_eq!(
            word(&status_of(number, &setup)),
            "left out: marked as not needed"
        );
    }
    assert_eq!(
        word(&status_of("2.13a", &setup)),
        "left out: nothing to save"
    );
}

#[test]
fn errors_in_the_mappings_stop_the_steps_that_enter_them() {
    let mut setup = with_roles();
    let _ = setup.mapping.remove(USER_NAME);
    let check = MappingCheck::of(&setup.mapping, &SetEvaluation::of(&setup.mapping));
    for one in &STEPS {
        marked(&mut setup, one.number, 1);
    }
    let input = GuideInput::new(&setup, &check);
    for one in STEPS.iter().filter(|step| enters_mappings(step)) {
        match status(one, &input) {
            StepStatus::LeftOut(_) => assert_eq!(one.number, "2.16a"),
            other => assert_eq!(word(&other), "attention: 1 mapping has an error"),
        }
    }
    assert_eq!(word(&status(step("2.6"), &input)), "by hand 01");
    assert_eq!(overall(&input).attention, 7);
}

#[test]
fn a_full_setup_has_16_to_21_steps() {
    let count = |setup: &Setup| overall(&GuideInput::new(setup, &MappingCheck::Passed)).needed;
    assert_eq!(count(&europe()), 16);
    assert_eq!(count(&with_roles()), 20, "roles from app roles, no teams");
    let mut setup = with_roles();
    setup
        .mapping
        .put(Row::new(TEAMS, Source::Constant("Sales".to_owned())));
    assert_eq!(count(&setup), 21);
    let check = MappingCheck::Passed;
    let setup = with_roles();
    let input = GuideInput::new(&setup, &check);
    let per_stage = Stage::ALL.map(|stage| of_stage(stage, &input).needed);
    assert_eq!(per_stage, [2, 2, 3, 10, 3]);
    assert_eq!(estimate(&input), "20 steps, about 25 minutes");
    assert_eq!(
        left_out_summary(None, &input).as_deref(),
        Some("1 step left out: no teams")
    );
    assert_eq!(left_out_summary(Some(Stage::Connect), &input), None);
    let setup = europe();
    let input = GuideInput::new(&setup, &check);
    assert_eq!(
        left_out_summary(Some(Stage::MapAttributes), &input).as_deref(),
        Some("5 steps left out: no roles or teams")
    );
}

#[test]
fn the_guide_leads_to_its_end_and_back() {
    let mut setup = with_roles();
    let check = MappingCheck::Passed;
    let mut visited = Vec::new();
    while let Some(one) = next(&GuideInput::new(&setup, &check)) {
        visited.push(one.number);
        marked(&mut setup, one.number, 1);
    }
    assert_eq!(visited.len(), 20);
    let input = GuideInput::new(&setup, &check);
    let totals = overall(&input);
    assert_eq!((totals.done, totals.needed, totals.attention), (20, 20, 0));
    let before = |number| previous(step(number), &input).map(|step| step.number);
    assert_eq!(
        before("2.17a"),
        Some("2.16"),
        "the step for teams is left out"
    );
    assert_eq!(before("0.1"), None);
    assert_eq!(next_after(step("2.3"), &input), None);

    let setup = with_roles();
    let input = GuideInput::new(&setup, &check);
    let after = |number| next_after(step(number), &input).map(|step| step.number);
    assert_eq!(after("2.3"), Some("2.5a"));
    assert_eq!(after("2.16"), Some("2.17a"));
    assert_eq!(after("2.20"), Some("0.1"), "nothing after it");
}

/// Bug 16 of the review: required steps were tagged as optional.
#[test]
fn only_the_check_of_users_is_optional() {
    let optional: Vec<_> = STEPS.iter().filter(|step| is_optional(step)).collect();
    assert_eq!(
        optional.iter().map(|step| step.number).collect::<Vec<_>>(),
        ["2.19a"]
    );
}
