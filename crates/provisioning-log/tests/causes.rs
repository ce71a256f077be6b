//! The table of `tests/verdicts/provisioning-causes.json`: each public report and
//! the cause that is right for it.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::borrow::Cow;
use std::collections::BTreeMap;

use provisioning_log::cause::{CauseKind, diagnose};
use provisioning_log::facts::{
    ErrorFacts, ObjectType, OperationStatus, ProvisioningAction, StepType,
};
use serde::Deserialize;

const CASES: &str = include_str!("../../../tests/verdicts/provisioning-causes.json");

/// What `{fixed}` in a message is short for.
const FIXED: &str = "Message: Processing of the HTTP request resulted in an exception. Please see the HTTP response returned by the 'Response' property of this exception for details.";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CauseCase {
    id: String,
    action: Option<String>,
    status: Option<String>,
    object: Option<String>,
    step: Option<String>,
    code: Option<String>,
    message: Option<String>,
    #[serde(default)]
    details: BTreeMap<String, String>,
    expected: ExpectedCause,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedCause {
    kind: String,
    severity: Option<String>,
    owner: Option<String>,
    confidence: Option<String>,
    attribute: Option<String>,
    fix: Option<String>,
    retries: Option<u32>,
    /// Within its texts.
    says: Option<String>,
    /// Within what the target says.
    detail: Option<String>,
}

fn cases() -> Vec<CauseCase> {
    serde_json::from_str(CASES).unwrap()
}

fn facts<'a>(case: &'a CauseCase, message: Option<&'a str>) -> ErrorFacts<'a> {
    let mut facts = ErrorFacts {
        action: case.action.as_deref().map(|action| match action {
            "create" => ProvisioningAction::Create,
            "update" => ProvisioningAction::Update,
            "disable" => ProvisioningAction::Disable,
            "delete" => ProvisioningAction::Delete,
            "stagedDelete" => ProvisioningAction::StagedDelete,
            "other" => ProvisioningAction::Other,
            other => panic!("{}: {other}", case.id),
        }),
        status: case.status.as_deref().map(|status| match status {
            "failure" => OperationStatus::Failure,
            "skipped" => OperationStatus::Skipped,
            "warning" => OperationStatus::Warning,
            other => panic!("{}: {other}", case.id),
        }),
        object: case.object.as_deref().map(|object| match object {
            "group" => ObjectType::Group,
            _ => ObjectType::User,
        }),
        step: case.step.as_deref().map(|step| match step {
            "matching" => StepType::Matching,
            "export" => StepType::Export,
            other => panic!("{}: {other}", case.id),
        }),
        code: case.code.as_deref().map(Cow::Borrowed),
        ..ErrorFacts::default()
    };
    if let Some(message) = message {
        facts.read_message(message);
    }
    for (name, value) in &case.details {
        facts.read_step_detail(name, value);
    }
    facts
}

#[test]
fn each_report_has_its_cause() {
    let mut wrong = Vec::new();
    for case in &cases() {
        let message = case
            .message
            .as_ref()
            .map(|text| text.replace("{fixed}", FIXED));
        let facts = facts(case, message.as_deref());
        let cause = diagnose(&facts);
        let info = cause.info();
        let expected = &case.expected;
        let mut check = |what: &str, expected: Option<&str>, got: &str| {
            if expected.is_some_and(|expected| !got.contains(expected)) {
                let id = &case.id;
                wrong.push(format!(
                    "{id}: {what} {expected:?}, got {got:?}\n  {facts:?}"
                ));
            }
        };
        if info.id != expected.kind {
            check("kind", Some(&format!("{} only", expected.kind)), info.id);
        }
        check(
            "severity",
            expected.severity.as_deref(),
            &format!("{:?}", cause.severity),
        );
        check(
            "owner",
            expected.owner.as_deref(),
            &format!("{:?}", info.owner),
        );
        check(
            "confidence",
            expected.confidence.as_deref(),
            &format!("{:?}", cause.confidence),
        );
        check("fix", expected.fix.as_deref(), &format!("{:?}", info.fix));
        let attribute = cause.attribute().unwrap_or("none");
        if expected
            .attribute
            .as_deref()
            .is_some_and(|expected| expected != attribute)
        {
            check("attribute", expected.attribute.as_deref(), "");
        }
        let texts = [cause.headline(), cause.explanation(), cause.next_action()].join(" ");
        check("says", expected.says.as_deref(), &texts);
        check(
            "detail",
            expected.detail.as_deref(),
            facts.detail.as_deref().unwrap_or_default(),
        );
        if expected.retries.is_some() && expected.retries != facts.retries {
            check(
                "retries",
                Some("as expected"),
                &format!("{:?}", facts.retries),
            );
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn each_case_has_a_source_and_a_name_of_its_own() {
    let cases = cases();
    let mut ids: Vec<&str> = cases.iter().map(|case| case.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), cases.len());
    assert!(cases.iter().all(|case| !case.source.is_empty()));
}

#[test]
fn each_kind_has_a_case() {
    let cases = cases();
    let missing: Vec<&str> = CauseKind::ALL
        .iter()
        .map(|kind| kind.info().id)
        .filter(|id| !cases.iter().any(|case| case.expected.kind == *id))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}
