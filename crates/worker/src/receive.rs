//! Messages from the page.

use wasm_bindgen::{JsCast, JsValue};
use worker_messages::WorkerRequest;

use crate::dispatch;
use crate::port::Port;

/// Reads a message and handles its request.
pub fn receive(message: &JsValue) {
    let message: &js_sys::Array = message.unchecked_ref();
    let request = message.get(1).as_string();
    let request = request.and_then(|text| serde_json::from_str::<WorkerRequest>(&text).ok());
    let port = Port {
        number: message.get(0),
    };
    // Page and worker come from one build; a request that cannot be read is none.
    if let Some(request) = request {
        let files = message.slice(2, message.length());
        wasm_bindgen_futures::spawn_local(
            async move { dispatch::run(request, &files, &port).await },
        );
    }
}
