//! The buttons of the editor.

use entra_expression::{Expr, MAX_CHARACTERS, Parse, print, print_readable, too_long};
use leptos::html;
use leptos::prelude::*;

use crate::browser;
use crate::components::copy_value::{copy, copy_or_show};
use crate::components::undoable_input::UndoableInput;
use crate::pages::expressions::editor::use_for_row::UseForRow;
use crate::pages::expressions::shared_link;
use crate::pages::expressions::state::{EditorState, use_editor};
use crate::state::route::SidebarPage;
use provisioning::format::grouped;

#[component]
pub fn Toolbar(field: NodeRef<html::Textarea>, input: UndoableInput) -> impl IntoView {
    let state = use_editor();
    let is_empty = move || state.text.with(|text| text.trim().is_empty());
    view! {
        <div class="row">
            <UndoButtons input/>
            <RewriteButtons/>
            <button
                type="button"
                class="small"
                aria-label="Copy the expression"
                disabled=is_empty
                on:click=move |_| copy_text(state, field)
            >
                "Copy"
            </button>
            <UseForRow/>
            <button
                type="button"
                class="small"
                disabled=is_empty
                on:click=move |_| copy_link(state)
            >
                "Copy link"
            </button>
        </div>
    }
}

/// They are never `disabled`, which would take the focus away from whoever
/// pressed them.
#[component]
fn UndoButtons(input: UndoableInput) -> impl IntoView {
    view! {
        <button
            type="button"
            class="small"
            aria-disabled=move || (!input.can_undo()).then_some("true")
            on:click=move |_| input.step(true)
        >
            "Undo"
        </button>
        <button
            type="button"
            class="small"
            aria-disabled=move || (!input.can_redo()).then_some("true")
            on:click=move |_| input.step(false)
        >
            "Redo"
        </button>
    }
}

#[component]
fn RewriteButtons() -> impl IntoView {
    let state = use_editor();
    let is_unsound = move || state.parse.with(|parse| parse.expr().is_none());
    view! {
        <button
            type="button"
            class="small"
            title="Over several lines, for people"
            disabled=is_unsound
            on:click=move |_| rewrite(state, print_readable)
        >
            "Format"
        </button>
        <button
            type="button"
            class="small"
            title="As Microsoft prints it"
            disabled=is_unsound
            on:click=move |_| rewrite(state, print)
        >
            "One line"
        </button>
    }
}

/// Writes the same expression in another way.
fn rewrite(state: EditorState, print: fn(&Expr) -> String) {
    let Some(expr) = state.parse.with_untracked(Parse::expr) else {
        return;
    };
    let text = print(&expr);
    if let Some(characters) = too_long(&text) {
        return state.app.announce(format!(
            "The expression would have {} characters; at most {} are allowed.",
            grouped(characters as u64),
            grouped(MAX_CHARACTERS as u64)
        ));
    }
    state.write(&text, text.len());
}

fn copy_text(state: EditorState, field: NodeRef<html::Textarea>) {
    if let Some(field) = field.get_untracked() {
        let text = state.text.get_untracked();
        copy(state.app, "Expression".to_owned(), text, field.into());
    }
}

fn copy_link(state: EditorState) {
    let text = state.text.get_untracked();
    let Some(link) = shared_link::encode(&text) else {
        return state
            .app
            .announce("The expression is too long for a link. Copy the expression itself.");
    };
    let page = browser::location::base();
    let link = format!("{page}{}/{link}", SidebarPage::Expressions.href());
    let what = if link.len() > shared_link::SAFE_LENGTH {
        "Long link, which some mail and chat programs cut,"
    } else {
        "Link with the expression, and nothing of the user,"
    };
    copy_or_show(state.app, what.to_owned(), link);
}
