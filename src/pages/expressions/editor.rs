//! The editor: a real field below its colored copy, with help at the cursor.

mod call_help;
mod highlight;
mod highlight_layer;
mod issue_card;
mod suggestion_list;

use leptos::attr::custom::custom_attribute;
use leptos::html;
use leptos::prelude::*;

use crate::browser::elements::Event;
use crate::browser::event::{KeyPress, member};
use crate::components::fields::undoable_input::UndoableInput;
use crate::pages::expressions::editor::call_help::{HELP_ID, Help, KEYS_ID};
use crate::pages::expressions::editor::highlight_layer::HighlightLayer;
use crate::pages::expressions::editor::issue_card::IssueCard;
use crate::pages::expressions::editor::suggestion_list::{LIST_ID, Suggestions, entry_id};
use crate::pages::expressions::state::suggestions::SuggestionAction;
use crate::pages::expressions::state::{EditorState, use_editor};

pub const FIELD_ID: &str = "expression";

/// The editor with what helps at the cursor.
#[component]
pub fn Editor() -> impl IntoView {
    let field = NodeRef::new();
    let _: UndoableInput = use_editor().make_input(field);
    view! {
        <div class="write">
            <div class="roll">
                <div class="layers">
                    <Field node=field/>
                    <HighlightLayer/>
                </div>
            </div>
            <Suggestions/>
            <IssueCard/>
        </div>
        <Help/>
    }
}

#[component]
fn Field(node: NodeRef<html::Textarea>) -> impl IntoView {
    let state = use_editor();
    view! {
        <textarea
            id=FIELD_ID
            rows="1"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            placeholder="Paste a mapping expression"
            aria-label="Expression"
            aria-autocomplete="list"
            aria-describedby=format!("{HELP_ID} {KEYS_ID}")
            aria-controls=move || state.list.with(Option::is_some).then_some(LIST_ID)
            aria-activedescendant=move || {
                state.list.with(|list| list.as_ref().map(|list| entry_id(list.active)))
            }
            aria-invalid=move || state.has_shown_error().then_some("true")
            node_ref=node
            on:beforeinput=move |event| before_input(state, &event.into())
            on:keydown=move |event| {
                if let Some(press) = KeyPress::of(event.into()) {
                    key(state, &press);
                }
            }
            on:focus=move |_| state.focused.set(true)
            on:blur=move |_| {
                state.focused.set(false);
                state.list.set(None);
            }
            {..custom_attribute("autocorrect", "off")}
        ></textarea>
    }
}

/// Brackets and quotation marks that close themselves. What an input method
/// composes is left alone.
fn before_input(state: EditorState, event: &Event) {
    if member(event, "isComposing").is_truthy() {
        return;
    }
    let done = match member(event, "inputType").as_string().as_deref() {
        Some("insertText") => {
            let data = member(event, "data").as_string().unwrap_or_default();
            let mut characters = data.chars();
            match (characters.next(), characters.next()) {
                (Some(character), None) => state.type_pair(character),
                _ => false,
            }
        }
        Some("deleteContentBackward") => state.delete_pair(),
        _ => false,
    };
    if done {
        event.prevent_default();
    }
}

fn key(state: EditorState, press: &KeyPress) {
    if press.is_composing {
        return;
    }
    let (control, shift, name) = (press.control, press.shift, press.key.as_str());
    let plain = !control && !shift && !press.alt;
    let action = state
        .list
        .with_untracked(|list| list.as_ref().filter(|_| plain)?.key(name));
    match (action, name) {
        (Some(SuggestionAction::Choose(index)), _) => state.choose(index),
        (Some(SuggestionAction::Write), _) => state.complete(),
        (Some(SuggestionAction::Close), _) => state.list.set(None),
        (None, " ") if control => state.request_suggestions(),
        (None, ".") if control => state.fix_issue(),
        (None, "Escape") => return state.card_closed.set(true),
        (None, "F8") => state.next_issue(shift),
        _ => return,
    }
    press.prevent_default();
}
