//! The report as a file or as text for the clipboard.

use preflight::protocol::{ExportFormat, PreflightRequest, PreflightResponse};

use crate::pages::preflight::state::PreflightState;
use crate::state::App;

impl PreflightState {
    /// Has a file made of the report, and saves it.
    pub fn save(&self, app: App, form: ExportFormat) {
        let state = *self;
        let respond = move |response| match response {
            Ok(PreflightResponse::Saved(export)) => {
                if let Err(error) = state.export.save(app.announcer, export) {
                    app.show_error(error);
                }
            }
            response => state.on_loss(&response),
        };
        self.send(PreflightRequest::Save(form), Vec::new(), respond);
    }

    /// Copies a part of the report. `what` names it.
    pub fn copy(&self, app: App, form: ExportFormat, what: &'static str) {
        let state = *self;
        let respond = move |response| match response {
            Ok(PreflightResponse::Text(text)) => state.export.copy(app.announcer, what, text),
            response => state.on_loss(&response),
        };
        self.send(PreflightRequest::Copy(form), Vec::new(), respond);
    }
}
