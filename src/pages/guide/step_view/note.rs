//! The admin's note on a step.

use leptos::prelude::*;

use crate::browser::{self, event};
use crate::components::when::When;
use crate::state::use_app;
use setup::MAX_NOTE;

/// The field of the note.
const NOTE_ID: &str = "step-note";

/// The note, or a button that adds one.
#[component]
pub fn Note(
    /// The number of the step.
    number: &'static str,
) -> impl IntoView {
    let app = use_app();
    // The field stays when its text is deleted.
    let is_added = RwSignal::new(false);
    let is_shown = Signal::derive(move || {
        is_added.get() || app.setup.with(|setup| !setup.guide.note(number).is_empty())
    });
    view! {
        <div>
            <When is=is_shown otherwise=move || view! { <AddNote is_added/> }>
                <NoteField number is_added/>
            </When>
        </div>
    }
}

#[component]
fn AddNote(is_added: RwSignal<bool>) -> impl IntoView {
    let add = move |_| {
        is_added.set(true);
        browser::focus_soon(NOTE_ID);
    };
    view! {
        <button type="button" class="quiet" on:click=add>
            "Add a note"
        </button>
    }
}

#[component]
fn NoteField(number: &'static str, is_added: RwSignal<bool>) -> impl IntoView {
    let app = use_app();
    let note = move || app.setup.with(|setup| setup.guide.note(number).to_owned());
    let write = move |text: String| {
        is_added.set(true);
        app.edit(|setup| setup.guide.set_note(number, text));
    };
    view! {
        <div class="field">
            <label for=NOTE_ID>"Your note on this step"</label>
            <textarea
                id=NOTE_ID
                rows="2"
                maxlength=MAX_NOTE.to_string()
                aria-describedby="step-note-limit"
                prop:value=note
                on:input=move |input| write(event::value(&input))
            ></textarea>
            <p class="error" id="step-note-limit" aria-live="polite">
                {move || length_error(&note())}
            </p>
        </div>
    }
}

fn length_error(note: &str) -> String {
    match note.encode_utf16().count() < MAX_NOTE {
        true => String::new(),
        false => {
            format!("A note holds at most {MAX_NOTE} characters. Longer text is cut off.")
        }
    }
}
