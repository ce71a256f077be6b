//! Messages between the tabs of this app.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// A channel on which tabs tell each other that something changed. Called by
/// name, because not every browser has channels.
#[derive(Debug)]
pub struct BroadcastChannel(JsValue);

impl BroadcastChannel {
    /// Opens a channel for as long as the page lives. Nothing where the browser
    /// has none.
    pub fn open(name: &str, on_message: Box<dyn FnMut()>) -> Option<Self> {
        Self::try_open(name, on_message).ok()
    }

    fn try_open(name: &str, mut on_message: Box<dyn FnMut()>) -> Result<Self, JsValue> {
        let window = web_sys::window().ok_or(JsValue::NULL)?;
        let class: Function = Reflect::get(&window, &"BroadcastChannel".into())?.dyn_into()?;
        let channel = Reflect::construct(&class, &Array::of1(&name.into()))?;
        let listener: Box<dyn FnMut(JsValue)> = Box::new(move |_| on_message());
        let listener = Closure::wrap(listener).into_js_value();
        Reflect::set(&channel, &"onmessage".into(), &listener)?;
        Ok(Self(channel))
    }

    /// Notifies the other tabs. One that is not reached reads what changed when
    /// it is loaded.
    pub fn notify(&self) {
        let _ = self.post();
    }

    fn post(&self) -> Result<(), JsValue> {
        let post: Function = Reflect::get(&self.0, &"postMessage".into())?.dyn_into()?;
        post.call1(&self.0, &JsValue::NULL)?;
        Ok(())
    }
}
