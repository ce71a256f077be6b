//! The report on a log as a file or as text for the clipboard.

use std::time::Duration;

use leptos::prelude::*;
use preflight::protocol::SavedExport;
use provisioning_log::report::LogExportFormat;
use worker_messages::explain::{ExplainRequest, ExplainResponse};

use crate::browser;
use crate::browser::files::save_url;
use crate::pages::connection::explain::state::ExplainState;
use crate::state::App;

/// How long the button says what it did.
const SHOWN: Duration = Duration::from_secs(2);

/// What became of the last export.
#[derive(Debug, Clone, PartialEq, Default)]
pub(in crate::pages::connection::explain) enum LogExportResult {
    #[default]
    None,
    /// A file was saved; `fresh` for a moment.
    Saved { export: SavedExport, fresh: bool },
    /// A text was copied a moment ago.
    Copied,
    /// The browser does not let the page copy.
    NotCopied(String),
}

impl ExplainState {
    fn set_exported(&self, exported: LogExportResult) {
        self.change(self.exported_changed, |data| data.exported = exported);
    }

    /// Takes back what the button says, once it was there long enough.
    fn settle_export(&self) {
        let state = *self;
        set_timeout(
            move || {
                state.change(state.exported_changed, |data| match &mut data.exported {
                    LogExportResult::Copied => data.exported = LogExportResult::None,
                    LogExportResult::Saved { fresh, .. } => *fresh = false,
                    LogExportResult::None | LogExportResult::NotCopied(_) => {}
                });
            },
            SHOWN,
        );
    }

    /// Has a file made of the report, and saves it.
    pub(in crate::pages::connection::explain) fn save(&self, app: App, format: LogExportFormat) {
        let state = *self;
        let respond = move |response| match response {
            Ok(ExplainResponse::Saved(export)) => {
                let saved = save_url(&export.name, &export.url);
                if saved.is_err() {
                    app.show_message(format!("The browser didn’t save {}.", export.name));
                } else {
                    app.announce(format!("{} saved", export.name));
                }
                let fresh = saved.is_ok();
                state.set_exported(LogExportResult::Saved { export, fresh });
                state.settle_export();
            }
            response => state.on_loss(&response),
        };
        self.send(ExplainRequest::Save(format), Vec::new(), respond);
    }

    /// Copies the summary for a ticket.
    pub(in crate::pages::connection::explain) fn copy_ticket(&self, app: App) {
        let state = *self;
        let respond = move |response| match response {
            Ok(ExplainResponse::Text(mut text)) => {
                state.redact(&mut text);
                browser::run(Box::pin(async move {
                    if browser::copy_text(&text).await.is_ok() {
                        app.announce("Text for a ticket copied");
                        state.set_exported(LogExportResult::Copied);
                        state.settle_export();
                    } else {
                        state.set_exported(LogExportResult::NotCopied(text));
                    }
                }));
            }
            response => state.on_loss(&response),
        };
        self.send(ExplainRequest::Ticket, Vec::new(), respond);
    }

    pub(in crate::pages::connection::explain) fn dismiss_export(&self) {
        self.set_exported(LogExportResult::None);
    }
}
