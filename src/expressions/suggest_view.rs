//! The list of suggestions below the cursor.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::desk::Desk;
use super::suggest::List;
use crate::ui::dom::{El, el, several};

/// Identity of the list.
pub const LIST_ID: &str = "suggestions";

/// Identity of an entry.
pub fn entry_id(index: usize) -> String {
    format!("suggestion-{index}")
}

/// The list, while it is open.
pub fn suggestions(desk: Desk) -> El {
    several().live(move || {
        desk.list
            .with(|list| list.as_ref().map_or_else(several, |list| show(desk, list)))
    })
}

fn show(desk: Desk, list: &List) -> El {
    let entries = list.items.iter().enumerate().map(|(index, item)| {
        let active = index == list.active;
        el("li")
            .attr("role", "option")
            .attr("id", &entry_id(index))
            .attr("aria-selected", if active { "true" } else { "false" })
            .child(el("b").text(&item.label))
            .child(el("span").text(&item.detail))
            .on("click", move |_| {
                desk.list.update(|list| {
                    if let Some(list) = list {
                        list.active = index;
                    }
                });
                desk.complete();
            })
    });
    let all = el("ul")
        .attr("role", "listbox")
        .attr("id", LIST_ID)
        .attr("aria-label", "Suggestions")
        .children(entries);
    keep_in_sight(&all, list.active);
    let doc = list.chosen().map(|item| item.doc).unwrap_or_default();
    el("div")
        .class("suggest")
        // The field keeps the focus.
        .on("mousedown", |event| event.prevent_default())
        .child(all)
        .child(el("p").text(doc))
}

/// Scrolls the list, once it is on the page, until an entry is in sight.
fn keep_in_sight(list: &El, active: usize) {
    let list: HtmlElement = list.node().clone().unchecked_into();
    request_animation_frame(move || {
        let Some(entry) = list.children().item(active as u32) else {
            return;
        };
        let entry: HtmlElement = entry.unchecked_into();
        let end = entry.offset_top() + entry.offset_height();
        if end > list.scroll_top() + list.client_height() {
            list.set_scroll_top(end - list.client_height());
        }
        if entry.offset_top() < list.scroll_top() {
            list.set_scroll_top(entry.offset_top());
        }
    });
}
