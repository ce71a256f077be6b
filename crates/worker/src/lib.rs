//! The program of the worker.
//!
//! It only carries: a request comes in as text, [`dispatch`] has it done by the crate
//! `provisioning`, and responses go back as text. It never makes a request; a
//! page that forbids all requests may start it afterwards.

mod blob;
mod dispatch;
mod explain;
mod port;
mod preflight;
mod receive;
mod schema;
mod verify;

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// Takes a message of the page: `[number, request as JSON, …files]`. Answers are
/// `[number, response as JSON, whether it is the last one, …what to save]`.
#[wasm_bindgen]
pub fn receive(message: JsValue) {
    receive::receive(&message);
}
