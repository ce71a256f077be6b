//! The button that opens files.

use leptos::html;
use leptos::prelude::*;

use crate::browser::elements;
use crate::browser::files::File;
use crate::components::fields::file_input::FileInput;
use crate::pages::preflight::state::DroppedFile;
use crate::pages::preflight::use_page;
use crate::state::use_app;

/// Files with their names, as the browser gives them.
pub(crate) fn named(files: Vec<File>) -> Vec<DroppedFile> {
    let files = files.into_iter();
    files.map(|file| (file.name(), file.into())).collect()
}

#[component]
pub(crate) fn FileChooser(class: &'static str, label: &'static str) -> impl IntoView {
    let app = use_app();
    let page = use_page();
    let state = page.state;
    let field = NodeRef::<html::Input>::new();
    view! {
        <button
            type="button"
            class=class
            disabled=move || state.is_running()
            on:click=move |_| {
                if let Some(field) = field.get_untracked() {
                    elements::click(&field);
                }
            }
        >
            {label}
        </button>
        <FileInput
            label="Files to open"
            accept=".csv,.json,.jsonl,.ndjson,.txt,.tsv,text/csv,application/json"
            multiple=true
            node=field
            on_files=move |files| {
                state.open(app, page.connection, named(files));
            }
        />
    }
}
