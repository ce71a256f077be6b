//! The list of suggestions below the cursor.

use leptos::prelude::*;

use crate::browser::elements::{Node, number, set_number};
use crate::components::element::{El, el, several};
use crate::pages::expressions::state::EditorState;
use crate::pages::expressions::suggestions::SuggestionList;

pub const LIST_ID: &str = "suggestions";

pub fn entry_id(index: usize) -> String {
    format!("suggestion-{index}")
}

/// The list, while it is open.
pub fn suggestions(state: EditorState) -> El {
    several().live(move || {
        state
            .list
            .with(|list| list.as_ref().map_or_else(several, |list| show(state, list)))
    })
}

fn show(state: EditorState, list: &SuggestionList) -> El {
    let entries = list.items.iter().enumerate().map(|(index, item)| {
        let active = index == list.active;
        el("li")
            .attr("role", "option")
            .attr("id", &entry_id(index))
            .attr("aria-selected", if active { "true" } else { "false" })
            .child(el("b").text(&item.label))
            .child(el("span").text(&item.detail))
            .on("click", move |_| {
                state.choose(index);
                state.complete();
            })
    });
    let entries: Vec<El> = entries.collect();
    let active = entries.get(list.active).map(|entry| entry.node().clone());
    let all = el("ul")
        .attr("role", "listbox")
        .attr("id", LIST_ID)
        .attr("aria-label", "Suggestions")
        .children(entries);
    if let Some(entry) = active {
        keep_in_sight(all.node().clone(), entry);
    }
    let doc = list.chosen().map(|item| item.doc).unwrap_or_default();
    el("div")
        .class("suggest")
        // The field keeps the focus.
        .on("mousedown", |event| event.prevent_default())
        .child(all)
        .child(el("p").text(doc))
}

/// Scrolls the list, once it is on the page, until an entry is in sight.
fn keep_in_sight(list: Node, entry: Node) {
    request_animation_frame(move || {
        let top = number(&entry, "offsetTop");
        let end = top + number(&entry, "offsetHeight");
        let (scrolled, height) = (number(&list, "scrollTop"), number(&list, "clientHeight"));
        if end > scrolled + height {
            set_number(&list, "scrollTop", end - height);
        } else if top < scrolled {
            set_number(&list, "scrollTop", top);
        }
    });
}
