//! Files come in: the page is locked, then the worker looks at them.

use leptos::prelude::*;
use provisioning::job::{Answer, Job};
use provisioning::preflight::ask::{Ask, Scope, Told};
use provisioning::users_file::{RefusalWords, refusal_words};

use super::{Desk, Given, LOOK_LIMIT, Run, Trouble};
use crate::connection::state::Desk as Connection;
use crate::frame::listen::always;
use crate::frame::state::App;
use crate::preflight::files::Use;
use crate::preflight::lock;
use crate::worker::client::News;

impl Desk {
    /// Takes in files, and has the worker look at them once the page is
    /// locked.
    pub fn open(&self, app: App, connection: Connection, files: Vec<Given>) {
        if files.is_empty() {
            return;
        }
        if untrack(|| self.is_running()) {
            return self.set_trouble(Some(Trouble::Running));
        }
        if !lock::is_locked_now() && untrack(|| connection.is_running() || connection.is_lent()) {
            return self.set_trouble(Some(Trouble::Requests));
        }
        let mut all = true;
        self.papers.update_value(|papers| {
            for (name, blob) in files {
                match papers.sheets.add(&name, blob.size()) {
                    Some(id) => papers.blobs.push((id, blob)),
                    None => all = false,
                }
            }
        });
        self.set_trouble((!all).then_some(Trouble::TooMany));
        self.guard();
        if lock::is_locked_now() {
            self.look_at_all(app);
        } else {
            self.lock_first(app);
        }
    }

    /// Locks the page before a users file is read. The worker's program has to
    /// be here before, and a worker that runs already is not held to the lock.
    pub(super) fn lock_first(&self, app: App) {
        let desk = *self;
        let begun = self
            .papers
            .try_update_value(|papers| std::mem::replace(&mut papers.locking, true));
        if begun == Some(true) {
            return;
        }
        self.worker()
            .ask(&Job::Hello, Some(LOOK_LIMIT), move |news| {
                desk.papers.update_value(|papers| papers.locking = false);
                let trouble = match news {
                    News::Part(_) => return,
                    News::Failed(failure) => Trouble::Worker(failure),
                    News::Done(_) if lock::lock().is_ok() => {
                        desk.worker().cancel();
                        return desk.look_at_all(app);
                    }
                    News::Done(_) => Trouble::NoLock,
                };
                desk.edit_sheets(|sheets| sheets.forget_new());
                desk.set_trouble(Some(trouble));
            });
    }

    pub(super) fn look_at_all(&self, app: App) {
        let new = self.papers.try_update_value(|papers| {
            let new = papers.sheets.take_new();
            let blobs = papers.blobs.iter().filter(|(id, _)| new.contains(id));
            blobs.cloned().collect::<Vec<_>>()
        });
        for (id, blob) in new.unwrap_or_default() {
            let desk = *self;
            let tell = move |news| desk.hear_look(app, id, news);
            self.ask(Ask::Look, &[blob.into()], Some(LOOK_LIMIT), Box::new(tell));
        }
    }

    pub(super) fn hear_look(&self, app: App, id: u32, news: News) {
        match news {
            News::Done(Answer::Preflight(Told::Looked(look))) => {
                self.edit_sheets(|sheets| sheets.looked(id, *look));
                let sheet = untrack(|| self.sheets(|sheets| sheets.find(id).cloned()));
                let Some(sheet) = sheet else {
                    return;
                };
                // Whoever has such a file usually provisions only those in it.
                if sheet.purpose == Use::Assigned {
                    self.choose(|choices| choices.scope = Scope::Assigned);
                    app.say(format!(
                        "{} was opened. Only who is assigned is in scope now",
                        sheet.name
                    ));
                } else {
                    app.say(format!("{} was opened", sheet.name));
                }
            }
            News::Done(Answer::Preflight(Told::Refused { why, .. })) => {
                let words = refusal_words(&why);
                app.say(format!("{} {}", words.what, words.remedy));
                self.edit_sheets(|sheets| sheets.refused(id, words));
            }
            News::Failed(failure) => {
                let words = RefusalWords {
                    what: failure.to_string(),
                    remedy: "Remove the file and open it again.",
                };
                self.edit_sheets(|sheets| sheets.refused(id, words));
            }
            News::Part(_) | News::Done(_) => {}
        }
    }

    /// Asks before the tab is left while a report is open or being made.
    pub(super) fn guard(&self) {
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
