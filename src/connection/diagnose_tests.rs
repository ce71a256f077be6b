use super::*;
use crate::connection::answer::{ERROR, LIST_RESPONSE};
use crate::connection::check::Asked;
use crate::connection::findings::{Grade, Next, all};
use crate::connection::outcome::{Answer, Body, End, Probe, Skip};
use crate::connection::plan::{Step, next};
use crate::connection::tenant_url::parse;
use crate::talkdesk::attributes::EXTENSION_SCHEMA;
use serde_json::{Value, json};

fn answered(status: u16, body: &str) -> Outcome {
    Outcome::Answered(Answer {
        status,
        headers: vec![(
            "content-type",
            "application/scim+json; charset=utf-8".to_owned(),
        )],
        body: Body {
            text: body.to_owned(),
            end: End::Whole,
        },
        ms: 10,
        throttled: 0,
    })
}

fn scim(status: u16, value: Value) -> Outcome {
    answered(status, &value.to_string())
}

fn nobody() -> Outcome {
    scim(
        200,
        json!({"schemas": [LIST_RESPONSE], "totalResults": 0, "Resources": []}),
    )
}

fn config() -> Outcome {
    scim(
        200,
        json!({"patch": {"supported": true}, "filter": {"supported": true, "maxResults": 100}}),
    )
}

fn types() -> Outcome {
    scim(
        200,
        json!({"schemas": [LIST_RESPONSE], "totalResults": 1, "Resources": [{"name": "User"}]}),
    )
}

fn schemas() -> Outcome {
    let attributes = json!([{"name": "rolesString", "type": "string"}, {"name": "teamsString", "type": "string"}]);
    scim(
        200,
        json!({"schemas": [LIST_RESPONSE], "totalResults": 1, "Resources": [{"id": EXTENSION_SCHEMA, "attributes": attributes}]}),
    )
}

fn error(status: u16, detail: &str) -> Outcome {
    scim(
        status,
        json!({"schemas": [ERROR], "status": status.to_string(), "detail": detail}),
    )
}

/// Diagnoses a test whose descriptions would be these, as the plan makes it.
/// A wrong token is refused, and no user is looked for.
fn test_at(address: &str, query: Outcome, descriptions: [Outcome; 3]) -> Diagnosis {
    let mut outcomes = vec![query];
    while let Some(step) = next(&Asked::default(), &outcomes) {
        outcomes.push(match step {
            Step::Ask(CheckId::WrongToken) => error(401, "unknown token"),
            Step::Ask(_) => descriptions[outcomes.len() - 1].clone(),
            Step::Skip(_, why) => Outcome::NotAsked(why),
        });
    }
    diagnose(&parse(address).expect(address), &outcomes)
}

fn test(query: Outcome) -> Diagnosis {
    test_at(
        "https://api.talkdeskapp.eu/scim/v2",
        query,
        [config(), types(), schemas()],
    )
}

#[test]
fn a_good_service_passes() {
    let diagnosis = test(nobody());
    assert_eq!(diagnosis.overall, Code::Fine);
    assert!(diagnosis.passed());
    assert!(
        diagnosis
            .verdicts
            .iter()
            .all(|verdict| matches!(verdict.code, Code::Fine | Code::NotAsked))
    );
    let here = test_at(
        "http://127.0.0.1:8081/scim/v2",
        nobody(),
        [config(), types(), schemas()],
    );
    assert_eq!(here.overall, Code::FineHere);
    assert!(here.passed());
}

/// A body as it is, whatever it is labelled and however it ended.
fn body(label: &str, text: &str, end: End) -> Outcome {
    Outcome::Answered(Answer {
        status: 200,
        headers: vec![("content-type", label.to_owned())],
        body: Body {
            text: text.to_owned(),
            end,
        },
        ms: 10,
        throttled: 0,
    })
}

fn unreadable(probe: Probe) -> Outcome {
    Outcome::Unreadable { probe, ms: 50 }
}

fn challenged(challenge: &str, detail: &str) -> Outcome {
    let Outcome::Answered(mut answer) = error(401, detail) else {
        panic!("it is an answer");
    };
    answer
        .headers
        .push(("www-authenticate", challenge.to_owned()));
    Outcome::Answered(answer)
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
        (answered(401, ""), Code::TokenRefused),
        (error(403, "no scope"), Code::Forbidden),
        (error(404, "not found"), Code::EmptyAsNotFound),
        (answered(404, "Cannot GET"), Code::EmptyAsNotFound),
        (answered(429, ""), Code::Throttled),
        (error(500, "oops"), Code::ServerError),
        (answered(501, ""), Code::ServerError),
        (answered(502, html), Code::Gateway),
        (answered(504, ""), Code::Gateway),
        (answered(503, html), Code::Unavailable),
        (scim(400, invalid_filter), Code::FilterRefused),
        (error(400, "Filter not supported"), Code::FilterRefused),
        (error(400, "too many parameters"), Code::BadRequest),
        (answered(400, "{\"message\":\"no\"}"), Code::BadRequest),
        (error(400, ""), Code::BadRequestSilent),
        (answered(400, ""), Code::BadRequestSilent),
        (answered(405, ""), Code::MethodRefused),
        (answered(406, ""), Code::NotAcceptable),
        (answered(409, ""), Code::Conflict),
        (answered(415, ""), Code::UnsupportedMedia),
        (answered(418, ""), Code::RequestRefused),
        (answered(202, ""), Code::OddStatus),
        (answered(304, ""), Code::OddStatus),
    ]);
}

#[test]
fn a_refused_token_is_told_apart_by_what_the_service_says() {
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
            answered(200, "<!doctype html><title>Sign in</title>"),
            Code::SignInPage,
        ),
        (
            answered(200, "<html><title>Blocked</title></html>"),
            Code::ProxyPage,
        ),
        (
            answered(200, "<html><title>Coffee</title></html>"),
            Code::Html,
        ),
        (answered(200, ""), Code::Empty),
        (answered(204, ""), Code::Empty),
        (answered(200, "hello"), Code::NotJson),
        (answered(200, half), Code::HalfJson),
        (body(scim_type, half, End::BrokeOff), Code::BrokeOff),
        (body(scim_type, "", End::BrokeOff), Code::BrokeOff),
        (body(scim_type, half, End::Stalled), Code::Stalled),
        (answered(200, "{\"ok\":true}"), Code::NotScim),
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
        (unreadable(Probe::Reached), Code::Unreadable),
        (readable(false), Code::PreflightRefused),
        (readable(true), Code::PreflightWithoutToken),
        (unreadable(Probe::Offline), Code::Offline),
        (unreadable(Probe::Policy), Code::PolicyBlocked),
        (unreadable(Probe::Nothing), Code::UnreachableTalkdesk),
        (unreadable(Probe::TimedOut), Code::UnreachableTalkdesk),
    ]);
}

/// The browser tells nothing, so the address has to.
#[test]
fn where_nothing_answers_the_address_narrows_it_down() {
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
    let words: Vec<String> = diagnosis.evidence.iter().map(Evidence::words).collect();
    assert!(
        words.contains(&"Talkdesk’s host for Europe is api.talkdeskapp.eu.".to_owned()),
        "{words:?}"
    );
}

#[test]
fn a_long_list_is_not_judged() {
    let Outcome::Answered(mut answer) = nobody() else {
        panic!("it is an answer");
    };
    answer.body.end = End::TooLong;
    assert_eq!(test(Outcome::Answered(answer)).overall, Code::TooLong);
}

#[test]
fn not_found_is_told_apart_by_the_descriptions() {
    let nothing = || [answered(404, ""), answered(404, ""), answered(404, "")];
    let address = "https://scim.example.com/scim/v2";
    let cases = [
        (answered(404, "Cannot GET"), nothing(), Code::WrongPath),
        (error(404, "no such path"), nothing(), Code::WrongPath),
        (
            answered(404, "Cannot GET"),
            [config(), types(), schemas()],
            Code::EmptyAsNotFound,
        ),
        (
            error(404, "no match"),
            [error(403, ""), error(403, ""), error(403, "")],
            Code::EmptyAsNotFound,
        ),
        // A website that answers every path proves nothing.
        (
            answered(404, ""),
            [
                answered(200, "<html>"),
                answered(404, ""),
                answered(404, ""),
            ],
            Code::WrongPath,
        ),
    ];
    for (query, descriptions, due) in cases {
        assert_eq!(test_at(address, query, descriptions).overall, due);
    }
}

#[test]
fn descriptions_only_add_remarks() {
    let address = "https://api.talkdeskapp.eu/scim/v2";
    let no_patch = scim(
        200,
        json!({"patch": {"supported": false}, "filter": {"supported": true}}),
    );
    let no_extension = scim(200, json!({"schemas": [LIST_RESPONSE], "totalResults": 0}));
    let cases = [
        ([no_patch, types(), schemas()], Code::NoPatch),
        ([config(), types(), no_extension.clone()], Code::NoExtension),
        ([config(), no_extension, schemas()], Code::NoUsers),
        ([config(), types(), answered(404, "")], Code::NoDescription),
        (
            [answered(403, ""), types(), schemas()],
            Code::DescriptionRefused,
        ),
        (
            [config(), answered(200, "x"), schemas()],
            Code::OddDescription,
        ),
        (
            [config(), answered(200, "<html>"), schemas()],
            Code::NoDescription,
        ),
        (
            [config(), types(), answered(500, "")],
            Code::DescriptionFailed,
        ),
        (
            [config(), types(), Outcome::TimedOut],
            Code::DescriptionFailed,
        ),
        ([config(), Outcome::Cancelled, schemas()], Code::Fine),
    ];
    for (descriptions, due) in cases {
        let diagnosis = test_at(address, nobody(), descriptions);
        assert_eq!(diagnosis.overall, due);
        assert!(diagnosis.passed(), "{due:?}");
    }
}

#[test]
fn a_limit_and_a_slow_answer_are_told_and_pass() {
    let changed = |change: fn(&mut Answer)| {
        let Outcome::Answered(mut answer) = nobody() else {
            panic!("it is an answer");
        };
        change(&mut answer);
        test(Outcome::Answered(answer))
    };
    let throttled = changed(|answer| answer.throttled = 2);
    assert_eq!(throttled.overall, Code::SlowedDown);
    assert_eq!(throttled.evidence, [Evidence::Throttled(2)]);
    let slow = changed(|answer| answer.ms = content::SLOW_MS + 1);
    assert_eq!(slow.overall, Code::Slow);
    assert!(throttled.passed() && slow.passed());
}

#[test]
fn what_is_to_be_mended_first_is_said_first() {
    let diagnosis = test_at(
        "https://api.talkdeskapp.eu/scim/v2",
        error(401, "unknown"),
        [answered(404, ""), types(), schemas()],
    );
    assert_eq!(diagnosis.overall, Code::TokenRefused);
    assert!(
        diagnosis
            .evidence
            .contains(&Evidence::Said("unknown".to_owned()))
    );
    let codes: Vec<Code> = diagnosis
        .verdicts
        .iter()
        .map(|verdict| verdict.code)
        .collect();
    assert_eq!(
        codes,
        [
            Code::TokenRefused,
            Code::NoDescription,
            Code::NotAsked,
            Code::NotAsked,
            Code::NotAsked,
            Code::NotAsked,
            Code::NotAsked
        ]
    );
}

#[test]
fn a_description_proves_the_address_of_a_refused_token() {
    assert!(
        test(answered(401, ""))
            .evidence
            .contains(&Evidence::AddressRight)
    );
}

#[test]
fn unfinished_tests_are_judged_as_far_as_they_are() {
    let tenant = parse("https://api.talkdeskapp.eu/scim/v2").expect("an address");
    assert_eq!(diagnose(&tenant, &[]).overall, Code::NotAsked);
    assert_eq!(diagnose(&tenant, &[nobody()]).overall, Code::Fine);
    let skipped = diagnose(&tenant, &[nobody(), Outcome::NotAsked(Skip::Cancelled)]);
    assert_eq!(skipped.overall, Code::Fine);
}

#[test]
fn the_tables_are_whole_and_in_plain_words() {
    // The codes are numbered, and this is the last.
    assert_eq!(all().count(), Code::NotAsked as usize + 1);
    let mut headlines = std::collections::HashSet::new();
    for finding in all() {
        assert_eq!(
            finding.code.finding(),
            finding,
            "{:?} is there twice",
            finding.code
        );
        assert!(
            headlines.insert(finding.headline),
            "two findings say “{}”",
            finding.headline
        );
        for text in [finding.cause, finding.remedy, finding.hidden] {
            assert!(text.is_empty() || text.ends_with('.'), "{text}");
        }
        assert!(!finding.cause.is_empty() && !finding.remedy.is_empty());
        for text in [
            finding.headline,
            finding.word,
            finding.cause,
            finding.remedy,
            finding.hidden,
        ] {
            assert!(!text.contains('!'), "{text}");
        }
        // Whoever reads “may not read” must not be told that the token is wrong.
        if finding.grade == Grade::Unknown {
            assert_ne!(finding.next, Next::Token);
        }
    }
}
