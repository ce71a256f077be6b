//! The way back into the row that the expression was opened from.

use leptos::prelude::*;

use crate::pages::expressions::state::use_editor;
use crate::state::App;
use crate::state::source_row;
use provisioning::talkdesk as attributes;

/// The button, while such a row is there.
#[component]
pub fn UseForRow() -> impl IntoView {
    let app = use_editor().app;
    let target = Memo::new(move |_| source_row::target(app));
    view! { {move || target.get().map(|target| view! { <UseButton target/> }.into_any())} }
}

#[component]
fn UseButton(target: String) -> impl IntoView {
    let state = use_editor();
    let sound = Memo::new(move |_| {
        state
            .parse
            .with(|parse| state.findings.with(|found| source_row::sound(parse, found)))
    });
    let own = target.clone();
    let differs = Memo::new(move |_| {
        let text = sound.get()?;
        let setup = state.app.setup.read();
        Some(source_row::differs(&setup.mapping, &own, &text))
    });
    let label = format!("Use for {}", short(&target));
    view! {
        <button
            type="button"
            class="small"
            title=move || explanation(differs.get())
            disabled=move || differs.get() != Some(true)
            on:click=move |_| {
                if let Some(text) = sound.get_untracked() {
                    write(state.app, &target, text);
                }
            }
        >
            {label}
        </button>
    }
}

fn short(target: &str) -> &str {
    attributes::target(target).map_or(target, |known| known.short)
}

/// What the button does. `differs` is whether the row has another expression;
/// nothing while the one in the editor has a mistake.
fn explanation(differs: Option<bool>) -> &'static str {
    match differs {
        None => "Correct the expression first",
        Some(false) => "The row has this expression",
        Some(true) => "Writes it into that row of the set-up",
    }
}

fn write(app: App, target: &str, expression: String) {
    let message = format!("{} takes this expression now", short(target));
    app.edit_mapping(message, |mapping| {
        source_row::write(mapping, target, expression);
    });
}
