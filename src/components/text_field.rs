//! Labelled form fields.

use crate::components::element::{self, El, el};

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
