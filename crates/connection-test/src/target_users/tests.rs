use super::*;
use crate::http::cancel_token::CancelToken;
use crate::http::outcome::{Body, RawResponse};
use crate::http::request_route::RequestRoute;
use crate::http::scripted::{Reply, ScriptedHttp, Sent};
use crate::scim::content::LIST_RESPONSE;
use crate::tenant_url::parse;
use serde_json::json;

fn list_of(users: usize, total: u64) -> String {
    let users: Vec<_> = (0..users).map(|_| json!({"userName": "a"})).collect();
    json!({"schemas": [LIST_RESPONSE], "totalResults": total, "Resources": users}).to_string()
}

fn page(users: usize, total: u64) -> HttpResponse {
    let body = Body {
        text: list_of(users, total),
        end: End::Whole,
    };
    let token = SecretToken::typed(String::new());
    RawResponse {
        status: 200,
        headers: Vec::new(),
        relay: None,
        relay_proof: None,
        body,
        ms: 0,
    }
    .redacted_by(&token.redactor())
}

#[test]
fn pages_follow_each_other_until_all_are_here() {
    let mut paging = ListProgress::default();
    assert_eq!(paging.target(), "/Users?startIndex=1&count=100");
    assert_eq!(paging.take(&page(20, 45)), Ok(Step::Keep(true)));
    assert_eq!(paging.target(), "/Users?startIndex=21&count=100");
    assert_eq!(paging.message(), "20 of 45 users, about 1 second left");
    assert_eq!(paging.take(&page(25, 45)), Ok(Step::Keep(false)));
    assert_eq!((paging.users, paging.total), (45, Some(45)));
}

#[test]
fn an_empty_page_is_the_last_whatever_the_total() {
    for total in [0, 7] {
        let mut paging = ListProgress::default();
        assert_eq!(paging.take(&page(0, total)), Ok(Step::Keep(false)));
    }
}

#[test]
fn pages_that_are_too_long_are_requested_with_fewer_users() {
    let mut paging = ListProgress::default();
    let long = HttpResponse {
        body: Body {
            text: "{".to_owned(),
            end: End::TooLong,
        },
        ..page(0, 0)
    };
    for count in [50, 25, 12, 10] {
        assert_eq!(paging.take(&long), Ok(Step::Again));
        assert_eq!(
            paging.target(),
            format!("/Users?startIndex=1&count={count}")
        );
    }
    assert_eq!(paging.take(&long), Err(ListError::TooLong));
}

#[test]
fn what_is_no_list_is_no_list() {
    let mut paging = ListProgress::default();
    let refused = HttpResponse {
        status: 401,
        ..page(1, 1)
    };
    assert_eq!(
        paging.take(&refused),
        Err(ListError::NoResponse("401 Unauthorized".to_owned()))
    );
    let text = HttpResponse {
        body: Body {
            text: "hello".to_owned(),
            end: End::Whole,
        },
        ..page(1, 1)
    };
    assert_eq!(paging.take(&text), Err(ListError::NoList));
}

#[test]
fn there_is_an_end_to_pages() {
    let mut paging = ListProgress {
        pages: MAX_PAGES - 1,
        ..ListProgress::default()
    };
    assert_eq!(paging.take(&page(1, 9)), Err(ListError::TooMany));
}

/// How long the list of a service took that has so many users and gives so many
/// in a page, and after each page but the last, when it was and how long the
/// rest was estimated to take.
fn timed(users: u64, per_page: u64, travel_ms: f64) -> (f64, Vec<(f64, f64)>) {
    let script = move |sent: &Sent| {
        let start = sent.url.split("startIndex=").nth(1);
        let start = start.and_then(|rest| rest.split('&').next()?.parse::<u64>().ok());
        let left = (users + 1).saturating_sub(start.expect("a start"));
        Reply::Response(200, Vec::new(), list_of(left.min(per_page) as usize, users))
    };
    let http = ScriptedHttp {
        travel_ms,
        ..ScriptedHttp::new(script)
    };
    let tenant = parse("https://scim.example/scim/v2").expect("a URL");
    let token = SecretToken::typed("a-token-of-the-scripted-service".to_owned());
    let (clock, mut estimates) = (http.clock(), Vec::new());
    let list = http.run(async {
        let cancel = CancelToken::default();
        let mut client =
            PacedClient::start(http.clone(), RequestRoute::Direct, cancel, &mut || {}).await;
        let mut on_progress = |progress: &ListProgress| {
            estimates.push((clock.now_ms(), progress.remaining_ms().expect("a page")));
        };
        fetch(&tenant, &token, &mut client, &mut on_progress).await
    });
    assert_eq!(list.expect("a list").0.users, users);
    http.assert_limit();
    (clock.now_ms(), estimates)
}

#[test]
fn a_list_of_2000_users_takes_as_long_as_estimated() {
    for (per_page, travel_ms) in [
        (100, 5.0),
        (100, 40.0),
        (100, 120.0),
        (100, 450.0),
        (100, 1_400.0),
        (20, 80.0),
    ] {
        let (took, estimates) = timed(2_000, per_page, travel_ms);
        assert_eq!(estimates.len() as u64, 2_000 / per_page - 1);
        for (at, remaining) in estimates {
            let off = (at + remaining - took).abs();
            assert!(
                off <= took / 10.0,
                "{off} of {took} ms at {at}, {travel_ms} ms a page"
            );
        }
    }
    for travel_ms in [40.0, 100.0, 150.0] {
        let (took, _) = timed(2_000, 100, travel_ms);
        let off = (prompt_seconds(2_000, Weight::Preflighted) as f64 * 1_000.0 - took).abs();
        assert!(off <= took / 10.0, "{off} of {took} ms");
    }
}

/// The relay sends no preflights, so twice as many requests fit into a second.
#[test]
fn a_list_through_the_relay_takes_half_of_the_time() {
    assert_eq!(prompt_seconds(2_000, Weight::Preflighted), 10);
    assert_eq!(prompt_seconds(2_000, Weight::Simple), 5);
    let remaining = |weight| {
        let mut paging = ListProgress {
            weight,
            ..ListProgress::default()
        };
        assert_eq!(paging.take(&page(100, 2_000)), Ok(Step::Keep(true)));
        paging.remaining_ms().expect("a page")
    };
    let ratio = remaining(Weight::Preflighted) / remaining(Weight::Simple);
    assert!((1.8..=2.5).contains(&ratio), "{ratio}");
}
