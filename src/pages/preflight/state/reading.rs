//! What is read of a report: parts of its lists, one user, files.

use std::rc::Rc;

use leptos::prelude::*;
use preflight::protocol::{ExportFormat, PreflightRequest, PreflightResponse, Query};
use preflight::users_file::error_text;
use worker_messages::WorkerResponse;

use crate::browser;
use crate::browser::files::save_url;
use crate::browser::worker::handle::{Channel, WorkerEvent};
use crate::components::copy_value::copy_or_show;
use crate::pages::preflight::paging::PAGE;
use crate::pages::preflight::state::{PreflightData, PreflightState, RunStatus, VERDICT_ID};
use crate::state::App;

impl PreflightState {
    pub(crate) fn notify_all(&self) {
        for trigger in [
            self.query_changed,
            self.list_changed,
            self.orphans_changed,
            self.user_changed,
            self.saved_changed,
        ] {
            trigger.notify();
        }
    }

    /// Changes which users are listed, from the first one on.
    pub fn narrow(&self, change: impl FnOnce(&mut Query)) {
        self.data.update_value(|data| {
            change(&mut data.query);
            data.query.start = 0;
        });
        self.query_changed.notify();
        self.request_users();
    }

    /// Lists the users from this place on.
    pub fn show_from(&self, start: usize) {
        self.data.update_value(|data| data.query.start = start);
        self.request_users();
    }

    pub(crate) fn request_users(&self) {
        let (query, number) = self
            .data
            .with_value(|data| (data.query.clone(), data.number));
        let state = *self;
        let respond = move |event| {
            let current = state.data.with_value(|data| data.number);
            match event {
                WorkerEvent::Done(WorkerResponse::Preflight(PreflightResponse::Window(window)))
                    if current == number =>
                {
                    state
                        .data
                        .update_value(|data| data.window = Some(Rc::new(window)));
                    state.list_changed.notify();
                }
                event if current == number => state.on_loss(&event),
                _ => {}
            }
        };
        let channel = Some(Channel::UserList);
        self.send(
            PreflightRequest::Users(query),
            channel,
            Vec::new(),
            Box::new(respond),
        );
    }

    /// Asks for the orphans from this place on, if there are any.
    pub fn request_orphans(&self, start: usize) {
        let RunStatus::Done(report) = &*untrack(|| self.run()) else {
            return;
        };
        if report.totals.orphans == 0 {
            return;
        }
        let state = *self;
        let query = Query {
            start,
            count: PAGE,
            ..Query::default()
        };
        let respond = move |event| match event {
            WorkerEvent::Done(WorkerResponse::Preflight(PreflightResponse::Orphans(window))) => {
                state
                    .data
                    .update_value(|data| data.orphans = Some(Rc::new(window)));
                state.orphans_changed.notify();
            }
            event => state.on_loss(&event),
        };
        self.send(
            PreflightRequest::Orphans(query),
            Some(Channel::OrphanList),
            Vec::new(),
            Box::new(respond),
        );
    }

    /// The worker may have broken or been ended; then the report is gone.
    pub(crate) fn on_loss(&self, event: &WorkerEvent) {
        let lost = matches!(
            event,
            WorkerEvent::Failed(_)
                | WorkerEvent::Done(WorkerResponse::Preflight(PreflightResponse::NoReport))
        );
        if lost && untrack(|| self.is_done()) {
            self.data.update_value(PreflightData::forget_report);
            self.set_run(RunStatus::Lost);
            self.notify_all();
            browser::show_soon(VERDICT_ID);
        }
    }

    pub fn open_user(&self, user: u32) {
        let state = *self;
        let respond = move |event| {
            let (opened, unopened) = match event {
                WorkerEvent::Done(WorkerResponse::Preflight(PreflightResponse::UserDetail(
                    opened,
                ))) => (Some(opened), None),
                WorkerEvent::Done(WorkerResponse::Preflight(PreflightResponse::Refused {
                    why,
                    ..
                })) => (None, Some(error_text(&why))),
                event => return state.on_loss(&event),
            };
            state.data.update_value(|data| {
                data.opened = opened.map(Rc::from);
                data.unopened = unopened;
            });
            state.user_changed.notify();
        };
        self.send(
            PreflightRequest::Open { user },
            None,
            Vec::new(),
            Box::new(respond),
        );
    }

    /// Closes the user that is open.
    pub fn close_user(&self) {
        self.data.update_value(|data| data.opened = None);
        self.user_changed.notify();
    }

    /// Has a file made of the report, and offers it.
    pub fn save(&self, app: App, form: ExportFormat) {
        let state = *self;
        let respond = move |event| match event {
            WorkerEvent::Done(WorkerResponse::Preflight(PreflightResponse::Saved(saved))) => {
                let _ = save_url(&saved.name, &saved.url);
                app.announce(format!("{} is ready", saved.name));
                state.data.update_value(|data| data.saved = Some(saved));
                state.saved_changed.notify();
            }
            event => state.on_loss(&event),
        };
        self.send(
            PreflightRequest::Save(form),
            None,
            Vec::new(),
            Box::new(respond),
        );
    }

    /// Copies a part of the report. `what` names it.
    pub fn copy(&self, app: App, form: ExportFormat, what: &'static str) {
        let state = *self;
        let respond = move |event| match event {
            WorkerEvent::Done(WorkerResponse::Preflight(PreflightResponse::Text(text))) => {
                copy_or_show(app, what.to_owned(), text);
            }
            event => state.on_loss(&event),
        };
        self.send(
            PreflightRequest::Copy(form),
            None,
            Vec::new(),
            Box::new(respond),
        );
    }
}
