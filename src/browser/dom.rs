//! Elements of the document, for what a component cannot express.

pub use web_sys::{Event, File, HtmlInputElement, Node};

use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};

/// Clicks an element as a person would, such as a hidden field for files.
pub fn click(node: &Node) {
    if let Some(element) = node.dyn_ref::<HtmlElement>() {
        element.click();
    }
}

/// Opens a dialog above the page, or closes it, unless it is so already.
pub fn set_modal_open(node: &Node, open: bool) {
    let Some(dialog) = node.dyn_ref::<HtmlDialogElement>() else {
        return;
    };
    match (open, dialog.open()) {
        (true, false) => {
            let _ = dialog.show_modal();
        }
        (false, true) => dialog.close(),
        _ => {}
    }
}

/// Whether an event is about a field that takes text or a choice by keys.
pub fn is_in_text_field(event: &Event) -> bool {
    let target = event.target();
    let Some(element) = target.and_then(|target| target.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    let toggles = element
        .get_attribute("type")
        .is_some_and(|kind| kind == "checkbox" || kind == "radio");
    !toggles && matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
}

/// What the browser says it is and runs on.
pub fn user_agent() -> String {
    web_sys::window()
        .and_then(|window| window.navigator().user_agent().ok())
        .unwrap_or_default()
}
