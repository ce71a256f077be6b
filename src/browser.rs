//! The browser: storage, events, files, the clipboard, the CSP lock, and the worker.

pub mod app_scope;
pub mod csp_lock;
pub mod event;
pub mod indexed_db;
pub mod storage;
pub mod worker;

use std::pin::Pin;

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlElement, HtmlInputElement, Node, Url};

use crate::browser::event::member;
use setup::{SetupId, Timestamp};

/// The present moment.
pub fn now() -> Timestamp {
    Timestamp(js_sys::Date::new_0().to_iso_string().into())
}

/// Sixteen random hexadecimal digits.
pub fn random_id() -> SetupId {
    let mut digits = String::with_capacity(16);
    while digits.len() < 16 {
        let part = (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
        digits.push_str(&format!("{part:08x}"));
    }
    SetupId(digits)
}

/// Runs work that waits for the browser. Boxed, because the program would
/// otherwise hold the machinery once for every piece of work.
pub fn run(work: Pin<Box<dyn Future<Output = ()>>>) {
    wasm_bindgen_futures::spawn_local(work);
}

/// Puts text on the clipboard. Fails when the browser forbids it, which it
/// does on pages that came over plain http.
pub async fn copy_text(text: &str) -> Result<(), JsValue> {
    let navigator = web_sys::window().ok_or(JsValue::NULL)?.navigator();
    // The property is missing on pages that are not secure, and web-sys does
    // not know that it can be.
    let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into())?;
    if clipboard.is_undefined() {
        return Err(JsValue::NULL);
    }
    JsFuture::from(navigator.clipboard().write_text(text)).await?;
    Ok(())
}

/// Selects a text where a node shows it, so that Ctrl+C takes it. Returns
/// whether the node shows that text.
pub fn select_text(node: &Node, text: &str) -> bool {
    if !node.is_connected() {
        return false;
    }
    // A field turns the ends of lines into its own.
    let is_text = |shown: &String| shown.replace('\r', "") == text.replace('\r', "");
    // A selection of the page does not reach into a field.
    if member(node, "value")
        .as_string()
        .is_some_and(|value| is_text(&value))
    {
        let field: &HtmlInputElement = node.unchecked_ref();
        let _ = field.focus();
        field.select();
        return true;
    }
    if !node.text_content().is_some_and(|shown| is_text(&shown)) {
        return false;
    }
    if let Some(Ok(Some(selection))) = web_sys::window().map(|window| window.get_selection()) {
        let _ = selection.select_all_children(node);
    }
    true
}

/// Offers text as a file to save.
pub fn save_file(name: &str, mime: &str, text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let parts = js_sys::Array::of1(&text.into());
    save_blob(
        name,
        &Blob::new_with_str_sequence_and_options(&parts, &options)?,
    )
}

/// Offers a blob as a file to save.
pub fn save_blob(name: &str, blob: &Blob) -> Result<(), JsValue> {
    let document = web_sys::window()
        .and_then(|window| window.document())
        .ok_or(JsValue::NULL)?;
    let url = Url::create_object_url_with_blob(blob)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&url)
}

fn element(id: &str) -> Option<HtmlElement> {
    web_sys::window()?
        .document()?
        .get_element_by_id(id)?
        .dyn_into()
        .ok()
}

/// Moves the keyboard focus to an element, if it is there.
pub fn focus(id: &str) {
    if let Some(element) = element(id) {
        let _ = element.focus();
    }
}

/// Moves the focus to an element that the next round of effects makes.
pub fn focus_soon(id: &'static str) {
    leptos::prelude::request_animation_frame(move || focus(id));
}

/// Scrolls until an element is in sight, if it is there.
pub fn reveal(id: &str) {
    if let Some(element) = element(id) {
        element.scroll_into_view();
    }
}

/// Scrolls to an element that the next round of effects makes, at once and
/// without a movement, and gives it the focus, so that it is read out.
pub fn show_soon(id: &'static str) {
    leptos::prelude::request_animation_frame(move || {
        reveal(id);
        focus(id);
    });
}

/// Writes another address within the app in the place of the present one.
pub fn replace(fragment: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().replace(fragment);
    }
}

/// Goes to an address within the app, such as `#/guide/2.3`.
pub fn go(fragment: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().set_hash(fragment);
    }
}
