//! Elements of the document, for what a component cannot express: keyboard
//! focus, scrolling, dialogs.

pub use wasm_bindgen::JsCast;
pub use web_sys::{Event, File, HtmlInputElement, Node};

use leptos::prelude::request_animation_frame;
use leptos::task::{spawn_local, tick};
use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlDialogElement, HtmlElement};

use crate::browser::event::{call, member};

/// A member that is a number, in pixels or characters. By name and not by way
/// of `web-sys`: every binding weighs on the first view, which has no use for
/// these.
pub fn number(of: &JsValue, name: &str) -> f64 {
    member(of, name).as_f64().unwrap_or_default()
}

pub fn set_number(of: &JsValue, name: &str, value: f64) {
    let _ = js_sys::Reflect::set(of, &name.into(), &value.into());
}

/// Opens a part that folds away (`details`), or closes it.
pub fn set_details_open(node: &Node, open: bool) {
    let Some(element) = node.dyn_ref::<Element>() else {
        return;
    };
    let _ = match open {
        true => element.set_attribute("open", ""),
        false => element.remove_attribute("open"),
    };
}

/// What the browser says it is and runs on.
pub fn user_agent() -> String {
    web_sys::window()
        .and_then(|window| window.navigator().user_agent().ok())
        .unwrap_or_default()
}

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

/// Sets the colors of the page; nothing lets them follow the system.
pub fn set_theme(name: Option<&str>) {
    let document = web_sys::window().and_then(|window| window.document());
    let Some(root) = document.and_then(|document| document.document_element()) else {
        return;
    };
    let _ = match name {
        None => root.remove_attribute("data-theme"),
        Some(name) => root.set_attribute("data-theme", name),
    };
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

fn element(id: &str) -> Option<HtmlElement> {
    let document = web_sys::window()?.document()?;
    document.get_element_by_id(id)?.dyn_into().ok()
}

/// An element, for what only the browser can do with it.
pub fn node(id: &str) -> Option<Node> {
    element(id).map(Into::into)
}

/// Runs something after the click that is being handled has done its own work.
pub fn after_click(act: impl FnOnce() + 'static) {
    spawn_local(async move {
        tick().await;
        act();
    });
}

/// Moves the keyboard focus to an element, if it is there.
pub fn focus(id: &str) {
    if let Some(element) = element(id) {
        let _ = element.focus();
    }
}

fn has_focus(id: &str) -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    let active = document.and_then(|document| document.active_element());
    active.is_some_and(|active| active.id() == id)
}

/// Moves the focus to an element that the next round of effects makes: before
/// the browser delivers the next key, or with the next frame if the element is
/// not there by then.
pub fn focus_soon(id: &'static str) {
    spawn_local(async move {
        tick().await;
        focus(id);
        if !has_focus(id) {
            request_animation_frame(move || focus(id));
        }
    });
}

/// The same for a field, whose text is selected, so that typing or pasting
/// replaces it.
pub fn select_soon(id: &'static str) {
    spawn_local(async move {
        tick().await;
        focus(id);
        if let Some(field) = element(id) {
            let _ = call(&field, "select", &[]);
        }
    });
}

/// How wide the window is, in pixels of the page.
pub fn window_width() -> f64 {
    web_sys::window().map_or(0.0, |window| number(&window, "innerWidth"))
}

/// Scrolls until an element is in sight, if it is there.
pub fn reveal(id: &str) {
    if let Some(element) = element(id) {
        element.scroll_into_view();
    }
}

/// Scrolls as little as needed until an element is in sight.
pub fn scroll_to_nearest(id: &str) {
    if let Some(element) = element(id) {
        let options = js_sys::Object::new();
        let _ = js_sys::Reflect::set(&options, &"block".into(), &"nearest".into());
        let _ = crate::browser::event::call(&element, "scrollIntoView", &[options.into()]);
    }
}

/// Scrolls just as far as it takes to see an element, if it is there.
pub fn reveal_nearest(id: &str) {
    if let Some(element) = element(id) {
        let options = js_sys::Object::new();
        let _ = js_sys::Reflect::set(&options, &"block".into(), &"nearest".into());
        let _ = call(&element, "scrollIntoView", &[options.into()]);
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
