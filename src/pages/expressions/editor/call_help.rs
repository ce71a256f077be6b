//! Help below the field: the call at the cursor, the keys, and the length.

use entra_expression::functions::{self, Presence};
use entra_expression::{FunctionInfo, MAX_CHARACTERS, signature_help, too_long};
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
        <div class="help">
            <div class="call" id=HELP_ID>
                {move || match signature.get() {
                    None => {
                        view! {
                            <p>
                                "Names are case-sensitive. Attributes stand in brackets, texts in quotation marks."
                            </p>
                        }
                            .into_any()
                    }
                    Some((name, argument)) => view! { <CallHelp name argument/> }.into_any(),
                }}
            </div>
            <div class="row keys-line">
                <Keys/>
                <span class="length" class:bad=move || is_too_long(state)>
                    {move || length(state)}
                </span>
            </div>
        </div>
    }
}

fn is_too_long(state: EditorState) -> bool {
    state.text.with(|text| too_long(text).is_some())
}

fn length(state: EditorState) -> String {
    let count = state.text.with(|text| text.chars().count());
    format!(
        "{} of {} characters",
        grouped(count as u64),
        grouped(MAX_CHARACTERS as u64)
    )
}

#[component]
fn Keys() -> impl IntoView {
    view! {
        <span class="row" id=KEYS_ID>
            <span>
                <kbd>"Ctrl+Space"</kbd>
                " suggests"
            </span>
            <span>
                <kbd>"Ctrl+."</kbd>
                " mends"
            </span>
            <span>
                <kbd>"F8"</kbd>
                " next finding"
            </span>
            <span>
                <kbd>"Ctrl+Z"</kbd>
                " undoes"
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
        <p>
            <code>
                {function.name} "(" {params(function, argument)}
                {(function.repeats > 0).then_some(", …")} ")"
            </code>
            " "
            {doc}
        </p>
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
        // Of repeated parameters the first of their kind stands for all.
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
