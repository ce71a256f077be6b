//! How long a whole connection test takes.

use super::*;
use crate::http::client::Http;
use crate::http::permit::PreviousHolder;

/// Entra's own request and the documents of the service.
fn five_checks() -> CheckInput {
    CheckInput {
        matching: Matching::by(&["userName"]),
        email: None,
        ..input()
    }
}

#[test]
fn the_checks_of_a_prompt_service_take_little_more_than_two_seconds() {
    let http = ScriptedHttp {
        travel_ms: 40.0,
        ..ScriptedHttp::new(good_service)
    };
    run_checks(&http, five_checks(), &CancelToken::default());
    assert_eq!(http.sent.borrow().len(), 5);
    let took = http.clock().now_ms();
    assert!(took <= 2_500.0, "{took} ms");
}

/// A tab that was closed just now may have sent what a full second belongs to.
#[test]
fn a_test_after_a_tab_that_was_closed_waits_a_second() {
    let http = ScriptedHttp {
        previous: PreviousHolder::Unknown,
        ..ScriptedHttp::new(good_service)
    };
    run_checks(&http, five_checks(), &CancelToken::default());
    assert_eq!(http.sent.borrow()[0].from_ms, 1_000.0);
}
