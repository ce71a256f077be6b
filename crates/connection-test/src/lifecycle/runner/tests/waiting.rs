//! Whole lifecycle tests through the engine: the rate limit, retries, and
//! cancelling at any moment.

use std::cell::RefCell;
use std::rc::Rc;

use super::Log;
use super::scripted::Scripted;
use crate::http::cancel_token::CancelToken;
use crate::http::client::ProbeResult;
use crate::http::outcome::Outcome;
use crate::http::paced_client::PacedClient;
use crate::http::request::Method;
use crate::http::scripted::{Reply, ScriptedHttp, Sent};
use crate::lifecycle::evaluation::{Cleanup, cleanup};
use crate::lifecycle::requests::Request;
use crate::lifecycle::run::{Ended, LifecycleRun, RunPurpose, TestUser};
use crate::lifecycle::runner::{PacedSender, run_lifecycle};
use crate::scim::user_id::UserId;
use crate::tenant_url::parse;
use crate::token::SecretToken;

const BASE: &str = "https://scim.example/scim/v2";

/// What the service does with the nth request.
#[derive(Clone, Copy)]
enum Event {
    Cancel,
    /// It is carried out, and no response comes.
    Lost,
    Status(u16),
}

fn request_of(sent: &Sent) -> Request {
    let target = sent.url.strip_prefix(BASE).unwrap_or_default().to_owned();
    let id = target.strip_prefix("/Users/").map(str::to_owned);
    Request {
        method: sent.method,
        id: id.and_then(|id| UserId::parse(&id).ok()),
        target,
        body: sent.body.clone(),
    }
}

fn run_with(event: Option<(usize, Event)>) -> (ScriptedHttp, LifecycleRun, Rc<RefCell<Scripted>>) {
    let service = Rc::new(RefCell::new(Scripted {
        errors: Vec::new(),
        user: None,
        requests: Vec::new(),
        fails_at: None,
    }));
    let cancel = CancelToken::default();
    let (shared, token, mut count) = (service.clone(), cancel.clone(), 0);
    let http = ScriptedHttp::new(move |sent: &Sent| {
        let nth = count;
        count += 1;
        if sent.mode.is_some() {
            return Reply::Probe(ProbeResult::NoResponse);
        }
        match event.filter(|(at, _)| *at == nth) {
            Some((_, Event::Status(status))) => return Reply::status(status),
            Some((_, Event::Cancel)) => token.cancel(),
            _ => {}
        }
        let outcome = shared.borrow_mut().handle(&request_of(sent));
        match (event, outcome) {
            (Some((at, Event::Lost)), _) if at == nth => Reply::NoResponse {
                blocked_by_csp: false,
            },
            (_, Outcome::Response(response)) => {
                Reply::Response(response.status, Vec::new(), response.body.text)
            }
            _ => Reply::Silence,
        }
    });
    let user = TestUser {
        user_name: "scimdesk-test-0a1b2c3d@contoso.com".to_owned(),
        nobody: UserId::nobody(),
    };
    let mut run = LifecycleRun::new(RunPurpose::Life, user);
    let mut log = Log {
        persists: true,
        record: None,
    };
    http.run(async {
        let mut sender = PacedSender {
            client: PacedClient::start(http.clone(), cancel, &mut || {}).await,
            tenant: parse(BASE).expect("a URL"),
            token: Rc::new(SecretToken::typed("the-scripted-token".to_owned())),
            on_wait: || {},
        };
        run_lifecycle(&mut sender, &mut log, &mut run).await;
    });
    http.assert_limit();
    (http, run, service)
}

#[test]
fn a_good_service_has_no_user_at_the_end() {
    let (http, run, service) = run_with(None);
    assert!(service.borrow().user.is_none());
    assert_eq!(cleanup(&run), Cleanup::Nothing);
    let sent = http.sent.borrow();
    let count = |method| sent.iter().filter(|sent| sent.method == method).count();
    assert_eq!((count(Method::Post), count(Method::Delete)), (1, 2));
}

/// Whatever happens to whichever request, the user is removed or named, and no
/// second sees too many requests.
#[test]
fn one_event_at_any_request_is_cleaned_up() {
    let (http, ..) = run_with(None);
    let requests = http.sent.borrow().len();
    for nth in 0..requests {
        for event in [
            Event::Cancel,
            Event::Lost,
            Event::Status(429),
            Event::Status(500),
        ] {
            let (http, run, service) = run_with(Some((nth, event)));
            let is_left = service.borrow().user.is_some();
            assert!(!is_left || cleanup(&run) != Cleanup::Nothing, "at {nth}");
            let sent = http.sent.borrow();
            let creations = sent.iter().filter(|sent| sent.method == Method::Post);
            assert!(creations.count() <= 1, "created twice at {nth}");
            if matches!(event, Event::Cancel) {
                assert!(!is_left, "left after it was cancelled at {nth}");
            }
        }
    }
}

#[test]
fn a_cancelled_test_that_created_nobody_ends_at_once() {
    let (http, run, _) = run_with(Some((0, Event::Cancel)));
    assert_eq!(run.ended, Some(Ended::Cancelled));
    assert_eq!(http.sent.borrow().len(), 1);
}
