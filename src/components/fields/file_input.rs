//! A hidden field that opens files; a button clicks it.

use leptos::html;
use leptos::prelude::*;

use crate::browser::event;
use crate::browser::files::{self, File};

/// A hidden field that opens files. A button clicks `node` with
/// [`crate::browser::elements::click`].
#[component]
pub fn FileInput(
    label: &'static str,
    /// Kinds of files, as the attribute `accept` has them.
    accept: &'static str,
    #[prop(optional)] multiple: bool,
    node: NodeRef<html::Input>,
    #[prop(into)] on_files: UnsyncCallback<Vec<File>>,
) -> impl IntoView {
    view! {
        <input
            type="file"
            accept=accept
            multiple=multiple
            aria-label=label
            hidden
            node_ref=node
            on:change=move |changed| {
                if let Some(field) = event::field(&changed) {
                    let chosen = field.files().map(|list| files::of_list(&list));
                    on_files.run(chosen.unwrap_or_default());
                    // The same file can be chosen again after it was fixed.
                    field.set_value("");
                }
            }
        />
    }
}
