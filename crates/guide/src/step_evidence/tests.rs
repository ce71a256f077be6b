use setup::tenant_evidence::{EvidenceRecord, ResponseFormat, StepContradiction};
use setup::token_dates::TokenDates;
use setup::{Setup, SetupId, Tenant};

use super::*;
use crate::checklist::{STEPS, step_of};
use crate::facts::{self, FactProof};
use crate::finish::Finish;
use crate::handover::HandoverReport;
use crate::input::MappingCheck;
use crate::marks::mark_done;
use crate::status::{StepProof, StepStatus, status};

const URL: &str = "https://api.talkdeskapp.eu/scim/v2";

fn at(minute: u32) -> Timestamp {
    Timestamp(format!("2026-11-30T19:{minute:02}:00.000Z"))
}

fn setup() -> Setup {
    let mut setup = Setup::new(SetupId("00".to_owned()), "Contoso".to_owned(), at(0));
    setup.tenant = Tenant::Custom(URL.to_owned());
    setup
}

fn found(number: &str) -> &'static ChecklistStep {
    step_of(number).expect("the step exists")
}

fn record(setup: &Setup, kind: EvidenceKind, minute: u32) -> EvidenceRecord {
    EvidenceRecord {
        kind,
        when: at(minute),
        outcome: EvidenceOutcome::Proven,
        summary: format!("{} is as planned", kind.label()),
        proven: kind
            .proves()
            .iter()
            .map(|step| (*step).to_owned())
            .collect(),
        contradictions: Vec::new(),
        format: ResponseFormat::Json,
        basis: setup.evidence_basis(kind),
        is_imported: false,
    }
}

fn prove(setup: &mut Setup, kind: EvidenceKind, minute: u32) {
    let record = record(setup, kind, minute);
    assert!(setup.record_evidence(record, &at(59)));
}

fn contradict(setup: &mut Setup, kind: EvidenceKind, step: &str, reason: &str, minute: u32) {
    let mut record = record(setup, kind, minute);
    record.outcome = EvidenceOutcome::Contradicted;
    record.summary = reason.to_owned();
    record.proven.retain(|own| own != step);
    record.contradictions.push(StepContradiction {
        step: step.to_owned(),
        reason: reason.to_owned(),
        is_pending: false,
    });
    assert!(setup.record_evidence(record, &at(59)));
}

fn status_of(setup: &Setup, number: &str) -> StepStatus {
    let mappings = MappingCheck::Passed;
    status(found(number), &GuideInput::new(setup, &mappings))
}

/// How a step is, in a word: its proof, or why it is open.
fn shown(setup: &Setup, number: &str) -> String {
    match status_of(setup, number) {
        StepStatus::Open => "open".to_owned(),
        StepStatus::ByHand(_) => "by hand".to_owned(),
        StepStatus::Verified { proof, .. } => proof.label().to_owned(),
        StepStatus::NeedsAttention { reason } => reason,
        StepStatus::LeftOut(why) => why.short().to_owned(),
        StepStatus::WaitingForInput { question } => question.to_owned(),
    }
}

#[test]
fn every_step_of_evidence_exists_and_each_kind_proves_its_own() {
    for kind in EvidenceKind::ALL {
        for number in kind.proves().iter().chain(kind.contradicts_only()) {
            let step = step_of(number).map(|step| step.number);
            assert_eq!(step, Some(*number), "{kind:?}");
        }
        let mut setup = setup();
        prove(&mut setup, kind, 1);
        for step in &STEPS {
            let status = status_of(&setup, step.number);
            let is_proven = matches!(status, StepStatus::Verified { proof, .. }
                if proof == StepProof::Tenant(kind));
            let expected = kind.proves().contains(&step.number) && !status.is_left_out();
            assert_eq!(is_proven, expected, "{kind:?} {}", step.number);
        }
    }
}

/// Proof comes before a mark; a contradiction is outranked by a later mark only.
#[test]
fn marks_and_evidence_are_distinct() {
    const KIND: EvidenceKind = EvidenceKind::Mappings;
    type Change = fn(&mut Setup);
    let cases: [(&str, &[Change], &str); 7] = [
        ("nothing", &[], "open"),
        (
            "a mark",
            &[|setup| mark_done(found("2.6"), &mut setup.guide, &at(1))],
            "by hand",
        ),
        ("proof", &[|setup| prove(setup, KIND, 2)], "Schema"),
        (
            "proof, then a mark",
            &[
                |setup| prove(setup, KIND, 2),
                |setup| mark_done(found("2.6"), &mut setup.guide, &at(3)),
            ],
            "Schema",
        ),
        (
            "a mark, then a contradiction",
            &[
                |setup| mark_done(found("2.6"), &mut setup.guide, &at(1)),
                |setup| contradict(setup, KIND, "2.6", "It’s on", 2),
            ],
            "It’s on",
        ),
        (
            "a contradiction, then a mark",
            &[
                |setup| contradict(setup, KIND, "2.6", "It’s on", 2),
                |setup| mark_done(found("2.6"), &mut setup.guide, &at(3)),
            ],
            "by hand",
        ),
        (
            "proof of other mappings",
            &[
                |setup| prove(setup, KIND, 2),
                |setup| setup.mapping.operations.delete = false,
            ],
            "open",
        ),
    ];
    for (name, changes, expected) in cases {
        let mut setup = setup();
        for change in changes {
            change(&mut setup);
        }
        assert_eq!(shown(&setup, "2.6"), expected, "{name}");
    }
}

/// What is so in every new application opens only a step that was marked.
#[test]
fn a_step_that_is_only_not_done_yet_needs_no_attention() {
    let kind = EvidenceKind::Started;
    let pending = |setup: &mut Setup, minute| {
        let mut own = record(setup, kind, minute);
        own.outcome = EvidenceOutcome::Contradicted;
        own.proven.clear();
        own.contradictions.push(StepContradiction {
            step: "2.20".to_owned(),
            reason: "Not started".to_owned(),
            is_pending: true,
        });
        assert!(setup.record_evidence(own, &at(59)));
    };
    let mut setup = setup();
    pending(&mut setup, 2);
    assert_eq!(shown(&setup, "2.20"), "open");
    let mappings = MappingCheck::Passed;
    let facts = facts::facts(&GuideInput::new(&setup, &mappings));
    let fact = facts.iter().find(|fact| fact.name == "Provisioning");
    assert_eq!(fact.map(|fact| fact.value.as_str()), Some("Not started"));
    let items = facts::open_items(&GuideInput::new(&setup, &mappings));
    assert!(items.iter().any(|item| item.text == "Start provisioning."));
    mark_done(found("2.20"), &mut setup.guide, &at(1));
    assert_eq!(shown(&setup, "2.20"), "Not started");
    mark_done(found("2.20"), &mut setup.guide, &at(3));
    assert_eq!(shown(&setup, "2.20"), "by hand");
}

/// What came with a file shows and neither verifies nor settles a fact; a
/// contradiction stays one, and what is read here counts.
#[test]
fn imported_evidence_verifies_nothing() {
    let kind = EvidenceKind::Started;
    let mut setup = setup();
    let own = record(&setup, kind, 1);
    let imported = EvidenceRecord {
        is_imported: true,
        ..own.clone()
    };
    assert!(setup.record_evidence(imported.clone(), &at(59)));
    assert_eq!(shown(&setup, "2.20"), "open");
    let mappings = MappingCheck::Passed;
    let input = GuideInput::new(&setup, &mappings);
    let evidence = of_step(found("2.20"), &input);
    let expected = StepEvidenceResult::SeenElsewhere("Job status is as planned".to_owned());
    assert_eq!(evidence[0].result, expected);
    assert_eq!(
        evidence[0].headline(&at(3)),
        "Seen elsewhere, from the job 2 minutes ago"
    );
    let facts = facts::facts(&input);
    let fact = facts.iter().find(|fact| fact.name == "Provisioning");
    assert_eq!(
        fact.map(|fact| (fact.proof, fact.value.as_str())),
        Some((FactProof::Open, "Job status is as planned (seen elsewhere)"))
    );
    let items = facts::open_items(&input);
    assert!(items.iter().any(|item| item.text == "Start provisioning."));

    let mut contradicting = imported;
    contradicting.proven.clear();
    contradicting.outcome = EvidenceOutcome::Contradicted;
    contradicting.contradictions.push(StepContradiction {
        step: "2.20".to_owned(),
        reason: "Paused".to_owned(),
        is_pending: false,
    });
    assert!(setup.record_evidence(contradicting, &at(59)));
    assert_eq!(shown(&setup, "2.20"), "Paused");
    assert!(setup.record_evidence(own, &at(59)));
    assert_eq!(shown(&setup, "2.20"), "Job status");

    let schema = EvidenceRecord {
        is_imported: true,
        ..record(&setup, EvidenceKind::Mappings, 1)
    };
    assert!(setup.record_evidence(schema, &at(59)));
    let input = GuideInput::new(&setup, &mappings);
    let others = also_verified(EvidenceKind::Mappings, found("2.10"), &input);
    assert_eq!(others, [0; 0]);
}

#[test]
fn one_response_proves_some_steps_and_opens_another() {
    let mut setup = setup();
    contradict(&mut setup, EvidenceKind::Mappings, "2.6", "It’s on", 2);
    assert_eq!(shown(&setup, "2.6"), "It’s on");
    assert_eq!(shown(&setup, "2.8"), "Schema");
    let StepStatus::Verified { summary, .. } = status_of(&setup, "2.10") else {
        panic!("2.10 is proven");
    };
    assert_eq!(summary, "Matches the schema");
    let mappings = MappingCheck::Passed;
    let input = GuideInput::new(&setup, &mappings);
    let others = also_verified(EvidenceKind::Mappings, found("2.10"), &input);
    assert!(others.len() >= 3 && !others.is_empty(), "{others:?}");
}

/// A failed or outdated test in the browser stays, and what Entra says comes
/// before a test that passed.
#[test]
fn evidence_and_the_connection_test_do_not_hide_each_other() {
    let kind = EvidenceKind::Credentials;
    let test = |setup: &mut Setup, minute, result: Result<(), String>| {
        let matching = setup.matching();
        setup.record_test(at(minute), URL.to_owned(), matching, result);
    };
    let mut setup = setup();
    prove(&mut setup, kind, 1);
    assert_eq!(shown(&setup, "2.3"), "Stored credentials");
    test(&mut setup, 2, Err("401".to_owned()));
    assert_eq!(shown(&setup, "2.3"), "Connection test failed: 401");
    prove(&mut setup, kind, 3);
    assert_eq!(shown(&setup, "2.3"), "Connection test failed: 401");
    test(&mut setup, 4, Ok(()));
    assert_eq!(shown(&setup, "2.3"), "Connection test");
    contradict(&mut setup, kind, "2.3", "No token", 3);
    assert_eq!(shown(&setup, "2.3"), "No token");
    setup.tenant = Tenant::Custom("https://b.example/scim/v2".to_owned());
    assert_ne!(shown(&setup, "2.3"), "Stored credentials");
}

#[test]
fn kinds_that_show_a_part_contradict_and_do_not_prove() {
    for (kind, step) in [
        (EvidenceKind::Notification, "2.5a"),
        (EvidenceKind::OnDemand, "2.20"),
        (EvidenceKind::Healthy, "2.20"),
    ] {
        let mut setup = setup();
        prove(&mut setup, kind, 1);
        assert_eq!(shown(&setup, step), "open", "{kind:?}");
        let mappings = MappingCheck::Passed;
        let evidence = of_step(found(step), &GuideInput::new(&setup, &mappings));
        assert!(
            matches!(evidence[0].result, StepEvidenceResult::PartVerified(_)),
            "{evidence:?}"
        );
        contradict(&mut setup, kind, step, "It failed", 2);
        assert_eq!(shown(&setup, step), "It failed", "{kind:?}");
        prove(&mut setup, EvidenceKind::Started, 3);
        assert_eq!(shown(&setup, step), "It failed", "{kind:?}");
    }
}

#[test]
fn the_age_is_in_words() {
    let mut setup = setup();
    prove(&mut setup, EvidenceKind::Started, 1);
    let mappings = MappingCheck::Passed;
    let evidence = of_step(found("2.20"), &GuideInput::new(&setup, &mappings));
    for (now, headline, age) in [
        ("2026-11-30T19:01:30.000Z", "just now", EvidenceAge::Recent),
        ("2026-11-30T19:00:00.000Z", "just now", EvidenceAge::Recent),
        (
            "2026-11-30T19:02:00.000Z",
            "1 minute ago",
            EvidenceAge::Recent,
        ),
        (
            "2026-11-30T19:03:59.000Z",
            "2 minutes ago",
            EvidenceAge::Recent,
        ),
        (
            "2026-12-01T19:00:59.000Z",
            "23 hours ago",
            EvidenceAge::Recent,
        ),
        (
            "2026-11-29T19:01:00.000Z",
            "with a date in the future",
            EvidenceAge::Recent,
        ),
        ("2026-12-01T19:01:00.000Z", "1 day ago", EvidenceAge::Aging),
        ("2026-12-07T19:01:00.000Z", "7 days ago", EvidenceAge::Old),
    ] {
        let now = Timestamp(now.to_owned());
        assert_eq!(
            evidence[0].headline(&now),
            format!("Verified from the job {headline}")
        );
        assert_eq!(evidence[0].age(&now), age, "{}", now.0);
        assert_eq!(age.advice().is_none(), age == EvidenceAge::Recent);
    }
    let later = Timestamp("2026-12-08T19:01:00.000Z".to_owned());
    let schema = EvidenceAge::of(EvidenceKind::Mappings, &at(1), &later);
    assert_eq!(schema, EvidenceAge::Aging, "settings age more slowly");
}

/// The report has what the tenant says before any check mark.
#[test]
fn facts_of_the_report_come_from_evidence_before_marks() {
    let mut setup = setup();
    for step in &STEPS {
        mark_done(step, &mut setup.guide, &at(1));
    }
    let mappings = MappingCheck::Passed;
    let proof = |setup: &Setup, name: &str| {
        let facts = facts::facts(&GuideInput::new(setup, &mappings));
        let fact = facts.into_iter().find(|fact| fact.name == name);
        fact.map(|fact| (fact.proof, fact.value, fact.source))
            .unwrap_or_else(|| panic!("no fact {name}"))
    };
    for (kind, name, source) in [
        (EvidenceKind::Application, "Application", "Application"),
        (
            EvidenceKind::Credentials,
            "Secret token",
            "Stored credentials",
        ),
        (
            EvidenceKind::Notification,
            "Notification email",
            "Notification settings",
        ),
        (EvidenceKind::Mappings, "Group mapping", "Schema"),
        (EvidenceKind::Mappings, "Operations", "Schema"),
        (EvidenceKind::Mappings, "Mappings in Entra", "Schema"),
        (EvidenceKind::UsersAssigned, "Assigned users", "Assignments"),
        (EvidenceKind::Started, "Provisioning", "Job status"),
        (
            EvidenceKind::Healthy,
            "Provisioning log",
            "Provisioning log",
        ),
    ] {
        if kind != EvidenceKind::Healthy && kind != EvidenceKind::Mappings {
            assert_eq!(proof(&setup, name).0, FactProof::ByHand, "{name}");
        }
        prove(&mut setup, kind, 2);
        let (shown, _, from) = proof(&setup, name);
        assert_eq!(
            (shown, from.as_str()),
            (FactProof::Verified, source),
            "{name}"
        );
    }
    contradict(
        &mut setup,
        EvidenceKind::Started,
        "2.20",
        "The job is in quarantine",
        3,
    );
    let (shown, value, _) = proof(&setup, "Provisioning");
    assert_eq!(
        (shown, value.as_str()),
        (FactProof::Open, "The job is in quarantine")
    );
    let input = GuideInput::new(&setup, &mappings);
    let report = HandoverReport::new(&input, &at(9));
    assert!(
        report
            .summary
            .contains("needs attention: The job is in quarantine."),
        "{}",
        report.summary
    );
    let items = report.open_items.iter().map(|item| item.text.as_str());
    assert!(
        items
            .clone()
            .any(|text| text.contains("The job is in quarantine"))
    );
    assert_eq!(Finish::new(&input).title, "Provisioning needs attention");
    let log = report.log.iter().find(|entry| entry.number == "2.6");
    assert_eq!(
        log.map(|entry| entry.state.as_str()),
        Some("Verified: Schema")
    );
}

#[test]
fn a_token_that_expires_soon_is_the_first_open_item() {
    let mut setup = setup();
    let day = |text| setup::calendar::CalendarDay::parse(text);
    for (expires_on, is_item) in [
        (None, false),
        (day("2027-12-31"), false),
        (day("2026-12-20"), true),
        (day("2026-11-01"), true),
    ] {
        setup.set_token_dates(TokenDates {
            entered_on: None,
            expires_on,
        });
        let mappings = MappingCheck::Passed;
        let input = GuideInput::new(&setup, &mappings);
        let report = HandoverReport::new(&input, &at(9));
        let first = report.open_items.first().map(|item| item.text.as_str());
        let is_first = first.is_some_and(|text| text.starts_with("The token expire"));
        assert_eq!(is_first, is_item, "{expires_on:?}: {first:?}");
        let has_fact = report.facts.iter().any(|fact| fact.name == "Token expiry");
        assert_eq!(has_fact, expires_on.is_some());
    }
}

#[test]
fn other_verified_steps_are_named_by_ranges() {
    for (positions, text) in [
        (&[][..], None),
        (&[4], Some("It also verifies step 4.")),
        (&[10, 11, 12, 13], Some("It also verifies steps 10 to 13.")),
        (&[9, 10], Some("It also verifies steps 9 and 10.")),
        (
            &[3, 7, 8, 9, 12],
            Some("It also verifies steps 3, 7 to 9 and 12."),
        ),
    ] {
        assert_eq!(also_verified_text(positions).as_deref(), text);
    }
}
