//! What a text or a log means, as the worker says.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use worker_messages::explain::{
    ExplainRequest, ExplainResponse, ExplainedInput, LogOverview, LogUserQuery,
};

use crate::browser;
use crate::browser::files::text_blob;
use crate::browser::worker::handle::WorkerError;
use crate::pages::connection::explain::state::{
    ExplainPanel, ExplainState, ExplainStatus, OpenedFile, OpenedLog, StoredLog, USERS_PER_PAGE,
    setup_of,
};
use crate::state::App;

/// Identity of the sentence that says what was found, which takes the focus.
pub(in crate::pages::connection::explain) const SENTENCE_ID: &str = "explain-sentence";

/// Identity of the box for text.
pub(in crate::pages::connection::explain) const BOX_ID: &str = "error-text";

/// Bytes of a pasted text that is explained as one. A longer one is a file.
const MAX_TEXT: usize = 256 * 1024;

/// Up to this width, panels lie over the page.
const NARROW: f64 = 1180.0;

pub(super) const PASTED: &str = "Pasted text";

impl ExplainState {
    /// Explains a text that was pasted or typed. A long one is opened as a file.
    pub(in crate::pages::connection::explain) fn explain(&self, app: App, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        if text.len() > MAX_TEXT {
            if let Ok(blob) = text_blob(text, "") {
                let name = PASTED.to_owned();
                self.open(app, vec![OpenedFile { name, blob }]);
            }
            return;
        }
        self.text.set(text);
        self.begin(PASTED.to_owned(), Vec::new());
        self.request_explanation(app);
    }

    /// Explains the text that is in the box.
    pub(in crate::pages::connection::explain) fn explain_box(&self, app: App) {
        if !untrack(|| self.text.is_empty()) {
            self.begin(PASTED.to_owned(), Vec::new());
            self.request_explanation(app);
        }
    }

    /// Forgets what was shown before, and ends the reading of it. An open log
    /// stays open.
    pub(super) fn begin(&self, title: String, files: Vec<OpenedFile>) {
        self.end_reading();
        self.data.update_value(|data| {
            data.kind = None;
            data.title = title;
            data.files = files;
        });
    }

    /// Ends what is being read, and has late responses ignored.
    pub(super) fn end_reading(&self) {
        let reader = self.data.try_update_value(|data| {
            data.number += 1;
            data.reader.take()
        });
        if let Some(reader) = reader.flatten() {
            reader.cancel();
        }
    }

    /// Explains the text as another kind.
    pub(in crate::pages::connection::explain) fn explain_as(&self, app: App, kind: String) {
        self.data.update_value(|data| data.kind = Some(kind));
        self.request_explanation(app);
    }

    /// Explains the open text anew, when the setup has changed.
    pub(in crate::pages::connection::explain) fn refresh(&self, app: App) {
        if matches!(untrack(|| self.status()), ExplainStatus::Explained(_)) {
            self.request_explanation(app);
        }
    }

    /// Shows nothing that came before the token is known, and asks for it anew.
    /// The text has lost the token by then.
    pub(super) fn read_again(&self, app: App) {
        self.text.redact_again();
        let text = self.text.text.with_untracked(|text| text.text().to_owned());
        let has_changed = self.data.with_value(|data| data.explained != text);
        let status = self.status();
        if !matches!(status, ExplainStatus::Log(_)) {
            // The list of an open log is read anew when the log is shown again.
            self.data.update_value(|data| data.window = None);
        }
        match status {
            ExplainStatus::Explained(_) if has_changed => {
                self.set_status(ExplainStatus::Opening(self.title()));
                self.request_explanation(app);
            }
            ExplainStatus::Log(_) => {
                self.show_panel(None);
                self.request_users();
            }
            _ => {}
        }
    }

    pub(super) fn request_explanation(&self, app: App) {
        let (state, number) = (*self, self.number());
        let text = self.text.text.with_untracked(|text| text.text().to_owned());
        self.data
            .update_value(|data| data.explained.clone_from(&text));
        let request = ExplainRequest::Text {
            text,
            kind: self.data.with_value(|data| data.kind.clone()),
            setup: setup_of(app),
        };
        self.send(request, Vec::new(), move |response| {
            if state.number() != number {
                return;
            }
            match response {
                Ok(ExplainResponse::Explained(input)) if input.is_log => state.read_pasted_log(app),
                Ok(ExplainResponse::Explained(input)) => state.show_explained(app, *input),
                Ok(_) => {}
                Err(error) => state.fail(app, error.to_string(), String::new()),
            }
        });
    }

    fn show_explained(&self, app: App, input: ExplainedInput) {
        let before = untrack(|| self.status());
        if let ExplainStatus::Explained(before) = &before
            && **before == input
        {
            return;
        }
        app.announce(input.sentence.clone());
        self.set_status(ExplainStatus::Explained(Rc::new(input)));
        if !matches!(before, ExplainStatus::Explained(_)) {
            // In a narrow window the panel would lie over the explanation.
            let has_room = browser::elements::window_width() > NARROW;
            self.show_panel(has_room.then_some(ExplainPanel::Input));
            browser::focus_soon(SENTENCE_ID);
        }
    }

    /// A log that was pasted is short, and the page stays unlocked: what was
    /// pasted is in the box anyway.
    fn read_pasted_log(&self, app: App) {
        let text = self.text.text.with_untracked(|text| text.text().to_owned());
        if let Ok(blob) = text_blob(&text, "") {
            let name = PASTED.to_owned();
            self.read_log(app, vec![OpenedFile { name, blob }]);
        }
    }

    pub(super) fn read_log(&self, app: App, files: Vec<OpenedFile>) {
        let (state, number) = (*self, self.number());
        self.set_status(ExplainStatus::ReadingLog(None));
        self.show_panel(None);
        let names = files.iter().map(|file| file.name.clone()).collect();
        let blobs = files.into_iter().map(|file| file.blob).collect();
        let request = ExplainRequest::ReadLog { names };
        self.send(request, blobs, move |response| {
            if state.number() == number {
                state.on_log(app, response);
            }
        });
    }

    fn on_log(&self, app: App, response: Result<ExplainResponse, WorkerError>) {
        match response {
            Ok(ExplainResponse::Progress(progress)) => {
                self.set_status(ExplainStatus::ReadingLog(Some(progress)));
            }
            Ok(ExplainResponse::Log(summary)) => self.show_log(app, *summary),
            Ok(ExplainResponse::Refused { what, remedy }) => self.fail(app, what, remedy),
            Ok(_) => {}
            Err(error) => self.fail(app, error.to_string(), String::new()),
        }
    }

    fn show_log(&self, app: App, mut summary: LogOverview) {
        for cause in summary.causes.iter_mut().chain(&mut summary.skipped) {
            self.redact(&mut cause.text);
        }
        app.announce(summary.sentence.clone());
        let setup = app.open_id.get_untracked();
        let failed = summary.totals.failed;
        let stored = StoredLog::new(setup.clone(), browser::now(), &summary);
        stored.keep();
        self.forget_log();
        self.log_status.set(Some((setup, failed)));
        self.replace_worker();
        // The users of the first cause are listed at once.
        let cause = summary.causes.first().map(|cause| cause.cause);
        let summary = Arc::new(summary);
        self.data.update_value(|data| {
            data.stored = Some(Rc::new(stored));
            data.log = Some(OpenedLog {
                title: data.title.clone(),
                files: data.files.clone(),
                overview: summary.clone(),
            });
            data.query = LogUserQuery {
                cause,
                count: USERS_PER_PAGE,
                ..LogUserQuery::default()
            };
        });
        self.set_status(ExplainStatus::Log(summary));
        self.notify_log();
        self.request_users();
        browser::focus_soon(SENTENCE_ID);
    }

    /// Has the worker that has read the log do all that follows, and ends the
    /// one that has the former log.
    fn replace_worker(&self) {
        let former = self.data.try_update_value(|data| {
            let reader = data.reader.take()?;
            Some(std::mem::replace(&mut data.worker, reader))
        });
        if let Some(former) = former.flatten() {
            former.cancel();
        }
    }

    pub(super) fn fail(&self, app: App, what: String, remedy: String) {
        self.end_reading();
        app.announce(format!("{what} {remedy}"));
        self.set_status(ExplainStatus::Failed { what, remedy });
        self.show_panel(None);
        browser::focus_soon(SENTENCE_ID);
    }

    /// Goes back to the empty tab. The text stays in its box, and a log stays
    /// open.
    pub(in crate::pages::connection::explain) fn open_another(&self) {
        self.end_reading();
        self.show_panel(None);
        self.set_status(ExplainStatus::Empty);
        browser::elements::select_soon(BOX_ID);
    }

    /// The log that is still open while something else is shown.
    pub(in crate::pages::connection::explain) fn open_log(&self) -> Option<String> {
        self.read(self.status_changed, |data| {
            let is_shown = matches!(data.status, ExplainStatus::Log(_));
            let log = data.log.as_ref().filter(|_| !is_shown);
            log.map(|log| log.title.clone())
        })
    }

    /// Shows the open log again.
    pub(in crate::pages::connection::explain) fn show_open_log(&self) {
        self.change(self.status_changed, |data| {
            if let Some(log) = data.log.clone() {
                data.number += 1;
                data.title = log.title;
                data.files = log.files;
                data.status = ExplainStatus::Log(log.overview);
            }
        });
        self.show_panel(None);
        self.request_users();
        browser::focus_soon(SENTENCE_ID);
    }

    /// Ends what is being read, and goes back to the log that is open beside it.
    pub(in crate::pages::connection::explain) fn cancel(&self, app: App) {
        self.end_reading();
        match self.data.with_value(|data| data.log.is_some()) {
            true => self.show_open_log(),
            false => self.open_another(),
        }
        app.announce("Reading canceled");
    }

    /// What of the reference fits a text.
    pub(in crate::pages::connection::explain) fn search(&self, text: String) {
        let is_empty = text.trim().is_empty();
        self.change(self.matches_changed, |data| {
            data.searched = text.clone();
            if is_empty {
                data.matches = Rc::new([]);
            }
        });
        if is_empty {
            return;
        }
        let state = *self;
        self.send(
            ExplainRequest::Search(text.clone()),
            Vec::new(),
            move |response| {
                if let Ok(ExplainResponse::Reference(matches)) = response {
                    state.change(state.matches_changed, |data| {
                        if data.searched == text {
                            data.matches = matches.into();
                        }
                    });
                }
            },
        );
    }
}
