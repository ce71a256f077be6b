//! Sends requests to the service. The only module that sends any ([`send`]),
//! and the only one that reads the token.

mod confined_frame;
mod csp_watch;
mod probe;
pub mod relay_status;

use std::cell::Cell;
use std::future::poll_fn;
use std::pin::pin;
use std::rc::Rc;

use connection_test::http::cancel_token::CancelToken;
use connection_test::http::client::{Clock, FetchResult, Http, ProbeMode, ProbeResult};
use connection_test::http::outcome::{BODY_LIMIT, Body, End, HEADERS, RawResponse, TIME_LIMIT_MS};
use connection_test::http::permit::Permit;
use connection_test::http::request::{HttpRequest, Method, SCIM_MEDIA_TYPE};
use connection_test::http::request_route::RequestRoute;
use connection_test::relay::response::RELAY_HEADER;
use connection_test::relay::session::{Challenge, RESPONSE_HEADER};
use connection_test::token::SecretToken;
use gloo_net::http::{Headers, Request, RequestBuilder, Response};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, ReadableStreamDefaultReader, ReferrerPolicy, RequestCache, RequestCredentials,
    RequestInit, RequestRedirect, ResponseType, Window,
};

use crate::browser::clock::BrowserClock;
use crate::browser::csp_lock;
use crate::browser::microsoft::fill_random;
use crate::browser::tab_lock::{TabLock, TabLocks};
use csp_watch::{CspWatch, REPORT_MS};

/// The browser's fetch, under the lock of all tabs.
#[derive(Clone)]
pub struct BrowserHttp {
    pub locks: TabLocks,
}

impl Http for BrowserHttp {
    type Lock = TabLock;

    fn clock(&self) -> Rc<dyn Clock> {
        Rc::new(BrowserClock)
    }

    async fn lock(&self, cancel: &CancelToken, on_wait: &mut dyn FnMut()) -> Option<TabLock> {
        self.locks.acquire(cancel, on_wait).await
    }

    fn is_online(&self) -> bool {
        web_sys::window().is_none_or(|window| window.navigator().on_line())
    }

    fn is_locked(&self) -> bool {
        csp_lock::is_locked_now()
    }

    async fn fetch(
        &self,
        request: &HttpRequest<'_>,
        cancel: &CancelToken,
        permit: &Permit<'_>,
    ) -> FetchResult {
        let watch = CspWatch::new(request.url);
        let started = BrowserClock.now_ms();
        let result = fetch(request, cancel, permit).await;
        let ms = (BrowserClock.now_ms() - started) as u32;
        match result {
            Fetched::Response(raw) => FetchResult::Response(RawResponse { ms, ..raw }),
            Fetched::Redirect => FetchResult::Redirect { ms },
            Fetched::NoResponse(Some(Ended::Cancelled)) => FetchResult::Cancelled,
            Fetched::NoResponse(Some(Ended::TimedOut)) => FetchResult::TimedOut,
            Fetched::NoResponse(None) => {
                cancel
                    .run_until_cancelled(TimeoutFuture::new(REPORT_MS))
                    .await;
                FetchResult::NoResponse {
                    ms,
                    blocked_by_csp: watch.has_blocked(),
                }
            }
        }
    }

    fn fill_random(&self, bytes: &mut [u8]) -> bool {
        fill_random(bytes)
    }

    async fn relay_status(
        &self,
        challenge: &Challenge,
        cancel: &CancelToken,
    ) -> Option<(u16, String)> {
        relay_status::relay_status(challenge, cancel).await
    }

    async fn probe(
        &self,
        url: &str,
        mode: ProbeMode,
        cancel: &CancelToken,
        permit: &Permit<'_>,
    ) -> ProbeResult {
        probe::probe(url, mode, cancel, permit).await
    }
}

enum Fetched {
    Response(RawResponse),
    Redirect,
    NoResponse(Option<Ended>),
}

/// What aborted a request.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ended {
    TimedOut,
    Cancelled,
}

async fn fetch(request: &HttpRequest<'_>, cancel: &CancelToken, permit: &Permit<'_>) -> Fetched {
    let (Ok(controller), Some(window)) = (AbortController::new(), web_sys::window()) else {
        return Fetched::NoResponse(None);
    };
    let Ok(built) = with_token(request, &controller) else {
        return Fetched::NoResponse(None);
    };
    let work = async {
        let response = response(&window, built, permit).await.ok()?;
        if response.type_() == ResponseType::Opaqueredirect {
            return Some(Fetched::Redirect);
        }
        Some(Fetched::Response(RawResponse {
            status: response.status(),
            headers: headers(&response),
            relay: response.headers().get(RELAY_HEADER),
            relay_proof: response.headers().get(RESPONSE_HEADER),
            body: read(&response).await,
            ms: 0,
        }))
    };
    match abortable(work, &controller, cancel).await {
        (Some(Fetched::Response(raw)), ended) if raw.body.end == End::BrokeOff => match ended {
            Some(Ended::Cancelled) => Fetched::NoResponse(ended),
            // A body that does not end is evaluated as far as it came.
            Some(Ended::TimedOut) => Fetched::Response(RawResponse {
                body: Body {
                    end: End::Stalled,
                    ..raw.body
                },
                ..raw
            }),
            None => Fetched::Response(raw),
        },
        (Some(fetched), _) => fetched,
        (None, ended) => Fetched::NoResponse(ended),
    }
}

/// Aborts a request when it takes too long or the test is cancelled, and gives
/// the output of what waits for it, with what aborted it.
async fn abortable<T>(
    work: impl Future<Output = T>,
    controller: &AbortController,
    cancel: &CancelToken,
) -> (T, Option<Ended>) {
    let mut work = pin!(work);
    let mut cancelled = pin!(cancel.cancelled());
    let mut timeout = pin!(TimeoutFuture::new(TIME_LIMIT_MS));
    let ended = Cell::new(None);
    let output = poll_fn(|context| {
        if ended.get().is_none() {
            ended.set(if cancelled.as_mut().poll(context).is_ready() {
                Some(Ended::Cancelled)
            } else if timeout.as_mut().poll(context).is_ready() {
                Some(Ended::TimedOut)
            } else {
                None
            });
            if ended.get().is_some() {
                controller.abort();
            }
        }
        work.as_mut().poll(context)
    })
    .await;
    (output, ended.get())
}

impl BrowserHttp {
    /// The one of this tab, which clones share. A second one would have a second
    /// rate limiter, so Clippy denies every other call (`clippy.toml`).
    pub fn of_this_tab() -> Self {
        Self {
            locks: TabLocks::of_this_tab(),
        }
    }

    /// Deletes what is at a URL when the page is unloaded. The browser may send
    /// the request after the page is gone (`keepalive`); nobody learns whether it
    /// did.
    pub fn delete_on_unload(&self, route: &RequestRoute, url: &str, token: &SecretToken) {
        let (Some(target), pass) = (route.url_of(url), route.pass()) else {
            return;
        };
        if pass.is_none() && *route != RequestRoute::Direct {
            return;
        }
        // Without the lock this page has created nothing that could be deleted.
        self.locks.with_unload_permit(|permit| {
            let request = HttpRequest {
                method: Method::Delete,
                url: &target,
                token,
                body: None,
                relay_pass: pass.as_ref(),
            };
            let (Ok(controller), Some(window)) = (AbortController::new(), web_sys::window()) else {
                return;
            };
            let Ok(built) = with_token(&request, &controller) else {
                return;
            };
            // Neither gloo-net nor web-sys has a setter for it.
            let init = RequestInit::new();
            // Any other member resets this one (Fetch standard, “new Request”).
            init.set_referrer_policy(ReferrerPolicy::NoReferrer);
            let _ = Reflect::set(&init, &"keepalive".into(), &true.into());
            let built = web_sys::Request::from(built);
            if let Ok(built) = web_sys::Request::new_with_request_and_init(&built, &init) {
                let _ = send(&window, Request::from(built), permit);
            }
        });
    }
}

fn with_token(
    request: &HttpRequest<'_>,
    controller: &AbortController,
) -> Result<Request, gloo_net::Error> {
    let authorization = request.token.authorization();
    let mut headers = vec![("Accept", SCIM_MEDIA_TYPE.to_owned())];
    match request.relay_pass {
        Some(pass) => {
            let target = target(request.url)?;
            headers.extend(pass.headers(request.method.name(), &target, &authorization));
        }
        None => headers.push(("Authorization", authorization)),
    }
    headers.extend(
        request
            .body
            .map(|_| ("Content-Type", SCIM_MEDIA_TYPE.to_owned())),
    );
    let builder = builder(request.method, request.url, controller)
        .headers(checked_headers(&headers)?)
        // A token must not follow a redirect.
        .redirect(RequestRedirect::Manual);
    match request.body {
        Some(body) => builder.body(body),
        None => builder.build(),
    }
}

/// Path and query of an address, as the browser sends them: it encodes some
/// characters.
fn target(url: &str) -> Result<String, gloo_net::Error> {
    let error = |_| gloo_net::Error::GlooError("an address is not valid".to_owned());
    let url = web_sys::Url::new(url).map_err(error)?;
    Ok(url.pathname() + &url.search())
}

fn builder(method: Method, url: &str, controller: &AbortController) -> RequestBuilder {
    let builder = match method {
        Method::Get => Request::get(url),
        Method::Post => Request::post(url),
        Method::Patch => Request::patch(url),
        Method::Delete => Request::delete(url),
    };
    builder
        .credentials(RequestCredentials::Omit)
        .cache(RequestCache::NoStore)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .abort_signal(Some(&controller.signal()))
}

/// gloo-net throws on a value that no header may have, such as a token with a
/// line break in it.
fn checked_headers(values: &[(&str, String)]) -> Result<Headers, gloo_net::Error> {
    let error = |_| gloo_net::Error::GlooError("a header has no valid value".to_owned());
    let headers = web_sys::Headers::new().map_err(error)?;
    for (name, value) in values {
        headers.set(name, value).map_err(error)?;
    }
    Ok(Headers::from_raw(headers))
}

fn headers(response: &Response) -> Vec<(&'static str, String)> {
    let headers = response.headers();
    HEADERS
        .into_iter()
        .filter_map(|name| Some((name, headers.get(name)?)))
        .collect()
}

/// Sends a request from a window and waits for the head of its response.
async fn response(
    window: &Window,
    request: Request,
    permit: &Permit<'_>,
) -> Result<Response, JsValue> {
    let response = JsFuture::from(send(window, request, permit)).await?;
    permit.responded();
    Ok(response.unchecked_into::<web_sys::Response>().into())
}

/// Sends a request to a service. Every request passes here: Clippy denies each
/// other way of sending (`clippy.toml`), and only the lock of all tabs gives
/// permits.
#[allow(clippy::disallowed_methods)]
fn send(window: &Window, request: Request, _permit: &Permit<'_>) -> Promise {
    window.fetch_with_request(&request.into())
}

/// Reads a body up to [`BODY_LIMIT`].
async fn read(response: &Response) -> Body {
    let reader = response
        .body()
        .map(|stream| ReadableStreamDefaultReader::new(&stream));
    let Some(Ok(reader)) = reader else {
        return Body::default();
    };
    let mut bytes: Vec<u8> = Vec::new();
    let mut end = loop {
        let Ok(chunk) = JsFuture::from(reader.read()).await else {
            break End::BrokeOff;
        };
        let done = Reflect::get(&chunk, &"done".into()).is_ok_and(|done| done.is_truthy());
        if done || bytes.len() > BODY_LIMIT {
            break End::Whole;
        }
        if let Ok(value) = Reflect::get(&chunk, &"value".into()) {
            bytes.extend(Uint8Array::new(&value).to_vec());
        }
    };
    if bytes.len() > BODY_LIMIT {
        end = End::TooLong;
        bytes.truncate(BODY_LIMIT);
        let _ = reader.cancel();
    }
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Body { text, end }
}

/// A random GUID (RFC 9562, version 4). It has to be unlikely, not secret.
pub fn random_guid() -> String {
    let word = || (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
    let (a, b, c, d) = (word(), word(), word(), word());
    format!(
        "{a:08x}-{:04x}-4{:03x}-{:04x}-{:04x}{d:08x}",
        b >> 16,
        b & 0xfff,
        (c >> 16) & 0x3fff | 0x8000,
        c & 0xffff
    )
}
