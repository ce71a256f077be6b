//! Labelled form fields.

use leptos::prelude::*;

use crate::browser::event;

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
