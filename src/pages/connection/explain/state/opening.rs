//! Files come in: their first bytes are looked at, the page is locked, then the
//! worker looks at them.

use leptos::prelude::*;
use preflight::users_file::{SIGNATURE_BYTES, UsersFileError, check_signature};
use worker_messages::explain::{ExplainRequest, ExplainResponse, FileKind, OpenWith};

use crate::browser;
use crate::browser::csp_lock;
use crate::browser::event::always;
use crate::browser::files::{Blob, File, head, text_blob};
use crate::pages::connection::explain::state::reading::PASTED;
use crate::pages::connection::explain::state::{
    ExplainData, ExplainState, ExplainStatus, OpenedFile,
};
use crate::state::App;
use crate::state::incoming_input::{IncomingInput, NamedBlob};
use crate::state::network_lock::{self, NetworkLockError};
use crate::state::route::SidebarPage;
use crate::state::schema_file::SchemaFileState;

/// Bytes of all files together.
const MAX_BYTES: f64 = 200.0 * 1024.0 * 1024.0;

impl From<File> for OpenedFile {
    fn from(file: File) -> Self {
        Self {
            name: file.name(),
            blob: file.into(),
        }
    }
}

impl From<NamedBlob> for OpenedFile {
    fn from((name, blob): NamedBlob) -> Self {
        Self { name, blob }
    }
}

impl ExplainState {
    /// Opens files, once the page is locked.
    pub(in crate::pages::connection::explain) fn open(&self, app: App, files: Vec<OpenedFile>) {
        let Some(first) = files.first() else {
            return;
        };
        let title = match files.len() {
            1 => first.name.clone(),
            count => format!("{} and {} more", first.name, count - 1),
        };
        self.begin(title.clone(), files.clone());
        self.show_panel(None);
        self.set_status(ExplainStatus::Opening(title));
        let (state, number) = (*self, self.number());
        browser::run(Box::pin(async move {
            let ready = state.prepare(&files).await;
            if state.number() != number {
                return;
            }
            match ready {
                Ok(()) => {
                    state.guard();
                    state.look_at(app, files);
                }
                Err((what, remedy)) => state.fail(app, what, remedy),
            }
        }));
    }

    /// Refuses files that are certainly no text by their first bytes, and locks
    /// the page before anything else of the others is read.
    async fn prepare(&self, files: &[OpenedFile]) -> Result<(), (String, String)> {
        let sizes = files.iter().map(|file| file.blob.size());
        if let Some(refused) = check_size(sizes.sum(), files.len()) {
            return Err(refused);
        }
        for file in files {
            if let Err(error) = check_head(&file.blob).await {
                let remedy = match error {
                    UsersFileError::Binary(_) => "Choose a JSON, CSV or text file.",
                    _ => "Choose another file.",
                };
                return Err((format!("{}: {error}", file.name), remedy.to_owned()));
            }
        }
        network_lock::lock(self.connection)
            .await
            .map_err(not_opened)
    }

    /// Has the worker say what a file is. Several files can only be a log.
    fn look_at(&self, app: App, files: Vec<OpenedFile>) {
        let [file] = files.as_slice() else {
            return self.read_log(app, files);
        };
        let (state, number) = (*self, self.number());
        let request = ExplainRequest::Recognize {
            name: file.name.clone(),
        };
        let blob = file.blob.clone();
        self.send(request, vec![blob], move |response| {
            if state.number() != number {
                return;
            }
            match response {
                Ok(ExplainResponse::Recognized(kind)) => state.on_kind(app, kind, files.clone()),
                Ok(ExplainResponse::Refused { what, remedy }) => state.fail(app, what, remedy),
                Ok(_) => {}
                Err(error) => state.fail(app, error.to_string(), "Open the file again.".to_owned()),
            }
        });
    }

    fn on_kind(&self, app: App, kind: FileKind, files: Vec<OpenedFile>) {
        if kind == FileKind::Log {
            return self.read_log(app, files);
        }
        self.end_reading();
        let with = match kind {
            FileKind::Log => return,
            FileKind::Text { text, is_whole } => {
                self.text.set(&text);
                if !is_whole {
                    app.show_message(
                        "Only the first 256 kB are explained. Open a shorter part to see more.",
                    );
                }
                return self.request_explanation(app);
            }
            FileKind::Schema => OpenWith::Schema,
            FileKind::Users => OpenWith::Preflight,
        };
        let name = untrack(|| self.title());
        self.set_status(ExplainStatus::OtherPage(name, with));
        browser::focus_soon(super::reading::SENTENCE_ID);
    }

    /// Hands what is open to the page that it belongs to, and goes there.
    pub(in crate::pages::connection::explain) fn open_with(&self, app: App, with: OpenWith) {
        let file = self.data.with_value(|data| data.files.first().cloned());
        let text = self.text.text.with_untracked(|text| text.text().to_owned());
        match (with, file) {
            (OpenWith::Schema, Some(file)) => {
                SchemaFileState::of(app).open(file.name, file.blob);
                browser::go("#/mappings/schema");
            }
            (OpenWith::Schema, None) => {
                SchemaFileState::of(app).open_text(text);
                browser::go("#/mappings/schema");
            }
            (OpenWith::Preflight, file) => {
                let file = file.map(|file| (file.name, file.blob));
                let pasted = || Some((PASTED.to_owned(), text_blob(&text, "").ok()?));
                let files = file.or_else(pasted).into_iter().collect();
                IncomingInput::of(app).put_files(SidebarPage::Preflight, files);
                browser::go("#/preflight");
            }
            (OpenWith::Expressions, _) => {
                IncomingInput::of(app).put_text(SidebarPage::Expressions, text);
                browser::go("#/expressions");
            }
        }
    }

    /// Closes the files and the report. Only a reload ends the lock; counts
    /// outlive it.
    pub(in crate::pages::connection::explain) fn close(&self) {
        self.end_reading();
        self.data.with_value(|data| data.worker.clone()).cancel();
        self.forget_log();
        self.data.update_value(|data| data.files.clear());
        match csp_lock::is_locked_now() {
            true => {
                self.data
                    .update_value(|data| data.status = ExplainStatus::Empty);
                browser::reload();
            }
            false => {
                self.notify_log();
                self.open_another();
            }
        }
    }

    /// Asks before the tab is left while the report on a file is open.
    fn guard(&self) {
        let guarded = self
            .data
            .try_update_value(|data| std::mem::replace(&mut data.guarded, true));
        if guarded == Some(true) {
            return;
        }
        let state = *self;
        always(
            "beforeunload",
            Box::new(move |event| {
                if state.data.with_value(ExplainData::would_lose_report) {
                    event.prevent_default();
                }
            }),
        );
    }
}

impl ExplainData {
    /// Whether leaving the tab costs a report that took a file to make.
    fn would_lose_report(&self) -> bool {
        let is_reading = matches!(self.status, ExplainStatus::ReadingLog(_));
        let log = self.log.as_ref();
        let has_log = log.is_some_and(|log| !log.files.is_empty());
        has_log || (is_reading && !self.files.is_empty())
    }
}

/// What is said instead of opening files that are too large.
fn check_size(bytes: f64, files: usize) -> Option<(String, String)> {
    let subject = match files {
        1 => "The file is",
        _ => "Together, the files are",
    };
    let what = format!("{subject} larger than 200 MB, which is the most that is read.");
    let remedy = "Download a shorter period, or only the entries that failed.";
    (bytes > MAX_BYTES).then(|| (what, remedy.to_owned()))
}

async fn check_head(blob: &Blob) -> Result<(), UsersFileError> {
    match head(blob, SIGNATURE_BYTES).await {
        Some(bytes) => check_signature(&bytes),
        None => Err(UsersFileError::Unreadable),
    }
}

fn not_opened(error: NetworkLockError) -> (String, String) {
    ("The file wasn’t opened.".to_owned(), error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_over_the_limit_are_refused_with_a_way_out() {
        assert_eq!(check_size(MAX_BYTES, 1), None);
        for (files, start) in [
            (1, "The file is larger"),
            (3, "Together, the files are larger"),
        ] {
            let (what, remedy) = check_size(MAX_BYTES + 1.0, files).unwrap();
            assert!(what.starts_with(start) && what.contains("200 MB"), "{what}");
            assert!(remedy.contains("shorter period"), "{remedy}");
        }
    }
}
