//! Laws: nothing panics, nothing that failed is fine, no secret comes out.

use connection_test::checks::matching::Matching;
use connection_test::pasted_output::redact::redact_paste;
use connection_test::token::SecretToken;
use explain::explain_as;
use explain::explanation::{Explanation, ExplanationSeverity};
use explain::input_kind::{InputKind, RecognitionConfidence};
use explain::recognize::recognize;
use explain::{SetupContext, explain};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::setup::{explained, inputs};

/// An explanation says something, and what to do.
fn check(explanation: &Explanation) {
    assert!(!explanation.headline.is_empty());
    assert!(!explanation.explanation.is_empty());
    assert!(!explanation.actions.is_empty());
    let recognition = &explanation.recognition;
    assert!(!recognition.candidates.contains(&recognition.kind));
    if recognition.kind == InputKind::NotRecognized {
        assert!(recognition.confidence < RecognitionConfidence::High);
        assert!(!explanation.severity.is_all_clear());
    }
}

#[test]
fn every_kind_explains_every_case_without_panic() {
    let setup = SetupContext {
        matching: &Matching::default(),
        mappings: None,
        tenant: None,
    };
    for input in inputs() {
        let paste = redact_paste(&input, &SecretToken::typed(String::new()));
        for kind in InputKind::ALL {
            let explanation = explain_as(&paste, kind, &setup);
            assert_eq!(explanation.recognition.kind, kind);
            assert!(!explanation.headline.is_empty());
        }
    }
}

/// A log stays a log, whatever its first 4 kB are cut off at.
#[test]
fn a_beginning_is_recognized_as_the_whole() {
    for input in inputs() {
        let whole = recognize(input.as_bytes(), None).kind;
        if whole != InputKind::ProvisioningLog || input.len() < 1_000 {
            continue;
        }
        let cut = input.floor_char_boundary(900);
        assert_eq!(
            recognize(&input.as_bytes()[..cut], None).kind,
            whole,
            "{input}"
        );
    }
}

fn label() -> impl Strategy<Value = &'static str> {
    select(vec![
        "Authorization: Bearer ",
        "authorization: bearer ",
        "\"SecretToken\": \"",
        "{\"key\":\"SecretToken\",\"value\":\"",
        "client_secret=",
        "-H 'Authorization: Bearer ",
        "password: ",
        "X-Auth-Token: ",
        "https://user:",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_have_a_kind(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let recognition = recognize(&bytes, Some("file.json"));
        prop_assert!(!recognition.candidates.contains(&recognition.kind));
    }

    #[test]
    fn any_text_is_explained(text in "\\PC{0,200}") {
        check(&explained(&text));
    }

    /// Inputs that are nearly right, cut and joined anywhere.
    #[test]
    fn a_broken_case_is_explained(
        at in any::<Index>(), other in any::<Index>(), cut in any::<Index>(), start in any::<Index>(),
    ) {
        let inputs = inputs();
        let (first, second) = (at.get(&inputs), other.get(&inputs));
        let head = &first[..first.floor_char_boundary(cut.index(first.len() + 1))];
        let tail = &second[second.ceil_char_boundary(start.index(second.len() + 1))..];
        for text in [head.to_owned(), tail.to_owned(), format!("{head}{tail}")] {
            check(&explained(&text));
        }
    }

    /// JSON of any shape with the names that matter.
    #[test]
    fn any_json_is_explained(value in json()) {
        let text = value.to_string();
        check(&explained(&text));
        for kind in InputKind::ALL {
            let paste = redact_paste(&text, &SecretToken::typed(String::new()));
            let setup = SetupContext { matching: &Matching::default(), mappings: None, tenant: None };
            explain_as(&paste, kind, &setup);
        }
    }

    #[test]
    fn a_failed_entry_is_never_fine(
        form in 0..5_usize,
        action in select(vec!["create", "update", "delete", "disable", "stagedDelete", "other"]),
        code in select(vec!["", "RedundantExport", "EntryConflict", "Nonsense", "SystemForCrossDomainIdentityManagementServiceIncompatible"]),
        skip in select(vec!["RedundantExport", "NotEffectivelyEntitled", ""]),
        reason in select(vec!["", "StatusCode: BadRequest", "In sync", "{\"detail\":\"ok\",\"status\":\"200\"}"]),
        before in 0..3_usize,
    ) {
        let failed = failed_entry(form, action, code, skip, reason);
        let fine = r#"{"id":"1","provisioningAction":"update","provisioningStatusInfo":{"status":"success"},"provisioningSteps":[]}"#;
        let mut entries = vec![fine.to_owned(); before];
        entries.push(failed);
        let text = match form {
            0 | 1 => format!("[{}]", entries.join(",")),
            2 => format!(r#"{{"value":[{}]}}"#, entries.join(",")),
            _ => entries.pop().unwrap_or_default(),
        };
        let explanation = explained(&text);
        prop_assert_eq!(explanation.recognition.kind, InputKind::ProvisioningLog, "{}", text);
        prop_assert!(!explanation.severity.is_all_clear(), "{}: {}", text, explanation.text());
        prop_assert!(!explanation.text().contains("No action needed."), "{}: {}", text, explanation.text());
    }

    #[test]
    fn an_error_response_is_never_fine(
        status in 400..600_u16,
        method in select(vec!["", "GET /scim/v2/Users\n", "PATCH /scim/v2/Users/7\n", "POST /scim/v2/Users\n"]),
        body in select(vec!["", "OK", "{}", "{\"detail\":\"ok\"}", "{\"totalResults\":0,\"Resources\":[]}", "<html></html>"]),
    ) {
        let text = format!("{method}HTTP/1.1 {status} Some reason\nContent-Type: application/scim+json\n\n{body}");
        let explanation = explained(&text);
        prop_assert!(!explanation.severity.is_all_clear(), "{}: {}", text, explanation.text());
    }

    #[test]
    fn a_job_in_quarantine_is_never_fine(
        code in select(vec!["Active", "Quarantine", "Paused", "NotRun", ""]),
        reason in select(vec!["EncounteredQuarantineException", "TooManyDeletes", "Unknown", "New", ""]),
        state in select(vec!["Succeeded", "Failed", "EntryLevelErrors"]),
        has_error in any::<bool>(),
    ) {
        prop_assume!(code == "Quarantine" || !reason.is_empty() || has_error);
        let error = if has_error { r#"{"code":"X","message":"Y"}"# } else { "null" };
        let text = format!(
            r#"{{"id":"scim.1","templateId":"scim","schedule":{{"state":"Active"}},"status":{{"code":"{code}","quarantine":{{"reason":"{reason}","error":{error}}},"lastExecution":{{"state":"{state}"}}}}}}"#
        );
        let explanation = explained(&text);
        prop_assert_eq!(explanation.severity, ExplanationSeverity::Critical, "{}", text);
    }

    #[test]
    fn no_secret_comes_out(
        label in label(),
        secret in "[A-Za-z0-9._-]{6,30}[0-9][A-Za-z]",
        at in any::<Index>(),
        repeats in any::<bool>(),
    ) {
        let inputs = inputs();
        let input = at.get(&inputs);
        let repeated = match repeats && secret.len() >= 12 {
            true => format!("\nwas {secret} again"),
            false => String::new(),
        };
        let end = if label.starts_with("https") { "@h.example/" } else { "\" '" };
        let text = format!("{label}{secret}{end}\n{input}{repeated}");
        prop_assume!(!input.contains(&secret));
        let paste = redact_paste(&text, &SecretToken::typed(String::new()));
        prop_assert!(!paste.text().contains(&secret), "{}", paste.text());
        let setup = SetupContext { matching: &Matching::default(), mappings: None, tenant: None };
        prop_assert!(!explain(&paste, None, &setup).text().contains(&secret));
    }
}

fn failed_entry(form: usize, action: &str, code: &str, skip: &str, reason: &str) -> String {
    let reason = serde_json::Value::from(reason);
    let step = |status: &str| {
        format!(
            r#"{{"name":"EntryExportUpdate","provisioningStepType":"export","status":{status},"description":"x","details":{{"SkipReason":"{skip}"}}}}"#
        )
    };
    let error = format!(r#"{{"errorCode":"{code}","reason":{reason}}}"#);
    match form {
        // The entry failed.
        0 => format!(
            r#"{{"id":"2","provisioningAction":"{action}","provisioningStatusInfo":{{"status":"failure","errorInformation":{error}}},"provisioningSteps":[{}]}}"#,
            step("\"skipped\"")
        ),
        // Only its step failed.
        1 | 2 => format!(
            r#"{{"id":"2","provisioningAction":"{action}","provisioningStatusInfo":{{"status":"success","errorInformation":null}},"provisioningSteps":[{}]}}"#,
            step("\"failure\"")
        ),
        3 => format!(
            r#"{{"category":"ProvisioningLogs","resultType":"Failure","properties":{{"action":"{action}","statusInfo":{{"Status":1,"errorInformation":{error}}},"provisioningSteps":[]}}}}"#
        ),
        _ => format!(
            r#"{{"category":"ProvisioningLogs","resultType":"Success","properties":{{"action":"{action}","statusInfo":{{"Status":0}},"provisioningSteps":[{}]}}}}"#,
            step("1")
        ),
    }
}

fn json() -> impl Strategy<Value = serde_json::Value> {
    use serde_json::Value;
    let names = vec![
        "value",
        "status",
        "code",
        "quarantine",
        "reason",
        "error",
        "message",
        "schemas",
        "detail",
        "Operations",
        "op",
        "path",
        "Resources",
        "totalResults",
        "userName",
        "id",
        "active",
        "roles",
        "key",
        "provisioningSteps",
        "provisioningStatusInfo",
        "statusInfo",
        "lastExecution",
        "schedule",
        "templateId",
        "synchronizationRules",
        "patch",
        "filter",
        "supported",
        "details",
        "properties",
        "category",
        "errorInformation",
        "@odata.context",
        "name",
        "result",
    ];
    let texts = vec![
        "",
        "Active",
        "Quarantine",
        "failure",
        "Replace",
        "active",
        "False",
        "ProvisioningLogs",
        "urn:ietf:params:scim:api:messages:2.0:Error",
        "urn:ietf:params:scim:api:messages:2.0:ListResponse",
        "urn:ietf:params:scim:schemas:core:2.0:User",
        "urn:ietf:params:scim:api:messages:2.0:PatchOp",
        "{\"result\":1}",
        "SecretToken",
        "a.b",
        "0001-01-01T00:00:00Z",
        "#auditLogs/provisioning",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (0..600_i32).prop_map(Value::from),
        select(texts).prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 60, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((select(names.clone()), inner), 0..6).prop_map(|members| {
                let members = members
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value));
                Value::Object(members.collect())
            }),
        ]
    })
}
