//! Makes one request at a time with the browser. The only part that sends
//! anything to a service ([`send`]), and the only one that is lent the token.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, Headers, ReadableStreamDefaultReader, ReferrerPolicy, Request, RequestCache,
    RequestCredentials, RequestInit, RequestRedirect, Response, ResponseType, Window,
};

use super::turn::Permit;
use connection_test::checks::check::{Method, SCIM_MEDIA_TYPE};
use connection_test::http::outcome::{Answer, BODY_LIMIT, Body, End, HEADERS, TIME_LIMIT_MS};
use connection_test::redact::RawResponse;
use connection_test::token::SecretToken;

/// How often a pause looks whether it was ended, in milliseconds.
const SLICE_MS: f64 = 50.0;

/// Ends a running test. Copies of it end the same test.
#[derive(Debug, Clone, Default)]
pub struct Stop(Rc<StopState>);

#[derive(Debug, Default)]
struct StopState {
    asked: Cell<bool>,
    current: RefCell<Option<AbortController>>,
}

impl Stop {
    /// Ends the test, and the request that is under way.
    pub fn now(&self) {
        self.0.asked.set(true);
        if let Some(controller) = self.0.current.borrow().as_ref() {
            controller.abort();
        }
    }

    /// Whether the test was ended.
    pub fn is_asked(&self) -> bool {
        self.0.asked.get()
    }

    /// A controller for the next request, which ends with the test.
    fn controller(&self) -> Result<AbortController, JsValue> {
        let controller = AbortController::new()?;
        if self.is_asked() {
            controller.abort();
        }
        *self.0.current.borrow_mut() = Some(controller.clone());
        Ok(controller)
    }
}

/// What came of a request, before it is known why nothing came.
#[derive(Debug)]
pub enum Got {
    /// An answer, without the token in it.
    Answer(Answer),
    /// A redirect, hidden by the browser.
    Redirect,
    /// The browser gave no answer and no reason.
    Nothing,
    /// The time limit ended it.
    TimedOut,
    /// The admin ended it.
    Cancelled,
}

/// One request with a token.
#[derive(Debug, Clone, Copy)]
pub struct Call<'a> {
    /// What is to be done.
    pub method: Method,
    /// The whole address.
    pub url: &'a str,
    /// The token to send.
    pub token: &'a SecretToken,
    /// What is sent, as JSON text.
    pub body: Option<&'a str>,
}

/// Asks with the token, as Entra does.
pub async fn ask(call: &Call<'_>, stop: &Stop, permit: Permit<'_>) -> Got {
    let started = now_ms();
    let Ok(limited) = Limited::new(stop) else {
        return Got::Nothing;
    };
    let response = match asking(call, &limited) {
        Ok(request) => fetch(&request, &permit).await,
        Err(_) => return Got::Nothing,
    };
    let Ok(response) = response else {
        return limited.why(stop);
    };
    if response.type_() == ResponseType::Opaqueredirect {
        return Got::Redirect;
    }
    let body = read(&response).await;
    // A body that does not end is judged as far as it came.
    match (body.end, limited.why(stop)) {
        (End::BrokeOff, Got::Cancelled) => Got::Cancelled,
        (end, why) => {
            let body = match (end, why) {
                (End::BrokeOff, Got::TimedOut) => Body {
                    end: End::Stalled,
                    ..body
                },
                _ => body,
            };
            let headers = response.headers();
            let answer = RawResponse {
                status: response.status(),
                headers: HEADERS
                    .into_iter()
                    .filter_map(|name| Some((name, headers.get(name).ok()??)))
                    .collect(),
                body,
                ms: (now_ms() - started) as u32,
            };
            Got::Answer(call.token.redactor().response(answer))
        }
    }
}

/// Whether the browser says that it has a network.
pub fn is_online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// Deletes what is at an address when the page is about to go. The browser
/// may carry the request out after the page is gone (`keepalive`); whether it
/// did, nobody is left to see.
pub fn farewell(url: &str, token: &SecretToken) {
    // Without the lock no request of this page made what is to be deleted.
    let Some(permit) = Permit::leaving() else {
        return;
    };
    let Ok(limited) = Limited::new(&Stop::default()) else {
        return;
    };
    let call = Call {
        method: Method::Delete,
        url,
        token,
        body: None,
    };
    let Ok(init) = asking_init(&call, &limited) else {
        return;
    };
    // web-sys has no setter for it.
    let _ = Reflect::set(&init, &"keepalive".into(), &true.into());
    if let (Ok(request), Some(window)) = (
        Request::new_with_str_and_init(url, &init),
        web_sys::window(),
    ) {
        let _ = send(&window, &request, &permit);
    }
}

fn asking(call: &Call<'_>, limited: &Limited) -> Result<Request, JsValue> {
    Request::new_with_str_and_init(call.url, &asking_init(call, limited)?)
}

fn asking_init(call: &Call<'_>, limited: &Limited) -> Result<RequestInit, JsValue> {
    let init = init(call.method.word(), limited);
    let headers = Headers::new()?;
    headers.set("Accept", SCIM_MEDIA_TYPE)?;
    headers.set("Authorization", &call.token.authorization())?;
    if let Some(body) = call.body {
        headers.set("Content-Type", SCIM_MEDIA_TYPE)?;
        init.set_body(&body.into());
    }
    init.set_headers(&headers);
    // A token must not follow a redirect.
    init.set_redirect(RequestRedirect::Manual);
    Ok(init)
}

pub(super) fn init(method: &str, limited: &Limited) -> RequestInit {
    let init = RequestInit::new();
    init.set_method(method);
    init.set_credentials(RequestCredentials::Omit);
    init.set_cache(RequestCache::NoStore);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    init.set_signal(Some(&limited.controller.signal()));
    init
}

async fn fetch(request: &Request, permit: &Permit<'_>) -> Result<Response, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    fetch_from(&window, request, permit).await
}

/// Sends a request and waits for its response.
pub(super) async fn fetch_from(
    window: &Window,
    request: &Request,
    permit: &Permit<'_>,
) -> Result<Response, JsValue> {
    let response = JsFuture::from(send(window, request, permit)).await?;
    permit.answered();
    Ok(response.unchecked_into())
}

/// Sends a request to a service. Every one passes here: Clippy refuses each
/// other way of sending (`clippy.toml`), and the permit comes from the lock of
/// all tabs only.
#[allow(clippy::disallowed_methods)]
fn send(window: &Window, request: &Request, _permit: &Permit<'_>) -> Promise {
    window.fetch_with_request(request)
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

/// A request's controller, which its time limit aborts too.
pub(super) struct Limited {
    controller: AbortController,
    late: Rc<Cell<bool>>,
    timer: Option<i32>,
    // Kept for as long as the timer may call it.
    _on_time: Closure<dyn FnMut()>,
}

impl Limited {
    pub(super) fn new(stop: &Stop) -> Result<Limited, JsValue> {
        let controller = stop.controller()?;
        let late = Rc::new(Cell::new(false));
        let on_time = {
            let (controller, late) = (controller.clone(), late.clone());
            Closure::<dyn FnMut()>::new(move || {
                late.set(true);
                controller.abort();
            })
        };
        let timer = set_timeout(on_time.as_ref().unchecked_ref(), TIME_LIMIT_MS as i32);
        Ok(Limited {
            controller,
            late,
            timer,
            _on_time: on_time,
        })
    }

    /// Why nothing came.
    pub(super) fn why(&self, stop: &Stop) -> Got {
        if stop.is_asked() {
            Got::Cancelled
        } else if self.late.get() {
            Got::TimedOut
        } else {
            Got::Nothing
        }
    }
}

impl Drop for Limited {
    fn drop(&mut self) {
        if let (Some(timer), Some(window)) = (self.timer, web_sys::window()) {
            window.clear_timeout_with_handle(timer);
        }
    }
}

pub(super) fn set_timeout(call: &Function, ms: i32) -> Option<i32> {
    web_sys::window()?
        .set_timeout_with_callback_and_timeout_and_arguments_0(call, ms)
        .ok()
}

/// Waits, unless the test is ended meanwhile.
pub async fn pause(ms: f64, stop: &Stop) {
    let until = now_ms() + ms;
    loop {
        let left = until - now_ms();
        if left <= 0.0 || stop.is_asked() {
            return;
        }
        let slice = left.min(SLICE_MS).ceil() as i32;
        let promise = Promise::new(&mut |resolve, _| {
            let _ = set_timeout(&resolve, slice);
        });
        let _ = JsFuture::from(promise).await;
    }
}

/// Milliseconds of a clock that does not run backwards.
pub fn now_ms() -> f64 {
    web_sys::window()
        .and_then(|window| window.performance())
        .map_or_else(js_sys::Date::now, |clock| clock.now())
}

/// A random GUID (RFC 9562, version 4), the name that nobody has. It has to be
/// unlikely, not secret.
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
