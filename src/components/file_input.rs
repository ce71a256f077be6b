//! A hidden field that opens files; a button clicks it.

use crate::browser::files::{self, File};
use crate::components::element::{self, El, el};

pub fn file_input(label: &str, accept: &str, take: impl Fn(Vec<File>) + 'static) -> El {
    el("input")
        .attr("type", "file")
        .attr("accept", accept)
        .attr("aria-label", label)
        .attr("hidden", "")
        .on("change", move |event| {
            if let Some(field) = element::field(&event) {
                let chosen = field.files().map(|list| files::of_list(&list));
                take(chosen.unwrap_or_default());
                // The same file can be chosen again after it was fixed.
                field.set_value("");
            }
        })
}
