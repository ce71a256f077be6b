//! Errors in JSON that are not of SCIM, with names in any case, as other frameworks
//! and gateways write them.

use explain::explanation::{ExplainedCause, Explanation};
use explain::input_kind::InputKind;

use crate::setup::explained;

/// Sources: ASP.NET, SCIM 1.1 section 3.9, RFC 9457, RFC 6749 section 5.2, API
/// gateways, and the frameworks Spring, Express and Django.
const BODIES: [&str; 12] = [
    r#"{"message":"The request is invalid."}"#,
    r#"{"message":"No such user","statusCode":404}"#,
    r#"{"errors":[{"code":"409","description":"User must be Active."}]}"#,
    r#"{"errors":[{"description":"No","code":400}]}"#,
    r#"{"errors":{"userName":["is required"]}}"#,
    r#"{"error":{"code":"conflict","message":"User already exists"}}"#,
    r#"{"error":{"code":"unauthorized","message":"Invalid token"}}"#,
    r#"{"error":"invalid_token","error_description":"The access token expired"}"#,
    r#"{"error":"Bad Request"}"#,
    r#"{"title":"One or more validation errors occurred.","status":400,"detail":"x"}"#,
    r#"{"timestamp":"2026-01-27","status":500,"error":"Internal Server Error","path":"/Users"}"#,
    r#"{"detail":"Authentication credentials were not provided."}"#,
];

/// Names in lower case, upper case, and with a capital.
fn in_each_case(body: &str) -> [String; 3] {
    let with = |change: fn(&str) -> String| {
        let parts: Vec<&str> = body.split('"').collect();
        let named = parts.iter().enumerate().map(|(at, part)| {
            let is_name = at % 2 == 1
                && parts
                    .get(at + 1)
                    .is_some_and(|next| next.trim_start().starts_with(':'));
            match is_name {
                true => change(part),
                false => (*part).to_owned(),
            }
        });
        named.collect::<Vec<String>>().join("\"")
    };
    let capital = |name: &str| {
        let (first, rest) = name.split_at(1);
        first.to_ascii_uppercase() + rest
    };
    [
        body.to_owned(),
        with(str::to_ascii_uppercase),
        with(capital),
    ]
}

/// The service rejected a change: neither the address is wrong nor the sign-in to
/// Microsoft Graph.
fn check(text: &str) -> Explanation {
    let found = explained(text);
    assert_eq!(
        found.recognition.kind,
        InputKind::ScimResponse,
        "{text}: {}",
        found.text()
    );
    assert!(!found.severity.is_all_clear(), "{text}: {}", found.text());
    assert!(
        !matches!(found.cause, ExplainedCause::Connection(_)),
        "{text}: {}",
        found.text()
    );
    for part in ["Microsoft Graph doesn’t", "sign-in to Graph"] {
        assert!(!found.text().contains(part), "{text}: {}", found.text());
    }
    found
}

#[test]
fn errors_of_other_services_are_read_in_any_case() {
    for body in BODIES {
        let mut causes = Vec::new();
        for body in in_each_case(body) {
            check(&body);
            for status in [
                "400 Bad Request",
                "401 Unauthorized",
                "404 Not Found",
                "409 Conflict",
                "500 Oops",
            ] {
                check(&format!("HTTP/1.1 {status}\n\n{body}"));
                check(&format!(
                    "PATCH /scim/v2/Users/7 HTTP/1.1\nHTTP/1.1 {status}\n\n{body}"
                ));
            }
            causes.push(explained(&body).cause);
        }
        causes.dedup();
        assert_eq!(causes.len(), 1, "{body}: {causes:?}");
    }
}
