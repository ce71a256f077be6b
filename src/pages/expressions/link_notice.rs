//! What a link brought that did not go into the editor.

use leptos::prelude::*;

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
    let headline = match error {
        LinkError::Damaged => "This link is damaged",
        LinkError::TooLong | LinkError::NoExpression { .. } => "This link was not opened",
    };
    view! {
        <div class="notice" role="alert">
            <h2>{headline}</h2>
            <p>{error.to_string()}</p>
            <div class="row">
                <DismissButton/>
            </div>
        </div>
    }
}

/// The link holds an expression, and another one stands in the editor.
#[component]
fn OtherExpression(text: String) -> impl IntoView {
    let state = use_editor();
    view! {
        <div class="notice" role="alert">
            <h2>"Open the expression of the link?"</h2>
            <p>
                "The link holds an expression, and another one stands in the editor. Undo brings yours back."
            </p>
            <div class="row">
                <button type="button" class="primary small" on:click=move |_| open(state, &text)>
                    "Open it"
                </button>
                <DismissButton/>
            </div>
        </div>
    }
}

fn open(state: EditorState, text: &str) {
    state.shared_link.set(None);
    state.load(text, "The expression of the link is open");
}

#[component]
fn DismissButton() -> impl IntoView {
    let state = use_editor();
    view! {
        <button type="button" class="small" on:click=move |_| state.shared_link.set(None)>
            "Dismiss"
        </button>
    }
}
