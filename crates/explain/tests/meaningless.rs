//! Inputs that say nothing: empty answers, empty objects, pieces of text. Nobody
//! can tell from them who has to fix what, so nothing is certain.

use connection_test::checks::matching::Matching;
use connection_test::pasted_output::redact::redact_paste;
use connection_test::token::SecretToken;
use explain::explanation::{Explanation, ExplanationSeverity};
use explain::input_kind::InputKind;
use explain::{SetupContext, explain_as};
use provisioning_log::cause::CauseConfidence;

use crate::setup::explained;

const ANYTHING: [&str; 24] = [
    "",
    " \n",
    "\u{feff}",
    "-",
    "…",
    "ok",
    "null",
    "true",
    "0",
    "\"\"",
    "{",
    "[",
    "{}",
    "[]",
    "[null]",
    "[{}]",
    "[[]]",
    r#"{"a":1}"#,
    r#"{"value":null}"#,
    r#"{"value":[]}"#,
    r#"{"value":[{}]}"#,
    r#"{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata","value":[]}"#,
    r#"{"@odata.nextLink":null,"value":[],"@odata.count":0}"#,
    r#"{"error":null}"#,
];

/// What has the form of a kind and says nothing.
const OF_KINDS: [(InputKind, &[&str]); 14] = [
    (
        InputKind::ProvisioningLog,
        &[
            r#"{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#auditLogs/provisioning","value":[]}"#,
            r#"{"tables":[]}"#,
            r#"{"tables":[{"name":"PrimaryResult","columns":[{"name":"ProvisioningSteps","type":"string"}],"rows":[]}]}"#,
            r#"{"tables":[{"name":"PrimaryResult","columns":[],"rows":[[]]}]}"#,
            r#"{"records":[]}"#,
            r#"[{"provisioningSteps":[]}]"#,
            r#"{"provisioningSteps":null,"provisioningStatusInfo":null}"#,
            r#"{"provisioningStatusInfo":{}}"#,
            r#"{"provisioningStatusInfo":{"status":""}}"#,
            r#"{"provisioningStatusInfo":{"status":null,"errorInformation":null}}"#,
            r#"{"provisioningSteps":[{}]}"#,
            r#"{"provisioningSteps":[{"name":"EntryImport","status":null}]}"#,
            r#"{"modifiedProperties":[]}"#,
            r#"{"provisioningAction":"create"}"#,
            r#"{"category":"ProvisioningLogs","properties":{}}"#,
            r#"{"category":"ProvisioningLogs"}"#,
            "TimeGenerated,ProvisioningAction,ProvisioningStatusInfo,ProvisioningSteps\n",
            "Date,Identity,Action,Source System,Target System,Status,Error code\n",
            "Date,Identity,Action,Source System,Target System,Status,Error code\n,,,,,,\n",
            "Change ID,Name,Type,Status,Description\n",
        ],
    ),
    (
        InputKind::OnDemandResult,
        &[
            r#"{"key":"{}","value":"{}"}"#,
            r#"{"key":"","value":""}"#,
            r#"{"key":null,"value":null}"#,
            r#"{"key":"{\"result\":null}","value":"{}"}"#,
            r#"{"key":"{\"result\":\"\",\"details\":null}","value":"{\"provisioningSteps\":[]}"}"#,
            r#"{"value":"{\"statusInfo\":{}}"}"#,
        ],
    ),
    (
        InputKind::SynchronizationJob,
        &[
            r#"{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#servicePrincipals('1')/synchronization/jobs","value":[]}"#,
            r#"{"templateId":"scim","status":{},"schedule":{}}"#,
            r#"{"templateId":"scim","status":null}"#,
            r#"{"status":{"code":"","quarantine":null}}"#,
            r#"{"status":{"code":"Unheard","quarantine":{}}}"#,
            r#"{"quarantine":{}}"#,
            r#"{"reason":"","nextAttempt":null}"#,
            r#"{"status":{"quarantine":null,"lastExecution":null}}"#,
        ],
    ),
    (
        InputKind::JobSecrets,
        &[
            r#"{"value":[{"key":"","value":""}]}"#,
            r#"{"value":[{"key":null}]}"#,
        ],
    ),
    (
        InputKind::GraphError,
        &[
            r#"{"error":{}}"#,
            r#"{"error":""}"#,
            r#"{"error":{"code":"","message":""}}"#,
            r#"{"error":{"code":null,"message":null,"innerError":{}}}"#,
            r#"{"odata.error":{}}"#,
            r#"{"error_description":""}"#,
        ],
    ),
    (
        InputKind::ScimResponse,
        &[
            r#"{"schemas":[]}"#,
            r#"{"detail":""}"#,
            r#"{"detail":null,"status":null}"#,
            r#"{"message":""}"#,
            r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"]}"#,
            r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"detail":"","status":""}"#,
        ],
    ),
    (
        InputKind::ScimRequestBody,
        &[
            r#"{"Operations":[]}"#,
            r#"{"Operations":[{}]}"#,
            r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[]}"#,
            r#"{"op":"","path":"","value":null}"#,
            r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"]}"#,
        ],
    ),
    (
        InputKind::ServiceProviderConfig,
        &[
            r#"{"schemas":["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"]}"#,
            r#"{"patch":{},"filter":{}}"#,
            r#"{"schemas":["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],"patch":{"supported":null},"filter":{"supported":null}}"#,
        ],
    ),
    (
        InputKind::ToolOutput,
        &[
            "$ curl",
            "PS C:\\>",
            "HTTP/1.1",
            "ana@host:~$ ",
            "az login",
            "curl: (",
        ],
    ),
    (
        InputKind::ErrorMessage,
        &[
            "StatusCode:",
            "StatusCode: \r\nMessage: \r\nWeb Response: \r\n",
            "Web Response:",
            "Error code:",
            "SkipReason",
            "Status reason",
            "hello there",
            "This is a line of text.",
        ],
    ),
    (
        InputKind::ErrorCode,
        &["None", "Success", "NoError", "200", "204"],
    ),
    (
        InputKind::RequestLine,
        &["GET", "GET /", "filter=", "https://"],
    ),
    (
        InputKind::GraphList,
        &[
            r#"{"value":[],"@odata.context":"x"}"#,
            r#"{"value":[{"id":"1"}]}"#,
        ],
    ),
    (InputKind::NotRecognized, &["?", "x", "\u{1F600}"]),
];

/// What is shown without anybody to fix it: what it is, or that nobody knows.
fn is_open(explanation: &Explanation) -> bool {
    match explanation.severity {
        ExplanationSeverity::Unknown => explanation.confidence != CauseConfidence::Certain,
        ExplanationSeverity::Information => true,
        _ => false,
    }
}

/// Of a kind that the admin chose, more may be said, such as that a response isn’t
/// SCIM.
fn is_careful(explanation: &Explanation) -> bool {
    let is_bad = !explanation.severity.is_all_clear();
    is_open(explanation) || is_bad && explanation.confidence != CauseConfidence::Certain
}

fn as_kind(input: &str, kind: InputKind) -> Explanation {
    let setup = SetupContext {
        matching: &Matching::default(),
        mappings: None,
        tenant: None,
    };
    let paste = redact_paste(input, &SecretToken::typed(String::new()));
    explain_as(&paste, kind, &setup)
}

#[test]
fn what_says_nothing_is_neither_certain_nor_anybodys_to_fix() {
    let mut wrong = Vec::new();
    let mut check = |explanation: Explanation, is_right: fn(&Explanation) -> bool, how: String| {
        if !is_right(&explanation) {
            let (cause, severity) = (explanation.cause.id(), explanation.severity);
            let confidence = explanation.confidence;
            wrong.push(format!("{how}: {cause} {severity:?} {confidence:?}"));
        }
    };
    let of_kinds = OF_KINDS.iter().flat_map(|(_, inputs)| inputs.iter());
    for input in ANYTHING.iter().chain(of_kinds) {
        check(explained(input), is_open, format!("{input:?}"));
    }
    for kind in InputKind::ALL {
        let own = OF_KINDS.iter().find(|(of, _)| *of == kind);
        let own = own.map_or(&[][..], |(_, inputs)| inputs);
        for input in ANYTHING.iter().chain(own) {
            let how = format!("{input:?} as {kind:?}");
            check(as_kind(input, kind), is_careful, how);
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
