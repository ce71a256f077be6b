//! One finding for each way of answering Entra's query, or not.

use super::*;

/// A body as it is, whatever it is labelled and however it ended.
fn body(label: &str, text: &str, end: End) -> Outcome {
    Outcome::Response(HttpResponse {
        status: 200,
        headers: vec![("content-type", label.to_owned())],
        body: Body {
            text: text.to_owned(),
            end,
        },
        ms: 10,
        throttled: 0,
        ..HttpResponse::default()
    })
}

fn unreadable(probe: Probe) -> Outcome {
    Outcome::Unreadable { probe, ms: 50 }
}

fn challenged(challenge: &str, detail: &str) -> Outcome {
    let Outcome::Response(mut response) = error(401, detail) else {
        panic!("it is an answer");
    };
    response
        .headers
        .push(("www-authenticate", challenge.to_owned()));
    Outcome::Response(response)
}

fn expect_each(cases: impl IntoIterator<Item = (Outcome, Code)>) {
    for (outcome, due) in cases {
        let diagnosis = test(outcome.clone());
        assert_eq!(diagnosis.overall, due, "{outcome:?}");
        assert!(!diagnosis.passed(), "{outcome:?}");
    }
}

#[test]
fn each_status_has_its_own_finding() {
    let html = "<!doctype html><title>Sign in</title>";
    let invalid_filter = json!({"schemas": [ERROR], "status": "400", "scimType": "invalidFilter"});
    expect_each([
        (error(401, "bad token"), Code::TokenRefused),
        (responded(401, ""), Code::TokenRefused),
        (error(403, "no scope"), Code::Forbidden),
        (error(404, "not found"), Code::EmptyAsNotFound),
        (responded(404, "Cannot GET"), Code::EmptyAsNotFound),
        (responded(429, ""), Code::Throttled),
        (error(500, "oops"), Code::ServerError),
        (responded(501, ""), Code::ServerError),
        (responded(502, html), Code::Gateway),
        (responded(504, ""), Code::Gateway),
        (responded(503, html), Code::Unavailable),
        (scim(400, invalid_filter), Code::FilterRefused),
        (error(400, "Filter not supported"), Code::FilterRefused),
        (error(400, "too many parameters"), Code::BadRequest),
        (responded(400, "{\"message\":\"no\"}"), Code::BadRequest),
        (error(400, ""), Code::BadRequestSilent),
        (responded(400, ""), Code::BadRequestSilent),
        (responded(405, ""), Code::MethodRefused),
        (responded(406, ""), Code::NotAcceptable),
        (responded(409, ""), Code::Conflict),
        (responded(415, ""), Code::UnsupportedMedia),
        (responded(418, ""), Code::RequestRefused),
        (responded(202, ""), Code::OddStatus),
        (responded(304, ""), Code::OddStatus),
    ]);
}

#[test]
fn a_refused_token_is_distinguished_by_what_the_service_says() {
    let invalid = "Bearer error=\"invalid_token\"";
    let expired = "Bearer error=\"invalid_token\", error_description=\"The token expired\"";
    expect_each([
        (challenged("Bearer", "bad token"), Code::TokenRefused),
        (challenged(invalid, "bad token"), Code::TokenRefused),
        (challenged(expired, ""), Code::TokenExpired),
        (
            challenged("Bearer", "The access token expired."),
            Code::TokenExpired,
        ),
        (
            error(401, "The token is invalid or expired."),
            Code::TokenRefused,
        ),
        (challenged(invalid, "wrong region"), Code::TokenElsewhere),
        (challenged(invalid, "Unknown issuer"), Code::TokenElsewhere),
        (challenged("Basic realm=\"intranet\"", ""), Code::NotBearer),
        (challenged("Negotiate, NTLM", ""), Code::NotBearer),
        (
            challenged("Basic realm=\"x\", Bearer", "no"),
            Code::TokenRefused,
        ),
    ]);
}

#[test]
fn each_body_has_its_own_finding() {
    let scim_type = "application/scim+json";
    let stranger = json!({"schemas": [LIST_RESPONSE], "totalResults": 2, "Resources": [{}, {}]});
    let misspelt = json!({"schemas": [LIST_RESPONSE], "totalResults": 0, "resources": []});
    let incomplete = json!({"schemas": [LIST_RESPONSE], "Resources": []});
    let kind = json!({"schemas": [LIST_RESPONSE], "totalResults": "0", "Resources": []});
    let empty = json!({"schemas": [LIST_RESPONSE], "totalResults": 0}).to_string();
    let half = &empty[..30];
    expect_each([
        (
            responded(200, "<!doctype html><title>Sign in</title>"),
            Code::SignInPage,
        ),
        (
            responded(200, "<html><title>Blocked</title></html>"),
            Code::ProxyPage,
        ),
        (
            responded(200, "<html><title>Coffee</title></html>"),
            Code::Html,
        ),
        (responded(200, ""), Code::Empty),
        (responded(204, ""), Code::Empty),
        (responded(200, "hello"), Code::NotJson),
        (responded(200, half), Code::HalfJson),
        (body(scim_type, half, End::BrokeOff), Code::BrokeOff),
        (body(scim_type, "", End::BrokeOff), Code::BrokeOff),
        (body(scim_type, half, End::Stalled), Code::Stalled),
        (responded(200, "{\"ok\":true}"), Code::NotScim),
        (error(200, "an error with status 200"), Code::ErrorAsSuccess),
        (scim(200, misspelt), Code::ListMisspelt),
        (scim(200, incomplete), Code::ListIncomplete),
        (scim(200, kind), Code::ListWrongKind),
        (scim(200, stranger), Code::FilterIgnored),
        (body("text/plain", &empty, End::Whole), Code::WrongMediaType),
    ]);
}

#[test]
fn each_way_of_not_answering_has_its_own_finding() {
    let readable = |preflight| {
        unreadable(Probe::Readable {
            status: 401,
            preflight,
        })
    };
    expect_each([
        (Outcome::Redirected { ms: 5 }, Code::Redirected),
        (unreadable(Probe::Redirected), Code::AllRedirected),
        (Outcome::TimedOut, Code::TimedOut),
        (Outcome::Cancelled, Code::Cancelled),
        (Outcome::NotSent(Skip::Cancelled), Code::Cancelled),
        (unreadable(Probe::Reached), Code::Unreadable),
        (readable(false), Code::PreflightRefused),
        (readable(true), Code::PreflightWithoutToken),
        (unreadable(Probe::Offline), Code::Offline),
        (unreadable(Probe::Policy), Code::PolicyBlocked),
        (unreadable(Probe::Locked), Code::RequestsLocked),
        (unreadable(Probe::Nothing), Code::UnreachableTalkdesk),
        (unreadable(Probe::TimedOut), Code::UnreachableTalkdesk),
    ]);
}

/// The browser tells nothing, so the address has to.
#[test]
fn where_nothing_responds_the_address_narrows_it_down() {
    for (address, due) in [
        (
            "https://api.talkdeskapp.com/scim/v2",
            Code::UnreachableTalkdesk,
        ),
        ("https://api.talkdeskap.com/scim/v2", Code::UnreachableTypo),
        (
            "https://api.mytalkdesk.au/scim/v2",
            Code::UnreachableUnconfirmed,
        ),
        (
            "https://scim.contoso.local/scim/v2",
            Code::UnreachablePrivateName,
        ),
        ("https://scim.contoso.com/scim/v2", Code::Unreachable),
        ("https://10.0.0.7/scim/v2", Code::UnreachableIp),
        (
            "https://127.0.0.1:8081/scim/v2",
            Code::UnreachableHereSecure,
        ),
        ("http://127.0.0.1:9/scim/v2", Code::UnreachableHere),
        ("http://localhost:9/scim/v2", Code::UnreachableHere),
    ] {
        let outcome = unreadable(Probe::Nothing);
        let diagnosis = test_at(address, outcome, [config(), types(), schemas()]);
        assert_eq!(diagnosis.overall, due, "{address}");
        assert!(diagnosis.evidence.contains(&Evidence::FailedAfter(50)));
    }
}

#[test]
fn a_mistyped_host_names_the_known_one() {
    let outcome = unreadable(Probe::Nothing);
    let address = "https://api.talkdeskap.eu/scim/v2";
    let diagnosis = test_at(address, outcome, [config(), types(), schemas()]);
    let words: Vec<String> = diagnosis.evidence.iter().map(Evidence::message).collect();
    assert!(
        words.contains(&"Talkdesk’s host for Europe is api.talkdeskapp.eu.".to_owned()),
        "{words:?}"
    );
}
