use super::*;
use crate::checks::matching::Matching;
use crate::diagnosis::findings::Code;
use crate::http::answer::ERROR;
use crate::pasted_output::judge::{Judgement, judge};
use crate::pasted_output::scrub::scrub;
use crate::tenant_url::parse;
use crate::token::SecretToken;
use serde_json::json;

const JSON: &str = "Content-Type: application/scim+json\r\n";
const EMPTY: &str = r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0,"Resources":[]}"#;
const REFUSED: &str = r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"401","detail":"Token unknown."}"#;

fn judged(text: &str) -> Option<Judgement> {
    let tenant = parse("https://api.talkdeskapp.eu/scim/v2").expect("an address");
    let clean = scrub(text, &SecretToken::typed("the-typed-token".to_owned()));
    judge(&read(&clean), Some(&tenant), &Matching::default())
}

/// The finding that a headline belongs to.
fn expect(text: &str, due: Code) -> Judgement {
    let judgement = judged(text).expect(text);
    let headline = due.finding().headline.replace("{Service}", "Talkdesk");
    assert_eq!(judgement.headline, headline, "{text}");
    judgement
}

fn curl(status: &str, headers: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\n{headers}\r\n{body}")
}

#[test]
fn what_curl_prints() {
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
    assert!(
        refused
            .evidence
            .iter()
            .any(|line| line.contains("Token unknown."))
    );
    assert!(
        refused
            .evidence
            .iter()
            .any(|line| line.contains("invalid_token"))
    );
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
fn a_redirect_says_where_it_leads() {
    let moved = expect(
        "HTTP/1.1 302 Found\r\nLocation: https://login.example/?next=/scim\r\n\r\n",
        Code::MovedTo,
    );
    assert!(
        moved
            .evidence
            .iter()
            .any(|line| line == "It leads to https://login.example/?next=/scim")
    );
    let followed = expect(
        &format!(
            "HTTP/1.1 301 Moved\nLocation: /b\n\n{}",
            curl("200 OK", JSON, EMPTY)
        ),
        Code::Fine,
    );
    assert!(
        followed
            .evidence
            .iter()
            .any(|line| line.contains("led to /b")),
        "{followed:?}"
    );
}

#[test]
fn what_powershell_prints() {
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
fn bodies_alone() {
    // Nothing is said about a label that the text cannot have.
    let bare = expect(EMPTY, Code::Fine);
    assert!(bare.evidence.is_empty(), "{bare:?}");
    expect(&format!("\u{feff}{EMPTY}"), Code::Fine);
    expect(REFUSED, Code::TokenRefused);
    expect(r#"{"message":"Unauthorized"}"#, Code::TokenRefused);
    expect(r#"{"message":"Forbidden"}"#, Code::Forbidden);
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
    assert!(
        ignored
            .evidence
            .iter()
            .any(|line| line.contains("run unchanged"))
    );
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
fn what_graph_answers() {
    expect("No Content - 204 - 358ms", Code::GraphPassed);
    expect("validateCredentials answered 204", Code::GraphPassed);
    expect(
        "POST https://graph.microsoft.com/v1.0/x/validateCredentials\nHTTP/1.1 204 No Content\nrequest-id: 1\n\n",
        Code::GraphPassed,
    );
    let error = |code: &str, message: &str| {
        format!(
            r#"{{"error":{{"code":"{code}","message":"{message}","innerError":{{"request-id":"1"}}}}}}"#
        )
    };
    expect(
        &error("Authorization_RequestDenied", "Insufficient privileges"),
        Code::GraphNotAllowed,
    );
    expect(&error("Request_ResourceNotFound", "x"), Code::GraphNotFound);
    expect(&error("BadRequest", "Something else"), Code::GraphOther);
    for line in [
        "validateCredentials answered 400",
        "Microsoft Graph answered 400",
    ] {
        let refused = judged(&format!("{line}\r\n{}", error("BadRequest", "No.")));
        let refused = refused.expect("a judgement");
        assert!(
            refused
                .evidence
                .contains(&"The status is 400 Bad Request.".to_owned()),
            "{refused:?}"
        );
    }
    let refused = judged(&format!(
        "Invoke-MgGraphRequest: POST https://graph.microsoft.com/v1.0/x\nHTTP/1.1 400 Bad Request\nContent-Type: application/json\n\n{}",
        error("SystemForCrossDomainIdentityManagementCredentialValidationUnavailable", "You appear to have entered invalid credentials.")
    ))
    .expect("a judgement");
    assert_eq!(refused.headline, "Entra got no usable answer to its test");
    assert!(
        refused
            .evidence
            .contains(&"The status is 400 Bad Request.".to_owned()),
        "{refused:?}"
    );
}

#[test]
fn what_the_portal_says() {
    let message = "Error code: SystemForCrossDomainIdentityManagementCredentialValidationFailure\nWhile attempting to validate our authorization to access your application, we received this unexpected response:\n\nReceived response from Web resource.\n   Resource: https://api.talkdeskapp.eu/scim/v2/Users?filter=userName+eq+\"x\"\n   Operation: GET \n   Response Status Code: Unauthorized\n   Response Headers: Date: x\n   Response Content: {\"message\":\"No.\"}";
    let told = expect(message, Code::TokenRefused);
    assert_eq!(told.read_as, "Read as the answer that Entra itself got.");
    assert!(
        told.evidence.iter().any(|line| line.contains("“No.”")),
        "{told:?}"
    );
    let bare = judged("You appear to have entered invalid credentials. Please confirm you are using the correct information for an administrative account.").expect("a judgement");
    assert_eq!(bare.headline, "Entra got no usable answer to its test");
}

#[test]
fn codes_and_logs() {
    let one = judged("ContosoEntryConflict").expect("a judgement");
    assert_eq!(
        one.headline,
        "The user exists in Talkdesk already, but was not found"
    );
    let log = r#"{"value":[{"sourceIdentity":{"displayName":"Ana"},"provisioningStatusInfo":{"status":"failure","errorInformation":{"errorCode":"ImportSkipped","reason":"No mail."}}},{"provisioningStatusInfo":{"status":"success"}}]}"#;
    let several = judged(log).expect("a judgement");
    assert_eq!(
        several.headline,
        "The user has no value for the matching attribute"
    );
    assert_eq!(several.evidence[0], "2 entries: 1 failure, 1 success.");
    assert_eq!(several.evidence[1], "Ana: ImportSkipped. No mail.");
    let odd = judged(&log.replace("ImportSkipped", "BrandNew")).expect("a judgement");
    assert_eq!(odd.headline, "This code is not known here");
    let fine = judged(r#"[{"statusInfo":{"status":"Success"}}]"#).expect("a judgement");
    assert_eq!(fine.headline, "The log names no error");
}

#[test]
fn what_is_not_understood_says_what_is() {
    assert_eq!(judged(" \n"), None);
    for text in [
        "hello",
        "123",
        "{",
        "ana@host:~$ ls",
        "é",
        "HTTP/1.1",
        "(401)",
    ] {
        let judgement = judged(text).expect(text);
        assert_eq!(judgement.headline, "This text is not understood", "{text}");
        assert!(judgement.remedy.contains("curl -i"));
    }
}

/// Cuts, joins and garbles every text of the tests; nothing may panic, and the
/// typed token may never come back.
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
        if let Some(judgement) = judged(&text) {
            assert!(!judgement.ticket("").contains("the-typed-token"), "{text}");
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
            "Talkdesk does not take a filter for externalId",
        ),
        (
            error("The attribute \"externalId\" is not supported"),
            "Talkdesk does not take a filter for externalId",
        ),
        (
            error("The filter is not supported."),
            "Talkdesk does not take Entra’s filter",
        ),
    ] {
        let judgement = judged(&body).expect("it is understood");
        assert_eq!(judgement.headline, headline, "{body}");
        assert!(!judgement.cause.contains('{') && !judgement.remedy.contains('{'));
    }
    // A setup that matches by another attribute is asked about that one.
    let tenant = parse("https://api.talkdeskapp.eu/scim/v2").expect("an address");
    let clean = scrub(
        &error("The filter is not supported."),
        &SecretToken::typed(String::new()),
    );
    let matching = Matching::by(&["externalId"]);
    let judgement = judge(&read(&clean), Some(&tenant), &matching).expect("it is understood");
    assert_eq!(
        judgement.headline,
        "Talkdesk does not take a filter for externalId"
    );
}
