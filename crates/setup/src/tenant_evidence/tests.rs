use provisioning::mapping::Operations;
use serde_json::json;

use super::*;
use crate::record::{read, write};
use crate::replica::Replica;
use crate::{SetupId, Tenant, record};

fn at(minute: u32) -> Timestamp {
    Timestamp(format!("2026-11-30T08:{minute:02}:00.000Z"))
}

fn setup() -> Setup {
    Setup::new(SetupId("a1".to_owned()), "Contoso".to_owned(), at(0))
}

fn evidence(setup: &Setup, kind: EvidenceKind, minute: u32) -> EvidenceRecord {
    EvidenceRecord {
        kind,
        when: at(minute),
        outcome: EvidenceOutcome::Proven,
        summary: "As planned".to_owned(),
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

fn ids() -> EntraIds {
    EntraIds {
        service_principal: Some("1f6c0d53-0000-4a6e-9a54-6f7d2f3c0001".to_owned()),
        job_id: Some("scim.9b0cfe0d.x".to_owned()),
        ..EntraIds::default()
    }
}

#[test]
fn records_and_ids_are_written_and_read_back() {
    let mut setup = setup();
    setup.set_entra_ids(ids());
    let mut records = Vec::new();
    for kind in EvidenceKind::ALL {
        let steps = kind.proves().iter().chain(kind.contradicts_only());
        let contradictions = steps.map(|step| StepContradiction {
            step: (*step).to_owned(),
            reason: "It’s on".to_owned(),
            is_pending: kind == EvidenceKind::Mappings,
        });
        let record = EvidenceRecord {
            outcome: EvidenceOutcome::Contradicted,
            contradictions: contradictions.collect(),
            format: ResponseFormat::EvidencePack,
            ..evidence(&setup, kind, 1)
        };
        assert!(setup.record_evidence(record.clone(), &at(59)));
        records.push(record);
    }
    let again = read(&write(&setup).to_string()).expect("still a setup");
    assert_eq!(again, setup);
    assert_eq!(again.entra_ids(), ids());
    for record in records {
        let status = again.evidence_status(record.kind);
        assert_eq!(status.current(), Some(&record));
    }
    assert_eq!(again.latest_evidence(), Some(at(1)));
    setup.clear_evidence();
    assert!(!setup.rest.contains_key(MEMBER));
}

#[test]
fn an_older_response_does_not_replace_a_newer_one() {
    let mut setup = setup();
    for (minute, is_stored) in [(5, true), (4, false), (5, true), (6, true)] {
        let record = evidence(&setup, EvidenceKind::Started, minute);
        assert_eq!(
            setup.record_evidence(record, &at(59)),
            is_stored,
            "{minute}"
        );
    }
    assert_eq!(setup.latest_evidence(), Some(at(6)));
}

/// An edited file or a wrong clock would keep out everything that is read later.
#[test]
fn a_record_from_the_future_is_replaced() {
    for (stored, is_replaced) in [
        ("2026-11-30T09:00:00.000Z", false),
        ("2026-12-01T08:58:00.000Z", false),
        ("2026-12-01T09:00:00.000Z", true),
        ("2099-01-01T00:00:00.000Z", true),
    ] {
        let mut setup = setup();
        let future = EvidenceRecord {
            when: Timestamp(stored.to_owned()),
            ..evidence(&setup, EvidenceKind::Started, 0)
        };
        assert!(setup.record_evidence(future, &at(58)));
        let mut read = setup.clone();
        let own = evidence(&setup, EvidenceKind::Started, 58);
        assert_eq!(
            read.record_evidence(own.clone(), &at(58)),
            is_replaced,
            "{stored}"
        );
        // The same when the worker has read it.
        let change = json!({"readAt": at(58), "started": own.write()});
        setup.apply_evidence(&change.to_string());
        assert_eq!(setup, read, "{stored}");
    }
}

#[test]
fn a_change_brings_the_kinds_that_were_read() {
    let mut read = setup();
    for kind in [EvidenceKind::Started, EvidenceKind::Healthy] {
        let record = evidence(&read, kind, 1);
        assert!(read.record_evidence(record, &at(1)));
    }
    read.set_entra_ids(ids());
    let mut other = setup();
    other.apply_evidence(&read.evidence_change(&[EvidenceKind::Started], &at(1)));
    assert_eq!(other.entra_ids(), ids());
    for (kind, is_there) in [
        (EvidenceKind::Started, true),
        (EvidenceKind::Healthy, false),
    ] {
        let status = other.evidence_status(kind);
        assert_eq!(status.current().is_some(), is_there, "{kind:?}");
    }
}

#[test]
fn clearing_leaves_neither_evidence_nor_ids() {
    let mut setup = setup();
    let stored = json!({"ids": {"job": "scim.a.b"}, "started": {}, "somethingNew": 1});
    let _ = setup.rest.insert(MEMBER.to_owned(), stored);
    setup.clear_evidence();
    assert_eq!(setup.entra_ids(), EntraIds::default());
    assert_eq!(setup.rest[MEMBER], json!({"somethingNew": 1}));
}

#[test]
fn evidence_is_out_of_date_when_what_it_was_compared_with_changes() {
    type Change = fn(&mut Setup);
    let changes: [(Change, &[EvidenceKind]); 4] = [
        (
            |setup| setup.application_name = "Other".to_owned(),
            &[
                EvidenceKind::Application,
                EvidenceKind::Configured,
                EvidenceKind::Notification,
                EvidenceKind::UsersAssigned,
                EvidenceKind::OnDemand,
                EvidenceKind::Started,
                EvidenceKind::Healthy,
            ],
        ),
        (|setup| setup.set_entra_ids(ids()), &[]),
        (
            |setup| setup.tenant = Tenant::Custom("https://a.example/scim/v2".to_owned()),
            &[
                EvidenceKind::Credentials,
                EvidenceKind::OnDemand,
                EvidenceKind::Started,
                EvidenceKind::Healthy,
            ],
        ),
        (
            |setup| {
                setup.mapping.operations = Operations {
                    delete: false,
                    ..Operations::default()
                };
            },
            &[
                EvidenceKind::Mappings,
                EvidenceKind::AppRoles,
                EvidenceKind::OnDemand,
            ],
        ),
    ];
    for (change, outdated) in changes {
        let mut setup = setup();
        for kind in EvidenceKind::ALL {
            let record = evidence(&setup, kind, 1);
            assert!(setup.record_evidence(record, &at(59)));
        }
        change(&mut setup);
        for kind in EvidenceKind::ALL {
            let status = setup.evidence_status(kind);
            let is_outdated = matches!(status, EvidenceStatus::OutOfDate(_));
            assert_eq!(is_outdated, outdated.contains(&kind), "{kind:?}");
        }
    }
}

/// An edited or damaged file proves nothing that its kind cannot prove.
#[test]
fn damaged_records_are_missing_and_stay_where_they_are() {
    let sound = json!({"when": at(1), "outcome": "proven", "summary": "x", "format": "json",
        "basis": setup().evidence_basis(EvidenceKind::Started),
        "proven": ["2.20", "2.3", 7], "contradictions": [{"step": "2.3", "reason": "x"}, 7]});
    let mut setup = setup();
    let mut store = |value: Value| {
        let stored = json!({"started": value, "somethingNew": {"a": 1}, "ids": ["x"]});
        let _ = setup.rest.insert(MEMBER.to_owned(), stored);
        (
            setup.evidence_status(EvidenceKind::Started),
            setup.entra_ids(),
        )
    };
    let (status, ids) = store(sound.clone());
    let record = status.current().expect("a sound record");
    assert_eq!(record.proven, ["2.20"], "only steps of its kind count");
    assert!(record.contradictions.is_empty());
    assert_eq!(ids, EntraIds::default());
    for (name, value) in [
        ("when", json!(7)),
        ("when", json!("zzz")),
        ("when", json!("2026-02-30T08:00:00.000Z")),
        ("outcome", json!("maybe")),
        ("summary", Value::Null),
        ("format", json!("fax")),
    ] {
        let mut damaged = sound.clone();
        damaged[name] = value;
        assert_eq!(store(damaged).0, EvidenceStatus::Missing, "{name}");
    }
    for damaged in [json!(null), json!([]), json!("x"), json!(7)] {
        assert_eq!(store(damaged).0, EvidenceStatus::Missing);
    }
    let record = evidence(&setup, EvidenceKind::Healthy, 1);
    let _ = setup.record_evidence(record, &at(59));
    assert_eq!(setup.rest[MEMBER]["somethingNew"], json!({"a": 1}));
}

/// Ids become part of addresses and commands, so nothing else may be in them.
#[test]
fn only_ids_are_stored_as_ids() {
    let mut setup = setup();
    for (text, is_stored) in [
        ("1f6c0d53-0000-4a6e-9a54-6f7d2f3c0001", true),
        ("scim.9b0cfe0d5d9a4c02b6a05a0c6a1f0002.x_1", true),
        ("", false),
        ("a'b", false),
        ("a/../b", false),
        ("$(x)", false),
        ("a b", false),
        ("é", false),
    ] {
        setup.set_entra_ids(EntraIds {
            job_id: Some(text.to_owned()),
            ..EntraIds::default()
        });
        assert_eq!(setup.entra_ids().job_id.is_some(), is_stored, "{text}");
    }
}

/// Two tabs record different kinds, and both the same kind.
#[test]
fn records_of_two_tabs_merge_by_kind() {
    let base = setup();
    let tab = |records: &[(EvidenceKind, u32)], now| {
        let mut setup = base.clone();
        for (kind, minute) in records {
            let record = evidence(&setup, *kind, *minute);
            assert!(setup.record_evidence(record, &at(59)));
        }
        let mut replica = Replica::of(record::members(&base), 9);
        let _ = replica.edit(record::members(&setup), now);
        replica
    };
    let one = tab(
        &[(EvidenceKind::Started, 1), (EvidenceKind::Mappings, 1)],
        5,
    );
    let other = tab(
        &[(EvidenceKind::Started, 2), (EvidenceKind::Application, 2)],
        6,
    );
    let merged = |first: &Replica, second: &Replica| {
        let mut all = first.clone();
        let _ = all.merge(second);
        record::from_value(record::with_members(&base.id, all.record())).expect("a setup")
    };
    let setup = merged(&one, &other);
    assert_eq!(setup.rest[MEMBER], merged(&other, &one).rest[MEMBER]);
    for (kind, minute) in [
        (EvidenceKind::Started, 2),
        (EvidenceKind::Mappings, 1),
        (EvidenceKind::Application, 2),
    ] {
        let status = setup.evidence_status(kind);
        assert_eq!(
            status.current().map(|record| record.when.clone()),
            Some(at(minute))
        );
    }
}

#[test]
fn every_kind_has_its_key_and_steps() {
    for kind in EvidenceKind::ALL {
        assert_eq!(EvidenceKind::of_key(kind.key()), Some(kind));
        assert!(!kind.proves().is_empty() || !kind.contradicts_only().is_empty());
    }
    assert_eq!(EvidenceKind::of_key("ids"), None);
}
