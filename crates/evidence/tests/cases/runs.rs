use serde_json::{Value, json};
use setup::tenant_evidence::EvidenceKind;

use super::{case, check};
use crate::support::{JOB, context, entry, log, on_demand, setup};

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
                "contradicted: Provision on demand skipped the user (NotEffectivelyEntitled)",
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
                "unknown",
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
