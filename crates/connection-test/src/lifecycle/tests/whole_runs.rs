//! Whole lifecycle tests through the engine: the rate limit, retries, and
//! cancelling at any moment.

use serde_json::json;

use super::scripted::{Event, Scripted};
use super::*;
use crate::http::client::Http;
use crate::lifecycle::evaluation::Ending;
use crate::lifecycle::run::status;

const EVENTS: [Event; 5] = [
    Event::Cancel,
    Event::Lost,
    Event::Silent,
    Event::Status(429),
    Event::Status(500),
];

fn run_with(
    purpose: RunPurpose,
    service: Scripted,
    cancels_at: Option<(Moment, usize)>,
) -> (ScriptedHttp, LifecycleRun, Rc<RefCell<Scripted>>) {
    let mut run = LifecycleRun::new(purpose, test_user());
    let mut log = Log {
        record: run.recorded_id(),
        cancels_at,
        ..Log::persisting()
    };
    let cancel = service.cancel.clone();
    let service = Rc::new(RefCell::new(service));
    let shared = service.clone();
    let respond = move |request: &StepRequest| shared.borrow_mut().respond(request);
    let http = run_against(respond, &cancel, &mut log, &mut run);
    (http, run, service)
}

fn life(event: Option<(usize, Event)>) -> (ScriptedHttp, LifecycleRun, Rc<RefCell<Scripted>>) {
    let service = Scripted {
        event,
        ..Scripted::default()
    };
    run_with(RunPurpose::Life, service, None)
}

/// A user that an earlier test left.
fn orphaned_user() -> Value {
    json!({"id": "7", "userName": NAME, "active": true})
}

#[test]
fn a_good_service_has_no_user_at_the_end() {
    let (http, run, service) = life(None);
    assert!(service.borrow().user.is_none());
    assert_eq!(cleanup(&run), Cleanup::Nothing);
    let sent = http.sent.borrow();
    let count = |method| sent.iter().filter(|sent| sent.method == method).count();
    assert_eq!((count(Method::Post), count(Method::Delete)), (1, 2));
}

/// At a second between two requests, each took one second and its own time.
#[test]
fn a_good_service_is_tested_in_half_the_time_of_a_request_a_second() {
    let (http, ..) = life(None);
    let took = http.clock().now_ms();
    let sent = http.sent.borrow();
    let before: f64 = sent
        .iter()
        .map(|sent| 1_000.0 + sent.to_ms - sent.from_ms)
        .sum();
    println!("{} requests: {before} ms before, {took} ms now", sent.len());
    assert!(took <= before / 2.0, "{took} of {before} ms");
}

/// Where no later request gets through either, nobody can be removed for
/// certain: whoever is left is named.
#[test]
fn a_service_that_fails_from_any_request_on_leaves_nobody_unnamed() {
    let (http, ..) = life(None);
    let requests = http.sent.borrow().len();
    let mut left = 0;
    for nth in 0..requests {
        for event in [Event::Lost, Event::Status(500)] {
            let service = Rc::new(RefCell::new(Scripted {
                event: Some((nth, event)),
                stays: true,
                ..Scripted::default()
            }));
            let shared = service.clone();
            let respond = move |request: &StepRequest| shared.borrow_mut().respond(request);
            let mut run = LifecycleRun::new(RunPurpose::Life, test_user());
            let (cancel, mut log) = (CancelToken::default(), Log::persisting());
            let http = run_against(respond, &cancel, &mut log, &mut run);
            let is_left = service.borrow().user.is_some();
            let named = cleanup(&run) != Cleanup::Nothing;
            assert!(!is_left || named, "{event:?} from {nth} on");
            let sent = http.sent.borrow();
            let creations = sent.iter().filter(|sent| sent.method == Method::Post);
            assert!(creations.count() <= 1, "{event:?} from {nth} on");
            left += usize::from(is_left);
        }
    }
    assert!(left > requests / 2, "{left} of {requests} times");
}

/// Whatever happens to whichever request, the user is removed or named, and no
/// second sees too many requests.
#[test]
fn one_event_at_any_request_is_cleaned_up() {
    let (http, ..) = life(None);
    let requests = http.sent.borrow().len();
    for nth in 0..requests {
        for event in EVENTS {
            let (http, run, service) = life(Some((nth, event)));
            let is_left = service.borrow().user.is_some();
            assert!(!is_left || cleanup(&run) != Cleanup::Nothing, "at {nth}");
            if matches!(event, Event::Lost | Event::Status(500)) {
                assert!(!is_left, "left after {event:?} at {nth}");
                assert_eq!(cleanup(&run), Cleanup::Nothing, "{event:?} at {nth}");
            }
            let sent = http.sent.borrow();
            let creations = sent.iter().filter(|sent| sent.method == Method::Post);
            assert!(creations.count() <= 1, "created twice at {nth}");
            if matches!(event, Event::Cancel) {
                assert!(!is_left, "left after it was cancelled at {nth}");
            }
        }
    }
}

/// The admin may cancel just when a response has arrived, or while the page
/// keeps or shows what is in it. The step then has its real result.
#[test]
fn cancelling_between_two_requests_is_cleaned_up() {
    let cancelled = |moment, nth| {
        let service = Scripted::default();
        run_with(RunPurpose::Life, service, Some((moment, nth)))
    };
    let (_, good, _) = life(None);
    let steps: Vec<StepId> = good.results().iter().map(|done| done.step).collect();
    for (before, step) in steps.iter().enumerate() {
        for moment in [Moment::Arrival, Moment::Persist, Moment::StepEnded] {
            let (http, run, service) = cancelled(moment, before + 1);
            let at = format!("{moment:?} of {step:?}");
            assert!(service.borrow().user.is_none(), "left, {at}");
            assert_eq!(cleanup(&run), Cleanup::Nothing, "{at}");
            let sent = http.sent.borrow();
            let creations = sent.iter().filter(|sent| sent.method == Method::Post);
            assert!(creations.count() <= 1, "created twice, {at}");
            let next = steps.get(before + 1);
            let expected = match moment {
                Moment::Arrival => !step.is_clean_up(),
                // Once it cleans up, nothing cancels it.
                Moment::StepEnded => next.is_some_and(|next| !next.is_clean_up()),
                // Before the creation, after it, and when the id was verified.
                Moment::Persist => {
                    matches!(step, StepId::ProbeDelete | StepId::Create | StepId::Read)
                }
            };
            assert_eq!(run.ended == Some(Ended::Cancelled), expected, "{at}");
            if *step == StepId::Create {
                let created = run.outcome(StepId::Create).and_then(status);
                assert_eq!(created, Some(201), "{at}");
                assert_eq!(ending(&run), Some(Ending::Cancelled), "{at}");
            }
        }
    }
}

#[test]
fn a_cancelled_test_that_created_nobody_ends_at_once() {
    let (http, run, _) = life(Some((0, Event::Cancel)));
    assert_eq!(run.ended, Some(Ended::Cancelled));
    assert_eq!(http.sent.borrow().len(), 1);
}

#[test]
fn an_orphaned_user_is_removed_with_and_without_its_id() {
    for (recorded, user, deletions) in [
        (Some("7"), Some(orphaned_user()), 1),
        (None, Some(orphaned_user()), 1),
        (Some("7"), None, 0),
        (None, None, 0),
    ] {
        let id = recorded.and_then(|id| UserId::parse(id).ok());
        let service = Scripted {
            user,
            ..Scripted::default()
        };
        let (http, run, service) = run_with(RunPurpose::Removal(id), service, None);
        assert!(service.borrow().user.is_none());
        assert_eq!(ending(&run), Some(Ending::Removed), "{recorded:?}");
        let sent = http.sent.borrow();
        let count = |method| sent.iter().filter(|sent| sent.method == method).count();
        assert_eq!(count(Method::Delete), deletions, "{recorded:?}");
        assert_eq!(count(Method::Post) + count(Method::Patch), 0);
    }
}

#[test]
fn a_removal_leaves_somebody_elses_user_alone() {
    let user = json!({"id": "7", "userName": "boss@contoso.com", "active": true});
    let service = Scripted {
        user: Some(user.clone()),
        ..Scripted::default()
    };
    let recorded = UserId::parse("7").ok();
    let (http, _, service) = run_with(RunPurpose::Removal(recorded), service, None);
    assert_eq!(service.borrow().user, Some(user));
    let sent = http.sent.borrow();
    assert!(sent.iter().all(|sent| sent.method == Method::Get));
}

/// Cancelling has no effect on a removal, and one failure is overcome or named.
#[test]
fn one_event_at_any_request_of_a_removal_forgets_nobody() {
    for recorded in [None, UserId::parse("7").ok()] {
        for nth in 0..6 {
            for event in EVENTS {
                let service = Scripted {
                    user: Some(orphaned_user()),
                    event: Some((nth, event)),
                    ..Scripted::default()
                };
                let purpose = RunPurpose::Removal(recorded.clone());
                let (_, run, service) = run_with(purpose, service, None);
                let is_left = service.borrow().user.is_some();
                assert!(!is_left || cleanup(&run) != Cleanup::Nothing, "at {nth}");
                if matches!(event, Event::Cancel) {
                    assert!(!is_left, "left after it was cancelled at {nth}");
                }
            }
        }
    }
}
