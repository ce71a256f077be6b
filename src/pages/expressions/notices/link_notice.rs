//! What a link brought that did not go into the editor.

use leptos::prelude::*;

use crate::components::notice::Notice;
use crate::components::status::StatusKind;
use crate::pages::expressions::shared_link::LinkError;
use crate::pages::expressions::state::{EditorState, use_editor};

#[component]
pub fn LinkNotice() -> impl IntoView {
    let state = use_editor();
    view! {
        {move || {
            let brought = state.shared_link.get()?;
            // The closure makes the alert anew, so that it is read out again.
            Some(view! { {move || notice(brought.clone())} }.into_any())
        }}
    }
}

fn notice(brought: Result<String, LinkError>) -> AnyView {
    match brought {
        Ok(text) => view! { <OtherExpression text/> }.into_any(),
        Err(error) => view! { <NoExpression error/> }.into_any(),
    }
}

#[component]
fn NoExpression(error: LinkError) -> impl IntoView {
    let title = match error {
        LinkError::Damaged => "This link is damaged",
        LinkError::TooLong | LinkError::NoExpression { .. } => "This link was not opened",
    };
    view! {
        <div class="page-notice">
            <Notice kind=StatusKind::Warning title alert=true>
                <p>{error.to_string()}</p>
                <div class="row">
                    <DismissButton/>
                </div>
            </Notice>
        </div>
    }
}

/// The link has an expression, and another one is in the editor.
#[component]
fn OtherExpression(text: String) -> impl IntoView {
    let state = use_editor();
    let text = StoredValue::new(text);
    view! {
        <div class="page-notice">
            <Notice kind=StatusKind::Plain title="Open the expression of the link?" alert=true>
                <p>"It replaces the expression in the editor. You can undo it."</p>
                <div class="row">
                    <button
                        type="button"
                        class="btn small primary"
                        on:click=move |_| open(state, &text.get_value())
                    >
                        "Open it"
                    </button>
                    <DismissButton/>
                </div>
            </Notice>
        </div>
    }
}

fn open(state: EditorState, text: &str) {
    state.shared_link.set(None);
    state.load(text, "Expression of the link opened");
}

#[component]
fn DismissButton() -> impl IntoView {
    let state = use_editor();
    view! {
        <button type="button" class="btn small" on:click=move |_| state.shared_link.set(None)>
            "Dismiss"
        </button>
    }
}
