//! The buttons in the page's head.

mod use_in_mapping;

use entra_expression::{Expr, MAX_CHARACTERS, Parse, print, print_readable, too_long};
use leptos::prelude::*;
use provisioning::format::grouped;

use crate::browser;
use crate::components::copy_button::CopyButton;
use crate::components::icon::{Icon, icons};
use crate::components::menu::Menu;
use crate::pages::expressions::editor::FIELD_ID;
use crate::pages::expressions::head::use_in_mapping::UseInMapping;
use crate::pages::expressions::shared_link::{self, SAFE_LENGTH};
use crate::pages::expressions::state::{EditorState, use_editor};
use crate::state::route::SidebarPage;

/// The buttons that are never hidden, and the tools where there is room.
#[component]
pub fn Actions() -> impl IntoView {
    view! {
        <div class="row wide-only">
            <Tools/>
        </div>
        <MoreMenu/>
        <UseInMapping/>
    }
}

/// Format, Copy and Share. On a narrow screen they are below the editor.
#[component]
pub fn Tools() -> impl IntoView {
    let state = use_editor();
    let is_unshared = move || {
        state
            .text
            .with(|text| text.trim().is_empty() || too_long(text).is_some())
    };
    view! {
        <button
            type="button"
            class="btn tool"
            title="Write it over several lines"
            disabled=move || is_unsound(state)
            on:click=move |_| rewrite(state, print_readable)
        >
            "Format"
        </button>
        <CopyButton
            what="Expression"
            class="tool"
            shown_in=FIELD_ID
            text=move |()| state.text.get_untracked()
            disabled=Signal::derive(move || state.is_empty())
        />
        <CopyButton
            what="Link to the expression, without the user,"
            class="tool"
            label="Share"
            icon=icons::LINK
            text=move |()| shared(state)
            disabled=Signal::derive(is_unshared)
        />
    }
}

#[component]
fn MoreMenu() -> impl IntoView {
    let state = use_editor();
    view! {
        <Menu label="More for the expression">
            <button
                type="button"
                disabled=move || !state.can_step(true)
                on:click=move |_| state.step(true)
            >
                <Icon of=icons::UNDO/>
                <span class="grow">"Undo"</span>
                <kbd>"Ctrl Z"</kbd>
            </button>
            <button
                type="button"
                disabled=move || !state.can_step(false)
                on:click=move |_| state.step(false)
            >
                <Icon of=icons::UNDO class="mirrored"/>
                <span class="grow">"Redo"</span>
                <kbd>"Ctrl Y"</kbd>
            </button>
            <button
                type="button"
                title="As Microsoft prints it"
                disabled=move || is_unsound(state)
                on:click=move |_| rewrite(state, print)
            >
                <Icon of=icons::DASH/>
                <span class="grow">"One line"</span>
            </button>
        </Menu>
    }
}

fn is_unsound(state: EditorState) -> bool {
    state.parse.with(|parse| parse.expr().is_none())
}

/// Writes the same expression in another way.
fn rewrite(state: EditorState, print: fn(&Expr) -> String) {
    let Some(expr) = state.parse.with_untracked(Parse::expr) else {
        return;
    };
    let text = print(&expr);
    match too_long(&text) {
        Some(characters) => state.app.show_error(format!(
            "The expression would have {} characters; at most {} are allowed.",
            grouped(characters as u64),
            grouped(MAX_CHARACTERS as u64)
        )),
        None => state.write(&text, text.len()),
    }
}

/// The address that opens the expression, for the clipboard.
fn shared(state: EditorState) -> String {
    let link = state.text.with_untracked(|text| shared_link::encode(text));
    let (page, own) = (browser::location::base(), SidebarPage::Expressions.href());
    let link = format!("{page}{own}/{}", link.unwrap_or_default());
    if link.len() > SAFE_LENGTH {
        state.app.show_error(format!(
            "The link has {} characters. Some mail and chat programs cut links this long; if it arrives damaged, send the expression itself.",
            grouped(link.len() as u64)
        ));
    }
    link
}
