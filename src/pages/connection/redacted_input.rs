//! A box for text that is redacted as it is typed or pasted.

use leptos::prelude::*;

use super::context::{ConnectionPage, use_connection_page};
use crate::browser::elements::Event;
use crate::browser::event;
use connection_test::pasted_output::redact::{RedactedPaste, redact_paste};

/// What is in such a box.
#[derive(Debug, Clone, Copy)]
pub(super) struct RedactedText {
    page: ConnectionPage,
    pub(super) text: RwSignal<RedactedPaste>,
    /// What was removed from it.
    note: RwSignal<String>,
}

impl RedactedText {
    /// An empty one. Call it while a component is made.
    pub(super) fn new() -> Self {
        let page = use_connection_page();
        let empty = untrack(|| redact_paste("", &page.connection.token()));
        let (text, note) = (RwSignal::new(empty), RwSignal::new(String::new()));
        // Takes out a token that was typed after the text was pasted.
        Effect::new(move |_| {
            let token = page.connection.token();
            let redacted = text.with_untracked(|text| text.redact_again(&token));
            if redacted.removed {
                note.set(redacted.notice());
                text.set(redacted);
            }
        });
        Self { page, text, note }
    }

    fn take(self, input: &Event) {
        let typed = event::value(input);
        let redacted = untrack(|| redact_paste(&typed, &self.page.connection.token()));
        if redacted.text() != typed
            && let Some(field) = event::field(input)
        {
            field.set_value(redacted.text());
        }
        // A note stays until the box is empty: typing on does not undo it.
        let words = redacted.notice();
        if !words.is_empty() || redacted.text().is_empty() {
            self.note.set(words);
        }
        self.text.set(redacted);
    }

    pub(super) fn clear(self) {
        let token = untrack(|| self.page.connection.token());
        self.text.set(redact_paste("", &token));
        self.note.set(String::new());
    }
}

/// The labelled box, with the note below it.
#[component]
pub(super) fn RedactedInput(
    id: &'static str,
    rows: &'static str,
    label: &'static str,
    content: RedactedText,
    /// The role of the whole field.
    #[prop(optional)]
    role: Option<&'static str>,
    /// What is shown below the note.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let note_id = format!("{id}-note");
    view! {
        <div class="field" role=role>
            <label for=id>{label}</label>
            <textarea
                class="mono"
                id=id
                rows=rows
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-describedby=note_id.clone()
                prop:value=move || content.text.with(|text| text.text().to_owned())
                on:input=move |input| content.take(&input)
            ></textarea>
            <p class="hint" id=note_id aria-live="polite">
                {move || content.note.get()}
            </p>
            {children.map(|children| children())}
        </div>
    }
}
