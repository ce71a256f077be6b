//! Requests without the token, which tell why nothing could be read with it.

use connection_test::http::cancel_token::CancelToken;
use connection_test::http::client::{ProbeMode, ProbeResult};
use connection_test::http::permit::Permit;
use connection_test::http::request::{Method, SCIM_MEDIA_TYPE};
use connection_test::tenant_url::{TenantUrl, parse};
use gloo_net::http::Request;
use web_sys::{AbortController, RequestMode, RequestRedirect, ResponseType, Window};

use super::confined_frame::ConfinedFrame;
use super::{Ended, abortable, builder, checked_headers, response};

pub(super) async fn probe(
    url: &str,
    mode: ProbeMode,
    cancel: &CancelToken,
    permit: &Permit<'_>,
) -> ProbeResult {
    match mode {
        ProbeMode::NoCors => probe_no_cors(url, cancel, permit).await,
        _ => {
            let (Ok(controller), Some(window)) = (AbortController::new(), web_sys::window()) else {
                return ProbeResult::NoResponse;
            };
            let request = readable(url, mode, &controller);
            probe_from(&window, request, &controller, cancel, permit).await
        }
    }
}

async fn probe_from(
    window: &Window,
    request: Result<Request, gloo_net::Error>,
    controller: &AbortController,
    cancel: &CancelToken,
    permit: &Permit<'_>,
) -> ProbeResult {
    let Ok(request) = request else {
        return ProbeResult::NoResponse;
    };
    match abortable(response(window, request, permit), controller, cancel).await {
        (Ok(response), _) if response.type_() == ResponseType::Opaqueredirect => {
            ProbeResult::Redirect
        }
        (Ok(response), _) => ProbeResult::Response(response.status()),
        (Err(_), Some(Ended::Cancelled)) => ProbeResult::Cancelled,
        (Err(_), Some(Ended::TimedOut)) => ProbeResult::TimedOut,
        (Err(_), None) => ProbeResult::NoResponse,
    }
}

fn readable(
    url: &str,
    mode: ProbeMode,
    controller: &AbortController,
) -> Result<Request, gloo_net::Error> {
    let mut headers = vec![("Accept", SCIM_MEDIA_TYPE.to_owned())];
    if mode == ProbeMode::Preflighted {
        headers.push(("Content-Type", SCIM_MEDIA_TYPE.to_owned()));
    }
    builder(Method::Get, url, controller)
        .headers(checked_headers(&headers)?)
        .redirect(RequestRedirect::Manual)
        .build()
}

/// Does not ask to read the response, which browsers allow everywhere. In this
/// mode they follow every redirect or send nothing (Fetch standard, “main
/// fetch”), so the request is sent where a policy allows no other origin, and
/// without the query: whatever answers, nothing that somebody typed leaves for
/// another host.
async fn probe_no_cors(url: &str, cancel: &CancelToken, permit: &Permit<'_>) -> ProbeResult {
    let Some(target) = target_without_query(url) else {
        return ProbeResult::Unsent;
    };
    let Ok(frame) = ConfinedFrame::new(&target.origin()).await else {
        return ProbeResult::Unsent;
    };
    let Ok(controller) = AbortController::new() else {
        return ProbeResult::NoResponse;
    };
    let request = builder(Method::Get, &target.text(), &controller)
        .mode(RequestMode::NoCors)
        .build();
    match probe_from(frame.window(), request, &controller, cancel, permit).await {
        ProbeResult::NoResponse if frame.has_blocked().await => {
            // A redirect is a response.
            permit.responded();
            ProbeResult::RedirectToOtherOrigin
        }
        result => result,
    }
}

/// The URL without its query, if a policy can name its origin: it has no form
/// for an IP version 6 address or an underscore (CSP level 3, section 2.3.1).
fn target_without_query(url: &str) -> Option<TenantUrl> {
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let target = parse(&url[..end]).ok()?;
    let has_form = |c: char| c.is_ascii_alphanumeric() || "-.".contains(c);
    target.host.chars().all(has_form).then_some(target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_no_cors_request_holds_nothing_that_was_typed() {
        let cases = [
            (
                "https://a.example/scim/v2/Users?filter=userName+eq+%22ada%40contoso.com%22&k=v",
                Some("https://a.example/scim/v2/Users"),
            ),
            (
                "http://127.0.0.1:8081/scim/v2/Schemas",
                Some("http://127.0.0.1:8081/scim/v2/Schemas"),
            ),
            ("https://me:pw@a.example/x", Some("https://a.example/x")),
            ("https://[2001:db8::1]/scim/v2", None),
            ("https://a_b.example/scim/v2", None),
            ("no address", None),
        ];
        for (url, due) in cases {
            let target = target_without_query(url).map(|target| target.text());
            assert_eq!(target.as_deref(), due, "{url}");
        }
    }
}
