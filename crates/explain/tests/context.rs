//! What the setup, the name of a file and the admin's choice add.

use connection_test::checks::matching::Matching;
use connection_test::pasted_output::redact::{RedactedPaste, redact_paste};
use connection_test::tenant_url;
use connection_test::token::SecretToken;
use explain::explanation::{Destination, Explanation};
use explain::input_kind::{InputKind, RecognitionConfidence};
use explain::recognize::recognize;
use explain::{SetupContext, explain, explain_as};
use provisioning::portal::default_mappings::user_rows;

fn paste(text: &str) -> RedactedPaste {
    redact_paste(text, &SecretToken::typed(String::new()))
}

fn notes(text: &str, setup: &SetupContext<'_>) -> String {
    explain(&paste(text), None, setup).setup_notes.join(" ")
}

const BARE: &str =
    r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"400","detail":"#;

#[test]
fn the_setup_says_whether_it_maps_the_attribute() {
    let text = format!(r#"{BARE}"Unsupported attribute: addresses[type eq \"work\"].locality"}}"#);
    let (matching, rows) = (Matching::default(), user_rows());
    let mut setup = SetupContext {
        matching: &matching,
        mappings: Some(&rows),
        tenant: None,
    };
    let explanation = explain(&paste(&text), None, &setup);
    let action = &explanation.actions[0];
    assert_eq!(action.destination, Destination::GuideStep("2.10"));
    assert_eq!(
        action.attribute.as_deref(),
        Some("addresses[type eq \"work\"].locality")
    );
    assert!(
        notes(&text, &setup).contains("This setup maps"),
        "{}",
        notes(&text, &setup)
    );
    let none = provisioning::mapping::MappingSet::default();
    let without = provisioning::mapping::MappingSet {
        rows: Vec::new(),
        ..none
    };
    setup.mappings = Some(&without);
    assert!(notes(&text, &setup).contains("doesn’t map"));
    setup.mappings = None;
    assert_eq!(notes(&text, &setup), "");
}

#[test]
fn the_matching_attribute_of_the_setup_is_compared() {
    let text = format!(
        r#"{BARE}"The filter externalId eq \"1\" is not supported","scimType":"invalidFilter"}}"#
    );
    let by = |names: &[&str]| {
        let matching = Matching::by(names);
        let setup = SetupContext {
            matching: &matching,
            mappings: None,
            tenant: None,
        };
        notes(&text, &setup)
    };
    assert!(by(&["userName"]).contains("the portal has another matching attribute"));
    assert_eq!(by(&["externalId"]), "This setup matches by externalId.");
}

#[test]
fn the_flag_in_the_tenant_url_is_noticed() {
    let text = format!(
        r#"{BARE}"Attribute 'active' expected value type 'boolean' but found type 'string'"}}"#
    );
    let matching = Matching::default();
    let with = |url: &str| {
        let tenant = tenant_url::parse(url).expect("a URL");
        let setup = SetupContext {
            matching: &matching,
            mappings: None,
            tenant: Some(&tenant),
        };
        notes(&text, &setup)
    };
    assert!(
        with("https://api.talkdeskapp.com/scim/v2?aadOptscim062020").contains("the flag already")
    );
    assert_eq!(with("https://api.talkdeskapp.com/scim/v2"), "");
}

#[test]
fn the_name_of_a_file_settles_what_its_content_leaves_open() {
    let kind = |bytes: &[u8], name: &str| recognize(bytes, Some(name)).kind;
    let list: &[u8] = br#"{"value":[]}"#;
    assert_eq!(kind(list, "x.json"), InputKind::GraphList);
    assert_eq!(
        kind(list, "ProvisioningLogs.json"),
        InputKind::ProvisioningLog
    );
    assert_eq!(kind(b"[]", "users.json"), InputKind::UsersFile);
    // What the content says counts more.
    let schema: &[u8] = br#"{"id":"scim.1","synchronizationRules":[]}"#;
    assert_eq!(
        kind(schema, "ProvisioningLogs.json"),
        InputKind::SynchronizationSchema
    );
    let workbook = recognize(b"PK\x03\x04\x14\x00", Some("ProvisioningLogs.xlsx"));
    assert_eq!(workbook.kind, InputKind::NotRecognized);
    assert!(workbook.candidates.contains(&InputKind::ProvisioningLog));
}

#[test]
fn another_kind_can_be_chosen() {
    let matching = Matching::default();
    let setup = SetupContext {
        matching: &matching,
        mappings: None,
        tenant: None,
    };
    let text = paste(r#"{"value":[]}"#);
    let first = explain(&text, None, &setup);
    assert_eq!(first.recognition.confidence, RecognitionConfidence::Low);
    assert!(
        first
            .recognition
            .candidates
            .contains(&InputKind::ProvisioningLog)
    );
    let log = explain_as(&text, InputKind::ProvisioningLog, &setup);
    assert_eq!(log.cause.id(), "log-empty");
    assert!(log.recognition.candidates.contains(&InputKind::GraphList));
    let ids = |explanation: &Explanation| explanation.cause.id();
    assert_eq!(
        ids(&explain_as(&text, InputKind::SynchronizationJob, &setup)),
        "graph-list-empty"
    );
}

#[test]
fn bytes_in_utf_16_are_recognized() {
    let text = r#"[{"provisioningStatusInfo":{"status":"failure"}}]"#;
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(recognize(&bytes, None).kind, InputKind::ProvisioningLog);
}
