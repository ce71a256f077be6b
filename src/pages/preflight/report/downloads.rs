//! The report as files and as texts for the clipboard.

use leptos::prelude::*;
use preflight::protocol::{ExportFormat, SavedExport};

use crate::pages::preflight::use_page;
use crate::pages::preflight::widgets::Section;
use crate::state::use_app;
use provisioning::format::size;

const FILES: [(ExportFormat, &str); 4] = [
    (ExportFormat::FindingsCsv, "Findings as CSV"),
    (ExportFormat::UsersCsv, "Users as CSV"),
    (ExportFormat::Json, "Everything as JSON"),
    (ExportFormat::Markdown, "Summary as Markdown"),
];

/// With the label of its button, and what the text is called.
const COPIES: [(ExportFormat, &str, &str); 3] = [
    (ExportFormat::Markdown, "Copy the summary", "The summary"),
    (
        ExportFormat::PowerShell,
        "Copy refused ids for PowerShell",
        "The list for PowerShell",
    ),
    (
        ExportFormat::Graph,
        "Copy refused ids for Graph",
        "The list for Graph",
    ),
];

#[component]
pub(crate) fn Downloads() -> impl IntoView {
    let app = use_app();
    let state = use_page().state;
    let files = FILES.map(|(format, label)| {
        view! {
            <button type="button" on:click=move |_| state.save(app, format)>
                {label}
            </button>
        }
        .into_any()
    });
    let copies = COPIES.map(|(format, label, what)| {
        view! {
            <button type="button" on:click=move |_| state.copy(app, format, what)>
                {label}
            </button>
        }
        .into_any()
    });
    view! {
        <Section class="stack no-print" id="pf-save-title" title="Take the report along">
            <div class="row">{Vec::from(files)}</div>
            <div class="row">{Vec::from(copies)}</div>
            {move || state.saved().map(|saved| view! { <SavedFile saved/> }.into_any())}
        </Section>
    }
}

/// The last file that was made, to be saved once more.
#[component]
fn SavedFile(saved: SavedExport) -> impl IntoView {
    view! {
        <p>
            <a href=saved.url download=saved.name.clone()>
                {format!("Save {}", saved.name)}
            </a>
            {format!(", {}", size(saved.bytes.into()))}
        </p>
    }
}
