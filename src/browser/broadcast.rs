//! Messages between the tabs of this app.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::browser::event::{call, member};

/// A channel on which tabs tell each other that something changed. Called by
/// name, because not every browser has channels.
#[derive(Debug)]
pub struct BroadcastChannel(JsValue);

impl BroadcastChannel {
    /// Opens a channel for as long as the page lives. Nothing where the browser
    /// has none.
    pub fn open(name: &str, mut on_message: Box<dyn FnMut()>) -> Option<Self> {
        let window = web_sys::window()?;
        let class: Function = member(&window, "BroadcastChannel").dyn_into().ok()?;
        let channel = Reflect::construct(&class, &Array::of1(&name.into())).ok()?;
        let listener: Box<dyn FnMut(JsValue)> = Box::new(move |_| on_message());
        let listener = Closure::wrap(listener).into_js_value();
        Reflect::set(&channel, &"onmessage".into(), &listener).ok()?;
        Some(Self(channel))
    }

    /// Notifies the other tabs. One that is not reached reads what changed when
    /// it is loaded.
    pub fn notify(&self) {
        let _ = call(&self.0, "postMessage", &[JsValue::NULL]);
    }
}
