use serde_json::{Value, json};
use setup::tenant_evidence::EntraIds;
use setup::{Setup, SetupId, Timestamp};

use super::*;

const APP: &str = "1f6c0d53-0000-4a6e-9a54-6f7d2f3c0001";
const OTHER_APP: &str = "99999999-0000-4a6e-9a54-6f7d2f3c0009";
const JOB: &str = "scim.9b0cfe0d5d9a4c02b6a05a0c6a1f0002.5b0d6a1e-7f8e-4f0c-8f0e-2a4c9d3b0003";

fn plan() -> EvidencePlan {
    let created = Timestamp("2026-11-30T08:00:00.000Z".to_owned());
    let mut setup = Setup::new(SetupId("a1".to_owned()), "Contoso".to_owned(), created);
    setup.set_entra_ids(EntraIds {
        service_principal: Some(APP.to_owned()),
        job_id: Some(JOB.to_owned()),
        ..EntraIds::default()
    });
    EvidencePlan::of(&setup)
}

fn lines_of(body: &Value, kind: EvidenceKind) -> Vec<EvidenceLine> {
    let text = body.to_string();
    let reading = evidence::read(text.as_bytes(), Some(kind), &plan()).expect("a response");
    lines(&reading, text.as_bytes())
}

fn on_demand(result: &str, code: Option<&str>, step: &Value) -> Value {
    let key = json!({"result": result, "details": {"errorCode": code}});
    let value = json!({"action": "Create", "provisioningSteps": [step],
        "statusInfo": {"status": result, "errorCode": code}});
    json!({"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.stringKeyStringValuePair",
        "key": key.to_string(), "value": value.to_string()})
}

#[test]
fn a_result_says_what_to_do_and_can_be_explained() {
    let scoping = json!({"name": "EntrySynchronizationScoping", "type": "Scoping", "status": "Skipped",
        "details": {"IsActive": "True", "Assigned": "False", "IsInProvisioningScope": "True", "SkipReason": "NotEffectivelyEntitled"}});
    let import = json!({"name": "EntryImport", "type": "Import", "status": "Success",
        "description": "Bearer abcdef0123456789abcdef"});
    let jobs = |application: &str, code: &str| {
        let context = format!(
            "https://graph.microsoft.com/v1.0/$metadata#servicePrincipals('{application}')/synchronization/jobs"
        );
        json!({"@odata.context": context, "value": [{"id": JOB, "templateId": "scim",
            "schedule": {"state": "Active"}, "status": {"code": code}}]})
    };
    // The response, its kind, a part of the text, whether it can be explained,
    // and whether forgetting is offered.
    let cases = [
        (
            on_demand("Skipped", Some("NotEffectivelyEntitled"), &scoping),
            EvidenceKind::OnDemand,
            "Provision on demand skipped the user (NotEffectivelyEntitled): Not assigned to the application. The scope is Sync only assigned users and groups, and this user isn’t assigned. Members of nested groups don’t count as assigned. If the user should be in Talkdesk, assign the user",
            true,
            false,
        ),
        (
            on_demand("Success", None, &import),
            EvidenceKind::OnDemand,
            "The user was provisioned, but the response doesn’t say which application it is from.",
            false,
            false,
        ),
        (
            jobs(APP, "Quarantine"),
            EvidenceKind::Started,
            "The job is in quarantine.",
            true,
            false,
        ),
        (
            jobs(APP, "Active"),
            EvidenceKind::Started,
            "Active, not in quarantine.",
            false,
            false,
        ),
        (
            jobs(OTHER_APP, "Active"),
            EvidenceKind::Started,
            "If you created the application again, choose Forget all evidence. Otherwise, check the tenant that you’re signed in to.",
            false,
            true,
        ),
    ];
    for (body, kind, text, is_explained, offers_forgetting) in cases {
        let lines = lines_of(&body, kind);
        let line = lines.iter().find(|line| line.label == kind.label());
        let line = line.expect("a line");
        assert!(line.text.contains(text), "{}", line.text);
        assert_eq!(line.to_explain.is_some(), is_explained, "{}", line.text);
        let offers = lines.iter().filter(|line| line.offers_forgetting).count();
        assert_eq!(offers, usize::from(offers_forgetting), "{}", line.text);
    }
}

#[test]
fn what_is_explained_has_no_token_and_is_not_too_long() {
    let step = |text: &str| json!({"name": "EntryExportAdd", "type": "Export", "status": "Failure", "description": text});
    let secret = "Zk3bW8pQ1xT7vN5rZk3bW8pQ";
    let body = on_demand("Failure", None, &step(&format!("Bearer {secret}")));
    let lines = lines_of(&body, EvidenceKind::OnDemand);
    let [shown]: [EvidenceLine; 1] = lines.try_into().expect("one line");
    let text = shown.to_explain.expect("a text");
    assert!(text.contains("EntryExportAdd"), "{text}");
    assert!(
        !text.contains(secret) && !shown.text.contains(secret),
        "{text}"
    );
    let long = on_demand("Failure", None, &step(&"x".repeat(300_000)));
    let lines = lines_of(&long, EvidenceKind::OnDemand);
    assert!(lines.iter().all(|line| line.to_explain.is_none()));
}

#[test]
fn a_request_says_what_it_needs() {
    for (kind, expected) in [
        (
            EvidenceKind::Healthy,
            "Needs the AuditLog.Read.All and Directory.Read.All permissions and the Reports Reader role. The tenant needs Microsoft Entra ID P1. Sign in to the same tenant. Read-only.",
        ),
        (
            EvidenceKind::Started,
            "Needs the Synchronization.Read.All permission and the Application Administrator role. Sign in to the same tenant. Read-only.",
        ),
    ] {
        assert_eq!(query(kind, &plan(), "").needs, expected);
    }
}
