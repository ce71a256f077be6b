//! The report as files and as text for a ticket.

use leptos::prelude::*;
use provisioning::format::size;
use provisioning_log::report::LogExportFormat;

use crate::components::icon::icons;
use crate::components::menu::Menu;
use crate::components::notice::Notice;
use crate::components::status::StatusKind;
use crate::pages::connection::explain::state::LogExportResult;
use crate::pages::connection::explain::use_explain;
use crate::state::use_app;

const FILES: [(LogExportFormat, &str); 4] = [
    (LogExportFormat::EntriesCsv, "Entries as CSV"),
    (LogExportFormat::UsersCsv, "Users as CSV"),
    (LogExportFormat::CausesCsv, "Causes as CSV"),
    (LogExportFormat::Json, "Everything as JSON"),
];

#[component]
pub(super) fn ExportMenu() -> impl IntoView {
    let state = use_explain();
    let text = Signal::derive(move || {
        let text = match state.exported() {
            LogExportResult::Copied => "Copied",
            LogExportResult::Saved { fresh: true, .. } => "Saved",
            _ => "Export",
        };
        text.to_owned()
    });
    view! {
        <Menu label="Export" class="no-print" icon=icons::SAVE text>
            <MenuItems/>
        </Menu>
    }
}

#[component]
fn MenuItems() -> impl IntoView {
    let app = use_app();
    let state = use_explain();
    let files = FILES.map(|(format, label)| {
        view! {
            <button type="button" on:click=move |_| state.save(app, format)>
                {label}
            </button>
        }
        .into_any()
    });
    view! {
        {Vec::from(files)}
        <SavedFile/>
        <hr/>
        <button type="button" on:click=move |_| state.copy_ticket(app)>
            "Copy for a ticket"
        </button>
    }
}

/// The last file that was made, to be saved once more.
#[component]
fn SavedFile() -> impl IntoView {
    let state = use_explain();
    view! {
        {move || match state.exported() {
            LogExportResult::Saved { export, .. } => Some(
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

/// A text that the browser does not let the page copy.
#[component]
pub(super) fn NotCopied() -> impl IntoView {
    let state = use_explain();
    view! {
        {move || match state.exported() {
            LogExportResult::NotCopied(text) => Some(
                view! {
                    <Notice
                        kind=StatusKind::Warning
                        title="This browser doesn’t let the page copy. Copy the text from here."
                        alert=true
                    >
                        <textarea
                            class="in mono"
                            rows="4"
                            readonly
                            aria-label="Text for a ticket"
                            prop:value=text.clone()
                        ></textarea>
                        <p>
                            <button
                                type="button"
                                class="btn small"
                                on:click=move |_| state.dismiss_export()
                            >
                                "Close"
                            </button>
                        </p>
                    </Notice>
                }
                    .into_any(),
            ),
            _ => None,
        }}
    }
}
