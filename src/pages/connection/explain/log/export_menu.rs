//! The report as files and as text for a ticket.

use leptos::prelude::*;
use provisioning_log::report::LogExportFormat;

use crate::components::export_menu::{ExportAction, ExportMenu};
use crate::pages::connection::explain::use_explain;
use crate::state::use_app;

const FILES: [(LogExportFormat, &str); 4] = [
    (LogExportFormat::EntriesCsv, "Entries as CSV"),
    (LogExportFormat::UsersCsv, "Users as CSV"),
    (LogExportFormat::CausesCsv, "Causes as CSV"),
    (LogExportFormat::Json, "Everything as JSON"),
];

#[component]
pub(super) fn LogExport() -> impl IntoView {
    let app = use_app();
    let state = use_explain();
    let files = FILES.map(|(format, label)| {
        let save = Callback::new(move |()| state.save(app, format));
        (label, save)
    });
    let copy: ExportAction = (
        "Copy for a ticket",
        Callback::new(move |()| state.copy_ticket(app)),
    );
    view! { <ExportMenu export=state.export files=files.into() copies=vec![copy]/> }
}
