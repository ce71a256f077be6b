//! The report as files and for the clipboard.

use preflight::protocol::ExportFormat;

use crate::components::element::{El, button, el, link, several};
use crate::pages::preflight::PreflightPage;
use provisioning::format::size;

const FILES: [(ExportFormat, &str); 4] = [
    (ExportFormat::FindingsCsv, "Findings as CSV"),
    (ExportFormat::UsersCsv, "Users as CSV"),
    (ExportFormat::Json, "Everything as JSON"),
    (ExportFormat::Markdown, "Summary as Markdown"),
];

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

pub(crate) fn downloads(page: PreflightPage) -> El {
    let (app, state) = (page.app, page.state);
    let files = FILES.map(|(form, label)| button("", label, move || state.save(app, form)));
    let copies =
        COPIES.map(|(form, label, what)| button("", label, move || state.copy(app, form, what)));
    let ready = move || match state.saved() {
        None => several(),
        Some(saved) => el("p")
            .child(
                link("", &saved.url, &format!("Save {}", saved.name)).attr("download", &saved.name),
            )
            .text(&format!(", {}", size(saved.bytes.into()))),
    };
    el("section")
        .class("stack no-print")
        .attr("aria-labelledby", "pf-save-title")
        .child(
            el("h2")
                .attr("id", "pf-save-title")
                .text("Take the report along"),
        )
        .child(el("div").class("row").children(files))
        .child(el("div").class("row").children(copies))
        .live(ready)
}
