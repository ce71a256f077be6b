//! Packs, and what readings leave in a setup.

use evidence::record;
use serde_json::{Value, json};
use setup::Timestamp;
use setup::tenant_evidence::EvidenceKind;

use crate::formats::pack;
use crate::support::{OTHER_APP, fresh, job, jobs, list, proof, read_as, read_for, schema, setup};

fn at(minute: u32) -> Timestamp {
    Timestamp(format!("2026-11-30T09:{minute:02}:00.000Z"))
}

fn whole_pack(change: impl Fn(EvidenceKind, &mut Value)) -> Value {
    let kinds = [
        EvidenceKind::Healthy,
        EvidenceKind::Mappings,
        EvidenceKind::Credentials,
        EvidenceKind::UsersAssigned,
        EvidenceKind::AppRoles,
        EvidenceKind::Configured,
        EvidenceKind::Application,
    ];
    let responses = kinds.map(|kind| {
        let mut response =
            json!({"kind": kind.key(), "request": "GET /x", "status": 200, "body": proof(kind)});
        change(kind, &mut response);
        response
    });
    json!({"scimdeskEvidence": 1, "collectedAt": "2026-11-30T08:30:00.000Z", "responses": responses})
}

#[test]
fn a_pack_proves_all_that_it_has_and_brings_the_ids() {
    let mut setup = fresh();
    let pack = whole_pack(|_, _| {});
    let reading = read_for(pack.to_string().as_bytes(), None, &setup).expect("a pack");
    for kind in EvidenceKind::ALL {
        let is_proven = reading
            .result(kind)
            .is_some_and(|result| result.verdict.is_proven());
        assert_eq!(
            is_proven,
            kind != EvidenceKind::OnDemand,
            "{kind:?}: {:?}",
            reading.result(kind)
        );
    }
    let stored = record::store(&mut setup, &reading, &at(0));
    assert_eq!(stored.len(), 9);
    assert_eq!(
        setup.latest_evidence(),
        Some(Timestamp("2026-11-30T08:30:00.000Z".to_owned()))
    );
    let ids = setup.entra_ids();
    for id in [ids.service_principal, ids.application, ids.job_id, ids.rule] {
        assert!(id.is_some());
    }
    let text = serde_json::to_string(&setup.rest).unwrap_or_default();
    for private in ["Ana Silva", "it@contoso.com", "principalId"] {
        assert!(!text.contains(private), "{private} is stored");
    }
}

#[test]
fn a_pack_with_errors_says_what_is_not_known() {
    let denied = json!({"error": {"code": "Authorization_RequestDenied", "message": ""}});
    let pack = whole_pack(|kind, response| {
        if kind == EvidenceKind::Healthy {
            response["status"] = 403.into();
            response["body"] = denied.clone();
        }
        if kind == EvidenceKind::UsersAssigned {
            response["status"] = 0.into();
            response["body"] = Value::Null;
        }
    });
    let text = pack.to_string();
    for (kind, expected) in [
        (
            EvidenceKind::Healthy,
            "unknown: A permission or role is missing. Consent to AuditLog",
        ),
        (
            EvidenceKind::UsersAssigned,
            "unknown: Microsoft Graph returned an error",
        ),
        (EvidenceKind::Started, "proven"),
    ] {
        let shown = read_as(&text, kind, &fresh());
        assert!(shown.starts_with(expected), "{kind:?}: {shown}");
    }
}

/// What the scripts wrote in PowerShell and in bash against a stand-in for Graph.
#[test]
fn a_pack_of_the_scripts_is_read() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/packs/collected.json");
    let text = std::fs::read_to_string(path).expect("the pack of the service tests");
    let text = text.as_str();
    let mut setup = fresh();
    for kind in EvidenceKind::ALL {
        let expected = match kind {
            EvidenceKind::OnDemand => "other",
            EvidenceKind::Mappings => {
                "contradicted: Group mapping is on in Entra; A scoping filter"
            }
            _ => "proven",
        };
        let shown = read_as(text, kind, &setup);
        assert!(
            shown.starts_with(expected) || expected == "other",
            "{kind:?}: {shown}"
        );
        assert_eq!(
            shown.starts_with("other"),
            expected == "other",
            "{kind:?}: {shown}"
        );
    }
    let reading = read_for(text.as_bytes(), None, &setup).expect("a pack");
    let stored = record::store(&mut setup, &reading, &at(0));
    assert_eq!(stored.len(), EvidenceKind::ALL.len() - 1);
}

#[test]
fn requests_that_the_script_did_not_send_are_not_known() {
    let missing = json!({"error": {"code": "ApplicationNotKnown", "message": ""}});
    let pack = whole_pack(|kind, response| {
        if kind == EvidenceKind::Configured {
            response["status"] = 0.into();
            response["body"] = missing.clone();
        }
    });
    let shown = read_as(&pack.to_string(), EvidenceKind::Started, &fresh());
    assert!(
        shown.starts_with("unknown: The script didn’t find"),
        "{shown}"
    );
}

/// A pack cannot be put together from two applications.
#[test]
fn a_pack_of_two_applications_contradicts_itself() {
    let other = format!("servicePrincipals('{OTHER_APP}')/synchronization/jobs");
    let pack = whole_pack(|kind, response| {
        if kind == EvidenceKind::Configured {
            response["body"] = list(&other, json!([job()]));
        }
    });
    let shown = read_as(&pack.to_string(), EvidenceKind::Started, &fresh());
    assert!(
        shown.starts_with("contradicted: This response is from another application"),
        "{shown}"
    );
}

#[test]
fn damaged_and_newer_packs_are_rejected() {
    let body = jobs(json!([job()]));
    let sound = pack(&body, EvidenceKind::Started);
    let with = |name: &str, value: Value| {
        let mut pack = sound.clone();
        pack[name] = value;
        pack
    };
    let mut other_kind = sound.clone();
    other_kind["responses"][0]["kind"] = "secrets of state".into();
    for (pack, expected) in [
        (
            with("scimdeskEvidence", json!(2)),
            "A newer version of scimdesk",
        ),
        (
            with("scimdeskEvidence", json!("x")),
            "The evidence file is damaged",
        ),
        (
            with("scimdeskEvidence", Value::Null),
            "The evidence file is damaged",
        ),
        (with("responses", json!({})), "The evidence file is damaged"),
        (with("responses", json!([])), "The evidence file is damaged"),
        (
            with("responses", json!([7])),
            "The evidence file is damaged",
        ),
        (other_kind, "The evidence file is damaged"),
    ] {
        let shown = read_as(&pack.to_string(), EvidenceKind::Started, &setup());
        assert!(
            shown.starts_with(&format!("rejected: {expected}")),
            "{shown}"
        );
    }
    // A response under the name of another kind proves neither.
    let mut renamed = sound;
    renamed["responses"][0]["kind"] = "healthy".into();
    let shown = read_as(&renamed.to_string(), EvidenceKind::Healthy, &setup());
    assert!(shown.starts_with("unknown"), "{shown}");
}

/// Responses of two times, and a pack from the future.
#[test]
fn the_newest_response_counts() {
    let mut setup = setup();
    let reading =
        |body: &Value| read_for(body.to_string().as_bytes(), None, &setup).expect("a response");
    let (active, mut paused) = (reading(&jobs(json!([job()]))), job());
    paused["status"]["code"] = "Paused".into();
    let paused = reading(&jobs(json!([paused])));
    let mut future = pack(&jobs(json!([job()])), EvidenceKind::Started);
    future["collectedAt"] = "2099-01-01T00:00:00.000Z".into();
    let future = reading(&future);
    assert_eq!(record::store(&mut setup, &paused, &at(5)).len(), 2);
    assert!(record::store(&mut setup, &active, &at(4)).is_empty());
    assert_eq!(record::store(&mut setup, &future, &at(6)).len(), 2);
    assert_eq!(setup.latest_evidence(), Some(at(6)));
}

/// What is not known, and what belongs to something else, leaves what was known.
#[test]
fn only_results_about_this_setup_are_stored() {
    let mut setup = setup();
    let mut template = schema(&setup);
    template["id"] = "scim".into();
    let other = list(
        &format!("servicePrincipals('{OTHER_APP}')/synchronization/jobs"),
        json!([job()]),
    );
    for body in [template, other] {
        let reading = read_for(body.to_string().as_bytes(), None, &setup).expect("a response");
        let ids = setup.entra_ids();
        assert!(record::store(&mut setup, &reading, &at(1)).is_empty());
        assert_eq!(setup.entra_ids(), ids);
    }
}

/// What is so in each new application opens only what was done before.
#[test]
fn a_step_is_not_done_yet_until_evidence_proved_it() {
    let mut setup = setup();
    let whole = schema(&setup);
    let mut groups_on = whole.clone();
    groups_on["synchronizationRules"][0]["objectMappings"][0]["enabled"] = true.into();
    let mut pending = Vec::new();
    for (minute, body) in [
        (1, &groups_on),
        (2, &whole),
        (3, &groups_on),
        (4, &groups_on),
    ] {
        let reading = read_for(body.to_string().as_bytes(), None, &setup).expect("a schema");
        assert_eq!(record::store(&mut setup, &reading, &at(minute)).len(), 1);
        let status = setup.evidence_status(EvidenceKind::Mappings);
        let record = status.current().expect("it was stored");
        pending.push(record.contradiction("2.6").map(|found| found.is_pending));
        assert!(record.proves("2.10"));
    }
    assert_eq!(pending, [Some(true), None, Some(false), Some(false)]);
}
