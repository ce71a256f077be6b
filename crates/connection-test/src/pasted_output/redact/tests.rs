use super::*;

fn clean(text: &str) -> String {
    redact_paste(text, &SecretToken::typed("my-own-typed-token".to_owned())).text
}

#[test]
fn secrets_are_removed() {
    let opaque = "Zk9".repeat(20);
    let cases = [
        ("x my-own-typed-token y", "x [token] y"),
        ("MY-OWN-typed-token", "[token]"),
        (
            "> Authorization: Bearer abc123",
            "> Authorization: Bearer [token]",
        ),
        (
            "Authorization: abc123\nAccept: x",
            "Authorization: [token]\nAccept: x",
        ),
        (
            "authorization : Basic dXNlcjpw",
            "authorization : Basic [token]",
        ),
        (
            "curl -H \"Authorization: abc\" url",
            "curl -H \"Authorization: [token]\" url",
        ),
        (
            "-H 'Authorization: Bearer abc' url",
            "-H 'Authorization: Bearer [token]' url",
        ),
        (
            r#"{"Authorization": "abc", "b": 1}"#,
            r#"{"Authorization": "[token]", "b": 1}"#,
        ),
        (
            r#"{"access_token":"abc","expires_in":1}"#,
            r#"{"access_token":"[token]","expires_in":1}"#,
        ),
        (
            r#"{\"access_token\":\"abc\"}"#,
            r#"{\"access_token\":\"[token]\"}"#,
        ),
        ("client_secret=abc", "client_secret=[token]"),
        ("export SCIM_TOKEN='abc def'", "export SCIM_TOKEN='[token]'"),
        ("Secret token: abc", "Secret token: [token]"),
        ("Set-Cookie: sid=abc; Path=/", "Set-Cookie: [token]"),
        (
            r#"{ "key": "SecretToken", "value": "abc" }, {"key":"x","value":"y"}"#,
            r#"{ "key": "SecretToken", "value": "[token]" }, {"key":"x","value":"y"}"#,
        ),
        (
            "it said eyJhbGciOiJIUzI1NiJ9.eyJzdWIi.abc-_x, so",
            "it said [token], so",
        ),
        (opaque.as_str(), "[token]"),
        ("Bearer abcdef0123456", "Bearer [token]"),
    ];
    for (text, due) in cases {
        assert_eq!(clean(text), due, "{text}");
        assert!(redact_paste(text, &SecretToken::typed("my-own-typed-token".to_owned())).removed);
        assert_eq!(clean(due), due, "redaction is idempotent");
    }
}

#[test]
fn other_text_stays() {
    for text in [
        "HTTP/1.1 401 Unauthorized\r\nContent-Type: application/scim+json\r\n\r\n{}",
        "WWW-Authenticate: Bearer realm=\"scim\", error=\"invalid_token\"",
        "SystemForCrossDomainIdentityManagementCredentialValidationUnavailable",
        "x-request-id: 3f2504e0-4f89-11d3-9a0c-0305e82c3301",
        "urn:ietf:params:scim:api:messages:2.0:ListResponse",
        "printf 'Authorization: Bearer %s' \"$token\" | curl -H @-",
        "Headers = @{ Authorization = \"Bearer $token\" }",
        "Secret token: ",
        "curl: (60) SSL certificate problem: unable to get local issuer certificate",
        "/Users?filter=userName+eq+%223f2504e0-4f89-41d3-9a0c-0305e82c3301%22",
        "{\"password\":null}",
        "",
    ] {
        let redacted = redact_paste(text, &SecretToken::typed(String::new()));
        assert_eq!(redacted.text(), text);
        assert!(!redacted.removed && !redacted.cut);
    }
}

#[test]
fn a_long_text_is_cut_between_characters() {
    let text = "é".repeat(PASTE_LIMIT);
    let redacted = redact_paste(&text, &SecretToken::typed(String::new()));
    assert!(redacted.cut && redacted.text.len() <= PASTE_LIMIT);
    let hostile = "authorization".repeat(20_000);
    assert!(
        redact_paste(&hostile, &SecretToken::typed(String::new()))
            .text
            .len()
            <= PASTE_LIMIT
    );
}
