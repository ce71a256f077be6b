use super::*;
use crate::checks::check::CheckInput;
use crate::diagnosis::messages::{Next, VerdictSeverity, all};
use crate::http::outcome::{Body, End, HttpResponse, Probe, Skip};
use crate::scim::content::{ERROR, LIST_RESPONSE};
use crate::steps::step::NextStep;
use crate::tenant_url::parse;
use provisioning::talkdesk::EXTENSION_SCHEMA;
use serde_json::{Value, json};

mod cases;

fn responded(status: u16, body: &str) -> Outcome {
    Outcome::Response(HttpResponse {
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
        ..HttpResponse::default()
    })
}

fn scim(status: u16, value: Value) -> Outcome {
    responded(status, &value.to_string())
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
    let mut run = CheckRun::with_outcomes(CheckInput::default(), vec![query]);
    while let Some(next) = run.next_step() {
        let (step, outcome) = match next {
            NextStep::Send(step) => (
                step,
                match step {
                    CheckId::Config => descriptions[0].clone(),
                    CheckId::ResourceTypes => descriptions[1].clone(),
                    CheckId::Schemas => descriptions[2].clone(),
                    _ => error(401, "unknown token"),
                },
            ),
            NextStep::Skip(step, why) => (step, Outcome::NotSent(why)),
        };
        run.add(StepResult {
            step,
            id: None,
            outcome,
        });
    }
    diagnose(&parse(address).expect(address), &run)
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
            .all(|verdict| matches!(verdict.code, Code::Fine | Code::NotSent | Code::NotWanted))
    );
    let here = test_at(
        "http://127.0.0.1:8081/scim/v2",
        nobody(),
        [config(), types(), schemas()],
    );
    assert_eq!(here.overall, Code::FineHere);
    assert!(here.passed());
}

#[test]
fn a_long_list_is_not_evaluated() {
    let Outcome::Response(mut response) = nobody() else {
        panic!("it is an answer");
    };
    response.body.end = End::TooLong;
    assert_eq!(test(Outcome::Response(response)).overall, Code::TooLong);
}

#[test]
fn not_found_is_distinguished_by_the_descriptions() {
    let nothing = || [responded(404, ""), responded(404, ""), responded(404, "")];
    let address = "https://scim.example.com/scim/v2";
    let cases = [
        (responded(404, "Cannot GET"), nothing(), Code::WrongPath),
        (error(404, "no such path"), nothing(), Code::WrongPath),
        (
            responded(404, "Cannot GET"),
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
            responded(404, ""),
            [
                responded(200, "<html>"),
                responded(404, ""),
                responded(404, ""),
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
        ([config(), types(), responded(404, "")], Code::NoDescription),
        (
            [responded(403, ""), types(), schemas()],
            Code::DescriptionRefused,
        ),
        (
            [config(), responded(200, "x"), schemas()],
            Code::OddDescription,
        ),
        (
            [config(), responded(200, "<html>"), schemas()],
            Code::NoDescription,
        ),
        (
            [config(), types(), responded(500, "")],
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
fn a_test_that_finds_another_user_does_not_pass() {
    let tenant = parse("https://api.talkdeskapp.eu/scim/v2").expect("an address");
    let input = CheckInput {
        email: Some("ada@contoso.com".to_owned()),
        ..CheckInput::default()
    };
    let found = |name: &str| {
        let list = json!({
            "schemas": [LIST_RESPONSE],
            "totalResults": 1,
            "Resources": [{"id": "7", "userName": name}],
        });
        vec![
            nobody(),
            Outcome::NotSent(Skip::NoAttribute),
            Outcome::NotSent(Skip::NoAttribute),
            config(),
            types(),
            schemas(),
            responded(401, ""),
            scim(200, list),
            Outcome::NotSent(Skip::NoValue),
            Outcome::NotSent(Skip::NoUser),
        ]
    };
    assert!(
        diagnose(
            &tenant,
            &CheckRun::with_outcomes(input.clone(), found("ada@contoso.com"))
        )
        .passed()
    );
    let other = diagnose(
        &tenant,
        &CheckRun::with_outcomes(input.clone(), found("bob@contoso.com")),
    );
    assert_eq!(other.overall, Code::UserOther);
    assert!(!other.passed());
}

#[test]
fn a_limit_and_a_slow_response_are_reported_and_pass() {
    let changed = |change: fn(&mut HttpResponse)| {
        let Outcome::Response(mut response) = nobody() else {
            panic!("it is an answer");
        };
        change(&mut response);
        test(Outcome::Response(response))
    };
    let throttled = changed(|response| response.throttled = 2);
    assert_eq!(throttled.overall, Code::SlowedDown);
    assert_eq!(throttled.evidence, [Evidence::Throttled(2)]);
    let slow = changed(|response| response.ms = content::SLOW_MS + 1);
    assert_eq!(slow.overall, Code::Slow);
    assert!(throttled.passed() && slow.passed());
}

#[test]
fn what_is_to_be_fixed_first_comes_first() {
    let diagnosis = test_at(
        "https://api.talkdeskapp.eu/scim/v2",
        error(401, "unknown"),
        [responded(404, ""), types(), schemas()],
    );
    assert_eq!(diagnosis.overall, Code::TokenRefused);
    assert!(
        diagnosis
            .evidence
            .contains(&Evidence::Detail("unknown".to_owned()))
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
            Code::NotWanted,
            Code::NotWanted,
            Code::NoDescription,
            Code::NotSent,
            Code::NotSent,
            Code::NotSent,
            Code::NotSent,
            Code::NotSent,
            Code::NotSent
        ]
    );
}

#[test]
fn a_description_proves_the_address_of_a_refused_token() {
    assert!(
        test(responded(401, ""))
            .evidence
            .contains(&Evidence::AddressRight)
    );
}

#[test]
fn unfinished_tests_are_evaluated_as_far_as_they_are() {
    let tenant = parse("https://api.talkdeskapp.eu/scim/v2").expect("an address");
    let input = CheckInput::default();
    let so_far = |outcomes: &[Outcome]| {
        let run = CheckRun::with_outcomes(input.clone(), outcomes.to_vec());
        diagnose(&tenant, &run).overall
    };
    assert_eq!(so_far(&[]), Code::NotSent);
    assert_eq!(so_far(&[nobody()]), Code::Fine);
    let mut outcomes = vec![nobody()];
    outcomes.extend(vec![Outcome::NotSent(Skip::NoAttribute); 2]);
    outcomes.push(Outcome::NotSent(Skip::Cancelled));
    assert_eq!(so_far(&outcomes), Code::Fine);
    // The second filter of the setup was not tested.
    outcomes[1] = Outcome::NotSent(Skip::Cancelled);
    assert_eq!(so_far(&outcomes), Code::Cancelled);
    assert!(!diagnose(&tenant, &CheckRun::with_outcomes(input, outcomes)).passed());
}

#[test]
fn the_tables_are_whole_and_in_plain_words() {
    // The codes are numbered, and this is the last.
    assert_eq!(all().count(), Code::NotSent as usize + 1);
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
        // Whoever reads “may not read” must not be told that the token is
        // wrong, but what the page does not know.
        if finding.severity == VerdictSeverity::Unknown && finding.code != Code::Cancelled {
            assert_ne!(finding.next, Next::Token);
            assert!(!finding.hidden.is_empty(), "{:?}", finding.code);
        }
    }
}
