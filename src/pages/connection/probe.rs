//! Requests without the token, which tell why nothing could be read with it.

use wasm_bindgen::JsValue;
use web_sys::{Headers, Request, RequestMode, RequestRedirect, Response, ResponseType};

use super::client::{Got, Limited, Stop, fetch_from, init};
use super::confined::Confined;
use super::turn::Permit;
use connection_test::checks::check::{Method, SCIM_MEDIA_TYPE};
use connection_test::tenant_url::{TenantUrl, parse};

/// What came of a request without the token, whose content is of no use.
#[derive(Debug)]
pub enum Heard {
    /// An answer with this status; 0 when it may not be read.
    Answer(u16),
    /// A redirect, hidden by the browser.
    Redirect,
    /// A redirect to another origin, which was not followed.
    Elsewhere,
    /// The browser gave no answer and no reason.
    Nothing,
    /// The time limit ended it.
    TimedOut,
    /// The admin ended it.
    Cancelled,
    /// It was not sent.
    Unsent,
}

/// How a request asks to read its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// In such a way that the browser needs no preflight.
    Plain,
    /// With a header for which the browser makes a preflight.
    Preflighted,
}

/// Asks without the token.
pub async fn ask_without_token(url: &str, way: Way, stop: &Stop, permit: Permit<'_>) -> Heard {
    let (Ok(limited), Some(window)) = (Limited::new(stop), web_sys::window()) else {
        return Heard::Nothing;
    };
    let response = match asking(url, way, &limited) {
        Ok(request) => fetch_from(&window, &request, &permit).await,
        Err(_) => return Heard::Nothing,
    };
    heard(response, &limited, stop)
}

fn heard(response: Result<Response, JsValue>, limited: &Limited, stop: &Stop) -> Heard {
    match (response, limited.why(stop)) {
        (Ok(response), _) if response.type_() == ResponseType::Opaqueredirect => Heard::Redirect,
        (Ok(response), _) => Heard::Answer(response.status()),
        (_, Got::Cancelled) => Heard::Cancelled,
        (_, Got::TimedOut) => Heard::TimedOut,
        _ => Heard::Nothing,
    }
}

fn asking(url: &str, way: Way, limited: &Limited) -> Result<Request, JsValue> {
    let init = init(Method::Get.word(), limited);
    let headers = Headers::new()?;
    headers.set("Accept", SCIM_MEDIA_TYPE)?;
    if way == Way::Preflighted {
        headers.set("Content-Type", SCIM_MEDIA_TYPE)?;
    }
    init.set_headers(&headers);
    init.set_redirect(RequestRedirect::Manual);
    Request::new_with_str_and_init(url, &init)
}

/// Asks without the token and without a wish to read the answer, which browsers
/// allow everywhere. In this mode they follow every redirect or send nothing
/// (Fetch standard, “main fetch”), so the request is made where a policy allows
/// no other origin, and goes without the query: whatever answers, nothing that
/// somebody typed leaves for another host.
pub async fn ask_blindly(url: &str, stop: &Stop, permit: Permit<'_>) -> Heard {
    let Some(target) = blind_target(url) else {
        permit.unused();
        return Heard::Unsent;
    };
    let Ok(frame) = Confined::new(&target.origin()).await else {
        permit.unused();
        return Heard::Unsent;
    };
    let Ok(limited) = Limited::new(stop) else {
        return Heard::Nothing;
    };
    let init = init(Method::Get.word(), &limited);
    init.set_mode(RequestMode::NoCors);
    let response = match Request::new_with_str_and_init(&target.text(), &init) {
        Ok(request) => fetch_from(frame.window(), &request, &permit).await,
        Err(_) => return Heard::Nothing,
    };
    match heard(response, &limited, stop) {
        Heard::Nothing if frame.has_stopped_it().await => {
            // A redirect is a response.
            permit.answered();
            Heard::Elsewhere
        }
        heard => heard,
    }
}

/// The address without query, if a policy can name its origin: it has no form
/// for an IP version 6 address or an underscore (CSP level 3, section 2.3.1).
fn blind_target(url: &str) -> Option<TenantUrl> {
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let target = parse(&url[..end]).ok()?;
    let has_form = |c: char| c.is_ascii_alphanumeric() || "-.".contains(c);
    target.host.chars().all(has_form).then_some(target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_blind_request_holds_nothing_that_was_typed() {
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
            let target = blind_target(url).map(|target| target.text());
            assert_eq!(target.as_deref(), due, "{url}");
        }
    }
}
