//! The ways in for a file, and why one was not read.

use leptos::html;
use leptos::prelude::*;
use sync_schema::error::{LineCol, SchemaFileError};
use web_sys::Event;

use crate::browser::clipboard::pasted_text;
use crate::browser::files::File;
use crate::browser::{elements, event, files};
use crate::components::file_input::FileInput;
use crate::components::when::When;
use crate::state::schema_file::{ImportError, ImportProgress, SchemaFileState};
use crate::state::use_app;

/// Ways in: a file is dropped or picked, or text is pasted.
#[component]
pub fn ImportBox() -> impl IntoView {
    let file = SchemaFileState::of(use_app());
    let is_over = RwSignal::new(false);
    let node = NodeRef::<html::Input>::new();
    view! {
        <section
            class="panel drop"
            class:over=move || is_over.get()
            aria-label="Import"
            on:dragover=move |drag| {
                drag.prevent_default();
                is_over.set(true);
            }
            on:dragleave=move |_| is_over.set(false)
            on:drop=move |drop| {
                drop.prevent_default();
                is_over.set(false);
                take_first(file, files::dropped(&drop));
            }
        >
            <FileButtons node/>
            <FileInput
                label="Schema file"
                accept=".json,application/json"
                node
                on_files=move |files| take_first(file, files)
            />
            <TextBox/>
        </section>
    }
}

fn take_first(file: SchemaFileState, files: Vec<File>) {
    if let Some(first) = files.into_iter().next() {
        file.open(first.name(), first.into());
    }
}

#[component]
fn FileButtons(
    /// The field that the button clicks.
    node: NodeRef<html::Input>,
) -> impl IntoView {
    let app = use_app();
    let file = SchemaFileState::of(app);
    // Once a file is read, saving it changed is what the page is for.
    let is_first = move || {
        file.progress
            .with(|progress| !matches!(progress, ImportProgress::Read(_)))
    };
    let has_file = move || {
        file.progress
            .with(|progress| !matches!(progress, ImportProgress::Nothing))
    };
    let choose = move |_| {
        if let Some(input) = node.get_untracked() {
            elements::click(&input);
        }
    };
    view! {
        <div class="row">
            <button type="button" class:primary=is_first on:click=choose>
                "Choose a schema file"
            </button>
            <span class="hint">"or drop it on this box"</span>
            <When is=Signal::derive(has_file)>
                <button
                    type="button"
                    class="quiet"
                    on:click=move |_| {
                        file.forget();
                        app.announce("The file was forgotten");
                    }
                >
                    "Forget the file"
                </button>
            </When>
        </div>
    }
}

/// The box for text. What is pasted stands in the page only to be corrected; a
/// megabyte would make it slow.
#[component]
fn TextBox() -> impl IntoView {
    let file = SchemaFileState::of(use_app());
    view! {
        <div class="field">
            <label for="schema-paste">"Or paste its text here"</label>
            <textarea
                id="schema-paste"
                rows="2"
                spellcheck="false"
                placeholder="{ \"id\": \"scim.…\", \"synchronizationRules\": [ …"
                prop:value=move || file.shown.get()
                on:paste=move |paste| open_pasted(file, &paste)
                on:change=move |change| open_typed(file, event::value(&change))
            ></textarea>
        </div>
    }
}

fn open_pasted(file: SchemaFileState, paste: &Event) {
    // What stands in the box is being corrected, by a piece perhaps.
    if !event::value(paste).trim().is_empty() {
        return;
    }
    let text = pasted_text(paste);
    if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
        paste.prevent_default();
        file.open_text(text);
    }
}

fn open_typed(file: SchemaFileState, text: String) {
    // What the box is known to hold can be taken out of it.
    file.shown.set(text.clone());
    if !text.trim().is_empty() {
        file.open_text(text);
    }
}

#[component]
pub fn FailedImport(error: ImportError) -> impl IntoView {
    let file = SchemaFileState::of(use_app());
    let too_long = file.too_long();
    let headline = format!("{} was not read", named(file));
    view! {
        <div class="notice" role="alert">
            <h2>{headline}</h2>
            <ImportErrorText error/>
            {too_long.map(|bytes| view! { <TooLong bytes/> }.into_any())}
        </div>
    }
}

/// The file's name within a sentence, at its beginning.
fn named(file: SchemaFileState) -> String {
    match file.name() {
        Some(name) => format!("“{name}”"),
        None => "The pasted text".to_owned(),
    }
}

#[component]
fn TooLong(bytes: usize) -> impl IntoView {
    let text = format!(
        "The text has {} kB, too much to be corrected in the box, so the box is empty. Correct it where you copied it from, and paste it again or choose it as a file.",
        bytes / 1000
    );
    view! { <p>{text}</p> }
}

/// Why a file was not read, and what to do.
#[component]
pub fn ImportErrorText(error: ImportError) -> impl IntoView {
    match error {
        ImportError::File(error) => view! { <FileErrorText error/> }.into_any(),
        ImportError::Worker(failure) => view! { <p>{failure.to_string()}</p> }.into_any(),
    }
}

#[component]
fn FileErrorText(error: SchemaFileError) -> impl IntoView {
    let (why, todo) = (error.to_string(), error.todo());
    let damaged = match error {
        SchemaFileError::Damaged { spot, .. } => Some(view! { <DamagedLine spot/> }.into_any()),
        _ => None,
    };
    view! {
        <p>{why}</p>
        {damaged}
        <p>{todo}</p>
    }
}

/// The damaged line with a mark below the place.
#[component]
fn DamagedLine(spot: LineCol) -> impl IntoView {
    let mark = format!("{}\n{}^", spot.excerpt, " ".repeat(spot.before));
    view! {
        <pre class="excerpt" role="group" tabindex="0" aria-label="The damaged line">
            {mark}
        </pre>
    }
}
