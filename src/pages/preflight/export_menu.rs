//! The report as files and as texts for the clipboard.

use leptos::prelude::*;
use preflight::protocol::ExportFormat;
use provisioning::format::size;

use crate::components::icon::icons;
use crate::components::menu::Menu;
use crate::pages::preflight::state::ExportResult;
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
pub(crate) fn ExportMenu() -> impl IntoView {
    let state = use_page().state;
    let text = Signal::derive(move || {
        let text = match state.exported() {
            ExportResult::Copied => "Copied",
            ExportResult::Saved { fresh: true, .. } => "Saved",
            _ => "Export",
        };
        text.to_owned()
    });
    view! {
        <Menu label="Export" class="pf-export" icon=icons::SAVE text=text>
            <MenuItems/>
        </Menu>
    }
}

#[component]
fn MenuItems() -> impl IntoView {
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
        {Vec::from(files)}
        <SavedFile/>
        <hr/>
        {Vec::from(copies)}
    }
}

/// The last file that was made, to be saved once more.
#[component]
fn SavedFile() -> impl IntoView {
    let state = use_page().state;
    view! {
        {move || match state.exported() {
            ExportResult::Saved { export, .. } => Some(
                view! {
                    <a href=export.url.clone() download=export.name.clone()>
                        {format!("Save {} again, {}", export.name, size(export.bytes.into()))}
                    </a>
                }
                    .into_any(),
            ),
            _ => None,
        }}
    }
}
