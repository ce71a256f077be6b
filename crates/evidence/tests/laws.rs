//! Laws: nothing panics, and only the values that matter prove anything.

use evidence::messages;
use evidence::verdict::EvidenceVerdict;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Map, Value, json};
use setup::tenant_evidence::EvidenceKind;

use crate::support::{proof, read_for, setup};

/// Reads an input and makes every text of the result.
fn read_all(bytes: &[u8], requested: Option<EvidenceKind>) -> Vec<(EvidenceKind, bool)> {
    match read_for(bytes, requested, &setup()) {
        Err(error) => {
            assert!(!messages::read_error(&error).is_empty());
            Vec::new()
        }
        Ok(reading) => {
            assert!(!reading.results.is_empty());
            let _ = messages::other_kind(&reading);
            let results = reading.results.iter().map(|result| {
                if let EvidenceVerdict::Unknown { why } = &result.verdict {
                    assert!(!messages::unknown(why, result.kind).is_empty());
                }
                assert!(!messages::summary(&result.verdict).is_empty());
                let kind = result.kind;
                let steps = &result.proven_steps;
                assert!(
                    steps
                        .iter()
                        .all(|step| kind.proves().contains(&step.as_str()))
                );
                (kind, result.verdict.is_proven())
            });
            results.collect()
        }
    }
}

fn kind() -> impl Strategy<Value = EvidenceKind> {
    select(EvidenceKind::ALL.to_vec())
}

/// Names that matter, with values of any form.
fn json() -> impl Strategy<Value = Value> {
    let name = select(vec![
        "value",
        "id",
        "appId",
        "displayName",
        "applicationTemplateId",
        "appRoles",
        "templateId",
        "schedule",
        "state",
        "status",
        "code",
        "quarantine",
        "key",
        "principalType",
        "appRoleId",
        "resourceDisplayName",
        "@odata.context",
        "@odata.nextLink",
        "synchronizationRules",
        "objectMappings",
        "error",
        "provisioningAction",
        "provisioningSteps",
        "statusInfo",
        "scimdeskEvidence",
        "responses",
    ]);
    let text = select(vec![
        "",
        "*",
        "x",
        "Talkdesk SCIM App",
        "SecretToken",
        "BaseAddress",
        "scim",
        "User",
        "System.Object[]",
        "{}",
        "Disabled",
        "https://graph.microsoft.com/v1.0/$metadata#servicePrincipals",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (0..3_u64).prop_map(Value::from),
        text.prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 6, move |inner| {
        let members = prop::collection::vec((name.clone(), inner.clone()), 0..6);
        prop_oneof![
            prop::collection::vec(inner, 0..4).prop_map(Value::from),
            members.prop_map(|members| {
                let members = members
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value));
                Value::Object(Map::from_iter(members))
            }),
        ]
    })
}

/// All positions in a document, as JSON pointers.
fn pointers(value: &Value, at: &str, all: &mut Vec<String>) {
    all.push(at.to_owned());
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let name = name.replace('~', "~0").replace('/', "~1");
                pointers(member, &format!("{at}/{name}"), all);
            }
        }
        Value::Array(list) => {
            for (index, element) in list.iter().enumerate() {
                pointers(element, &format!("{at}/{index}"), all);
            }
        }
        _ => {}
    }
}

/// The values without which a kind must not be proven.
fn needed(kind: EvidenceKind) -> &'static [&'static str] {
    match kind {
        EvidenceKind::Application => &[
            "/value/0/id",
            "/value/0/displayName",
            "/value/0/applicationTemplateId",
        ],
        EvidenceKind::Configured => &["/value/0/id", "/value/0/templateId"],
        EvidenceKind::Started => &[
            "/value/0/templateId",
            "/value/0/status",
            "/value/0/status/code",
            "/value/0/schedule/state",
        ],
        EvidenceKind::Credentials => &[
            "/value/0/key",
            "/value/0/value",
            "/value/1/key",
            "/value/1/value",
        ],
        EvidenceKind::Notification => &["/value/3/key", "/value/3/value"],
        EvidenceKind::Mappings => &[
            "/id",
            "/synchronizationRules",
            "/synchronizationRules/0/objectMappings",
            "/synchronizationRules/0/objectMappings/1/attributeMappings",
            "/synchronizationRules/0/objectMappings/1/attributeMappings/0/source",
            "/synchronizationRules/0/objectMappings/1/attributeMappings/0/matchingPriority",
        ],
        EvidenceKind::AppRoles => &[
            "/appId",
            "/appRoles",
            "/appRoles/0/displayName",
            "/appRoles/0/isEnabled",
            "/appRoles/0/allowedMemberTypes",
        ],
        EvidenceKind::UsersAssigned => &["/value/0/principalType", "/value/0/appRoleId"],
        EvidenceKind::OnDemand => &["/key", "/value"],
        EvidenceKind::Healthy => &[
            "/value/0/provisioningStatusInfo/status",
            "/value/0/activityDateTime",
            "/value/0/jobId",
        ],
    }
}

/// Without or with another value where one matters, nothing is proven.
#[test]
fn a_missing_value_proves_nothing() {
    for kind in EvidenceKind::ALL {
        let whole = proof(kind);
        assert!(
            read_all(whole.to_string().as_bytes(), Some(kind)).contains(&(kind, true)),
            "{kind:?}"
        );
        for pointer in needed(kind) {
            for other in [
                Value::Null,
                json!(""),
                json!({}),
                json!([]),
                json!(7),
                json!(true),
                json!("other"),
            ] {
                let mut body = whole.clone();
                *body.pointer_mut(pointer).expect(pointer) = other.clone();
                // An app role with another display name still has one, and
                // any id is an id.
                if pointer.ends_with("isEnabled") && other == json!(true) {
                    continue;
                }
                let is_text = other == json!("other");
                let is_name = pointer.ends_with("displayName") && kind == EvidenceKind::AppRoles;
                let is_role = pointer.ends_with("appRoleId");
                let is_hidden = pointer.ends_with("/value") && pointer.starts_with("/value/1");
                if is_text && (is_name || is_role || is_hidden) {
                    continue;
                }
                let results = read_all(body.to_string().as_bytes(), Some(kind));
                assert!(
                    !results.contains(&(kind, true)),
                    "{kind:?} {pointer} {other}"
                );
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes_are_read_or_rejected(bytes in prop::collection::vec(any::<u8>(), 0..300), kind in kind()) {
        for (_, is_proven) in read_all(&bytes, Some(kind)) {
            prop_assert!(!is_proven);
        }
    }

    #[test]
    fn any_text_proves_nothing(text in "\\PC{0,200}", kind in kind()) {
        for (_, is_proven) in read_all(text.as_bytes(), Some(kind)) {
            prop_assert!(!is_proven);
        }
    }

    /// No schedule is active and no status succeeded in these, no id is right,
    /// and no role is enabled for users.
    #[test]
    fn json_of_any_shape_proves_only_what_its_values_say(value in json(), kind in kind()) {
        for (found, is_proven) in read_all(value.to_string().as_bytes(), Some(kind)) {
            let is_possible = matches!(
                found,
                // A few names with a `*`, and an assignment, are all that these need.
                EvidenceKind::Credentials | EvidenceKind::UsersAssigned
            );
            prop_assert!(!is_proven || is_possible, "{found:?}: {value}");
        }
    }

    /// A response with any part replaced or cut is read or rejected.
    #[test]
    fn damaged_responses_are_read_or_rejected(
        kind in kind(), at in any::<Index>(), other in json(), cut in any::<Index>(),
    ) {
        let whole = proof(kind);
        let mut all = Vec::new();
        pointers(&whole, "", &mut all);
        let mut body = whole.clone();
        let pointer: &String = at.get(&all);
        if let Some(part) = body.pointer_mut(pointer) {
            *part = other;
        }
        let text = body.to_string();
        let _ = read_all(text.as_bytes(), Some(kind));
        let end = text.floor_char_boundary(cut.index(text.len()));
        let _ = read_all(&text.as_bytes()[..end], Some(kind));
    }
}
