use super::*;
use crate::checks::matching::Matching;
use crate::diagnosis::messages::Code;
use crate::pasted_output::diagnose::{PasteDiagnosis, diagnose_paste};
use crate::pasted_output::redact::redact_paste;
use crate::scim::content::ERROR;
use crate::tenant_url::parse;
use crate::token::SecretToken;
use serde_json::json;

mod microsoft;

const JSON: &str = "Content-Type: application/scim+json\r\n";
const EMPTY: &str = r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0,"Resources":[]}"#;
const REFUSED: &str = r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"401","detail":"Token unknown."}"#;

fn diagnosed(text: &str) -> Option<PasteDiagnosis> {
    let tenant = parse("https://api.talkdeskapp.eu/scim/v2").expect("an address");
    let clean = redact_paste(text, &SecretToken::typed("the-typed-token".to_owned()));
    diagnose_paste(&classify(&clean), Some(&tenant), &Matching::default())
}

fn expect(text: &str, due: Code) -> PasteDiagnosis {
    let diagnosis = diagnosed(text).expect(text);
    let headline = due.finding().headline.replace("{Service}", "Talkdesk");
    assert_eq!(diagnosis.headline, headline, "{text}");
    diagnosis
}

fn expect_not_understood(text: &str) {
    let diagnosis = diagnosed(text).expect(text);
    assert_eq!(diagnosis.code, Code::OtherText, "{text}");
}

fn assert_evidence(diagnosis: &PasteDiagnosis, part: &str) {
    let lines = &diagnosis.evidence;
    assert!(lines.iter().any(|line| line.contains(part)), "{lines:?}");
}

fn curl(status: &str, headers: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\n{headers}\r\n{body}")
}

#[test]
fn output_of_curl() {
    let json = JSON;
    expect(&curl("200 OK", json, EMPTY), Code::Fine);
    expect(
        &format!("HTTP/2 200 \ncontent-type: application/json\n\n{EMPTY}\nana@host:~$ "),
        Code::Fine,
    );
    expect(
        &format!(
            "$ ( printf …\nSecret token: \n{}",
            curl("200 OK", json, EMPTY)
        ),
        Code::Fine,
    );
    expect(
        &format!(
            "HTTP/1.1 100 Continue\r\n\r\n{}",
            curl("200 OK", json, EMPTY)
        ),
        Code::Fine,
    );
    expect(
        &format!(
            "HTTP/1.1 200 Connection established\r\n\r\n{}",
            curl("401 Unauthorized", json, REFUSED)
        ),
        Code::TokenRefused,
    );
    let refused = expect(
        &curl(
            "401 Unauthorized",
            "WWW-Authenticate: Bearer error=\"invalid_token\"\r\n",
            REFUSED,
        ),
        Code::TokenRefused,
    );
    assert_evidence(&refused, "Token unknown.");
    assert_evidence(&refused, "invalid_token");
    expect(&curl("403 Forbidden", json, ""), Code::Forbidden);
    expect(
        &curl(
            "404 Not Found",
            "Content-Type: text/html\r\n",
            "<html><title>Nothing</title></html>",
        ),
        Code::WrongPath,
    );
    expect(&curl("404 Not Found", json, REFUSED), Code::BareNotFound);
    expect(&curl("404 Not Found", "", ""), Code::BareNotFound);
    expect(
        &curl("404 Not Found", "Content-Length: 0\r\n", ""),
        Code::WrongPath,
    );
    expect(&curl("200 OK", "Content-Length: 0\r\n", ""), Code::Empty);
    expect(&curl("200 OK", "", ""), Code::BareOk);
    expect(
        &curl("407 Proxy Authentication Required", "", "<html>x</html>"),
        Code::ToolProxy,
    );
    expect(
        &curl("429 Too Many Requests", "Retry-After: 1\r\n", ""),
        Code::Throttled,
    );
    expect(
        &curl("500 Internal Server Error", "", "<html>x</html>"),
        Code::ServerError,
    );
    expect(
        &curl("200 OK", "", "<!doctype html><title>Welcome</title>"),
        Code::Html,
    );
    expect(&curl("200 OK", "", "pong"), Code::NotJson);
    expect(
        "< HTTP/1.1 401 Unauthorized\n< Server: x\n<\n* Connection left intact",
        Code::TokenRefused,
    );
    expect(
        &curl(
            "407 Proxy Authentication Required",
            "",
            "curl: (56) CONNECT tunnel failed, response 407",
        ),
        Code::ToolProxy,
    );
    expect(
        "HTTP/1.1 200 Connection established\r\n\r\ncurl: (35) error:0A00010B",
        Code::ToolTls,
    );
    expect(
        "curl: (6) Could not resolve host: api.talkdeskap.eu",
        Code::ToolNoHost,
    );
    expect(
        "curl: (28) Connection timed out after 20001 milliseconds",
        Code::TimedOut,
    );
    expect(
        "curl: (22) The requested URL returned error: 401",
        Code::TokenRefused,
    );
}

#[test]
fn redirects_have_their_target() {
    let moved = expect(
        "HTTP/1.1 302 Found\r\nLocation: https://login.example/?next=/scim\r\n\r\n",
        Code::MovedTo,
    );
    assert_evidence(&moved, "It leads to https://login.example/?next=/scim");
    let followed = expect(
        &format!(
            "HTTP/1.1 301 Moved\nLocation: /b\n\n{}",
            curl("200 OK", JSON, EMPTY)
        ),
        Code::Fine,
    );
    assert_evidence(&followed, "led to /b");
}

#[test]
fn output_of_powershell() {
    expect(
        "Invoke-WebRequest : The remote server returned an error: (401) Unauthorized.\nAt line:1 char:1",
        Code::TokenRefused,
    );
    expect(
        "Invoke-WebRequest : Der Remoteserver hat einen Fehler zurückgegeben: (403) Unzulässig.",
        Code::Forbidden,
    );
    expect(
        "Invoke-RestMethod : The remote server returned an error: (404) Not Found.",
        Code::BareNotFound,
    );
    expect(
        "Invoke-WebRequest: Response status code does not indicate success: 401 (Unauthorized).",
        Code::TokenRefused,
    );
    expect(
        &format!(
            "Invoke-WebRequest: {REFUSED}\nResponse status code does not indicate success: 401 (Unauthorized)."
        ),
        Code::TokenRefused,
    );
    expect(
        "StatusCode        : 200\nStatusDescription : OK\nContent           : 123 34 115",
        Code::BareOk,
    );
    expect(&format!("StatusCode : 200\nContent : {EMPTY}"), Code::Fine);
    expect(
        &format!(
            "HTTP/1.1 200 OK\r\nContent-Type: application/scim+json\r\n\r\n{EMPTY}\r\nPS C:\\>"
        ),
        Code::Fine,
    );
    expect(
        "Invoke-WebRequest : The remote name could not be resolved: 'x'",
        Code::ToolNoHost,
    );
    expect("Unable to connect to the remote server", Code::ToolRefused);
    expect(
        "Could not establish trust relationship for the SSL/TLS secure channel",
        Code::ToolCertificate,
    );
}

#[test]
fn bodies() {
    // No remark about a media type that the text does not have.
    let bare = expect(EMPTY, Code::Fine);
    assert!(bare.evidence.is_empty(), "{bare:?}");
    expect(&format!("\u{feff}{EMPTY}"), Code::Fine);
    expect(REFUSED, Code::TokenRefused);
    expect(r#"{"message":"Unauthorized"}"#, Code::TokenRefused);
    expect(r#"{"message":"Forbidden"}"#, Code::Forbidden);
    assert_eq!(body_status(&json!({"message": "Gone"})), Some(410));
    expect(
        r#"{"statusCode":404,"message":"Resource not found"}"#,
        Code::WrongPath,
    );
    expect(r#"{"hello":"world"}"#, Code::NotScim);
    expect(
        "<!DOCTYPE html><html><head><title>Welcome</title></head></html>",
        Code::Html,
    );
    let ignored = expect(&EMPTY.replace(":0", ":3"), Code::FilterIgnored);
    assert_evidence(&ignored, "unchanged");
    expect(
        r#"{"schemas":[],"patch":{"supported":false},"filter":{"supported":true,"maxResults":9}}"#,
        Code::NoPatch,
    );
    expect(
        r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":1,"Resources":[{"id":"urn:x"}]}"#,
        Code::NoExtension,
    );
}

#[test]
fn only_the_first_line_of_its_form_has_the_status_of_graph_explorer() {
    assert_eq!(explorer_status("no content - 204 - 358 ms"), Some(204));
    let text = "load - x - 5 ms\nno content - 204 - 358 ms";
    assert_eq!(explorer_status(text), None);
    expect_not_understood("Load - x - 5 ms\nNo Content - 204 - 358 ms");
}

#[test]
fn other_texts_are_not_recognized() {
    assert_eq!(diagnosed(" \n"), None);
    for text in [
        "hello",
        "123",
        "{",
        "ana@host:~$ ls",
        "é",
        "HTTP/1.1",
        "(401)",
        // What the tab for errors explains.
        "ContosoEntryConflict",
        "You appear to have entered invalid credentials.",
        r#"[{"statusInfo":{"status":"Success"}}]"#,
        r#"{"value":[{"provisioningStatusInfo":{"status":"failure","errorInformation":{"errorCode":"ImportSkipped"}}}]}"#,
        r#"{"errorCode":"ImportSkipped","reason":"x"}"#,
    ] {
        expect_not_understood(text);
    }
}

/// Cut, joined and altered texts: nothing may panic, and the typed token may never
/// come back.
#[test]
fn no_bytes_panic() {
    let seeds = [
        curl("401 Unauthorized", "Location: é\r\n", REFUSED),
        format!("HTTP/2 200 \r\n\r\n{EMPTY}"),
        "Invoke-WebRequest : é (401) (".to_owned(),
        "curl: (6) é\ncurl: (".to_owned(),
        "Authorization: Bearer the-typed-token\nSecret token=\"é".to_owned(),
        r#"{"error":{"code":"é","innerError":{"request-id":"x"}}}"#.to_owned(),
        "Response Status Code: é Response Content:".to_owned(),
        "No Content - 204 - 3ms".to_owned(),
        "statuscode:é StatusCode : 2é".to_owned(),
        "\u{feff}\0\u{2028}🦀{[<".to_owned(),
    ];
    let mut state: u32 = 7;
    let mut next = move |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % below.max(1)
    };
    for round in 0..4_000 {
        let mut bytes = seeds[round % seeds.len()].clone().into_bytes();
        for _ in 0..next(6) {
            let other = seeds[next(seeds.len())].as_bytes();
            let (at, from) = (next(bytes.len() + 1), next(other.len()));
            match next(3) {
                0 => bytes.truncate(at),
                1 => {
                    bytes.splice(at..at, other[from..].iter().copied());
                }
                _ => bytes.insert(at, next(256) as u8),
            }
        }
        let text = String::from_utf8_lossy(&bytes);
        if let Some(diagnosis) = diagnosed(&text) {
            assert!(!diagnosis.ticket("").contains("the-typed-token"), "{text}");
        }
    }
}

/// Field reports R05: the response names the attribute that it refuses.
#[test]
fn a_refused_filter_names_its_attribute() {
    let error =
        |detail: &str| json!({"schemas": [ERROR], "status": "400", "detail": detail}).to_string();
    for (body, headline) in [
        (
            error("The filter 'externalId eq \"4045ea11\"' is not supported."),
            "Talkdesk doesn’t support a filter for externalId",
        ),
        (
            error("The attribute \"externalId\" is not supported"),
            "Talkdesk doesn’t support a filter for externalId",
        ),
        (
            error("The filter is not supported."),
            "Talkdesk rejects Entra’s filter",
        ),
    ] {
        let diagnosis = diagnosed(&body).expect("a diagnosis");
        assert_eq!(diagnosis.headline, headline, "{body}");
        assert!(!diagnosis.cause.contains('{') && !diagnosis.remedy.contains('{'));
    }
    // A setup that matches by another attribute.
    let tenant = parse("https://api.talkdeskapp.eu/scim/v2").expect("an address");
    let clean = redact_paste(
        &error("The filter is not supported."),
        &SecretToken::typed(String::new()),
    );
    let matching = Matching::by(&["externalId"]);
    let diagnosis =
        diagnose_paste(&classify(&clean), Some(&tenant), &matching).expect("a diagnosis");
    assert_eq!(
        diagnosis.headline,
        "Talkdesk doesn’t support a filter for externalId"
    );
}
