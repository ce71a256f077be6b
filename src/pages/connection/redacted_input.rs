//! A box for text that is redacted as it is typed or pasted.

use leptos::prelude::*;

use crate::browser;
use crate::browser::elements::Event;
use crate::browser::event;
use crate::state::connection::ConnectionState;
use connection_test::pasted_output::redact::{RedactedPaste, redact_paste};

/// What is in such a box.
#[derive(Debug, Clone, Copy)]
pub(super) struct RedactedText {
    connection: ConnectionState,
    pub(super) text: RwSignal<RedactedPaste>,
    /// What was removed from it, or why nothing could be pasted.
    note: RwSignal<String>,
}

impl RedactedText {
    /// An empty one. Call it while a component is made.
    pub(super) fn new(connection: ConnectionState) -> Self {
        let empty = untrack(|| redact_paste("", &connection.token()));
        let (text, note) = (RwSignal::new(empty), RwSignal::new(String::new()));
        let own = Self {
            connection,
            text,
            note,
        };
        Effect::new(move |_| {
            connection.token();
            own.redact_again();
        });
        own
    }

    /// Takes out a token that was typed after the text was pasted.
    pub(super) fn redact_again(self) {
        let token = untrack(|| self.connection.token());
        let redacted = self.text.with_untracked(|text| text.redact_again(&token));
        if redacted.removed {
            self.note.set(redacted.notice());
            self.text.set(redacted);
        }
    }

    pub(super) fn is_empty(self) -> bool {
        self.text.with(|text| text.text().trim().is_empty())
    }

    /// Takes a text in place of the one before, and returns what is left of it.
    pub(super) fn set(self, typed: &str) -> String {
        let redacted = untrack(|| redact_paste(typed, &self.connection.token()));
        let left = redacted.text().to_owned();
        // A note stays until the box is empty: typing on does not undo it.
        let words = redacted.notice();
        if !words.is_empty() || left.is_empty() {
            self.note.set(words);
        }
        self.text.set(redacted);
        left
    }

    fn take(self, input: &Event) {
        let typed = event::value(input);
        let left = self.set(&typed);
        if left != typed
            && let Some(field) = event::field(input)
        {
            field.set_value(&left);
        }
    }

    pub(super) fn clear(self) {
        self.set("");
    }

    /// Says something below the box, and goes there.
    pub(super) fn set_note(self, note: &str, id: &str) {
        self.note.set(note.to_owned());
        browser::focus(id);
    }
}

/// The labelled box, with the note below it.
#[component]
pub(super) fn RedactedInput(
    id: &'static str,
    rows: &'static str,
    label: &'static str,
    #[prop(optional)] placeholder: &'static str,
    /// Further classes of the box.
    #[prop(optional)]
    class: &'static str,
    content: RedactedText,
) -> impl IntoView {
    let note_id = format!("{id}-note");
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <textarea
                class=format!("in {class}").trim_end().to_owned()
                id=id
                rows=rows
                placeholder=placeholder
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-describedby=note_id.clone()
                prop:value=move || content.text.with(|text| text.text().to_owned())
                on:input=move |input| content.take(&input)
            ></textarea>
            <span class="help" id=note_id aria-live="polite">
                {move || content.note.get()}
            </span>
        </div>
    }
}
