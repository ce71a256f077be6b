//! The engine against scripted services: the lock, the rate limit, retries,
//! probes and cancelling.

use std::cell::Cell;

use super::CheckRun;
use crate::checks::check::{CheckId, CheckInput};
use crate::checks::matching::Matching;
use crate::http::cancel_token::CancelToken;
use crate::http::client::{ProbeMode, ProbeResult};
use crate::http::outcome::{Outcome, Probe, Skip};
use crate::http::paced_client::PacedClient;
use crate::http::request::{HttpRequest, Method};
use crate::http::request_route::RequestRoute;
use crate::http::scripted::{Reply, ScriptedHttp, Sent};
use crate::scim::content::LIST_RESPONSE;
use crate::steps::runner::{Observer, TestRun, run_steps};
use crate::steps::step::StepKind;
use crate::tenant_url::{TenantUrl, parse};
use crate::token::SecretToken;

mod pace;

const URL: &str = "https://scim.example/scim/v2/Users";

fn token() -> SecretToken {
    SecretToken::typed("a-token-of-the-scripted-service".to_owned())
}

fn tenant() -> TenantUrl {
    parse("https://scim.example/scim/v2").expect("a URL")
}

/// Sends one request; gives its outcome and what the service wanted to wait.
fn send(http: &ScriptedHttp, method: Method, cancel: &CancelToken) -> (Outcome, Vec<u32>) {
    let mut waits = Vec::new();
    let token = token();
    let outcome = http.run(async {
        let mut client = PacedClient::start(
            http.clone(),
            RequestRoute::Direct,
            cancel.clone(),
            &mut || {},
        )
        .await;
        let request = HttpRequest {
            method,
            url: URL,
            token: &token,
            body: None,
            relay_pass: None,
        };
        client.send(&request, &mut |ms| waits.push(ms)).await
    });
    http.assert_limit();
    (outcome, waits)
}

fn status(outcome: &Outcome) -> Option<u16> {
    match outcome {
        Outcome::Response(response) => Some(response.status),
        _ => None,
    }
}

fn throttled_by(retry_after: Option<&'static str>, times: usize) -> ScriptedHttp {
    let met = Cell::new(0);
    ScriptedHttp::new(move |_| {
        met.set(met.get() + 1);
        let headers = retry_after.map(|text| ("retry-after", text.to_owned()));
        match met.get() > times {
            true => Reply::status(200),
            false => Reply::Response(429, headers.into_iter().collect(), String::new()),
        }
    })
}

#[test]
fn a_request_is_repeated_after_429() {
    let cases: [(_, usize, &[u32], u16); 6] = [
        (None, 2, &[1_000, 2_000], 200),
        (None, 9, &[1_000, 2_000, 4_000], 429),
        (Some("7"), 1, &[7_000], 200),
        (Some("Sun, 06 Nov 1994 08:49:37 GMT"), 1, &[1_000], 200),
        (Some("31"), 1, &[], 429),
        (Some("30"), 3, &[30_000, 30_000, 30_000], 200),
    ];
    for (retry_after, times, due, last) in cases {
        let http = throttled_by(retry_after, times);
        let (outcome, waits) = send(&http, Method::Get, &CancelToken::default());
        assert_eq!(
            (&*waits, status(&outcome)),
            (due, Some(last)),
            "{retry_after:?}"
        );
        let Outcome::Response(response) = outcome else {
            continue;
        };
        let met = times.min(due.len() + 1);
        assert_eq!(response.throttled as usize, met, "{retry_after:?}");
        let sent = http.sent.borrow();
        for (pair, wait) in sent.windows(2).zip(due) {
            assert!(pair[1].from_ms - pair[0].to_ms >= f64::from(*wait));
        }
    }
}

#[test]
fn a_creation_is_never_sent_twice() {
    let http = throttled_by(Some("1"), 1);
    let (outcome, waits) = send(&http, Method::Post, &CancelToken::default());
    assert_eq!((status(&outcome), waits.len()), (Some(429), 0));
    assert_eq!(http.sent.borrow().len(), 1);
}

#[test]
fn probes_tell_why_nothing_could_be_read() {
    use ProbeResult::{NoResponse, Redirect, RedirectToOtherOrigin, Response, TimedOut, Unsent};
    let readable = |status, preflight| Probe::Readable { status, preflight };
    let cases: [(&[ProbeResult], Probe); 13] = [
        (&[Response(401), Response(401)], readable(401, true)),
        (&[Response(200), Redirect], readable(200, true)),
        (&[Response(200), NoResponse], readable(200, false)),
        (&[Response(503), TimedOut], readable(503, false)),
        (&[Redirect], Probe::Redirected),
        (&[RedirectToOtherOrigin], Probe::Redirected),
        (&[TimedOut], Probe::TimedOut),
        (&[NoResponse, Response(0)], Probe::Reached),
        (&[NoResponse, Redirect], Probe::Reached),
        (&[NoResponse, RedirectToOtherOrigin], Probe::LedElsewhere),
        (&[NoResponse, TimedOut], Probe::TimedOut),
        (&[NoResponse, NoResponse], Probe::Nothing),
        (&[NoResponse, Unsent], Probe::Unknown),
    ];
    for (replies, due) in cases {
        let mut rest = replies.iter();
        let http = ScriptedHttp::new(move |sent: &Sent| match sent.mode {
            None => Reply::NoResponse {
                blocked_by_csp: false,
            },
            Some(_) => Reply::Probe(*rest.next().expect("a reply")),
        });
        let (outcome, _) = send(&http, Method::Get, &CancelToken::default());
        let probed = matches!(outcome, Outcome::Unreadable { probe, .. } if probe == due);
        assert!(probed, "{replies:?}: {outcome:?}");
        let sent = http.sent.borrow();
        let modes: Vec<_> = sent.iter().filter_map(|sent| sent.mode).collect();
        let second = match replies[0] {
            Response(_) => ProbeMode::Preflighted,
            _ => ProbeMode::NoCors,
        };
        assert_eq!(modes, [ProbeMode::Simple, second][..replies.len()]);
        let with_token = sent.iter().filter(|sent| sent.authorization.is_some());
        assert_eq!(with_token.count(), 1, "a probe carries the token");
    }
}

#[test]
fn nothing_is_probed_where_the_reason_is_known() {
    let silent = |blocked_by_csp| ScriptedHttp::new(move |_| Reply::NoResponse { blocked_by_csp });
    let offline = ScriptedHttp {
        is_online: false,
        ..silent(false)
    };
    for (http, due) in [(offline, Probe::Offline), (silent(true), Probe::Policy)] {
        let (outcome, _) = send(&http, Method::Get, &CancelToken::default());
        assert!(matches!(outcome, Outcome::Unreadable { probe, .. } if probe == due));
        assert_eq!(http.sent.borrow().len(), 1);
    }
    let locked = ScriptedHttp {
        is_locked: true,
        ..silent(false)
    };
    let (outcome, _) = send(&locked, Method::Get, &CancelToken::default());
    let probe = Probe::Locked;
    assert_eq!(outcome, Outcome::Unreadable { probe, ms: 0 });
    assert!(locked.sent.borrow().is_empty());
}

#[test]
fn redirects_are_not_followed_and_silence_ends() {
    let http = ScriptedHttp::new(|_| Reply::Redirect);
    let (outcome, _) = send(&http, Method::Get, &CancelToken::default());
    assert!(matches!(outcome, Outcome::Redirected { .. }));
    let http = ScriptedHttp::new(|_| Reply::Silence);
    let (outcome, _) = send(&http, Method::Get, &CancelToken::default());
    assert_eq!(outcome, Outcome::TimedOut);
    assert_eq!(http.sent.borrow()[0].to_ms, 20_000.0);
}

#[test]
fn a_cancelled_test_ends_wherever_it_is() {
    // While another tab has the lock.
    let cancel = CancelToken::default();
    let http = ScriptedHttp {
        lock_after_ms: 60_000.0,
        ..ScriptedHttp::new(|_| Reply::status(200))
    };
    let (token, waited) = (token(), Cell::new(false));
    let outcome = http.run(async {
        let mut on_wait = || {
            waited.set(true);
            cancel.cancel();
        };
        let mut client = PacedClient::start(
            http.clone(),
            RequestRoute::Direct,
            cancel.clone(),
            &mut on_wait,
        )
        .await;
        let request = HttpRequest {
            method: Method::Get,
            url: URL,
            token: &token,
            body: None,
            relay_pass: None,
        };
        client.send(&request, &mut |_| {}).await
    });
    assert!(waited.get() && http.sent.borrow().is_empty());
    assert_eq!(outcome, Outcome::NotSent(Skip::Cancelled));

    // While a request, a probe or a pause is under way.
    for (at, due) in [(0, 1), (1, 2), (2, 3)] {
        let cancel = CancelToken::default();
        let (token, nth) = (cancel.clone(), Cell::new(0));
        let http = ScriptedHttp::new(move |sent: &Sent| {
            if nth.replace(nth.get() + 1) == at {
                token.cancel();
            }
            match sent.mode {
                None => Reply::NoResponse {
                    blocked_by_csp: false,
                },
                Some(_) => Reply::Probe(ProbeResult::NoResponse),
            }
        });
        let (outcome, _) = send(&http, Method::Get, &cancel);
        assert_eq!(
            (outcome, http.sent.borrow().len()),
            (Outcome::Cancelled, due)
        );
    }
    let cancel = CancelToken::default();
    let http = throttled_by(Some("30"), 1);
    let started = cancel.clone();
    let token = self::token();
    let outcome = http.run(async {
        let mut client = PacedClient::start(
            http.clone(),
            RequestRoute::Direct,
            cancel.clone(),
            &mut || {},
        )
        .await;
        let request = HttpRequest {
            method: Method::Get,
            url: URL,
            token: &token,
            body: None,
            relay_pass: None,
        };
        client.send(&request, &mut |_| started.cancel()).await
    });
    assert_eq!((outcome, http.sent.borrow().len()), (Outcome::Cancelled, 1));
}

struct NoObserver;

impl Observer<CheckRun> for NoObserver {
    fn step_ended(&mut self, _: &CheckRun) {}

    async fn persist(&mut self, _: &CheckRun) -> bool {
        true
    }
}

/// The whole connection test.
fn run_checks(
    http: &ScriptedHttp,
    input: CheckInput,
    cancel: &CancelToken,
) -> (CheckInput, Vec<Outcome>) {
    let mut run = CheckRun::new(input);
    http.run(async {
        let mut client = PacedClient::start(
            http.clone(),
            RequestRoute::Direct,
            cancel.clone(),
            &mut || {},
        )
        .await;
        run_steps(&mut run, &tenant(), &token(), &mut client, &mut NoObserver).await;
    });
    http.assert_limit();
    let outcomes = run.results().iter().map(|result| result.outcome.clone());
    let outcomes = outcomes.collect();
    (run.input, outcomes)
}

fn input() -> CheckInput {
    CheckInput {
        guid: "5f1e9b9c-1111-4222-8333-444455556666".to_owned(),
        matching: Matching::by(&["userName", "externalId"]),
        email: Some("ada@contoso.com".to_owned()),
        other_value: None,
        user_id: None,
    }
}

fn list_of(users: &str, count: usize) -> String {
    format!(r#"{{"schemas":["{LIST_RESPONSE}"],"totalResults":{count},"Resources":[{users}]}}"#)
}

fn good_service(sent: &Sent) -> Reply {
    let user = r#"{"id":"u-7","userName":"ada@contoso.com"}"#;
    let is_made_up = sent
        .authorization
        .as_ref()
        .is_some_and(|value| value.contains("not-a-token"));
    if is_made_up {
        return Reply::status(401);
    }
    let text = match sent.url.as_str() {
        url if url.ends_with("/Users/u-7") => user.to_owned(),
        url if url.contains("ada%40contoso.com") => list_of(user, 1),
        _ => list_of("", 0),
    };
    Reply::Response(200, Vec::new(), text)
}

#[test]
fn a_whole_connection_test_keeps_to_the_limit() {
    let http = ScriptedHttp::new(good_service);
    let (after, outcomes) = run_checks(&http, input(), &CancelToken::default());
    assert_eq!(outcomes.len(), CheckId::STEPS.len());
    assert_eq!(
        after.user_id.map(|id| id.to_string()),
        Some("u-7".to_owned())
    );
    let sent = http.sent.borrow();
    let responded = outcomes.iter().filter(|one| status(one).is_some()).count();
    assert_eq!(sent.len(), responded);
    let made_up = |sent: &&Sent| {
        let value = sent.authorization.as_deref().unwrap_or_default();
        value.contains("not-a-token")
    };
    assert_eq!(sent.iter().filter(made_up).count(), 1);
    assert!(sent.iter().all(|sent| sent.method == Method::Get));
    assert!(
        sent.last()
            .is_some_and(|last| last.url.ends_with("/Users/u-7"))
    );
}

#[test]
fn a_connection_test_that_fails_at_any_check_has_an_outcome_for_each() {
    for nth in 0..8 {
        for failure in [
            Reply::status(401),
            Reply::status(500),
            Reply::Silence,
            Reply::Redirect,
        ] {
            let (mut count, mut failure) = (0, Some(failure));
            let http = ScriptedHttp::new(move |sent: &Sent| {
                count += 1;
                match count - 1 == nth {
                    true => failure.take().unwrap_or(Reply::Silence),
                    false => good_service(sent),
                }
            });
            let (_, outcomes) = run_checks(&http, input(), &CancelToken::default());
            assert_eq!(outcomes.len(), CheckId::STEPS.len(), "failure at {nth}");
        }
    }
}

#[test]
fn a_connection_test_that_is_cancelled_sends_nothing_more() {
    for nth in 0..6 {
        let cancel = CancelToken::default();
        let (token, mut count) = (cancel.clone(), 0);
        let http = ScriptedHttp::new(move |sent: &Sent| {
            count += 1;
            if count - 1 == nth {
                token.cancel();
            }
            good_service(sent)
        });
        let (_, outcomes) = run_checks(&http, input(), &cancel);
        assert_eq!(http.sent.borrow().len(), nth + 1);
        assert_eq!(outcomes.len(), CheckId::STEPS.len());
        let reading = CheckId::ReadUser as usize;
        assert_ne!(status(&outcomes[reading]), Some(200));
    }
}
