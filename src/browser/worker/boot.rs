//! What `boot.js` does for the program: it knows the names and hashes of the
//! files that are loaded after the first view.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

fn call_any(name: &str, value: &str) -> Result<JsValue, JsValue> {
    let boot = Reflect::get(&js_sys::global(), &"scimdesk".into())?;
    let function: Function = Reflect::get(&boot, &name.into())?.dyn_into()?;
    function.call1(&boot, &value.into())
}

fn call(name: &str, value: &str) -> Result<Promise, JsValue> {
    call_any(name, value)?.dyn_into()
}

async fn wait(promise: Result<Promise, JsValue>) -> Result<JsValue, JsValue> {
    JsFuture::from(promise?).await
}

/// Lets only the style sheet of this page apply, besides the shared one.
pub fn show_style(page: &str) {
    let _ = call_any("show", page);
}

/// Waits for the style sheet of a page, if it has one; starts loading it at once.
pub fn style(page: &str) -> impl Future<Output = Result<JsValue, JsValue>> + use<> {
    wait(call("style", page))
}

/// Fetches the worker's program, so that workers can be started later without
/// a request.
pub async fn prefetch() -> Result<(), JsValue> {
    wait(call("prefetch", "")).await.map(drop)
}

/// A new worker, whose program begins to run.
pub async fn worker() -> Result<web_sys::Worker, JsValue> {
    wait(call("worker", "")).await?.dyn_into()
}
