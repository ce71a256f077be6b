//! The report as files and as texts for the clipboard.

use leptos::prelude::*;
use preflight::protocol::ExportFormat;

use crate::components::export_menu::ExportMenu;
use crate::pages::preflight::use_page;
use crate::state::use_app;

const FILES: [(ExportFormat, &str); 4] = [
    (ExportFormat::FindingsCsv, "Issues as CSV"),
    (ExportFormat::UsersCsv, "Users as CSV"),
    (ExportFormat::Json, "Everything as JSON"),
    (ExportFormat::Markdown, "Summary as Markdown"),
];

/// With the label of its button, and what the text is called.
const COPIES: [(ExportFormat, &str, &str); 3] = [
    (ExportFormat::Markdown, "Copy the summary", "Summary"),
    (
        ExportFormat::PowerShell,
        "Copy rejected IDs for PowerShell",
        "List for PowerShell",
    ),
    (
        ExportFormat::Graph,
        "Copy rejected IDs for Graph",
        "List for Graph",
    ),
];

#[component]
pub(crate) fn ReportExport() -> impl IntoView {
    let app = use_app();
    let state = use_page().state;
    let files = FILES.map(|(format, label)| {
        let save = Callback::new(move |()| state.save(app, format));
        (label, save)
    });
    let copies = COPIES.map(|(format, label, what)| {
        let copy = Callback::new(move |()| state.copy(app, format, what));
        (label, copy)
    });
    view! { <ExportMenu export=state.export files=files.into() copies=copies.into()/> }
}
