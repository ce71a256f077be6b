//! The line below the field: the call at the cursor, the length, and the keys.

use entra_expression::functions::{self, Presence};
use entra_expression::{FunctionInfo, MAX_CHARACTERS, signature_help};
use leptos::prelude::*;

use crate::pages::expressions::state::{EditorState, use_editor};
use provisioning::format::grouped;

/// Identities of what describes the field.
pub const HELP_ID: &str = "expression-help";
pub const KEYS_ID: &str = "expression-keys";

#[component]
pub fn Help() -> impl IntoView {
    let state = use_editor();
    let signature = Memo::new(move |_| {
        let at = state.byte();
        state
            .text
            .with(|text| signature_help(text, at).map(|help| (help.function.name, help.argument)))
    });
    view! {
        <div class="help-line">
            <p class="grow" id=HELP_ID>
                {move || match signature.get() {
                    None => {
                        view! { "Put attributes in [brackets] and text in \"quotes\"." }.into_any()
                    }
                    Some((name, argument)) => view! { <CallHelp name argument/> }.into_any(),
                }}
            </p>
            {move || length(state).map(|text| view! { <span class="length">{text}</span> }.into_any())}
            <Keys/>
        </div>
    }
}

/// The length, once it comes near the limit.
fn length(state: EditorState) -> Option<String> {
    let count = state.text.with(|text| text.chars().count());
    (count > MAX_CHARACTERS * 4 / 5).then(|| {
        format!(
            "{} of {} characters",
            grouped(count as u64),
            grouped(MAX_CHARACTERS as u64)
        )
    })
}

#[component]
fn Keys() -> impl IntoView {
    view! {
        <span class="row wide wide-only" id=KEYS_ID>
            <span>
                <kbd>"Ctrl Space"</kbd>
                " Suggest"
            </span>
            <span>
                <kbd>"Ctrl ."</kbd>
                " Quick fix"
            </span>
            <span>
                <kbd>"F8"</kbd>
                " Next issue"
            </span>
        </span>
    }
}

/// The parameters of a function, with the one at the cursor and what it is.
#[component]
fn CallHelp(
    name: &'static str,
    /// Which argument the cursor is in, from 0.
    argument: usize,
) -> impl IntoView {
    let Some(function) = functions::find(name) else {
        return ().into_any();
    };
    let here = function.param(argument);
    let doc = here.map_or(function.summary, |param| param.doc);
    view! {
        <code>
            {function.name} "(" {params(function, argument)}
            {(function.repeats > 0).then_some(", …")} ")"
        </code>
        " "
        {doc}
    }
    .into_any()
}

fn params(function: &FunctionInfo, argument: usize) -> Vec<AnyView> {
    let here = function.param(argument);
    let shown = function.params.iter().enumerate().map(|(index, param)| {
        let optional = match param.presence {
            Presence::Required => "",
            _ => "?",
        };
        let shown = format!("{}{optional}", param.name);
        let comma = (index > 0).then_some(", ");
        // Of repeated parameters the first of their kind is marked for all.
        match here == Some(param) {
            true => view! {
                {comma}
                <mark>{shown}</mark>
            }
            .into_any(),
            false => view! {
                {comma}
                {shown}
            }
            .into_any(),
        }
    });
    shown.collect()
}
