use super::{ErrorBody, RequestMethod, ScimError};

const FIXED: &str = "Message: Processing of the HTTP request resulted in an exception. Please see the HTTP response returned by the 'Response' property of this exception for details.";

fn reason(status: &str, body: &str) -> String {
    format!("StatusCode: {status}\r\n{FIXED}\r\nWeb Response: \r\n{body}")
}

/// Bodies, with status, scimType, detail and kind.
type BodyCase = (
    &'static str,
    Option<u16>,
    Option<&'static str>,
    Option<&'static str>,
    ErrorBody,
);

/// RFC 7644, section 3.12, and the forms of the field reports.
#[test]
fn each_form_of_an_error_is_read() {
    let cases: [BodyCase; 16] = [
        (
            r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"409","scimType":"uniqueness","detail":"taken"}"#,
            Some(409),
            Some("uniqueness"),
            Some("taken"),
            ErrorBody::Scim,
        ),
        (
            r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":409,"detail":"taken"}"#,
            Some(409),
            None,
            Some("taken"),
            ErrorBody::Scim,
        ),
        (
            r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"detail":{"Operations":{"op":["bad"],"value":["x","y"]}}}"#,
            Some(418),
            None,
            Some("Operations.op: bad; Operations.value: x; Operations.value: y"),
            ErrorBody::Scim,
        ),
        (
            r#"{"detail":"See errors.","schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"400","urn:x:2.0:Error":{"generalErrors":[{"code":"c","message":"Invalid patch."}]}}"#,
            Some(400),
            None,
            Some("See errors. Invalid patch."),
            ErrorBody::Scim,
        ),
        (
            r#"{"Errors":[{"description":"Duplicate","code":"409"}]}"#,
            Some(418),
            None,
            Some("Duplicate"),
            ErrorBody::OtherJson,
        ),
        (
            r#"{"error":{"code":403,"message":"No"}}"#,
            Some(403),
            None,
            Some("No"),
            ErrorBody::OtherJson,
        ),
        (
            r#"{"name":{"familyName":["Empty."]}}"#,
            Some(418),
            None,
            Some("name.familyName: Empty."),
            ErrorBody::OtherJson,
        ),
        (
            r#"{\"status\":\"409\",\"detail\":\"He said \\\"no\\\".\"}"#,
            Some(409),
            None,
            Some(r#"He said "no"."#),
            ErrorBody::OtherJson,
        ),
        (
            r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"400","detail":"name.give"#,
            Some(400),
            None,
            Some("name.give"),
            ErrorBody::CutOff,
        ),
        (
            "[RedactedHtmlContent]",
            Some(418),
            None,
            None,
            ErrorBody::Html,
        ),
        (
            "<!DOCTYPE html><html><head><title>Bad gateway</title></head></html>",
            Some(418),
            None,
            Some("Bad gateway"),
            ErrorBody::Html,
        ),
        (
            "Bad Request .",
            Some(400),
            None,
            None,
            ErrorBody::StatusName,
        ),
        (
            "Value not supported",
            Some(418),
            None,
            Some("Value not supported"),
            ErrorBody::Text,
        ),
        ("", Some(418), None, None, ErrorBody::None),
        ("{}", Some(418), None, None, ErrorBody::OtherJson),
        ("[]", Some(418), None, None, ErrorBody::OtherJson),
    ];
    for (body, status, scim_type, detail, kind) in cases {
        let message = reason("418", body);
        let error = ScimError::read(&message);
        assert_eq!(error.http_status, status, "{body}");
        assert_eq!(error.scim_type.as_deref(), scim_type, "{body}");
        assert_eq!(error.detail.as_deref(), detail, "{body}");
        assert_eq!(error.body, kind, "{body}");
    }
}

#[test]
fn the_sentence_about_retries_is_not_part_of_the_response() {
    let retried = "This operation was retried 3 times. It will be retried again after this date: 2026-01-27T21:49:50.5340673Z UTC";
    for body in [r#"{"detail":"No","status":"400"}"#, "No"] {
        let message = reason("BadRequest", &format!("{body}. {retried}"));
        let error = ScimError::read(&message);
        assert_eq!(error.detail.as_deref(), Some("No"), "{body}");
        assert_eq!(error.retries, Some(3));
        assert_eq!(error.next_retry, Some("2026-01-27T21:49:50.5340673Z"));
    }
    let error = ScimError::read("It will be retried again after this date");
    assert_eq!((error.retries, error.next_retry), (None, None));
}

#[test]
fn the_request_is_read() {
    let message = "Resource: https://h.example/scim/v2/Users?filter=userName+eq+%22ana%40x.org%22&count=1 Operation: GET Response Status Code: 500 Response Content: '[RedactedHtmlContent]'";
    let error = ScimError::read(message);
    assert_eq!(error.method, Some(RequestMethod::Get));
    assert_eq!(error.filter.as_deref(), Some("userName eq \"ana@x.org\""));
    assert_eq!(error.http_status, Some(500));
    assert_eq!(error.body, ErrorBody::Html);
    let quotes = r#"Resource: https://h.example/Users?filter=externalId eq "4" Operation: GET"#;
    let error = ScimError::read(quotes);
    assert_eq!(error.filter.as_deref(), Some("externalId eq \"4\""));
    let line = "> PATCH /scim/v2/Users/7 HTTP/1.1\n< HTTP/1.1 400 Bad Request";
    let error = ScimError::read(line);
    assert_eq!(error.method, Some(RequestMethod::Patch));
    assert_eq!(error.http_status, Some(400));
}

#[test]
fn json_of_other_kinds_is_no_error() {
    for text in [
        r#"{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"a","title":"Agent"}"#,
        r#"{"Resources":[],"totalResults":0}"#,
        r#"{"Operations":[{"op":"add"}],"description":"x"}"#,
        "{",
        "no brace",
    ] {
        let error = ScimError::read(text);
        assert_eq!(error.body, ErrorBody::None, "{text}");
    }
}

#[test]
fn what_entra_says_is_apart_from_the_response() {
    let message = format!(
        "Failed to create User 'ana'; Error: {}",
        reason("Conflict", r#"{"detail":"already exists"}"#)
    );
    let error = ScimError::read(&message);
    assert_eq!(
        error.entra_text,
        "Failed to create User 'ana'; Error: StatusCode: Conflict Message: Web Response:"
    );
}

#[test]
fn long_details_are_cut_at_a_character() {
    let message = format!(r#"{{"detail":"{}"}}"#, "é".repeat(20_000));
    let error = ScimError::read(&message);
    assert!(error.detail.is_some_and(|detail| detail.len() <= 1_000));
}
