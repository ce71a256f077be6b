//! What holds for every input.

use std::borrow::Cow;

use proptest::prelude::*;
use provisioning_log::cause::{CauseKind, CauseSeverity, diagnose};
use provisioning_log::facts::{ErrorFacts, OperationStatus, ProvisioningAction};
use provisioning_log::reference;

const ACTIONS: [ProvisioningAction; 6] = [
    ProvisioningAction::Create,
    ProvisioningAction::Update,
    ProvisioningAction::Delete,
    ProvisioningAction::StagedDelete,
    ProvisioningAction::Disable,
    ProvisioningAction::Other,
];

/// Texts of what occurs in messages, and of anything.
fn message() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("StatusCode: ".to_owned()),
        Just("Web Response: ".to_owned()),
        Just("Response Content: '".to_owned()),
        Just("Resource: https://h.example/Users?filter=".to_owned()),
        Just(" Operation: GET ".to_owned()),
        Just("{\"status\":\"409\",\"detail\":\"".to_owned()),
        Just("{\\\"detail\\\":\\\"".to_owned()),
        Just("\"}".to_owned()),
        Just("This operation was retried 3 times. ".to_owned()),
        Just("It will be retried again after this date: ".to_owned()),
        Just("HTTP/1.1 ".to_owned()),
        Just("the value of the property ".to_owned()),
        Just("SkipReason: RedundantExport".to_owned()),
        Just("emails[type eq \"".to_owned()),
        Just("attribute ".to_owned()),
        "[0-9]{3}",
        "[a-zA-Z. ]{0,20}",
        "\\PC{0,8}",
        any::<String>(),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn code() -> impl Strategy<Value = Option<String>> {
    let names: Vec<String> = reference::entries()
        .map(|entry| entry.name.to_owned())
        .collect();
    prop_oneof![
        Just(None),
        prop::sample::select(names).prop_map(Some),
        "[A-Z][a-zA-Z]{0,30}".prop_map(Some),
    ]
}

proptest! {
    #[test]
    fn a_failure_is_never_harmless(
        message in message(),
        code in code(),
        action in prop::sample::select(ACTIONS.to_vec()),
        reason in prop_oneof![Just(None), Just(Some("RedundantExport")), Just(Some("NotEffectivelyEntitled"))],
        flags in prop::array::uniform3(any::<Option<bool>>()),
    ) {
        let [is_active, assigned, in_scope] = flags;
        let mut facts = ErrorFacts {
            action: Some(action),
            status: Some(OperationStatus::Failure),
            code: code.map(Cow::Owned),
            skip_reason: reason.map(Cow::Borrowed),
            is_active,
            assigned,
            in_scope,
            ..ErrorFacts::default()
        };
        facts.read_message(&message);
        let cause = diagnose(&facts);
        prop_assert_ne!(cause.severity, CauseSeverity::Harmless);
        let skips = [CauseKind::InSync, CauseKind::NotAssigned, CauseKind::SkippedWithoutReason];
        prop_assert!(!skips.contains(&cause.kind));
        prop_assert!(!cause.headline().is_empty() && !cause.next_action().is_empty());
    }

    #[test]
    fn a_response_is_read_whole(
        status in 400u16..600,
        as_text in any::<bool>(),
        detail in "[a-zA-Z0-9 .,:'\"\\\\{}é-]{1,80}",
        retries in prop::option::of(0u32..99),
    ) {
        let status_value = match as_text {
            true => serde_json::Value::from(status.to_string()),
            false => serde_json::Value::from(status),
        };
        let body = serde_json::json!({
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"],
            "status": status_value, "detail": detail,
        });
        let mut message = format!("StatusCode: BadRequest\r\nWeb Response: \r\n{body}");
        if let Some(retries) = retries {
            message.push_str(&format!(". This operation was retried {retries} times. It will be retried again after this date: 2026-01-27T21:49:50Z UTC"));
        }
        let facts = ErrorFacts::of_message(&message);
        prop_assert_eq!(facts.http_status, Some(status));
        prop_assert_eq!(facts.retries, retries);
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let expected = words(&detail);
        prop_assert_eq!(facts.detail.as_deref().unwrap_or_default(), expected.as_str());
    }

    #[test]
    fn a_message_cut_anywhere_is_read(end in 0usize..400) {
        let message = "Failed to create User 'ana'; Error: StatusCode: Conflict\r\nWeb Response: \r\n{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:Error\"],\"detail\":\"unclaimed user already exists\",\"status\":409,\"scimType\":\"uniqueness\"}. This operation was retried 1 times. It will be retried again after this date: 2026-01-27T21:49:50Z UTC";
        let facts = ErrorFacts::of_message(message.get(..end).unwrap_or(message));
        let cause = diagnose(&facts);
        prop_assert!(cause.severity >= CauseSeverity::Transient);
    }

    #[test]
    fn any_query_is_searched(query in message()) {
        prop_assert!(reference::search(&query).len() <= 12);
    }
}
