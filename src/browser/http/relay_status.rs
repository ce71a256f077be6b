//! Asks the relay on this computer for its status, which no service learns of.

use connection_test::http::cancel_token::CancelToken;
use connection_test::http::request::Method;
use connection_test::relay::browser_access::BrowserAccess;
use connection_test::relay::session::Challenge;
use gloo_net::http::Response;
use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, RequestRedirect};

use super::{abortable, builder, read};
use crate::browser::elements::user_agent;
use crate::browser::event::{call, member};

/// The names of Chromium's permission for programs on this computer, the newer
/// one first.
const PERMISSIONS: [&str; 2] = ["loopback-network", "local-network-access"];

/// Status and body of the response to a challenge, if the page may read one.
pub async fn relay_status(challenge: &Challenge, cancel: &CancelToken) -> Option<(u16, String)> {
    let controller = AbortController::new().ok()?;
    let request = builder(Method::Get, &challenge.url(), &controller)
        .redirect(RequestRedirect::Manual)
        .build()
        .ok()?;
    let work = async {
        let response = JsFuture::from(send(request.into())?).await.ok()?;
        let response: Response = response.unchecked_into::<web_sys::Response>().into();
        let body = read(&response).await;
        Some((response.status(), body.text))
    };
    abortable(work, &controller, cancel).await.0
}

/// It goes to a program on this computer and has no token, so it needs no
/// permit, which is for requests to services.
#[allow(clippy::disallowed_methods)]
fn send(request: web_sys::Request) -> Option<Promise> {
    Some(web_sys::window()?.fetch_with_request(&request))
}

/// How this browser treats the page when it asks the relay.
pub async fn browser_access() -> BrowserAccess {
    // A page that itself comes from this computer needs no permission.
    let permission = match is_on_this_computer() {
        true => None,
        false => permission().await,
    };
    let is_secure = web_sys::window()
        .and_then(|window| window.location().protocol().ok())
        .is_some_and(|protocol| protocol == "https:");
    BrowserAccess::of(&user_agent(), is_secure, permission.as_deref())
}

fn is_on_this_computer() -> bool {
    let host = web_sys::window().and_then(|window| window.location().hostname().ok());
    host.is_some_and(|host| host == "localhost" || host == "[::1]" || host.starts_with("127."))
}

/// The state of the permission, if the browser has it. Called by name, because
/// web-sys does not know the names of the permission.
async fn permission() -> Option<String> {
    let permissions = member(&web_sys::window()?.navigator(), "permissions");
    for name in PERMISSIONS {
        let descriptor = Object::new();
        Reflect::set(&descriptor, &"name".into(), &name.into()).ok()?;
        let Ok(promise) = call(&permissions, "query", &[descriptor.into()]) else {
            continue;
        };
        let state: Result<JsValue, _> = JsFuture::from(Promise::resolve(&promise)).await;
        if let Ok(state) = state {
            return member(&state, "state").as_string();
        }
    }
    None
}
