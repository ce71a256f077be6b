//! The clipboard, and selecting a text when the clipboard is out of reach.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, HtmlInputElement, Node};

use crate::browser::event::{call, member};

/// Puts text on the clipboard. Fails when the browser forbids it, which it
/// does on pages that came over plain http.
pub async fn copy_text(text: &str) -> Result<(), JsValue> {
    let navigator = web_sys::window().ok_or(JsValue::NULL)?.navigator();
    // The property is missing on pages that are not secure, and web-sys does
    // not know that it can be.
    if member(&navigator, "clipboard").is_undefined() {
        return Err(JsValue::NULL);
    }
    JsFuture::from(navigator.clipboard().write_text(text)).await?;
    Ok(())
}

/// The text on the clipboard. Fails when the browser or the admin forbids it.
pub async fn read_text() -> Result<String, JsValue> {
    let navigator = web_sys::window().ok_or(JsValue::NULL)?.navigator();
    let clipboard = member(&navigator, "clipboard");
    let promise: js_sys::Promise = call(&clipboard, "readText", &[])?.dyn_into()?;
    let text = JsFuture::from(promise).await?;
    text.as_string().ok_or(JsValue::NULL)
}

/// The text of a `paste` event.
pub fn pasted_text(event: &Event) -> Option<String> {
    let data = member(event, "clipboardData");
    call(&data, "getData", &["text".into()]).ok()?.as_string()
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
