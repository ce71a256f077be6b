//! Files come in: their first bytes are looked at, the page is locked, then the
//! worker looks at them.

use leptos::prelude::*;
use preflight::protocol::{InputPurpose, PreflightRequest, PreflightResponse, Scope};
use preflight::users_file::{SIGNATURE_BYTES, UsersFileError, UsersFileErrorText, check_signature};

use crate::browser;
use crate::browser::csp_lock;
use crate::browser::event::always;
use crate::browser::files::{Blob, bytes, head, last_modified, text_blob};
use crate::browser::worker::handle::WorkerError;
use crate::pages::preflight::state::{DroppedFile, OpenError, PreflightState, RunStatus};
use crate::state::App;
use crate::state::connection::ConnectionState as Connection;
use crate::state::network_lock::{self, NetworkLockError};
use preflight::fixtures;
use preflight::input_files::{FileFingerprint, InputFiles};

impl PreflightState {
    /// Takes in files, and has the worker look at them and check their users
    /// once the page is locked. Hands back which of them came in.
    pub fn open(&self, app: App, connection: Connection, files: Vec<DroppedFile>) -> Vec<u32> {
        let busy = || network_lock::has_requests(connection);
        let open_error = if untrack(|| self.is_running()) {
            Some(OpenError::Running)
        } else if !csp_lock::is_locked_now() && busy() {
            Some(OpenError::Requests)
        } else {
            None
        };
        if files.is_empty() || open_error.is_some() {
            self.set_open_error(open_error);
            return Vec::new();
        }
        let ids = self.take_in(files);
        if !ids.is_empty() {
            self.check_and_lock(app, connection, ids.clone());
        }
        ids
    }

    /// Puts files among the others. What could not be used makes room.
    fn take_in(&self, files: Vec<DroppedFile>) -> Vec<u32> {
        let (mut ids, mut open_error) = (Vec::new(), None);
        self.data.update_value(|data| {
            if let Some(sample) = data.sample.take() {
                data.input_files.remove(sample);
            }
            let mut put_away = Vec::new();
            for (name, blob) in files {
                let file = mark(name, &blob);
                if let Some(open) = data.input_files.same_as(&file) {
                    open_error = Some(OpenError::OpenAlready(open.to_owned()));
                    continue;
                }
                if ids.is_empty() {
                    put_away = data.input_files.drop_refused();
                }
                match data.input_files.add(file) {
                    Some(id) => {
                        data.blobs.push((id, blob));
                        ids.push(id);
                    }
                    None => open_error = Some(OpenError::TooMany),
                }
            }
            data.put_away = put_away_words(&put_away);
        });
        // This also forgets what belongs to files that were put away.
        self.edit_input_files(|_| {});
        self.set_open_error(open_error);
        ids
    }

    /// Refuses files that are certainly no users files by their first bytes.
    /// Only if one is left that may hold users, the page is locked, before any
    /// of its rows is read. The worker's program has to be here by then; a
    /// worker that runs already is replaced with its next request.
    fn check_and_lock(&self, app: App, connection: Connection, ids: Vec<u32>) {
        let state = *self;
        self.data.update_value(|data| {
            data.opening += 1;
            data.runs_by_itself = true;
        });
        browser::run(Box::pin(async move {
            for id in ids {
                let blob = state.data.with_value(|data| data.blob(id));
                let Some(blob) = blob else { continue };
                let checked = match head(&blob, SIGNATURE_BYTES).await {
                    Some(bytes) => check_signature(&bytes),
                    None => Err(UsersFileError::Unreadable),
                };
                if let Err(error) = checked {
                    state.refuse(app, id, error.into());
                }
            }
            let waits = state.data.with_value(|data| data.input_files.has_new());
            let open_error = match waits && !csp_lock::is_locked_now() {
                true => lock(connection).await,
                false => None,
            };
            state.data.update_value(|data| data.opening -= 1);
            match open_error {
                None => {
                    if waits {
                        state.guard();
                    }
                    state.look_at_all(app);
                    state.run_by_itself(app);
                }
                Some(open_error) => {
                    state.edit_input_files(|input_files| input_files.forget_new());
                    state.set_open_error(Some(open_error));
                }
            }
        }));
    }

    /// Opens invented users, who need no lock.
    pub fn open_samples(&self, app: App) {
        let Ok(blob) = text_blob(&fixtures::generate(SAMPLE_USERS).csv, "text/csv") else {
            return;
        };
        let file = mark("Sample users".to_owned(), &blob);
        let added = self.data.try_update_value(|data| {
            let id = data.input_files.add(file)?;
            data.blobs.push((id, blob));
            data.sample = Some(id);
            data.runs_by_itself = true;
            Some(id)
        });
        if added.flatten().is_some() {
            self.look_at_all(app);
        }
    }

    /// Closes all files and the report. Only a reload ends the lock; counts of
    /// the report outlive it.
    pub fn close(&self) {
        self.data.update_value(|data| {
            data.input_files = InputFiles::default();
            data.blobs.clear();
            data.sample = None;
            data.number += 1;
            data.panel = None;
            data.forget_report();
        });
        self.export.clear();
        self.set_run(RunStatus::Empty);
        self.worker().cancel();
        match csp_lock::is_locked_now() {
            true => browser::reload(),
            false => {
                self.settle_scope();
                self.notify_all();
                browser::focus_soon("page-title");
            }
        }
    }

    pub(crate) fn look_at_all(&self, app: App) {
        let new = self.data.try_update_value(|data| {
            let new = data.input_files.take_new();
            let twin = |id: u32| {
                let twin = data.input_files.twin(id)?;
                Some((twin, data.blob(twin)?))
            };
            let new = new.into_iter();
            new.filter_map(|id| Some((id, data.blob(id)?, twin(id))))
                .collect::<Vec<_>>()
        });
        for (id, blob, twin) in new.unwrap_or_default() {
            let state = *self;
            match twin {
                None => state.look_at(app, id, blob),
                Some((twin, former)) => browser::run(Box::pin(async move {
                    match likeness(&blob, &former).await {
                        Likeness::Same => state.close_twin(app, id, twin),
                        Likeness::Outdated => {
                            state.replace(twin, id);
                            state.look_at(app, id, blob);
                        }
                        Likeness::Other => state.look_at(app, id, blob),
                    }
                })),
            }
        }
    }

    fn look_at(&self, app: App, id: u32, blob: Blob) {
        let state = *self;
        self.send(PreflightRequest::Sniff, vec![blob], move |response| {
            state.on_look(app, id, response);
        });
    }

    /// Takes away a file that turned out to be open already.
    fn close_twin(&self, app: App, id: u32, twin: u32) {
        let name = untrack(|| self.input_files(|input_files| input_files.name(twin)));
        self.edit_input_files(|input_files| input_files.remove(id));
        self.run_by_itself(app);
        let open_error = OpenError::OpenAlready(name);
        app.announce(open_error.to_string());
        self.set_open_error(Some(open_error));
    }

    /// Puts a file in the place of its former self, which no longer exists.
    fn replace(&self, former: u32, id: u32) {
        self.edit_input_files(|input_files| input_files.replace(former, id));
        let name = untrack(|| self.input_files(|input_files| input_files.name(id)));
        let text = format!("{name} has changed since it was opened, so the new version is used.");
        self.change(self.errors_changed, |data| data.put_away = Some(text));
    }

    fn on_look(&self, app: App, id: u32, response: Result<PreflightResponse, WorkerError>) {
        let refused = match response {
            Ok(PreflightResponse::Sniffed(look)) => {
                self.edit_input_files(|input_files| input_files.looked(id, *look));
                self.tell_opened(app, id);
                return self.run_by_itself(app);
            }
            Ok(PreflightResponse::Refused { why, .. }) => why.into(),
            Ok(_) => return,
            Err(error) => UsersFileErrorText {
                what: error.to_string(),
                remedy: "Open the file again.",
            },
        };
        self.refuse(app, id, refused);
        self.run_by_itself(app);
    }

    fn refuse(&self, app: App, id: u32, refused: UsersFileErrorText) {
        app.announce(format!("{} {}", refused.what, refused.remedy));
        self.edit_input_files(|input_files| input_files.refused(id, refused));
    }

    /// Says what a file turned out to be.
    fn tell_opened(&self, app: App, id: u32) {
        let opened = untrack(|| {
            self.input_files(|input_files| {
                let input_file = input_files.find(id)?;
                let rival = input_files.rival(id).map(|rival| rival.name.clone());
                Some((input_file.name.clone(), input_file.purpose, rival))
            })
        });
        let Some((name, purpose, rival)) = opened else {
            return;
        };
        let mut words = match (purpose, rival) {
            (InputPurpose::Assigned, _) => {
                // Such a file usually lists everybody who is provisioned.
                self.choose(|choices| choices.scope = Scope::Assigned);
                format!("{name} opened. Only users in this file are checked.")
            }
            (_, Some(rival)) => {
                format!("{name} opened. It adds attributes to the users of {rival}.")
            }
            _ => format!("{name} opened"),
        };
        if let Some(put_away) = untrack(|| self.put_away()) {
            words = format!("{words} {put_away}");
        }
        app.announce(words);
    }

    /// Takes the scope back to everybody once no file says who is assigned.
    pub fn settle_scope(&self) {
        let assigns = untrack(|| {
            self.input_files(|input_files| {
                input_files
                    .all()
                    .iter()
                    .any(|input_file| input_file.purpose == InputPurpose::Assigned)
            })
        });
        if !assigns {
            self.choose(|choices| choices.scope = Scope::All);
        }
    }

    /// Asks before the tab is left while a report is open or being made.
    pub(crate) fn guard(&self) {
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
                let run = state.data.with_value(|data| data.run.clone());
                if matches!(*run, RunStatus::Done(_) | RunStatus::Running(_)) {
                    event.prevent_default();
                }
            }),
        );
    }
}

/// How many invented users there are to try the page with.
const SAMPLE_USERS: usize = 200;

/// Turns network access off, or says why it could not.
async fn lock(connection: Connection) -> Option<OpenError> {
    let locked = network_lock::lock(connection).await;
    locked.err().map(|error| match error {
        NetworkLockError::Worker(error) => OpenError::Worker(error),
        NetworkLockError::Requests => OpenError::Requests,
        NetworkLockError::NoLock => OpenError::NoLock,
    })
}

/// The most bytes of two files that are compared here.
const COMPARED: f64 = 4_000_000.0;

fn mark(name: String, blob: &Blob) -> FileFingerprint {
    FileFingerprint {
        name,
        bytes: blob.size(),
        changed: last_modified(blob),
    }
}

/// How a file stands to one of the same name that is open.
enum Likeness {
    Same,
    /// The open one can no longer be read: it was changed on the disk.
    Outdated,
    /// They differ, or are too large to be compared.
    Other,
}

async fn likeness(file: &Blob, open: &Blob) -> Likeness {
    if head(open, 1).await.is_none() {
        return Likeness::Outdated;
    }
    if file.size() != open.size() || file.size() > COMPARED {
        return Likeness::Other;
    }
    let (file, open) = (bytes(file).await, bytes(open).await);
    if file.is_some() && file == open {
        Likeness::Same
    } else {
        Likeness::Other
    }
}

fn put_away_words(names: &[String]) -> Option<String> {
    match names {
        [] => None,
        [one] => Some(format!("{one} was removed: it can’t be read.")),
        several => Some(format!(
            "{} were removed: they can’t be read.",
            several.join(", ")
        )),
    }
}
