//! The list of suggestions below the cursor.

use entra_expression::Completion;
use leptos::prelude::*;

use crate::browser::elements::{number, set_number};
use crate::pages::expressions::state::suggestions::SuggestionList;
use crate::pages::expressions::state::{EditorState, use_editor};

pub const LIST_ID: &str = "suggestions";

pub fn entry_id(index: usize) -> String {
    format!("suggestion-{index}")
}

/// The list, while it is open.
#[component]
pub fn Suggestions() -> impl IntoView {
    let state = use_editor();
    Effect::new(move |_| {
        if let Some(active) = state
            .list
            .with(|list| list.as_ref().map(|list| list.active))
        {
            request_animation_frame(move || keep_in_sight(active));
        }
    });
    view! {
        {move || state.list.get().map(|list| view! { <OpenList list/> }.into_any())}
    }
}

#[component]
fn OpenList(list: SuggestionList) -> impl IntoView {
    let active = list.active;
    let doc = list.chosen().map(|item| item.doc).unwrap_or_default();
    let entries = list.items.into_iter().enumerate();
    let entries = entries
        .map(|(index, item)| view! { <Entry index item is_active=index == active/> }.into_any());
    view! {
        // The field keeps the focus.
        <div class="suggest" on:mousedown=move |press| press.prevent_default()>
            <ul role="listbox" id=LIST_ID aria-label="Suggestions">
                {entries.collect::<Vec<_>>()}
            </ul>
            <p>{doc}</p>
        </div>
    }
}

#[component]
fn Entry(index: usize, item: Completion, is_active: bool) -> impl IntoView {
    let state = use_editor();
    view! {
        <li
            role="option"
            id=entry_id(index)
            aria-selected=is_active.to_string()
            on:click=move |_| take(state, index)
        >
            <b>{item.label}</b>
            <span>{item.detail}</span>
        </li>
    }
}

fn take(state: EditorState, index: usize) {
    state.choose(index);
    state.complete();
}

/// Scrolls the list until an entry is in sight.
fn keep_in_sight(index: usize) {
    let element = |id: &str| document().get_element_by_id(id);
    let (Some(list), Some(entry)) = (element(LIST_ID), element(&entry_id(index))) else {
        return;
    };
    let top = number(&entry, "offsetTop");
    let end = top + number(&entry, "offsetHeight");
    let (scrolled, height) = (number(&list, "scrollTop"), number(&list, "clientHeight"));
    if end > scrolled + height {
        set_number(&list, "scrollTop", end - height);
    } else if top < scrolled {
        set_number(&list, "scrollTop", top);
    }
}
