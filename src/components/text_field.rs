//! Labelled form fields.

use leptos::prelude::*;

use crate::browser::event;
use crate::components::element::{self, El, el};

/// A field for one line of text, with its label, error and hint.
#[component]
pub fn TextInput(
    /// Identity on the page, for the label.
    id: &'static str,
    label: &'static str,
    /// A short example inside the empty field.
    #[prop(optional)]
    placeholder: &'static str,
    /// A sentence below the field.
    #[prop(optional)]
    hint: &'static str,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_input: Callback<String>,
    /// The error of the text, if it has one.
    #[prop(optional, into)]
    error: MaybeProp<String>,
) -> impl IntoView {
    let (error_id, hint_id) = (format!("{id}-error"), format!("{id}-hint"));
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input
                type="text"
                class="in"
                class:bad=move || error.get().is_some()
                id=id
                autocomplete="off"
                spellcheck="false"
                placeholder=placeholder
                aria-describedby=format!("{error_id} {hint_id}")
                aria-invalid=move || error.get().map(|_| "true")
                prop:value=move || value.get()
                on:input=move |input| on_input.run(event::value(&input))
            />
            <p class="help bad" id=error_id>
                {move || error.get().unwrap_or_default()}
            </p>
            <p class="help" id=hint_id>
                {hint}
            </p>
        </div>
    }
}

pub struct TextField {
    /// Identity on the page, for the label.
    pub id: &'static str,
    pub label: &'static str,
    /// A short example inside the empty field.
    pub placeholder: &'static str,
    /// A sentence below the field, or nothing.
    pub hint: &'static str,
}

impl TextField {
    /// Makes the field. `read` gives its text, `write` takes each change, and
    /// `wrong` returns the error of the text, if it has one.
    pub fn make(
        self,
        read: impl FnMut() -> String + 'static,
        write: impl Fn(String) + 'static,
        wrong: impl Fn() -> Option<String> + Clone + 'static,
    ) -> El {
        let Self {
            id,
            label,
            placeholder,
            hint,
        } = self;
        let error_id = format!("{id}-error");
        let hint_id = format!("{id}-hint");
        let is_wrong = wrong.clone();
        let input = el("input")
            .attr("type", "text")
            .attr("id", id)
            .attr("autocomplete", "off")
            .attr("spellcheck", "false")
            .attr("placeholder", placeholder)
            .attr("aria-describedby", &format!("{error_id} {hint_id}"))
            .live_attr("aria-invalid", move || {
                is_wrong().map(|_| "true".to_owned())
            })
            .live_value(read)
            .on("input", move |event| write(element::value(&event)));
        el("div")
            .class("field")
            .child(el("label").attr("for", id).text(label))
            .child(input)
            .child(
                el("p")
                    .class("error")
                    .attr("id", &error_id)
                    .live_text(move || wrong().unwrap_or_default()),
            )
            .child(el("p").class("hint").attr("id", &hint_id).text(hint))
    }
}
