//! The report as a file or as text for the clipboard.

use std::time::Duration;

use leptos::prelude::*;
use preflight::protocol::{ExportFormat, PreflightRequest, PreflightResponse, SavedExport};

use crate::browser;
use crate::browser::files::save_url;
use crate::pages::preflight::state::PreflightState;
use crate::state::App;

/// How long the button says what it did.
const SHOWN: Duration = Duration::from_secs(2);

/// What became of the last export.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum ExportResult {
    #[default]
    None,
    /// A file was saved; `fresh` for a moment.
    Saved { export: SavedExport, fresh: bool },
    /// A text was copied a moment ago.
    Copied,
    /// The browser does not let the page copy.
    NotCopied { what: &'static str, text: String },
}

impl PreflightState {
    fn set_exported(&self, exported: ExportResult) {
        self.change(self.exported_changed, |data| data.exported = exported);
    }

    /// Takes back what the button says, once it was there long enough.
    fn settle_export(&self) {
        let state = *self;
        set_timeout(
            move || {
                state.change(state.exported_changed, |data| match &mut data.exported {
                    ExportResult::Copied => data.exported = ExportResult::None,
                    ExportResult::Saved { fresh, .. } => *fresh = false,
                    ExportResult::None | ExportResult::NotCopied { .. } => {}
                });
            },
            SHOWN,
        );
    }

    /// Has a file made of the report, and saves it.
    pub fn save(&self, app: App, form: ExportFormat) {
        let state = *self;
        let respond = move |response| match response {
            Ok(PreflightResponse::Saved(export)) => {
                let saved = save_url(&export.name, &export.url);
                if saved.is_err() {
                    app.show_message(format!("The browser didn’t save {}.", export.name));
                } else {
                    app.announce(format!("{} saved", export.name));
                }
                let fresh = saved.is_ok();
                state.set_exported(ExportResult::Saved { export, fresh });
                state.settle_export();
            }
            response => state.on_loss(&response),
        };
        self.send(PreflightRequest::Save(form), Vec::new(), respond);
    }

    /// Copies a part of the report. `what` names it.
    pub fn copy(&self, app: App, form: ExportFormat, what: &'static str) {
        let state = *self;
        let respond = move |response| match response {
            Ok(PreflightResponse::Text(text)) => browser::run(Box::pin(async move {
                if browser::copy_text(&text).await.is_ok() {
                    app.announce(format!("{what} copied"));
                    state.set_exported(ExportResult::Copied);
                    state.settle_export();
                } else {
                    state.set_exported(ExportResult::NotCopied { what, text });
                }
            })),
            response => state.on_loss(&response),
        };
        self.send(PreflightRequest::Copy(form), Vec::new(), respond);
    }

    pub fn dismiss_export(&self) {
        self.set_exported(ExportResult::None);
    }
}
