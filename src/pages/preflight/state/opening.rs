//! Files come in: the page is locked, then the worker looks at them.

use leptos::prelude::*;
use preflight::protocol::{InputPurpose, PreflightRequest, PreflightResponse, Scope};
use preflight::users_file::UsersFileErrorText;

use crate::browser;
use crate::browser::csp_lock;
use crate::browser::event::always;
use crate::browser::files::{Blob, bytes, first_byte, last_modified};
use crate::browser::worker::boot;
use crate::browser::worker::handle::WorkerError;
use crate::pages::preflight::state::{DroppedFile, OpenError, PreflightState, RunStatus};
use crate::state::App;
use crate::state::connection::ConnectionState as Connection;
use preflight::input_files::FileFingerprint;

impl PreflightState {
    /// Takes in files, and has the worker look at them once the page is
    /// locked. Hands back which of them came in.
    pub fn open(&self, app: App, connection: Connection, files: Vec<DroppedFile>) -> Vec<u32> {
        let busy = || untrack(|| connection.is_running() || connection.is_acquired());
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
            self.guard();
            if csp_lock::is_locked_now() {
                self.look_at_all(app);
            } else {
                self.lock_first(app);
            }
        }
        ids
    }

    /// Puts files among the others. What could not be used makes room.
    fn take_in(&self, files: Vec<DroppedFile>) -> Vec<u32> {
        let (mut ids, mut open_error) = (Vec::new(), None);
        self.data.update_value(|data| {
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

    /// Locks the page before a users file is read. The worker's program has to
    /// be here before; a worker that runs already is replaced with its next
    /// request.
    pub(crate) fn lock_first(&self, app: App) {
        let state = *self;
        let begun = self
            .data
            .try_update_value(|data| std::mem::replace(&mut data.locking, true));
        if begun == Some(true) {
            return;
        }
        browser::run(Box::pin(async move {
            let loaded = boot::prefetch().await;
            state.data.update_value(|data| data.locking = false);
            let open_error = match loaded {
                Err(_) => OpenError::Worker(WorkerError::NotLoaded),
                Ok(()) if csp_lock::lock().is_ok() => return state.look_at_all(app),
                Ok(()) => OpenError::NoLock,
            };
            state.edit_input_files(|input_files| input_files.forget_new());
            state.set_open_error(Some(open_error));
        }));
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
        let open_error = OpenError::OpenAlready(name);
        app.announce(open_error.to_string());
        self.set_open_error(Some(open_error));
    }

    /// Puts a file in the place of its former self, which no longer exists.
    fn replace(&self, former: u32, id: u32) {
        self.edit_input_files(|input_files| input_files.replace(former, id));
        let name = untrack(|| self.input_files(|input_files| input_files.name(id)));
        self.data.update_value(|data| {
            data.put_away = Some(format!(
                "The former {name} was put away, because the file has changed since it was opened."
            ));
        });
    }

    fn on_look(&self, app: App, id: u32, response: Result<PreflightResponse, WorkerError>) {
        let refused = match response {
            Ok(PreflightResponse::Sniffed(look)) => {
                self.edit_input_files(|input_files| input_files.looked(id, *look));
                return self.tell_opened(app, id);
            }
            Ok(PreflightResponse::Refused { why, .. }) => why.into(),
            Ok(_) => return,
            Err(error) => UsersFileErrorText {
                what: error.to_string(),
                remedy: "Open the file again.",
            },
        };
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
                // Whoever has such a file usually provisions only those in it.
                self.choose(|choices| choices.scope = Scope::Assigned);
                format!("{name} was opened. Only who is assigned is in scope now.")
            }
            (_, Some(rival)) => {
                format!("{name} was opened. It only adds to the users of {rival}.")
            }
            _ => format!("{name} was opened."),
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
    if first_byte(open).await.is_none() {
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
        [one] => Some(format!("{one} was put away, because it could not be used.")),
        several => Some(format!(
            "{} were put away, because they could not be used.",
            several.join(", ")
        )),
    }
}
