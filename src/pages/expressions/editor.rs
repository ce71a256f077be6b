//! The editor: a real field below its coloured copy, with help at the cursor.

mod call_help;
mod diagnostics;
mod highlight;
mod highlight_layer;
mod suggestion_list;
mod toolbar;
mod use_for_row;

use entra_expression::Parse;
use leptos::attr::custom::custom_attribute;
use leptos::html;
use leptos::prelude::*;

use crate::browser::event::KeyPress;
use crate::components::panel::Panel;
use crate::components::undoable_input::UndoableInput;
use crate::pages::expressions::editor::call_help::{HELP_ID, Help, KEYS_ID};
use crate::pages::expressions::editor::diagnostics::Findings;
use crate::pages::expressions::editor::highlight_layer::HighlightLayer;
use crate::pages::expressions::editor::suggestion_list::{LIST_ID, Suggestions, entry_id};
use crate::pages::expressions::editor::toolbar::Toolbar;
use crate::pages::expressions::state::{EditorState, use_editor};
use crate::pages::expressions::suggestions::SuggestionAction;

const FIELD_ID: &str = "expression";

/// The editor with its tools and findings.
#[component]
pub fn Editor() -> impl IntoView {
    let field = NodeRef::new();
    let input: UndoableInput = use_editor().make_input(field);
    view! {
        <Panel
            class="editor"
            title_id="editor-title"
            title=|| {
                view! { <label for=FIELD_ID>"Expression"</label> }
            }
            beside=move || {
                view! { <Toolbar field input/> }
            }
        >
            <div class="write">
                <div class="roll">
                    <div class="layers">
                        <Field node=field/>
                        <HighlightLayer/>
                    </div>
                </div>
                <Suggestions/>
            </div>
            <Help/>
            <Findings/>
        </Panel>
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
            aria-autocomplete="list"
            aria-describedby=format!("{HELP_ID} {KEYS_ID}")
            aria-controls=move || state.list.with(Option::is_some).then_some(LIST_ID)
            aria-activedescendant=move || {
                state.list.with(|list| list.as_ref().map(|list| entry_id(list.active)))
            }
            aria-invalid=move || is_unsound(state).then_some("true")
            node_ref=node
            on:keydown=move |event| {
                if let Some(press) = KeyPress::of(event.into()) {
                    key(state, &press);
                }
            }
            on:blur=move |_| state.list.set(None)
            {..custom_attribute("autocorrect", "off")}
        ></textarea>
    }
}

fn is_unsound(state: EditorState) -> bool {
    state.text.with(|text| !text.trim().is_empty()) && !state.parse.with(Parse::is_sound)
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
        (None, ".") if control => state.fix_finding(),
        (None, "F8") => state.next_finding(shift),
        _ => return,
    }
    press.prevent_default();
}
