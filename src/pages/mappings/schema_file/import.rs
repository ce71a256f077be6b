//! The ways in for a file: it is dropped or chosen, or its text is pasted.

use leptos::html;
use leptos::prelude::*;

use crate::browser::clipboard::pasted_text;
use crate::browser::elements::Event;
use crate::browser::files::File;
use crate::browser::{elements, event};
use crate::components::fields::file_input::FileInput;
use crate::components::icon::{Icon, icons};
use crate::components::when::When;
use crate::pages::mappings::schema_file::page_state::use_schema_page;
use crate::state::schema_file::SchemaFileState;

#[component]
pub fn ImportBox() -> impl IntoView {
    let page = use_schema_page();
    let file = page.file;
    let node = NodeRef::<html::Input>::new();
    let choose = move |_| {
        if let Some(input) = node.get_untracked() {
            elements::click(&input);
        }
    };
    view! {
        <section class="import" aria-label="Open a schema file">
            <div class="drop">
                <Icon of=icons::FILE/>
                <p class="h3">"Drop the schema file here"</p>
                <div class="row">
                    <button type="button" class="btn primary" on:click=choose>
                        "Choose file"
                    </button>
                    <When is=page.is_choosing>
                        <button
                            type="button"
                            class="btn"
                            on:click=move |_| page.is_choosing.set(false)
                        >
                            "Cancel"
                        </button>
                    </When>
                </div>
                <p class="tiny muted">"The file stays in this browser tab."</p>
            </div>
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

pub fn take_first(file: SchemaFileState, files: Vec<File>) {
    if let Some(first) = files.into_iter().next() {
        file.open(first.name(), first.into());
    }
}

/// Text in it is read when it is pasted, and when typing pauses.
#[component]
fn TextBox() -> impl IntoView {
    let file = use_schema_page().file;
    view! {
        <div class="field">
            <label for="schema-paste">"Or paste the text"</label>
            <textarea
                class="in"
                id="schema-paste"
                rows="5"
                spellcheck="false"
                placeholder="{ \"id\": \"scim.…\", \"synchronizationRules\": [ …"
                prop:value=move || file.shown.get()
                on:paste=move |paste| open_pasted(file, &paste)
                on:input=move |input| file.type_text(event::value(&input))
            ></textarea>
        </div>
    }
}

fn open_pasted(file: SchemaFileState, paste: &Event) {
    // The text in the box is being corrected, by a piece perhaps.
    if !event::value(paste).trim().is_empty() {
        return;
    }
    let text = pasted_text(paste);
    if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
        paste.prevent_default();
        file.open_text(text);
    }
}
