//! The report as files and for the clipboard.

use preflight::protocol::Form;

use crate::components::element::{El, button, el, link, several};
use crate::pages::preflight::PreflightPage;
use provisioning::format::size;

const FILES: [(Form, &str); 4] = [
    (Form::FindingsCsv, "Findings as CSV"),
    (Form::UsersCsv, "Users as CSV"),
    (Form::Json, "Everything as JSON"),
    (Form::Markdown, "Summary as Markdown"),
];

const COPIES: [(Form, &str, &str); 3] = [
    (Form::Markdown, "Copy the summary", "The summary"),
    (
        Form::PowerShell,
        "Copy refused ids for PowerShell",
        "The list for PowerShell",
    ),
    (
        Form::Graph,
        "Copy refused ids for Graph",
        "The list for Graph",
    ),
];

/// The section.
pub(crate) fn downloads(place: PreflightPage) -> El {
    let (app, state) = (place.app, place.state);
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
