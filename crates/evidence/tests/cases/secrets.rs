use serde_json::{Value, json};
use setup::Tenant;
use setup::tenant_evidence::EvidenceKind;

use super::{case, check};
use crate::support::{OTHER_APP, list, notification, read_as, secrets, setup, stored};

const KEYS: &str = "synchronizationSecretKeyStringValuePair";
const SETTINGS: &str = "SyncNotificationSettings";

fn pair(address: &str, token: &str) -> Value {
    secrets(
        json!([{"key": "BaseAddress", "value": address}, {"key": "SecretToken", "value": token}]),
    )
}

fn of_other_app() -> Value {
    list(
        &format!("servicePrincipals('{OTHER_APP}')/synchronization/secrets"),
        stored(),
    )
}

#[test]
fn credentials() {
    let without = |key: &str| {
        let all = stored();
        let left = all
            .as_array()
            .into_iter()
            .flatten()
            .filter(|one| one["key"] != key);
        secrets(left.cloned().collect())
    };
    let oauth = json!([{"key": "BaseAddress", "value": "*"}, {"key": "Oauth2ClientId", "value": "*"}, {"key": "Oauth2ClientSecret", "value": "*"}]);
    let mut paged = secrets(stored());
    paged["@odata.nextLink"] = "x".into();
    check(
        EvidenceKind::Credentials,
        &setup(),
        &[
            case(
                "both",
                KEYS,
                secrets(stored()),
                "proven: Tenant URL and secret token are stored",
            ),
            case(
                "no token",
                KEYS,
                without("SecretToken"),
                "contradicted: The secret token isn’t stored",
            ),
            case(
                "no address",
                KEYS,
                without("BaseAddress"),
                "contradicted: The Tenant URL isn’t stored",
            ),
            case(
                "an empty token",
                KEYS,
                pair("*", ""),
                "contradicted: The secret token isn’t stored",
            ),
            case(
                "spaces for a token",
                KEYS,
                pair("*", "  "),
                "contradicted: The secret token isn’t stored",
            ),
            case(
                "none",
                KEYS,
                secrets(json!([])),
                "contradicted: The Tenant URL isn’t stored in Entra; The secret token",
            ),
            case(
                "a visible address",
                KEYS,
                pair("https://API.talkdeskapp.eu/scim/v2/", "*"),
                "proven",
            ),
            case(
                "another visible address",
                KEYS,
                pair("https://api.talkdeskapp.com/scim/v2", "*"),
                "contradicted: The Tenant URL in Entra differs",
            ),
            case(
                "another path",
                KEYS,
                pair("https://api.talkdeskapp.eu/SCIM/v2", "*"),
                "contradicted: The Tenant URL in Entra differs",
            ),
            case(
                "client credentials",
                "Oauth2ClientId",
                secrets(oauth),
                "unknown: Entra signs in with OAuth",
            ),
            case(
                "a token that is a number",
                KEYS,
                secrets(
                    json!([{"key": "BaseAddress", "value": "*"}, {"key": "SecretToken", "value": 7}]),
                ),
                "contradicted",
            ),
            case(
                "another app",
                "@odata.context",
                of_other_app(),
                "contradicted: This response is from another application",
            ),
            case(
                "more pages",
                "@odata.nextLink",
                paged,
                "unknown: This is only the first page",
            ),
        ],
    );
}

/// Without a planned address even a visible one is compared with nothing.
#[test]
fn credentials_need_a_planned_tenant_url() {
    let mut setup = setup();
    for (tenant, expected) in [
        (
            Tenant::Unknown,
            "unknown: Choose the Talkdesk region first.",
        ),
        (
            Tenant::Custom(" ".to_owned()),
            "unknown: Choose the Talkdesk region first.",
        ),
        (
            Tenant::Custom("https://a.example/scim".to_owned()),
            "proven",
        ),
    ] {
        setup.tenant = tenant;
        for body in [pair("*", "*"), pair("https://a.example/scim", "*")] {
            let shown = read_as(&body.to_string(), EvidenceKind::Credentials, &setup);
            assert!(shown.starts_with(expected), "{shown}");
        }
    }
}

#[test]
fn notifications() {
    let with = |settings: &str| secrets(json!([notification(settings)]));
    check(
        EvidenceKind::Notification,
        &setup(),
        &[
            case(
                "all on",
                SETTINGS,
                secrets(stored()),
                "proven: Failures are emailed to 1 address; deletions stop at 500 users",
            ),
            case(
                "two recipients",
                SETTINGS,
                with(
                    r#"{"Enabled":true,"Recipients":"a@b.c; d@e.f","DeleteThresholdEnabled":"True","DeleteThresholdValue":"5"}"#,
                ),
                "proven: Failures are emailed to 2 addresses",
            ),
            case(
                "off",
                SETTINGS,
                with(r#"{"Enabled":false,"DeleteThresholdEnabled":false}"#),
                "contradicted: Email notifications are off in Entra; Prevent accidental",
            ),
            case(
                "no recipient",
                SETTINGS,
                with(
                    r#"{"Enabled":true,"Recipients":"","DeleteThresholdEnabled":true,"DeleteThresholdValue":5}"#,
                ),
                "contradicted: No notification email",
            ),
            case(
                "a recipient that is no address",
                SETTINGS,
                with(
                    r#"{"Enabled":true,"Recipients":"me","DeleteThresholdEnabled":true,"DeleteThresholdValue":5}"#,
                ),
                "contradicted: No notification email",
            ),
            case(
                "limit off",
                SETTINGS,
                with(
                    r#"{"Enabled":true,"Recipients":"a@b.c","DeleteThresholdEnabled":false,"DeleteThresholdValue":5}"#,
                ),
                "contradicted: Prevent accidental deletion is off",
            ),
            case(
                "a limit of zero",
                SETTINGS,
                with(
                    r#"{"Enabled":true,"Recipients":"a@b.c","DeleteThresholdEnabled":true,"DeleteThresholdValue":0}"#,
                ),
                "contradicted: Prevent accidental deletion is off",
            ),
            case(
                "not set",
                SETTINGS,
                secrets(json!([{"key": "BaseAddress", "value": "*"}])),
                "contradicted: Email notifications are off",
            ),
            case("hidden", SETTINGS, with("*"), "unknown: Entra hides"),
            case("another form", SETTINGS, with("[]"), "unknown: Entra hides"),
            case(
                "no Enabled",
                SETTINGS,
                with(r#"{"Recipients":"a@b.c"}"#),
                "unknown: Entra hides",
            ),
            case(
                "Enabled is a number",
                SETTINGS,
                with(r#"{"Enabled":1}"#),
                "unknown: Entra hides",
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
