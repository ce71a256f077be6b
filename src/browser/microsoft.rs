//! Requests to Microsoft's sign-in and to Microsoft Graph, and what a sign-in
//! needs of the browser. The service's limit of requests does not concern them.

use gloo_net::http::{Request, RequestBuilder};
use js_sys::{Array, JSON, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect, window,
};

/// The longest a request may take, in milliseconds.
const TIME_LIMIT_MS: u32 = 30_000;

/// The most pages of a list that are read.
const MAX_PAGES: usize = 20;

/// The member of a page with the address of the next one.
const NEXT_PAGE: &str = "@odata.nextLink";

/// A response that the page may read.
#[derive(Debug, Clone)]
pub struct MicrosoftResponse {
    pub status: u16,
    /// Seconds, where the response says how many.
    pub retry_after: Option<u32>,
    pub body: String,
}

/// Fills a slice with random bytes that nobody can guess.
pub fn fill_random(bytes: &mut [u8]) -> bool {
    let crypto = window().and_then(|window| window.crypto().ok());
    crypto.is_some_and(|crypto| crypto.get_random_values_with_u8_array(bytes).is_ok())
}

/// Nothing where the browser has no hash, such as on a page that came over plain
/// http.
pub async fn sha256(bytes: &[u8]) -> Option<[u8; 32]> {
    let crypto = window()?.crypto().ok()?;
    let data = Uint8Array::from(bytes);
    let hash = crypto
        .subtle()
        .digest_with_str_and_buffer_source("SHA-256", &data)
        .ok()?;
    let hash = JsFuture::from(hash).await.ok()?;
    Uint8Array::new(&hash).to_vec().try_into().ok()
}

/// What `boot.js` took out of the address because it is the return from a
/// sign-in: the query and the fragment. It can be taken once.
pub fn take_return() -> Option<(String, String)> {
    let boot = Reflect::get(&js_sys::global(), &"scimdesk".into()).ok()?;
    let name = "returned".into();
    let returned = Reflect::get(&boot, &name).ok()?;
    let _ = Reflect::delete_property(boot.unchecked_ref::<js_sys::Object>(), &name);
    let returned: Array = returned.dyn_into().ok()?;
    Some((returned.get(0).as_string()?, returned.get(1).as_string()?))
}

/// Whether the page was opened by the return from a sign-in that nobody took yet.
pub fn has_returned() -> bool {
    let boot = Reflect::get(&js_sys::global(), &"scimdesk".into());
    let returned = boot.and_then(|boot| Reflect::get(&boot, &"returned".into()));
    returned.is_ok_and(|returned| Array::is_array(&returned))
}

/// Goes to another site.
pub fn leave_to(address: &str) {
    if let Some(window) = window() {
        let _ = window.location().assign(address);
    }
}

fn guarded(request: RequestBuilder) -> RequestBuilder {
    let signal = AbortSignal::timeout_with_u32(TIME_LIMIT_MS);
    request
        .abort_signal(Some(&signal))
        .cache(RequestCache::NoStore)
        .credentials(RequestCredentials::Omit)
        .redirect(RequestRedirect::Error)
        .referrer_policy(ReferrerPolicy::NoReferrer)
}

/// Nothing if there was no response that the page may read.
#[expect(
    clippy::disallowed_methods,
    reason = "the limit is one of the SCIM service, and these requests go to Microsoft"
)]
async fn send(request: Result<Request, gloo_net::Error>) -> Option<MicrosoftResponse> {
    let response = request.ok()?.send().await.ok()?;
    let retry_after = response.headers().get("Retry-After");
    Some(MicrosoftResponse {
        status: response.status(),
        retry_after: retry_after.and_then(|seconds| seconds.trim().parse().ok()),
        body: response.text().await.ok()?,
    })
}

/// Posts a form.
pub async fn post_form(url: &str, form: String) -> Option<MicrosoftResponse> {
    let request = guarded(Request::post(url))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body(form);
    send(request).await
}

/// Posts JSON to Microsoft Graph.
pub async fn post_json(url: &str, authorization: &str, body: String) -> Option<MicrosoftResponse> {
    let request = guarded(Request::post(url))
        .header("Authorization", authorization)
        .header("Content-Type", "application/json")
        .body(body);
    send(request).await
}

/// Reads from Microsoft Graph. The pages of a list become one, up to a limit:
/// a list that is longer still has its link to the next page. `prefix` is what
/// the address of a page must begin with.
pub async fn get_all(url: &str, authorization: &str, prefix: &str) -> Option<MicrosoftResponse> {
    let mut response = get(url, authorization).await?;
    let mut next = next_page(&response, prefix);
    for _ in 1..MAX_PAGES {
        let Some(url) = next else {
            break;
        };
        let page = get(&url, authorization).await?;
        if page.status != 200 {
            return Some(page);
        }
        next = next_page(&page, prefix);
        response.body = joined(&response.body, &page.body)?;
    }
    Some(response)
}

async fn get(url: &str, authorization: &str) -> Option<MicrosoftResponse> {
    let request = guarded(Request::get(url)).header("Authorization", authorization);
    send(request.build()).await
}

fn next_page(response: &MicrosoftResponse, prefix: &str) -> Option<String> {
    if response.status != 200 {
        return None;
    }
    let page = JSON::parse(&response.body).ok()?;
    let next = Reflect::get(&page, &NEXT_PAGE.into()).ok()?.as_string()?;
    next.starts_with(prefix).then_some(next)
}

/// The second page with the entries of the first before its own.
fn joined(first: &str, second: &str) -> Option<String> {
    let [first, second] = [JSON::parse(first).ok()?, JSON::parse(second).ok()?];
    let name = JsValue::from("value");
    let entries =
        |page: &JsValue| -> Option<Array> { Reflect::get(page, &name).ok()?.dyn_into().ok() };
    let all = entries(&first)?.concat(&entries(&second)?);
    Reflect::set(&second, &name, &all).ok()?;
    JSON::stringify(&second).ok()?.as_string()
}
