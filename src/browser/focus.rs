//! Keyboard focus and scrolling, by the ids of elements.

use leptos::prelude::request_animation_frame;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

fn element(id: &str) -> Option<HtmlElement> {
    let document = web_sys::window()?.document()?;
    document.get_element_by_id(id)?.dyn_into().ok()
}

/// Moves the keyboard focus to an element, if it is there.
pub fn focus(id: &str) {
    if let Some(element) = element(id) {
        let _ = element.focus();
    }
}

/// Moves the focus to an element that the next round of effects makes.
pub fn focus_soon(id: &'static str) {
    request_animation_frame(move || focus(id));
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
    request_animation_frame(move || {
        reveal(id);
        focus(id);
    });
}
