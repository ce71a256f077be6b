//! The report on a log as a file or as text for the clipboard.

use provisioning_log::report::LogExportFormat;
use worker_messages::explain::{ExplainRequest, ExplainResponse};

use crate::pages::connection::explain::state::ExplainState;
use crate::state::App;

impl ExplainState {
    /// Has a file made of the report, and saves it.
    pub(in crate::pages::connection::explain) fn save(&self, app: App, format: LogExportFormat) {
        let state = *self;
        let respond = move |response| match response {
            Ok(ExplainResponse::Saved(export)) => {
                if let Err(error) = state.export.save(app.announcer, export) {
                    app.show_error(error);
                }
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
                state.export.copy(app.announcer, "Text for a ticket", text);
            }
            response => state.on_loss(&response),
        };
        self.send(ExplainRequest::Ticket, Vec::new(), respond);
    }
}
