//! The admin's note on a step, above the buttons.

use leptos::prelude::*;

use crate::browser::event;
use crate::components::when::When;
use crate::pages::guide::step_view::NoteOpen;
use crate::pages::guide::use_open_step;
use crate::state::use_app;
use guide::marks;
use setup::MAX_NOTE;

/// The field of the note.
pub const NOTE_ID: &str = "step-note";

#[component]
pub fn NoteField() -> impl IntoView {
    let app = use_app();
    let open = use_open_step();
    let NoteOpen(opened) = expect_context();
    let note = move || {
        let Some(step) = open.step() else {
            return String::new();
        };
        app.setup.with(|setup| marks::note(step, &setup.guide))
    };
    // The field stays when its text is deleted.
    let is_shown = move || open.step().is_some() && (open.is(opened.get()) || !note().is_empty());
    let write = move |text: String| {
        if let Some(step) = untrack(|| open.step()) {
            opened.set(step.number);
            app.edit(|setup| marks::set_note(step, &mut setup.guide, text));
        }
    };
    view! {
        <When is=Signal::derive(is_shown)>
            <div class="field step-note no-print">
                <label for=NOTE_ID>"Your note on this step"</label>
                <textarea
                    class="in"
                    id=NOTE_ID
                    rows="2"
                    maxlength=MAX_NOTE.to_string()
                    aria-describedby="step-note-limit"
                    prop:value=note
                    on:input=move |input| write(event::value(&input))
                ></textarea>
                <p class="help bad" id="step-note-limit" aria-live="polite">
                    {move || length_error(&note())}
                </p>
            </div>
        </When>
    }
}

fn length_error(note: &str) -> &'static str {
    match note.encode_utf16().count() < MAX_NOTE {
        true => "",
        false => "A note holds at most 20,000 characters. The rest was cut off.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_is_the_one_that_is_shown() {
        assert_eq!(MAX_NOTE, 20_000);
        assert_eq!(length_error(&"a".repeat(MAX_NOTE - 1)), "");
        assert!(length_error(&"a".repeat(MAX_NOTE)).contains("20,000"));
    }
}
