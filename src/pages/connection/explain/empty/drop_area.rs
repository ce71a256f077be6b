//! Where something is dropped, chosen, pasted or typed.

use leptos::html;
use leptos::prelude::*;

use crate::browser;
use crate::browser::clipboard::{self, pasted_text};
use crate::browser::elements::{self, Event};
use crate::browser::event::{self, KeyPress};
use crate::browser::files::File;
use crate::components::fields::file_input::FileInput;
use crate::components::icon::{Icon, icons};
use crate::pages::connection::explain::state::{BOX_ID, ExplainState};
use crate::pages::connection::explain::use_explain;
use crate::pages::connection::redacted_input::RedactedInput;
use crate::state::{App, use_app};

#[component]
pub(super) fn DropArea() -> impl IntoView {
    let app = use_app();
    let state = use_explain();
    let field = NodeRef::<html::Input>::new();
    let open = move |files: Vec<File>| {
        state.open(app, files.into_iter().map(Into::into).collect());
    };
    view! {
        <div class="explain-drop" role="group" aria-label="Drop or paste">
            <Icon of=icons::UP/>
            <h2>"Drop a file or paste anything"</h2>
            <p class="muted">"You get the cause, who is affected and what to do next."</p>
            <div class="row wrap">
                <button
                    type="button"
                    class="btn"
                    class:primary=move || state.text.is_empty()
                    on:click=move |_| paste(app, state)
                >
                    <Icon of=icons::PASTE/>
                    "Paste"
                </button>
                <button
                    type="button"
                    class="btn"
                    on:click=move |_| {
                        if let Some(field) = field.get_untracked() {
                            elements::click(&field);
                        }
                    }
                >
                    "Choose a file"
                </button>
            </div>
            <FileInput
                label="Files to explain"
                accept=".json,.jsonl,.ndjson,.csv,.txt,.log,.har,application/json,text/csv,text/plain"
                multiple=true
                node=field
                on_files=open
            />
            <span class="muted tiny wide-only">
                <kbd>"Ctrl V"</kbd>
                " works on every page"
            </span>
            <TextBox/>
        </div>
    }
}

/// Takes the text of the clipboard, or goes to the box.
fn paste(app: App, state: ExplainState) {
    browser::run(Box::pin(async move {
        match clipboard::read_text().await {
            Ok(text) if !text.trim().is_empty() => state.explain(app, &text),
            Ok(_) => state.text.set_note("The clipboard has no text.", BOX_ID),
            Err(_) => state.text.set_note(
                "This browser doesn’t let the page read the clipboard. Press Ctrl+V.",
                BOX_ID,
            ),
        }
    }));
}

/// A text that is pasted into it is explained at once, a typed one with the
/// button or Ctrl+Enter.
#[component]
fn TextBox() -> impl IntoView {
    let app = use_app();
    let state = use_explain();
    let is_empty = move || state.text.is_empty();
    view! {
        <div
            class="stack explain-box"
            on:paste=move |paste| take_pasted(app, state, &paste)
            on:keydown=move |key| {
                let press = KeyPress::of(key.into());
                if let Some(press) = press.filter(|press| press.key == "Enter" && press.control) {
                    press.prevent_default();
                    state.explain_box(app);
                }
            }
        >
            <RedactedInput
                id=BOX_ID
                rows="3"
                label="Message, response, log entry or error code"
                placeholder="Paste or type here"
                content=state.text
            />
            <div class="row wrap">
                <button
                    type="button"
                    class="btn"
                    class:primary=move || !is_empty()
                    disabled=is_empty
                    on:click=move |_| state.explain_box(app)
                >
                    "Explain"
                </button>
                <button
                    type="button"
                    class="btn quiet"
                    disabled=is_empty
                    on:click=move |_| {
                        state.text.clear();
                        browser::focus(BOX_ID);
                    }
                >
                    "Clear"
                </button>
            </div>
        </div>
    }
}

fn take_pasted(app: App, state: ExplainState, paste: &Event) {
    // A text in the box is being corrected, by a piece perhaps.
    if !is_replaced(paste) {
        return;
    }
    let text = pasted_text(paste);
    if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
        paste.prevent_default();
        state.explain(app, &text);
    }
}

/// Whether what is pasted takes the place of all that is in the box.
fn is_replaced(paste: &Event) -> bool {
    let Some(field) = event::field(paste) else {
        return false;
    };
    let text = field.value();
    let selected =
        elements::number(&field, "selectionEnd") - elements::number(&field, "selectionStart");
    text.trim().is_empty() || selected >= text.encode_utf16().count() as f64
}
