//! Puts parts that are still made by the element builder into Leptos' views.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::components::element::{El, el};

/// A view that shows what the element builder made.
pub fn from_element(content: El) -> AnyView {
    let slot = NodeRef::<html::Div>::new();
    slot.on_load(move |slot| {
        // Leptos writes views of one type over each other.
        slot.set_text_content(None);
        let _ = slot.append_child(content.node());
    });
    view! { <div class="bridge" node_ref=slot></div> }.into_any()
}

/// An element that shows a view, for as long as the current owner lives.
pub fn into_element(view: AnyView) -> El {
    let slot = el("div").class("bridge");
    let mut state = view.build();
    if let Some(parent) = slot.node().dyn_ref::<web_sys::Element>() {
        state.mount(parent, None);
    }
    let _ = StoredValue::new_local(state);
    slot
}
