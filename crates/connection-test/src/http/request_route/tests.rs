//! Requests through a relay, from the run to the finding.

use super::*;
use crate::checks::check::{CheckId, CheckInput};
use crate::checks::matching::Matching;
use crate::checks::run::CheckRun;
use crate::diagnosis::diagnose::{Diagnosis, diagnose};
use crate::diagnosis::messages::{Code, Next, VerdictSeverity};
use crate::http::cancel_token::CancelToken;
use crate::http::client::Http;
use crate::http::paced_client::PacedClient;
use crate::http::request::HttpRequest;
use crate::http::scripted::{RELAY_BASE, RELAY_CODE, Reply, ScriptedHttp, Sent, ready};
use crate::relay::error::CODES;
use crate::relay::pairing_code::PairingCode;
use crate::relay::port::RelayPort;
use crate::relay::session::{Challenge, relay_side};
use crate::scim::content::LIST_RESPONSE;
use crate::scim::evidence::Evidence;
use crate::steps::runner::{Observer, TestRun, run_steps};
use crate::tenant_url::{TenantUrl, parse};

const BASE: &str = RELAY_BASE;
const PAGE: &str = "https://page.example";
const TOKEN: &str = "a-token-of-the-scripted-service";

fn tenant() -> TenantUrl {
    parse(BASE).expect("a URL")
}

fn route(base: &str) -> RequestRoute {
    RequestRoute::Relay(PairedRelay::new(
        RelayPort::default(),
        PairingCode::parse(RELAY_CODE).expect("a code"),
        base.to_owned(),
        PAGE.to_owned(),
    ))
}

struct NoObserver;

impl Observer<CheckRun> for NoObserver {
    fn step_ended(&mut self, _: &CheckRun) {}

    async fn persist(&mut self, _: &CheckRun) -> bool {
        true
    }
}

/// Entra's own request and the documents of the service, on a route.
fn run_checks(http: &ScriptedHttp, route: RequestRoute) -> (CheckRun, Diagnosis) {
    let mut run = CheckRun::new(CheckInput {
        guid: "5f1e9b9c-1111-4222-8333-444455556666".to_owned(),
        matching: Matching::by(&["userName"]),
        ..CheckInput::default()
    });
    let token = SecretToken::typed(TOKEN.to_owned());
    http.run(async {
        let cancel = CancelToken::default();
        let mut client = PacedClient::start(http.clone(), route, cancel, &mut || {}).await;
        run_steps(&mut run, &tenant(), &token, &mut client, &mut NoObserver).await;
    });
    http.assert_limit();
    let diagnosis = diagnose(&tenant(), &run);
    (run, diagnosis)
}

fn forwarded(sent: &Sent) -> Reply {
    let is_made_up = sent
        .authorization
        .as_ref()
        .is_some_and(|value| value.contains("not-a-token"));
    let status = if is_made_up { 401 } else { 200 };
    let body = format!(r#"{{"schemas":["{LIST_RESPONSE}"],"totalResults":0,"Resources":[]}}"#);
    Reply::Relay(status, "forwarded", body)
}

fn relay_error(status: u16, members: &str) -> Reply {
    Reply::Relay(
        status,
        "error",
        format!(r#"{{"relayError":{{{members}}}}}"#),
    )
}

#[test]
fn a_test_goes_through_the_relay_four_times_a_second() {
    let http = ScriptedHttp {
        travel_ms: 40.0,
        ..ScriptedHttp::new(forwarded)
    };
    let (run, diagnosis) = run_checks(&http, route(BASE));
    assert_eq!(run.outcome(CheckId::Query).and_then(Outcome::ms), Some(40));
    assert!(diagnosis.passed(), "{:?}", diagnosis.overall);
    let sent = http.sent.borrow();
    assert_eq!(sent.len(), 5);
    for one in sent.iter() {
        assert!(
            one.url.starts_with("http://localhost:8321/scim/"),
            "{}",
            one.url
        );
        let headers = format!("{:?}", one.relay_headers);
        assert!(!headers.contains(RELAY_CODE) && !headers.contains(TOKEN));
    }
    // Each request has its own number, so none can be sent again by another.
    let requests = sent.iter().map(|one| one.relay_headers[0].1.clone());
    let counts: Vec<_> = requests
        .map(|request| request.split('.').nth(1).map(str::to_owned))
        .collect();
    let due = ["1", "2", "3", "4", "5"].map(|count| Some(count.to_owned()));
    assert_eq!(counts, due);
    let token = format!("Bearer {TOKEN}");
    assert_eq!(sent[0].authorization.as_deref(), Some(token.as_str()));
    // The relay sends no preflights, so four follow each other at once.
    assert!(http.clock().now_ms() <= 1_300.0);
}

/// What went wrong is never taken for an answer of the service.
#[test]
fn every_error_of_the_relay_has_its_own_finding() {
    let cases = [
        (401, r#""code":"proof_missing""#, Code::RelayCodeMissing),
        (403, r#""code":"proof_wrong""#, Code::RelayCodeWrong),
        (403, r#""code":"proof_used""#, Code::RelayRequestRepeated),
        (400, r#""code":"path_not_allowed""#, Code::RelayPathRefused),
        (
            400,
            r#""code":"header_not_allowed""#,
            Code::RelayHeaderRefused,
        ),
        (
            405,
            r#""code":"method_not_allowed""#,
            Code::RelayMethodRefused,
        ),
        (
            413,
            r#""code":"request_too_large""#,
            Code::RelayRequestTooLong,
        ),
        (
            502,
            r#""code":"response_too_large""#,
            Code::RelayResponseTooLong,
        ),
        (503, r#""code":"busy""#, Code::RelayBusy),
        (504, r#""code":"timeout""#, Code::RelayTimeout),
        (502, r#""code":"dns""#, Code::RelayDns),
        (502, r#""code":"refused""#, Code::RelayConnectionRefused),
        (502, r#""code":"tls""#, Code::RelayTls),
        (502, r#""code":"proxy""#, Code::RelayProxy),
        (502, r#""code":"unreachable""#, Code::RelayUnreachable),
        (502, r#""code":"redirect""#, Code::RelayRedirect),
        (418, r#""code":"of_a_later_version""#, Code::RelayUnknown),
        (429, "", Code::RelayUnknown),
    ];
    for (code, _) in CODES {
        let members = format!(r#""code":"{code}""#);
        let is_tested = cases.iter().any(|(_, tested, _)| *tested == members);
        assert!(is_tested, "{code}");
    }
    for (status, members, due) in cases {
        let http = ScriptedHttp::new(move |_| relay_error(status, members));
        let (run, diagnosis) = run_checks(&http, route(BASE));
        assert_eq!(diagnosis.overall, due, "{members}");
        assert!(!diagnosis.passed());
        assert!(diagnosis.finding().is_of_relay());
        assert!(
            matches!(run.outcome(CheckId::Query), Some(Outcome::Relay(_))),
            "{members}"
        );
        let sent = http.sent.borrow();
        assert!(
            sent.iter().all(|sent| sent.mode.is_none()),
            "a probe after {members}"
        );
        assert_eq!(sent.len(), 1, "requests after {members}");
    }
}

#[test]
fn without_a_response_of_the_relay_nothing_is_probed() {
    let none = |blocked_by_csp| Reply::NoResponse { blocked_by_csp };
    let cases: [(fn() -> Reply, Code); 7] = [
        (|| Reply::Silence, Code::RelayTimeout),
        (|| Reply::Redirect, Code::RelayOtherProgram),
        (|| Reply::status(200), Code::RelayOtherProgram),
        // A program that took the port between the proof and the request.
        (|| Reply::Pretended(200, None), Code::RelayOtherProgram),
        (
            || Reply::Pretended(200, Some("00".repeat(32))),
            Code::RelayOtherProgram,
        ),
        (
            || Reply::Relay(200, "something", String::new()),
            Code::RelayOtherProgram,
        ),
        (
            || Reply::Relay(502, "error", "no JSON".to_owned()),
            Code::RelayUnknown,
        ),
    ];
    for (reply, due) in cases {
        let http = ScriptedHttp::new(move |_| reply());
        assert_eq!(run_checks(&http, route(BASE)).1.overall, due);
        assert_eq!(http.sent.borrow().len(), 1);
    }
    for (blocked, due) in [(false, Code::RelayStopped), (true, Code::RelayBlocked)] {
        let http = ScriptedHttp::new(move |_| none(blocked));
        assert_eq!(run_checks(&http, route(BASE)).1.overall, due);
        assert_eq!(http.sent.borrow().len(), 1);
    }
}

#[test]
fn a_relay_that_stops_in_the_middle_stopped() {
    let mut sent_so_far = 0;
    let http = ScriptedHttp::new(move |sent: &Sent| {
        sent_so_far += 1;
        match sent_so_far {
            1..=2 => forwarded(sent),
            _ => Reply::NoResponse {
                blocked_by_csp: false,
            },
        }
    });
    let (run, diagnosis) = run_checks(&http, route(BASE));
    assert_eq!(diagnosis.overall, Code::RelayStopped);
    assert_eq!(diagnosis.finding().next, Next::Relay);
    assert_eq!(http.sent.borrow().len(), 3);
    assert!(matches!(
        run.outcome(CheckId::Query),
        Some(Outcome::Response(_))
    ));
}

/// The relay proves itself once, before the first token.
#[test]
fn a_program_that_does_not_prove_that_it_is_the_relay_gets_no_token() {
    type Script = fn(&Challenge, &Challenge) -> Option<(u16, String)>;
    let cases: [(Script, Code); 9] = [
        (|_, _| None, Code::RelayStopped),
        (
            |_, _| Some((200, "<!doctype html>".to_owned())),
            Code::RelayOtherProgram,
        ),
        (
            |_, _| Some((200, r#"{"relay":"scimdesk-relay","version":2}"#.to_owned())),
            Code::RelayOtherProgram,
        ),
        // The response of the former protocol to a right code.
        (
            |_, _| {
                let body = r#"{"relay":"scimdesk-relay","version":1,"paired":true,"base":"https://api.talkdeskapp.eu/scim/v2"}"#;
                Some((200, body.to_owned()))
            },
            Code::RelayOtherVersion,
        ),
        (
            |_, _| Some((401, r#"{"relayError":{"code":"code_missing"}}"#.to_owned())),
            Code::RelayOtherVersion,
        ),
        (
            |challenge, _| {
                let code = PairingCode::parse("0000-0000-0000-0000-0000-0000-00").ok()?;
                Some((200, relay_side::status(challenge, &code, BASE)))
            },
            Code::RelayCodeWrong,
        ),
        // The proof for an earlier challenge.
        (|_, earlier| Some(ready(earlier)), Code::RelayCodeWrong),
        (
            |challenge, _| {
                let (status, body) = ready(challenge);
                Some((status, body.replace(".eu/", ".com/")))
            },
            Code::RelayCodeWrong,
        ),
        (
            |challenge, _| {
                let code = PairingCode::parse(RELAY_CODE).ok()?;
                let base = "https://host.example/scim";
                Some((200, relay_side::status(challenge, &code, base)))
            },
            Code::RelayOtherBase,
        ),
    ];
    for (at, (script, due)) in cases.into_iter().enumerate() {
        let earlier = Challenge::new(RelayPort::default(), PAGE, |nonce| {
            nonce.fill(9);
            true
        });
        let earlier = earlier.expect("a challenge");
        let http = ScriptedHttp::new(forwarded)
            .with_relay(move |challenge, _| script(challenge, &earlier));
        let (_, diagnosis) = run_checks(&http, route(BASE));
        assert_eq!(diagnosis.overall, due, "case {at}");
        assert!(http.sent.borrow().is_empty(), "case {at}");
    }
    let http = ScriptedHttp::new(forwarded);
    run_checks(&http, route(BASE));
    assert_eq!(*http.relay_status_after.borrow(), [0]);
}

#[test]
fn without_random_bytes_nothing_is_sent_to_the_relay() {
    let http = ScriptedHttp {
        has_random_bytes: false,
        ..ScriptedHttp::new(forwarded)
    };
    let (_, diagnosis) = run_checks(&http, route(BASE));
    assert_eq!(diagnosis.overall, Code::RelayCodeMissing);
    assert!(http.sent.borrow().is_empty() && http.relay_status_after.borrow().is_empty());
}

/// What is sent when the page is left needs a session that is there already.
#[test]
fn a_session_is_shared_by_the_clones_of_a_route() {
    let (route, http) = (route(BASE), ScriptedHttp::new(forwarded));
    assert!(route.pass().is_none());
    run_checks(&http, route.clone());
    let pass = format!("{:?}", route.pass());
    assert!(pass.contains("count: 6"), "{pass}");
    assert!(RequestRoute::Direct.pass().is_none());
}

/// Sends the same request several times; gives what became of each.
fn send_times(http: &ScriptedHttp, times: usize) -> Vec<Outcome> {
    let token = SecretToken::typed(TOKEN.to_owned());
    let url = format!("{BASE}/Users");
    let mut outcomes = Vec::new();
    http.run(async {
        let (cancel, route) = (CancelToken::default(), route(BASE));
        let mut client = PacedClient::start(http.clone(), route, cancel, &mut || {}).await;
        for _ in 0..times {
            let request = HttpRequest {
                method: crate::http::request::Method::Get,
                url: &url,
                token: &token,
                body: None,
                relay_pass: None,
            };
            outcomes.push(client.send(&request, &mut |_| {}).await);
        }
    });
    outcomes
}

#[test]
fn a_relay_that_was_gone_has_to_respond_before_it_gets_the_token_again() {
    let gone: [fn() -> Reply; 5] = [
        || Reply::NoResponse {
            blocked_by_csp: false,
        },
        || Reply::status(200),
        || Reply::Redirect,
        || Reply::Pretended(200, None),
        // The relay was started again and does not know the session.
        || relay_error(403, r#""code":"proof_wrong""#),
    ];
    for reply in gone {
        let mut sent_so_far = 0;
        let http = ScriptedHttp::new(move |sent: &Sent| {
            sent_so_far += 1;
            match sent_so_far {
                1 => reply(),
                _ => forwarded(sent),
            }
        })
        // Another program has the port for a while.
        .with_relay(|challenge, status_requests| match status_requests {
            1 => Some((200, "<!doctype html>".to_owned())),
            _ => Some(ready(challenge)),
        });
        let outcomes = send_times(&http, 4);
        assert!(
            matches!(&outcomes[1], Outcome::Relay(error) if error.kind == RelayErrorKind::OtherProgram)
        );
        assert!(matches!(outcomes[2], Outcome::Response(_)));
        assert!(matches!(outcomes[3], Outcome::Response(_)));
        assert_eq!(http.sent.borrow().len(), 3);
        assert_eq!(*http.relay_status_after.borrow(), [0, 1, 1]);
    }
}

/// One document that the relay cannot pass on says nothing about the others.
#[test]
fn one_response_that_is_too_long_leaves_the_others() {
    let http = ScriptedHttp::new(|sent: &Sent| match sent.url.ends_with("/Schemas") {
        true => relay_error(502, r#""code":"response_too_large""#),
        false => forwarded(sent),
    });
    let (_, diagnosis) = run_checks(&http, route(BASE));
    assert_eq!(http.sent.borrow().len(), 5);
    assert!(diagnosis.passed());
    assert_eq!(
        diagnosis
            .verdicts
            .iter()
            .find(|verdict| verdict.check == CheckId::Schemas)
            .map(|verdict| verdict.code),
        Some(Code::DescriptionFailed)
    );
}

#[test]
fn nothing_is_sent_to_a_relay_for_another_service() {
    let http = ScriptedHttp::new(forwarded);
    let (_, diagnosis) = run_checks(&http, route("https://api.talkdeskapp.com/scim/v2"));
    assert_eq!(diagnosis.overall, Code::RelayOtherBase);
    assert!(http.sent.borrow().is_empty());
}

/// What a service says passes through as it is, even if it looks like an error
/// of the relay.
#[test]
fn a_forwarded_response_is_the_services() {
    let body = r#"{"relayError":{"code":"proof_wrong","message":"no"}}"#;
    let http = ScriptedHttp::new(|_| Reply::Relay(403, "forwarded", body.to_owned()));
    let (_, diagnosis) = run_checks(&http, route(BASE));
    assert_eq!(diagnosis.overall, Code::Forbidden);
    assert_eq!(diagnosis.finding().severity, VerdictSeverity::Bad);
}

#[test]
fn what_the_relay_says_is_shown_without_the_token() {
    let members = format!(
        r#""code":"redirect","status":302,"location":"https://login.example","message":"It got {TOKEN}.""#
    );
    let http = ScriptedHttp::new(move |_| relay_error(502, &members));
    let (_, diagnosis) = run_checks(&http, route(BASE));
    let origin = Evidence::LeadsTo("https://login.example".to_owned());
    assert_eq!(diagnosis.evidence[..2], [origin, Evidence::Status(302)]);
    let [.., Evidence::RelaySays(message)] = &diagnosis.evidence[..] else {
        panic!("{:?}", diagnosis.evidence);
    };
    assert!(
        message.starts_with("It got ") && !message.contains(TOKEN),
        "{message}"
    );
}

/// A request that the service may have got without responding counts for a whole
/// second there, and one that the relay refused does not.
#[test]
fn silence_behind_the_relay_is_silence() {
    for (code, due) in [
        ("timeout", 2_500.0),
        ("unreachable", 2_500.0),
        // The service may have the first of the two.
        ("proof_used", 2_500.0),
        ("busy", 0.0),
    ] {
        let members = format!(r#""code":"{code}""#);
        let http = ScriptedHttp::new(move |_| relay_error(502, &members));
        send_times(&http, 2);
        let sent = http.sent.borrow();
        assert_eq!(sent[1].from_ms - sent[0].to_ms, due, "{code}");
    }
}
