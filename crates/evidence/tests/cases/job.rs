use serde_json::{Value, json};
use setup::tenant_evidence::EvidenceKind;

use super::{case, check};
use crate::support::{JOB, OTHER_APP, fresh, job, jobs, list, read_as, setup};

const STATUS: &str = "synchronizationStatus: code";
const QUARANTINE: &str = "synchronizationQuarantine";
const SCHEDULE: &str = "synchronizationSchedule: state";
const TEMPLATE: &str = "synchronizationJob: templateId";

fn with(path: &str, value: Value) -> Value {
    let mut one = job();
    *one.pointer_mut(path).expect(path) = value;
    jobs(json!([one]))
}

fn of_other_app() -> Value {
    let of = format!("servicePrincipals('{OTHER_APP}')/synchronization/jobs");
    list(&of, json!([job()]))
}

fn alone(id: &str) -> Value {
    let mut one = job();
    one["id"] = id.into();
    one
}

fn first_page(all: Value) -> Value {
    let mut body = jobs(all);
    body["@odata.nextLink"] = "https://graph.microsoft.com/v1.0/x".into();
    body
}

#[test]
fn configured() {
    check(
        EvidenceKind::Configured,
        &fresh(),
        &[
            case(
                "a job",
                TEMPLATE,
                jobs(json!([job()])),
                "proven: There is a job with the template scim",
            ),
            case("the job alone", "GET jobs/{id}", job(), "proven"),
            case(
                "the older template",
                TEMPLATE,
                with("/templateId", json!("customappsso")),
                "proven",
            ),
            case(
                "none",
                TEMPLATE,
                jobs(json!([])),
                "contradicted: Provisioning isn’t configured",
            ),
            case(
                "another template",
                TEMPLATE,
                with("/templateId", json!("aws")),
                "contradicted: The job has the template aws",
            ),
            case(
                "no template",
                TEMPLATE,
                with("/templateId", Value::Null),
                "unknown",
            ),
            case(
                "no id",
                "synchronizationJob: id",
                with("/id", json!("")),
                "unknown",
            ),
            case(
                "two jobs",
                TEMPLATE,
                jobs(json!([job(), job()])),
                "unknown: The application has 2",
            ),
            case(
                "more pages",
                "@odata.nextLink",
                first_page(json!([])),
                "unknown: This is only the first page",
            ),
        ],
    );
    check(
        EvidenceKind::Configured,
        &setup(),
        &[
            case(
                "the known job",
                "synchronizationJob: id",
                jobs(json!([job()])),
                "proven",
            ),
            case(
                "the id in another case",
                "synchronizationJob: id",
                with("/id", json!(JOB.to_uppercase())),
                "proven",
            ),
            case(
                "another job",
                "synchronizationJob: id",
                with("/id", json!("scim.other")),
                "contradicted: The job of this setup no longer exists",
            ),
            case(
                "another job alone",
                "GET jobs/{id}",
                alone("scim.other"),
                "contradicted: This response is from another job",
            ),
            case(
                "another job of an application that the list does not name",
                "@odata.context",
                json!({"value": [alone("scim.other")]}),
                "contradicted: This response is from another job",
            ),
            case(
                "another job on the first of several pages",
                "@odata.nextLink",
                first_page(json!([alone("scim.other")])),
                "unknown: This is only the first page",
            ),
            case(
                "a job without an id",
                "synchronizationJob: id",
                jobs(json!([alone("scim.other"), alone("")])),
                "unknown",
            ),
            case(
                "no job anymore",
                "synchronizationJob: id",
                jobs(json!([])),
                "contradicted: The job of this setup no longer exists",
            ),
            case(
                "another app",
                "@odata.context",
                of_other_app(),
                "contradicted: This response is from another application",
            ),
            case(
                "the known job of two",
                TEMPLATE,
                jobs(json!([{"id": "scim.other", "templateId": "scim", "status": {}}, job()])),
                "proven",
            ),
        ],
    );
}

#[test]
fn started() {
    let quarantine = json!({"reason": "EncounteredEscrowProportionThreshold", "seriesCount": 1, "error": null,
        "currentBegan": "2026-11-29T00:00:00Z", "seriesBegan": "2026-11-29T00:00:00Z"});
    let never = json!({"reason": null, "error": null, "seriesBegan": "0001-01-01T00:00:00Z", "currentBegan": "0001-01-01T00:00:00Z"});
    let code = "/status/code";
    let state = "/schedule/state";
    check(
        EvidenceKind::Started,
        &setup(),
        &[
            case(
                "active",
                STATUS,
                jobs(json!([job()])),
                "proven: Active, not in quarantine",
            ),
            case("the job alone", "GET jobs/{id}", job(), "proven"),
            case(
                "quarantine by its code",
                STATUS,
                with(code, json!("Quarantine")),
                "contradicted: The job is in quarantine",
            ),
            case(
                "active with a quarantine",
                QUARANTINE,
                with("/status/quarantine", quarantine),
                "contradicted: The job is in quarantine (EncounteredEscrow",
            ),
            case(
                "active with an error of a quarantine",
                QUARANTINE,
                with("/status/quarantine", json!({"error": {"code": "x"}})),
                "contradicted: The job is in quarantine",
            ),
            case(
                "an empty quarantine",
                QUARANTINE,
                with("/status/quarantine", json!({})),
                "proven",
            ),
            case(
                "a quarantine that never was",
                QUARANTINE,
                with("/status/quarantine", never),
                "proven",
            ),
            case(
                "paused",
                STATUS,
                with(code, json!("Paused")),
                "contradicted: Provisioning is paused",
            ),
            case(
                "never ran",
                STATUS,
                with(code, json!("NotRun")),
                "contradicted: Provisioning hasn’t started",
            ),
            case(
                "not configured",
                STATUS,
                with(code, json!("NotConfigured")),
                "contradicted: Provisioning hasn’t started",
            ),
            case(
                "schedule off",
                SCHEDULE,
                with(state, json!("Disabled")),
                "contradicted: Provisioning is off",
            ),
            case(
                "schedule paused",
                SCHEDULE,
                with(state, json!("Paused")),
                "contradicted: Provisioning is paused",
            ),
            case(
                "a new schedule state",
                SCHEDULE,
                with(state, json!("Dreaming")),
                "unknown: The status “Dreaming”",
            ),
            case(
                "no schedule",
                SCHEDULE,
                with("/schedule", Value::Null),
                "unknown",
            ),
            case(
                "a new code",
                STATUS,
                with(code, json!("Superb")),
                "unknown: The status “Superb”",
            ),
            case("no code", STATUS, with(code, Value::Null), "unknown"),
            case("no status", STATUS, with("/status", Value::Null), "unknown"),
            case(
                "a code that is a list",
                STATUS,
                with(code, json!(["Active"])),
                "unknown",
            ),
            case(
                "no job",
                TEMPLATE,
                jobs(json!([])),
                "contradicted: The job of this setup no longer exists",
            ),
            case(
                "another app",
                "@odata.context",
                of_other_app(),
                "contradicted: This response is from another application",
            ),
        ],
    );
}

#[test]
fn without_a_job_provisioning_has_not_started() {
    let shown = read_as(
        &jobs(json!([])).to_string(),
        EvidenceKind::Started,
        &fresh(),
    );
    assert_eq!(shown, "contradicted: Provisioning hasn’t started in Entra");
}
