//! What is read of a report: parts of its lists, one user, files.

use std::rc::Rc;

use leptos::prelude::*;
use preflight::protocol::{Ask, Form, Query, Saved, Told};
use preflight::users_file::refusal_words;
use wasm_bindgen::JsCast;
use web_sys::HtmlAnchorElement;
use worker_messages::WorkerResponse;

use crate::browser;
use crate::browser::worker::client::News;
use crate::components::copy_value::copy_or_show;
use crate::pages::preflight::report::paging::PAGE;
use crate::pages::preflight::state::{Desk, Papers, Run, VERDICT_ID};
use crate::state::App;

impl Desk {
    pub(crate) fn turn_all(&self) {
        for turn in [
            self.query_turn,
            self.list_turn,
            self.orphans_turn,
            self.user_turn,
            self.saved_turn,
        ] {
            turn.notify();
        }
    }

    /// Changes which users are listed, from the first one on.
    pub fn narrow(&self, change: impl FnOnce(&mut Query)) {
        self.papers.update_value(|papers| {
            change(&mut papers.query);
            papers.query.start = 0;
        });
        self.query_turn.notify();
        self.ask_users();
    }

    /// Lists the users from this place on.
    pub fn turn_to(&self, start: usize) {
        self.papers
            .update_value(|papers| papers.query.start = start);
        self.ask_users();
    }

    /// Asks for the users of the query. While an answer is awaited, only the
    /// last one of further queries is asked.
    pub(crate) fn ask_users(&self) {
        let query = self.papers.try_update_value(|papers| {
            if papers.asking {
                papers.again = true;
                return None;
            }
            papers.asking = true;
            Some((papers.query.clone(), papers.number))
        });
        let Some((query, number)) = query.flatten() else {
            return;
        };
        let desk = *self;
        let tell = move |news| {
            let again = desk.papers.try_update_value(|papers| {
                papers.asking = false;
                std::mem::take(&mut papers.again)
            });
            let current = desk.papers.with_value(|papers| papers.number);
            match news {
                News::Done(WorkerResponse::Preflight(Told::Window(window)))
                    if current == number =>
                {
                    desk.papers
                        .update_value(|papers| papers.window = Some(Rc::new(window)));
                    desk.list_turn.notify();
                }
                news if current == number => desk.hear_loss(&news),
                _ => {}
            }
            if again == Some(true) {
                desk.ask_users();
            }
        };
        self.ask(Ask::Users(query), &[], None, Box::new(tell));
    }

    /// Asks for the orphans from this place on, if there are any.
    pub fn ask_orphans(&self, start: usize) {
        let Run::Done(report) = &*untrack(|| self.run()) else {
            return;
        };
        if report.totals.orphans == 0 {
            return;
        }
        let desk = *self;
        let query = Query {
            start,
            count: PAGE,
            ..Query::default()
        };
        let tell = move |news| match news {
            News::Done(WorkerResponse::Preflight(Told::Orphans(window))) => {
                desk.papers
                    .update_value(|papers| papers.orphans = Some(Rc::new(window)));
                desk.orphans_turn.notify();
            }
            news => desk.hear_loss(&news),
        };
        self.ask(Ask::Orphans(query), &[], None, Box::new(tell));
    }

    /// The worker may have broken or been ended; then the report is gone.
    pub(crate) fn hear_loss(&self, news: &News) {
        let lost = matches!(
            news,
            News::Failed(_) | News::Done(WorkerResponse::Preflight(Told::NoReport))
        );
        if lost && untrack(|| self.is_done()) {
            self.papers.update_value(Papers::forget_report);
            self.set_run(Run::Lost);
            self.turn_all();
            browser::show_soon(VERDICT_ID);
        }
    }

    /// Opens a user of the report.
    pub fn open_user(&self, user: u32) {
        let desk = *self;
        let tell = move |news| {
            let (opened, unopened) = match news {
                News::Done(WorkerResponse::Preflight(Told::Opened(opened))) => (Some(opened), None),
                News::Done(WorkerResponse::Preflight(Told::Refused { why, .. })) => {
                    (None, Some(refusal_words(&why)))
                }
                news => return desk.hear_loss(&news),
            };
            desk.papers.update_value(|papers| {
                papers.opened = opened.map(Rc::from);
                papers.unopened = unopened;
            });
            desk.user_turn.notify();
        };
        self.ask(Ask::Open { user }, &[], None, Box::new(tell));
    }

    /// Closes the user that is open.
    pub fn close_user(&self) {
        self.papers.update_value(|papers| papers.opened = None);
        self.user_turn.notify();
    }

    /// Has a file made of the report, and offers it.
    pub fn save(&self, app: App, form: Form) {
        let desk = *self;
        let tell = move |news| match news {
            News::Done(WorkerResponse::Preflight(Told::Saved(saved))) => {
                download(&saved);
                app.say(format!("{} is ready", saved.name));
                desk.papers
                    .update_value(|papers| papers.saved = Some(saved));
                desk.saved_turn.notify();
            }
            news => desk.hear_loss(&news),
        };
        self.ask(Ask::Save(form), &[], None, Box::new(tell));
    }

    /// Copies a part of the report. `what` names it.
    pub fn copy(&self, app: App, form: Form, what: &'static str) {
        let desk = *self;
        let tell = move |news| match news {
            News::Done(WorkerResponse::Preflight(Told::Text(text))) => {
                copy_or_show(app, what.to_owned(), text);
            }
            news => desk.hear_loss(&news),
        };
        self.ask(Ask::Copy(form), &[], None, Box::new(tell));
    }
}

/// Offers a file that the worker made.
fn download(saved: &Saved) {
    let link = document().create_element("a");
    if let Ok(link) = link {
        let link: HtmlAnchorElement = link.unchecked_into();
        link.set_href(&saved.url);
        link.set_download(&saved.name);
        link.click();
    }
}
