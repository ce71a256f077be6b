//! Messages to and from the page.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::DedicatedWorkerGlobalScope;
use worker_messages::{WorkerRequest, WorkerResponse};

use crate::dispatch;

/// Where the responses to one request go.
#[derive(Debug, Clone)]
pub struct Port {
    number: JsValue,
}

impl Port {
    /// Sends a response; more may follow unless it is the last one.
    pub fn respond(&self, response: &WorkerResponse, last: bool) {
        let Ok(text) = serde_json::to_string(response) else {
            return;
        };
        let message = js_sys::Array::of3(&self.number, &text.into(), &last.into());
        let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
        let _ = scope.post_message(&message);
    }
}

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
