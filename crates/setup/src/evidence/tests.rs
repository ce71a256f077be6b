use provisioning::mapping::{Row, Source};
use provisioning::talkdesk::{EXTERNAL_ID, TEAMS};
use serde_json::json;

use super::*;
use crate::replica::Replica;
use crate::{SetupId, Tenant, record};

const URL: &str = "https://a.example/scim/v2";

fn at(minute: u32) -> Timestamp {
    Timestamp(format!("2026-11-24T08:{minute:02}:00.000Z"))
}

fn setup() -> Setup {
    let mut setup = Setup::new(SetupId("a1".to_owned()), String::new(), at(0));
    setup.tenant = Tenant::Custom(URL.to_owned());
    setup
}

fn passed(url: &str, minute: u32, matching: Option<&str>) -> PassedTest {
    PassedTest {
        when: at(minute),
        tenant_url: url.to_owned(),
        matching: matching.map(str::to_owned),
    }
}

fn failed(url: &str, minute: u32) -> FailedTest {
    FailedTest {
        when: at(minute),
        tenant_url: url.to_owned(),
        matching: USER_NAME.to_owned(),
        reason: "The token has expired".to_owned(),
    }
}

/// A pass counts for the address and the filters that were tested.
#[test]
fn a_pass_for_other_matching_attributes_proves_nothing() {
    let mut setup = setup();
    for (matching, is_passed) in [
        (None, true),
        (Some("userName"), true),
        (Some("externalId"), false),
        (Some("userName\nexternalId"), false),
    ] {
        setup.connection_passed = Some(passed(URL, 1, matching));
        assert_eq!(setup.passed().is_some(), is_passed, "{matching:?}");
    }
    for row in &mut setup.mapping.rows {
        row.matching_precedence = (row.target == EXTERNAL_ID).then_some(1);
    }
    for (matching, is_passed) in [(None, false), (Some("externalId"), true)] {
        setup.connection_passed = Some(passed(URL, 1, matching));
        assert_eq!(setup.passed().is_some(), is_passed, "{matching:?}");
    }
    setup.tenant = Tenant::Unknown;
    assert_eq!(setup.passed(), None);
}

#[test]
fn the_latest_test_at_this_tenant_url_decides() {
    let other = "https://b.example/scim/v2";
    let local = "http://127.0.0.1:8081/scim/v2";
    let cases = [
        (URL, None, None, "not tested"),
        (URL, Some((URL, 1)), None, "passed"),
        (URL, None, Some((URL, 1)), "failed"),
        (URL, Some((URL, 1)), Some((URL, 2)), "failed"),
        (URL, Some((URL, 3)), Some((URL, 2)), "passed"),
        (URL, Some((URL, 1)), Some((other, 2)), "passed"),
        (URL, Some((other, 1)), None, "out of date"),
        (URL, Some((other, 1)), Some((other, 2)), "out of date"),
        (URL, Some((other, 3)), Some((URL, 2)), "failed"),
        (local, Some((local, 1)), None, "not tested"),
        (local, None, Some((local, 1)), "not tested"),
        (URL, Some((local, 1)), None, "not tested"),
        (
            "http://[::1]/scim/v2",
            Some(("http://[::1]/scim/v2", 1)),
            None,
            "not tested",
        ),
        (
            "http://localhost/scim/v2",
            Some(("http://localhost/scim/v2", 1)),
            None,
            "not tested",
        ),
        (local, Some((URL, 1)), None, "out of date"),
    ];
    for (url, pass, failure, expected) in cases {
        let mut setup = setup();
        setup.tenant = Tenant::Custom(url.to_owned());
        setup.connection_passed = pass.map(|(url, minute)| passed(url, minute, None));
        setup.connection_failed = failure.map(|(url, minute)| failed(url, minute));
        let status = match setup.connection_status() {
            ConnectionStatus::NotTested => "not tested",
            ConnectionStatus::Passed(_) => "passed",
            ConnectionStatus::Failed(_) => "failed",
            ConnectionStatus::OutOfDate(_) => "out of date",
        };
        assert_eq!(status, expected, "{url} {pass:?} {failure:?}");
    }
}

#[test]
fn a_recorded_test_replaces_the_one_before() {
    let mut setup = setup();
    let url = || URL.to_owned();
    let matching = || USER_NAME.to_owned();
    setup.record_test(at(1), url(), matching(), Err("401".to_owned()));
    assert!(
        matches!(setup.connection_status(), ConnectionStatus::Failed(test) if test.reason == "401")
    );
    setup.record_test(at(2), url(), matching(), Ok(()));
    assert_eq!(
        (setup.passed(), &setup.connection_failed),
        (Some(&at(2)), &None)
    );
    setup.record_test(at(3), url(), matching(), Err("500".to_owned()));
    assert_eq!(setup.passed(), None);
}

#[test]
fn changed_mappings_make_a_run_of_preflight_out_of_date() {
    let mut setup = setup();
    assert_eq!(setup.preflight_status(), PreflightStatus::NotRun);
    setup.preflight = Some(PreflightSummary {
        mapping: mapping_fingerprint(&setup.mapping),
        ..PreflightSummary::default()
    });
    let is_current =
        |setup: &Setup| matches!(setup.preflight_status(), PreflightStatus::Current(_));
    assert!(is_current(&setup));
    let _ = setup.mapping.shift(0, false);
    assert!(is_current(&setup), "the order changes nothing");
    setup.mapping.operations.delete = false;
    assert!(!is_current(&setup));
    setup.mapping.operations.delete = true;
    assert!(is_current(&setup));
    setup
        .mapping
        .put(Row::new(TEAMS, Source::Constant("Sales".to_owned())));
    assert!(!is_current(&setup));
}

#[test]
fn fingerprints_stay_the_same_between_versions() {
    let set = MappingSet::default();
    assert_eq!(mapping_fingerprint(&set), "875380807365b9c0");
}

#[test]
fn a_run_is_one_sentence() {
    for (created, rejected, unknown, skipped, expected) in [
        (19_600, 0, 0, 400, "All 19,600 users would be accepted"),
        (1, 0, 0, 0, "The one user would be accepted"),
        (0, 0, 0, 12, "No users in scope"),
        (19_705, 295, 0, 0, "295 of 20,000 users would be rejected"),
        (0, 1, 1, 0, "1 of 2 users would be rejected"),
        (9, 0, 1, 0, "Not known for 1 of 10 users"),
    ] {
        let run = PreflightSummary {
            created,
            rejected,
            unknown,
            skipped,
            ..PreflightSummary::default()
        };
        assert_eq!(run.message(), expected);
        let is_clean = rejected + unknown == 0 && created > 0;
        assert_eq!(run.is_clean(), is_clean, "{expected}");
    }
}

fn with_evidence() -> Setup {
    let mut setup = setup();
    setup.connection_failed = Some(failed(URL, 1));
    setup.preflight = Some(PreflightSummary {
        when: at(2),
        users: 20_000,
        created: 19_705,
        rejected: 295,
        seconds: 9_840,
        mapping: "00".to_owned(),
        ..PreflightSummary::default()
    });
    setup.guide_start = Some(GuideStart {
        when: at(3),
        method: SetupMethod::Script,
    });
    setup
}

#[test]
fn evidence_is_written_and_read_back() {
    let setup = with_evidence();
    let written = record::write(&setup);
    assert_eq!(record::read(&written.to_string()), Ok(setup));
    // The names are part of the stored format.
    assert_eq!(written["connectionFailed"]["tenantUrl"], URL);
    assert_eq!(written["preflight"]["rejected"], 295);
    assert_eq!(
        written["guideStart"],
        json!({"when": at(3).0, "method": "script"})
    );
}

/// An older version does not know the members: it carries them along, and what
/// it wrote itself reads as before.
#[test]
fn records_without_evidence_are_read_and_written_as_before() {
    let old = record::write(&setup());
    for name in ["connectionFailed", "preflight", "guideStart"] {
        assert!(old.get(name).is_none(), "{name}");
    }
    assert_eq!(record::read(&old.to_string()), Ok(setup()));
}

#[test]
fn a_damaged_member_costs_only_itself_and_is_written_again() {
    for name in ["connectionFailed", "preflight", "guideStart"] {
        for damaged in [json!(7), json!({"when": 7}), json!([]), json!("x")] {
            let mut record = record::write(&with_evidence());
            record[name] = damaged.clone();
            let setup = record::read(&record.to_string()).expect("the rest is sound");
            let present = [
                setup.connection_failed.is_some(),
                setup.preflight.is_some(),
                setup.guide_start.is_some(),
            ];
            assert_eq!(
                present.into_iter().filter(|is_present| *is_present).count(),
                2,
                "{name}"
            );
            assert_eq!(record::write(&setup)[name], damaged, "{name}");
        }
    }
}

#[test]
fn evidence_of_two_tabs_merges_member_by_member() {
    let members = |setup: &Setup| record::members(setup);
    let mut one = Replica::of(members(&setup()), 0);
    let mut other = one.clone();
    let mut tested = setup();
    tested.connection_failed = Some(failed(URL, 1));
    let _ = one.edit(members(&tested), 1);
    let mut run = setup();
    run.preflight = with_evidence().preflight;
    let _ = other.edit(members(&run), 2);
    let (mut left, mut right) = (one.clone(), other.clone());
    let _ = left.merge(&other);
    let _ = right.merge(&one);
    assert_eq!(left, right);
    let merged = record::with_members(&SetupId("a1".to_owned()), left.record());
    let merged = record::from_value(merged).expect("a sound record");
    assert_eq!(merged.connection_failed, tested.connection_failed);
    assert_eq!(merged.preflight, run.preflight);
    // A pass takes the failure away in every tab.
    let mut passed = merged.clone();
    let _ = passed.rest.remove(crate::replica::EDITS);
    passed.record_test(at(5), URL.to_owned(), USER_NAME.to_owned(), Ok(()));
    let _ = left.edit(members(&passed), 3);
    let _ = right.merge(&left);
    assert_eq!(left, right);
    assert!(right.record().get("connectionFailed").is_none());
}
