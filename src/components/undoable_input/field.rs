//! What the editor asks of elements beyond what the rest of the app asks.
//!
//! By name and not by way of `web-sys`: every binding weighs on the first
//! view, which has no use for these.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use web_sys::{Event, HtmlInputElement};

use crate::browser::event::KeyPress;
pub(crate) use crate::browser::event::member;
use crate::components::undoable_input::history::EditKind;

/// A member that is a number, in pixels or characters.
pub(crate) fn number(of: &JsValue, name: &str) -> f64 {
    member(of, name).as_f64().unwrap_or_default()
}

pub(crate) fn set_number(of: &JsValue, name: &str, value: f64) {
    let _ = Reflect::set(of, &name.into(), &value.into());
}

/// The selection of a field in UTF-16 units.
pub(crate) fn selection(field: &HtmlInputElement) -> (usize, usize) {
    let offset = |name| number(field, name) as usize;
    (offset("selectionStart"), offset("selectionEnd"))
}

pub(crate) fn select(field: &HtmlInputElement, (start, end): (usize, usize)) {
    // In this order: the start takes the end with it where it is behind it.
    set_number(field, "selectionStart", start as f64);
    set_number(field, "selectionEnd", end as f64);
}

/// How the browser says that a text came about.
pub(crate) fn way(event: &Event) -> EditKind {
    match member(event, "inputType").as_string().as_deref() {
        Some("insertText" | "insertCompositionText") => EditKind::Typed,
        Some("deleteContentBackward" | "deleteContentForward") => EditKind::Deleted,
        _ => EditKind::Step,
    }
}

/// Whether the browser is about to take a step back, or to bring one back.
pub(crate) fn browser_step(event: &Event) -> Option<bool> {
    match member(event, "inputType").as_string().as_deref() {
        Some("historyUndo") => Some(true),
        Some("historyRedo") => Some(false),
        _ => None,
    }
}

/// Whether a key takes a step back, or brings one back.
pub(crate) fn key_step(press: &KeyPress) -> Option<bool> {
    if !press.control || press.alt || press.is_composing {
        return None;
    }
    match press.key.as_str() {
        "z" | "Z" => Some(!press.shift),
        "y" | "Y" => Some(false),
        _ => None,
    }
}
