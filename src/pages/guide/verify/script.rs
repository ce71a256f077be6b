//! One script for all responses, and the field for the file that it writes.

use leptos::html;
use leptos::prelude::*;
use worker_messages::verify::EvidenceScript;

use crate::browser::elements;
use crate::browser::files::{self, File};
use crate::components::copy_button::CopyButton;
use crate::components::fields::file_input::FileInput;
use crate::components::fields::segmented::Segmented;
use crate::components::fold::Fold;
use crate::pages::guide::verify::state::{record, use_verify};
use crate::state::use_app;

#[component]
pub(super) fn ScriptFold() -> impl IntoView {
    let app = use_app();
    let state = use_verify();
    let is_open = RwSignal::new(false);
    Effect::new(move |_| {
        if is_open.get() {
            let setup = app.setup.with(record);
            state.request_script(state.shell.get(), setup);
        }
    });
    let field = NodeRef::<html::Input>::new();
    let read = move |files: Vec<File>| {
        if let Some(file) = files.into_iter().next() {
            state.read_file(file);
        }
    };
    view! {
        <Fold
            summary=|| view! { <span>"Verify all steps with one script"</span> }.into_any()
            on_toggle=move |open| is_open.set(open)
        >
            <div class="stack">
                <Segmented
                    name="verify-shell"
                    label="Shell"
                    options=vec!["PowerShell", "Bash with Azure CLI"]
                    chosen=state.shell
                />
                {move || state.script().map(|script| view! { <Script script/> }.into_any())}
                <div class="row wrap">
                    <button
                        type="button"
                        class="btn small"
                        on:click=move |_| {
                            if let Some(field) = field.get_untracked() {
                                elements::click(&field);
                            }
                        }
                    >
                        "Choose scimdesk-evidence.json"
                    </button>
                </div>
                <FileInput
                    label="File of the script"
                    accept=".json,application/json"
                    node=field
                    on_files=read
                />
            </div>
        </Fold>
    }
}

#[component]
fn Script(script: EvidenceScript) -> impl IntoView {
    let app = use_app();
    let EvidenceScript {
        name,
        text,
        command,
        needs,
    } = script;
    let copied = command.clone();
    let label = format!("Save {name}");
    let save = move |_| match files::save_file(&name, "text/plain", &text) {
        Ok(()) => app.announce(format!("{name} saved")),
        Err(_) => app.announce("This browser doesn’t let the page save a file."),
    };
    view! {
        <p class="muted small">{needs}</p>
        <pre class="code cmd" tabindex="0" role="group" aria-label="Start command">
            {command}
        </pre>
        <div class="row wrap">
            <button type="button" class="btn small" on:click=save>
                {label}
            </button>
            <CopyButton what="Start command" label="Copy command" text=move |()| copied.clone()/>
        </div>
    }
}
