//! One script for all responses, and the field for the file that it writes.

use leptos::html;
use leptos::prelude::*;
use worker_messages::verify::EvidenceScript;

use crate::browser;
use crate::browser::elements;
use crate::browser::files::{self, File};
use crate::components::copy_button::CopyButton;
use crate::components::fields::file_input::FileInput;
use crate::components::fields::segmented::Segmented;
use crate::components::fold::Fold;
use crate::components::when::When;
use crate::pages::guide::verify::state::{record, use_verify};
use crate::state::{App, Undo, use_app};
use setup::Setup;
use setup::tenant_evidence::EvidenceKind;

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
    let has_evidence =
        Signal::derive(move || app.setup.with(|setup| setup.latest_evidence().is_some()));
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
                    <When is=has_evidence>
                        <button
                            type="button"
                            class="btn small quiet"
                            on:click=move |_| forget_evidence(app)
                        >
                            "Forget all evidence"
                        </button>
                    </When>
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

/// Removes evidence and ids, such as when the application was created again.
pub(super) fn forget_evidence(app: App) {
    let before = app
        .setup
        .with_untracked(|setup| setup.evidence_change(&EvidenceKind::ALL, &browser::now()));
    let id = app.open_id.get_untracked();
    app.edit(Setup::clear_evidence);
    let undo = Undo::new(move |app| {
        if app.open_id.with_untracked(|open| *open == id) {
            app.edit(|setup| setup.apply_evidence(&before));
        }
    });
    app.offer_undo("All evidence from the tenant is forgotten", undo);
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
