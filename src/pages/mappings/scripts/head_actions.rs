//! Copy and Save, or what has to be fixed first.

use leptos::prelude::*;

use crate::browser;
use crate::components::copy_button::CopyButton;
use crate::pages::mappings::blocked_rows::FixFirst;
use crate::pages::mappings::save_button::SaveButton;
use crate::pages::mappings::scripts::choice::{Choice, NoScript, use_choice};

#[component]
pub fn HeadActions() -> impl IntoView {
    let choice = use_choice();
    // The text is read when it is needed, so that the buttons stay as they are
    // while choices change.
    let blocked = Memo::new(move |_| choice.script.with(|script| script.as_ref().err().cloned()));
    view! {
        {move || match blocked.get() {
            None => view! { <ScriptActions/> }.into_any(),
            Some(NoScript::Blocked(issues)) => view! { <FixFirst issues/> }.into_any(),
            Some(NoScript::Checking) => {
                view! { <SaveButton label="Save script" name=String::new()/> }.into_any()
            }
        }}
    }
}

#[component]
fn ScriptActions() -> impl IntoView {
    let choice = use_choice();
    let name = Signal::derive(move || choice.shell().file_name().to_owned());
    let save = UnsyncCallback::new(move |()| save(choice));
    view! {
        <CopyButton what="Script" label="Copy script" text=move |()| text(choice)/>
        <SaveButton label="Save script" name save/>
    }
}

fn text(choice: Choice) -> String {
    choice
        .script
        .with_untracked(|script| script.clone().unwrap_or_default())
}

/// Whether the browser took the file.
fn save(choice: Choice) -> bool {
    let name = untrack(|| choice.shell()).file_name();
    browser::save_file(name, "text/plain", &text(choice)).is_ok()
}
