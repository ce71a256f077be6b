use evidence::EvidencePlan;
use serde_json::{Value, json};
use setup::tenant_evidence::EvidenceKind;

use super::{case, check};
use crate::support::{APP, JOB, OTHER_APP, context, entry, fresh, log, on_demand, setup, shown};

const RESULT: &str = "provisionOnDemand: stringKeyStringValuePair";
const SUMMARY: &str = "provisioningObjectSummary";
const OK: [&str; 2] = ["Success", "Success"];

#[test]
fn provisioned_on_demand() {
    let texts = |key: &str, value: &str| json!({"@odata.context": context("microsoft.graph.stringKeyStringValuePair"), "key": key, "value": value});
    let ok = r#"{"statusInfo":{"status":"Success"},"provisioningSteps":[]}"#;
    check(
        EvidenceKind::OnDemand,
        &setup(),
        &[
            case(
                "created",
                RESULT,
                on_demand("Success", None, "Success", &OK),
                "proven: The user was provisioned",
            ),
            case(
                "up to date",
                "RedundantExport",
                on_demand("Skipped", Some("RedundantExport"), "Skipped", &OK),
                "proven: The user was up to date already",
            ),
            case(
                "skipped for another reason",
                "NotEffectivelyEntitled",
                on_demand("Skipped", Some("NotEffectivelyEntitled"), "Skipped", &OK),
                "contradicted: Provision on demand skipped the user (NotEffectivelyEntitled): Not entitled to the application",
            ),
            case(
                "skipped without a reason",
                RESULT,
                on_demand("Skipped", None, "Skipped", &OK),
                "contradicted: Provision on demand skipped",
            ),
            case(
                "failed",
                RESULT,
                on_demand("Failure", Some("InvalidCredentials"), "Failure", &OK),
                "contradicted: Provision on demand failed (InvalidCredentials)",
            ),
            case(
                "a step failed",
                "provisioningStep: status",
                on_demand("Success", None, "Success", &["Success", "Failure"]),
                "contradicted: Provision on demand failed",
            ),
            case(
                "the status failed",
                "provisioningStatusInfo",
                on_demand("Success", None, "Failure", &OK),
                "contradicted: Provision on demand failed",
            ),
            case(
                "they differ",
                RESULT,
                on_demand("Success", Some("RedundantExport"), "Skipped", &OK),
                "contradicted: Provision on demand skipped",
            ),
            case(
                "a new status",
                RESULT,
                on_demand("Splendid", None, "Success", &OK),
                "unknown: The status “Splendid”",
            ),
            case(
                "no status",
                RESULT,
                texts(r#"{"result":"Success"}"#, r#"{"provisioningSteps":[]}"#),
                "unknown: The response has no usable “statusInfo.status”",
            ),
            case("no result", RESULT, texts("{}", ok), "unknown"),
            case(
                "no steps",
                RESULT,
                texts(
                    r#"{"result":"Success"}"#,
                    r#"{"statusInfo":{"status":"Success"}}"#,
                ),
                "unknown",
            ),
            case(
                "a value that is no JSON",
                RESULT,
                texts(r#"{"result":"Success"}"#, "Success"),
                "unknown",
            ),
        ],
    );
}

/// The step, the response of Talkdesk and the cause are found as in the log.
#[test]
fn provision_on_demand_says_why() {
    let result = |result: &str, code: Option<&str>, reason: &str, step: Value| {
        let key = json!({"result": result, "details": {"errorCode": code}});
        let value = json!({"action": "Create", "jobId": JOB, "provisioningSteps": [step],
            "statusInfo": {"status": result, "errorCode": code, "reason": reason}});
        json!({"@odata.context": context("microsoft.graph.stringKeyStringValuePair"),
            "key": key.to_string(), "value": value.to_string()})
    };
    let scoping = |details: Value| json!({"name": "EntrySynchronizationScoping", "type": "Scoping", "status": "Skipped", "details": details});
    let export = json!({"name": "EntryExportAdd", "type": "Export", "status": "Failure"});
    let conflict = "StatusCode: Conflict\r\nMessage: Processing of the HTTP request resulted in an exception.\r\nWeb Response:\r\n{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:Error\"],\"scimType\":\"uniqueness\",\"detail\":\"User already exists\",\"status\":409}";
    let entitled = "NotEffectivelyEntitled";
    check(
        EvidenceKind::OnDemand,
        &setup(),
        &[
            case(
                "not assigned",
                "SkipReason",
                result(
                    "Skipped",
                    Some(entitled),
                    "",
                    scoping(
                        json!({"IsActive": "True", "Assigned": "False", "IsInProvisioningScope": "True", "SkipReason": entitled}),
                    ),
                ),
                "contradicted: Provision on demand skipped the user (NotEffectivelyEntitled): Not assigned to the application",
            ),
            case(
                "disabled",
                "SkipReason",
                result(
                    "Skipped",
                    Some(entitled),
                    "",
                    scoping(
                        json!({"IsActive": "False", "Assigned": "True", "IsInProvisioningScope": "True", "SkipReason": entitled}),
                    ),
                ),
                "contradicted: Provision on demand skipped the user (NotEffectivelyEntitled): The user is disabled in Entra",
            ),
            case(
                "out of scope",
                "SkipReason",
                result(
                    "Skipped",
                    Some(entitled),
                    "",
                    scoping(
                        json!({"IsActive": "True", "Assigned": "True", "IsInProvisioningScope": "False", "SkipReason": entitled}),
                    ),
                ),
                "contradicted: Provision on demand skipped the user (NotEffectivelyEntitled): Outside the scoping filter",
            ),
            case(
                "a conflict",
                "provisioningStatusInfo: reason",
                result(
                    "Failure",
                    Some("SystemForCrossDomainIdentityManagementServiceIncompatible"),
                    conflict,
                    export.clone(),
                ),
                "contradicted: Provision on demand failed in the step EntryExportAdd (SystemForCrossDomainIdentityManagementServiceIncompatible, HTTP 409): ",
            ),
            case(
                "a code that is not known",
                "provisioningStatusInfo: errorCode",
                result("Failure", Some("SomethingNew"), "", export),
                "contradicted: Provision on demand failed in the step EntryExportAdd (SomethingNew)",
            ),
        ],
    );
}

/// The form in Microsoft's page on cross-tenant synchronization: the key names
/// a type, and the value is a list of one.
#[test]
fn provisioned_on_demand_in_the_other_form() {
    let texts = |value: &Value| {
        json!({"@odata.context": context("microsoft.graph.stringKeyStringValuePair"),
        "key": "Microsoft.Identity.Health.CPP.Common.DataContracts.SyncFabric.StatusInfo", "value": value.to_string()})
    };
    let of = |status: &str, details: Value| {
        let import = json!({"name": "EntryImport", "type": "Import", "status": "Success"});
        let export = json!({"name": "EntryExportUpdate", "type": "Export", "status": status, "details": details});
        json!([{"jobId": JOB, "provisioningSteps": [import, export], "modifiedProperties": []}])
    };
    let form = "provisionOnDemand: StatusInfo";
    let one = of("Success", json!({}))[0].clone();
    check(
        EvidenceKind::OnDemand,
        &setup(),
        &[
            case(
                "updated",
                form,
                texts(&of("Success", json!({}))),
                "proven: The user was provisioned",
            ),
            case(
                "up to date",
                form,
                texts(&of("Skipped", json!({"SkipReason": "RedundantExport"}))),
                "proven: The user was up to date already",
            ),
            case(
                "failed",
                form,
                texts(&of(
                    "Failure",
                    json!({"ErrorCode": "SystemForCrossDomainIdentityManagementServiceIncompatible"}),
                )),
                "contradicted: Provision on demand failed in the step EntryExportUpdate (SystemForCrossDomainIdentityManagementServiceIncompatible)",
            ),
            case(
                "without an export",
                form,
                texts(
                    &json!([{"jobId": JOB, "provisioningSteps": [{"name": "EntryImport", "type": "Import", "status": "Success"}]}]),
                ),
                "unknown",
            ),
            case("two", form, texts(&json!([one, one])), "unknown"),
            case("none", form, texts(&json!([])), "unknown"),
        ],
    );
}

/// A result of another application or job proves nothing, and neither does one
/// that does not say whose it is.
#[test]
fn provisioned_on_demand_in_which_application() {
    let of = |change: Value| {
        let mut body = on_demand("Success", None, "Success", &OK);
        let mut value: Value =
            serde_json::from_str(body["value"].as_str().unwrap_or_default()).expect("JSON");
        value["jobId"] = Value::Null;
        for (name, member) in change.as_object().into_iter().flatten() {
            value[name.as_str()] = member.clone();
        }
        body["value"] = value.to_string().into();
        body
    };
    let not_shown = "unknown: The user was provisioned, but the response doesn’t say which application it is from";
    let cases = [
        case("of no application", RESULT, of(json!({})), not_shown),
        case(
            "of the job",
            SUMMARY,
            of(json!({"jobId": format!("{JOB}#V2")})),
            "proven: The user was provisioned",
        ),
        case(
            "of the application",
            SUMMARY,
            of(json!({"servicePrincipal": {"id": APP}})),
            "proven: The user was provisioned",
        ),
        case(
            "of another job",
            SUMMARY,
            of(json!({"jobId": "scim.a.b"})),
            "contradicted: This response is from another job",
        ),
        case(
            "of another application",
            SUMMARY,
            of(json!({"servicePrincipal": {"id": OTHER_APP}})),
            "contradicted: This response is from another application",
        ),
    ];
    check(EvidenceKind::OnDemand, &setup(), &cases);
    let bare = of(json!({})).to_string();
    let kind = EvidenceKind::OnDemand;
    for (setup, is_sent_here, expected) in [
        (setup(), true, "proven: The user was provisioned"),
        (setup(), false, not_shown),
        (fresh(), true, not_shown),
    ] {
        let plan = EvidencePlan::of(&setup);
        let plan = match is_sent_here {
            true => plan.sent_here(),
            false => plan,
        };
        let shown = shown(&evidence::read(bare.as_bytes(), Some(kind), &plan), kind);
        assert!(shown.starts_with(expected), "{shown}");
    }
}

/// A log that goes on shows its last cycle if nothing but earlier ones follow.
#[test]
fn healthy_in_a_log_with_more_pages() {
    let (ok, failed) = ("success", "failure");
    let more = |entries: Value| {
        let mut body = log(entries);
        body["@odata.nextLink"] = "https://graph.microsoft.com/v1.0/x".into();
        body
    };
    let mut without_cycle = entry("a", 1, ok);
    without_cycle["cycleId"] = Value::Null;
    let first_page = "unknown: This is only the first page";
    check(
        EvidenceKind::Healthy,
        &setup(),
        &[
            case(
                "an earlier cycle follows",
                "@odata.nextLink",
                more(json!([
                    entry("b", 9, ok),
                    entry("b", 8, ok),
                    entry("a", 1, failed)
                ])),
                "proven: No failures in the last cycle: 2 entries",
            ),
            case(
                "a failure in the last cycle",
                "@odata.nextLink",
                more(json!([
                    entry("b", 9, ok),
                    entry("b", 8, failed),
                    entry("a", 1, ok)
                ])),
                "contradicted: 1 entry failed",
            ),
            case(
                "the last cycle goes on",
                "@odata.nextLink",
                more(json!([entry("b", 9, ok), entry("b", 8, ok)])),
                first_page,
            ),
            case(
                "oldest first",
                "@odata.nextLink",
                more(json!([
                    entry("a", 1, ok),
                    entry("b", 8, ok),
                    entry("b", 9, ok)
                ])),
                first_page,
            ),
            case(
                "in no order",
                "@odata.nextLink",
                more(json!([
                    entry("b", 9, ok),
                    entry("a", 1, ok),
                    entry("b", 8, ok)
                ])),
                first_page,
            ),
            case(
                "an entry without its cycle",
                "provisioningObjectSummary: cycleId",
                more(json!([entry("b", 9, ok), without_cycle])),
                first_page,
            ),
        ],
    );
}

/// What to do about more pages depends on who read the list.
#[test]
fn a_list_that_goes_on_says_how_to_get_the_rest() {
    let with = |next: &str| {
        let mut body = log(json!([entry("a", 1, "success")]));
        body["@odata.nextLink"] = next.into();
        body.to_string()
    };
    let kind = EvidenceKind::Healthy;
    let next = "https://graph.microsoft.com/v1.0/x";
    for (text, is_sent_here, expected) in [
        (
            with(next),
            false,
            "unknown: This is only the first page of a longer list.",
        ),
        (
            with(next),
            true,
            "unknown: The list is longer than scimdesk reads after a sign-in.",
        ),
        (
            with("more"),
            false,
            "unknown: The last cycle has more entries than the script reads. Check the provisioning logs",
        ),
    ] {
        let plan = EvidencePlan::of(&setup());
        let plan = match is_sent_here {
            true => plan.sent_here(),
            false => plan,
        };
        let shown = shown(&evidence::read(text.as_bytes(), Some(kind), &plan), kind);
        assert!(shown.starts_with(expected), "{shown}");
    }
}

#[test]
fn healthy() {
    let (ok, failed) = ("success", "failure");
    let mut other = entry("a", 1, ok);
    other["jobId"] = "scim.a.b".into();
    let mut with_version = entry("a", 1, ok);
    with_version["jobId"] = format!("{JOB}#V2").into();
    let mut failed_step = entry("a", 1, ok);
    failed_step["provisioningSteps"] = json!([{"name": "EntryExportAdd", "status": "failure"}]);
    let mut paged = log(json!([entry("a", 1, ok)]));
    paged["@odata.nextLink"] = "https://graph.microsoft.com/v1.0/x".into();
    let mut paged_failed = log(json!([entry("a", 1, failed)]));
    paged_failed["@odata.nextLink"] = "https://graph.microsoft.com/v1.0/x".into();
    let mut without_job = entry("b", 2, failed);
    without_job["jobId"] = Value::Null;
    let mut without_time = entry("a", 1, ok);
    without_time["activityDateTime"] = Value::Null;
    check(
        EvidenceKind::Healthy,
        &setup(),
        &[
            case(
                "all succeeded",
                SUMMARY,
                log(json!([entry("a", 1, ok), entry("a", 2, "skipped")])),
                "proven: No failures in the last cycle: 2 entries",
            ),
            case(
                "a failure",
                SUMMARY,
                log(json!([entry("a", 1, failed), entry("a", 2, ok)])),
                "contradicted: 1 entry failed",
            ),
            case(
                "a failure in an earlier cycle",
                "provisioningObjectSummary: cycleId",
                log(json!([entry("b", 9, ok), entry("a", 1, failed)])),
                "proven: No failures in the last cycle: 1 entry",
            ),
            case(
                "a failure in the last cycle, in any order",
                "provisioningObjectSummary: cycleId",
                log(json!([entry("a", 1, ok), entry("b", 9, failed)])),
                "contradicted: 1 entry failed",
            ),
            case(
                "a step failed",
                "provisioningStep: status",
                log(json!([failed_step])),
                "contradicted: 1 entry failed",
            ),
            case(
                "none",
                SUMMARY,
                log(json!([])),
                "unknown: The log has no entries",
            ),
            case(
                "without a status",
                "provisioningStatusInfo",
                log(json!([entry("a", 1, "")])),
                "unknown",
            ),
            case(
                "a new status",
                "provisioningStatusInfo",
                log(json!([entry("a", 1, "great")])),
                "unknown",
            ),
            case(
                "of another job",
                "provisioningObjectSummary: jobId",
                log(json!([other])),
                "contradicted: This response is from another job",
            ),
            case(
                "one entry without its job",
                "provisioningObjectSummary: jobId",
                log(json!([entry("a", 1, ok), without_job])),
                "unknown: The response has no usable “jobId”",
            ),
            case(
                "the job with a version",
                "provisioningObjectSummary: jobId",
                log(json!([with_version])),
                "proven",
            ),
            case(
                "more pages",
                "@odata.nextLink",
                paged,
                "unknown: This is only the first page",
            ),
            case(
                "more pages, and a failure",
                "@odata.nextLink",
                paged_failed,
                "contradicted: 1 entry failed",
            ),
            case(
                "without a time",
                "provisioningObjectSummary: activityDateTime",
                log(json!([without_time])),
                "unknown",
            ),
            case(
                "an element that is no entry",
                SUMMARY,
                log(json!([entry("a", 1, ok), 7])),
                "unknown: Some entries",
            ),
        ],
    );
}
