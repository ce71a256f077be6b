//! Files come in: the page is locked, then the worker looks at them.

use js_sys::Uint8Array;
use leptos::prelude::*;
use preflight::protocol::{Ask, Scope, Told};
use preflight::users_file::{RefusalWords, refusal_words};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File};
use worker_messages::{WorkerRequest, WorkerResponse};

use crate::browser;
use crate::browser::csp_lock;
use crate::browser::event::always;
use crate::browser::worker::client::News;
use crate::pages::connection::state::Desk as Connection;
use crate::pages::preflight::state::{Desk, Given, LOOK_LIMIT, Run, Trouble};
use crate::state::App;
use preflight::input_files::{FileMark, Use};

impl Desk {
    /// Takes in files, and has the worker look at them once the page is
    /// locked. Hands back which of them came in.
    pub fn open(&self, app: App, connection: Connection, files: Vec<Given>) -> Vec<u32> {
        let busy = || untrack(|| connection.is_running() || connection.is_lent());
        let trouble = if untrack(|| self.is_running()) {
            Some(Trouble::Running)
        } else if !csp_lock::is_locked_now() && busy() {
            Some(Trouble::Requests)
        } else {
            None
        };
        if files.is_empty() || trouble.is_some() {
            self.set_trouble(trouble);
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
    fn take_in(&self, files: Vec<Given>) -> Vec<u32> {
        let (mut ids, mut trouble) = (Vec::new(), None);
        self.papers.update_value(|papers| {
            let mut put_away = Vec::new();
            for (name, blob) in files {
                let file = mark(name, &blob);
                if let Some(open) = papers.sheets.same_as(&file) {
                    trouble = Some(Trouble::OpenAlready(open.to_owned()));
                    continue;
                }
                if ids.is_empty() {
                    put_away = papers.sheets.drop_refused();
                }
                match papers.sheets.add(file) {
                    Some(id) => {
                        papers.blobs.push((id, blob));
                        ids.push(id);
                    }
                    None => trouble = Some(Trouble::TooMany),
                }
            }
            papers.put_away = put_away_words(&put_away);
        });
        // This also forgets what belongs to files that were put away.
        self.edit_sheets(|_| {});
        self.set_trouble(trouble);
        ids
    }

    /// Locks the page before a users file is read. The worker's program has to
    /// be here before, and a worker that runs already is not held to the lock.
    pub(crate) fn lock_first(&self, app: App) {
        let desk = *self;
        let begun = self
            .papers
            .try_update_value(|papers| std::mem::replace(&mut papers.locking, true));
        if begun == Some(true) {
            return;
        }
        self.worker()
            .ask(&WorkerRequest::Hello, Some(LOOK_LIMIT), move |news| {
                desk.papers.update_value(|papers| papers.locking = false);
                let trouble = match news {
                    News::Part(_) => return,
                    News::Failed(failure) => Trouble::Worker(failure),
                    News::Done(_) if csp_lock::lock().is_ok() => {
                        desk.worker().cancel();
                        return desk.look_at_all(app);
                    }
                    News::Done(_) => Trouble::NoLock,
                };
                desk.edit_sheets(|sheets| sheets.forget_new());
                desk.set_trouble(Some(trouble));
            });
    }

    pub(crate) fn look_at_all(&self, app: App) {
        let new = self.papers.try_update_value(|papers| {
            let new = papers.sheets.take_new();
            let twin = |id: u32| {
                let twin = papers.sheets.twin(id)?;
                Some((twin, papers.blob(twin)?))
            };
            let new = new.into_iter();
            new.filter_map(|id| Some((id, papers.blob(id)?, twin(id))))
                .collect::<Vec<_>>()
        });
        for (id, blob, twin) in new.unwrap_or_default() {
            let desk = *self;
            match twin {
                None => desk.look_at(app, id, blob),
                Some((twin, former)) => browser::run(Box::pin(async move {
                    match likeness(&blob, &former).await {
                        Likeness::Same => desk.close_twin(app, id, twin),
                        Likeness::Outdated => {
                            desk.replace(twin, id);
                            desk.look_at(app, id, blob);
                        }
                        Likeness::Other => desk.look_at(app, id, blob),
                    }
                })),
            }
        }
    }

    fn look_at(&self, app: App, id: u32, blob: Blob) {
        let desk = *self;
        let tell = move |news| desk.hear_look(app, id, news);
        self.ask(Ask::Look, &[blob.into()], Some(LOOK_LIMIT), Box::new(tell));
    }

    /// Takes away a file that turned out to be open already.
    fn close_twin(&self, app: App, id: u32, twin: u32) {
        let name = untrack(|| self.sheets(|sheets| sheets.name(twin)));
        self.edit_sheets(|sheets| sheets.remove(id));
        let trouble = Trouble::OpenAlready(name);
        app.say(trouble.words());
        self.set_trouble(Some(trouble));
    }

    /// Puts a file in the place of its former self, which no longer exists.
    fn replace(&self, former: u32, id: u32) {
        self.edit_sheets(|sheets| sheets.replace(former, id));
        let name = untrack(|| self.sheets(|sheets| sheets.name(id)));
        self.papers.update_value(|papers| {
            papers.put_away = Some(format!(
                "The former {name} was put away, because the file has changed since it was opened."
            ));
        });
    }

    pub(crate) fn hear_look(&self, app: App, id: u32, news: News) {
        let refused = match news {
            News::Done(WorkerResponse::Preflight(Told::Looked(look))) => {
                self.edit_sheets(|sheets| sheets.looked(id, *look));
                return self.tell_opened(app, id);
            }
            News::Done(WorkerResponse::Preflight(Told::Refused { why, .. })) => refusal_words(&why),
            News::Failed(failure) => RefusalWords {
                what: failure.to_string(),
                remedy: "Open the file again.",
            },
            News::Part(_) | News::Done(_) => return,
        };
        app.say(format!("{} {}", refused.what, refused.remedy));
        self.edit_sheets(|sheets| sheets.refused(id, refused));
    }

    /// Says what a file turned out to be.
    fn tell_opened(&self, app: App, id: u32) {
        let told = untrack(|| {
            self.sheets(|sheets| {
                let sheet = sheets.find(id)?;
                let rival = sheets.rival(id).map(|rival| rival.name.clone());
                Some((sheet.name.clone(), sheet.purpose, rival))
            })
        });
        let Some((name, purpose, rival)) = told else {
            return;
        };
        let mut words = match (purpose, rival) {
            (Use::Assigned, _) => {
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
        app.say(words);
    }

    /// Takes the scope back to everybody once no file says who is assigned.
    pub fn settle_scope(&self) {
        let assigns = untrack(|| {
            self.sheets(|sheets| {
                sheets
                    .all()
                    .iter()
                    .any(|sheet| sheet.purpose == Use::Assigned)
            })
        });
        if !assigns {
            self.choose(|choices| choices.scope = Scope::All);
        }
    }

    /// Asks before the tab is left while a report is open or being made.
    pub(crate) fn guard(&self) {
        let guarded = self
            .papers
            .try_update_value(|papers| std::mem::replace(&mut papers.guarded, true));
        if guarded == Some(true) {
            return;
        }
        let desk = *self;
        always(
            "beforeunload",
            Box::new(move |event| {
                let run = desk.papers.with_value(|papers| papers.run.clone());
                if matches!(*run, Run::Done(_) | Run::Running(_)) {
                    event.prevent_default();
                }
            }),
        );
    }
}

/// The most bytes of two files that are compared here.
const COMPARED: f64 = 4_000_000.0;

fn mark(name: String, blob: &Blob) -> FileMark {
    FileMark {
        name,
        bytes: blob.size(),
        changed: blob.dyn_ref::<File>().map(File::last_modified),
    }
}

/// How a file stands to one of the same name that is open.
enum Likeness {
    /// They hold the same.
    Same,
    /// The open one can no longer be read: it was changed on the disk.
    Outdated,
    /// They differ, or are too large to be compared.
    Other,
}

async fn likeness(file: &Blob, open: &Blob) -> Likeness {
    let beginning = open.slice_with_f64_and_f64(0.0, 1.0);
    let Some(_) = bytes(beginning.ok().as_ref()).await else {
        return Likeness::Outdated;
    };
    if file.size() != open.size() || file.size() > COMPARED {
        return Likeness::Other;
    }
    let (file, open) = (bytes(Some(file)).await, bytes(Some(open)).await);
    if file.is_some() && file == open {
        Likeness::Same
    } else {
        Likeness::Other
    }
}

async fn bytes(blob: Option<&Blob>) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(blob?.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
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
