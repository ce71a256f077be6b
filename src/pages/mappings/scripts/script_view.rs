//! The script, to be copied or saved.

use leptos::prelude::*;
use sync_schema::script;

use crate::browser;
use crate::components::bridge::from_element;
use crate::pages::mappings::portal_fields::copy_button;
use crate::pages::mappings::scripts::use_choice;
use crate::state::{App, use_app};

#[component]
pub fn ScriptPanel(text: String) -> impl IntoView {
    let app = use_app();
    let choice = use_choice();
    let (copied, saved) = (text.clone(), text.clone());
    let copy = copy_button(app, "Script", "Copy the script", move || copied.clone());
    view! {
        <section class="panel" aria-labelledby="script-title">
            <div class="panel-head">
                <h2 id="script-title">{move || choice.shell().file_name()}</h2>
                <div class="row">
                    {from_element(copy)}
                    <button
                        type="button"
                        class="small"
                        on:click=move |_| save(app, untrack(|| choice.shell()).file_name(), &saved)
                    >
                        "Save"
                    </button>
                </div>
            </div>
            <div class="body stack">
                <HowToRun/>
                <pre class="script" tabindex="0" role="region" aria-label="The script">
                    {text}
                </pre>
            </div>
        </section>
    }
}

#[component]
fn HowToRun() -> impl IntoView {
    let choice = use_choice();
    let permissions = move || {
        let scopes = script::scopes(&choice.steps()).join(", ");
        format!("Permissions of Microsoft Graph: {scopes}. Role: Application Administrator.")
    };
    view! {
        <p class="callout">{move || choice.shell().how()}</p>
        <p class="callout">{move || permissions()}</p>
    }
}

fn save(app: App, name: &str, text: &str) {
    let done = browser::save_file(name, "text/plain", text);
    app.announce(match done {
        Ok(()) => format!("{name} saved"),
        Err(_) => "The browser did not save the file".to_owned(),
    });
}
