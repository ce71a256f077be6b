//! Messages to the page.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::DedicatedWorkerGlobalScope;
use worker_messages::WorkerResponse;

/// Where the responses to one request go.
#[derive(Debug, Clone)]
pub struct Port {
    pub number: JsValue,
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
