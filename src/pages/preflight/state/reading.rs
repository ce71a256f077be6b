//! What is read of a report: parts of its lists, and one user.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use preflight::protocol::{PreflightRequest, PreflightResponse, Query};

use crate::browser;
use crate::browser::worker::handle::WorkerError;
use crate::pages::preflight::paging::PAGE;
use crate::pages::preflight::state::{
    NO_REPORT_ID, Panel, PreflightData, PreflightState, RunStatus,
};

impl PreflightState {
    pub(crate) fn notify_all(&self) {
        for trigger in [
            self.query_changed,
            self.list_changed,
            self.orphans_changed,
            self.user_changed,
            self.panel_changed,
        ] {
            trigger.notify();
        }
    }

    /// Changes which users are listed, from the first one on.
    pub fn narrow(&self, change: impl FnOnce(&mut Query)) {
        self.change(self.query_changed, |data| {
            change(&mut data.query);
            data.query.start = 0;
        });
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
        self.send(
            PreflightRequest::Users(query),
            Vec::new(),
            move |response| {
                if state.data.with_value(|data| data.number) != number {
                    return;
                }
                match response {
                    Ok(PreflightResponse::Window(window)) => state
                        .change(state.list_changed, |data| {
                            data.window = Some(Rc::new(window))
                        }),
                    response => state.on_loss(&response),
                }
            },
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
        let respond = move |response| match response {
            Ok(PreflightResponse::Orphans(window)) => {
                state.change(state.orphans_changed, |data| {
                    data.orphans = Some(Rc::new(window));
                });
            }
            response => state.on_loss(&response),
        };
        self.send(PreflightRequest::Orphans(query), Vec::new(), respond);
    }

    /// The worker may have broken or been ended; then the report is gone.
    pub(crate) fn on_loss(&self, response: &Result<PreflightResponse, WorkerError>) {
        let lost = matches!(response, Err(_) | Ok(PreflightResponse::NoReport));
        if lost && untrack(|| self.is_done()) {
            self.data.update_value(PreflightData::forget_report);
            self.export.clear();
            self.set_run(RunStatus::Lost);
            self.notify_all();
            browser::show_soon(NO_REPORT_ID);
        }
    }

    pub fn open_user(&self, user: u32) {
        let state = *self;
        let respond = move |response| {
            let (opened, unopened) = match response {
                Ok(PreflightResponse::UserDetail(opened)) => (Some(Arc::from(opened)), None),
                Ok(PreflightResponse::Refused { why, .. }) => (None, Some(why.into())),
                response => return state.on_loss(&response),
            };
            let panel = opened.is_some().then_some(Panel::User);
            state.change(state.user_changed, |data| {
                data.opened = opened;
                data.unopened = unopened;
            });
            if panel.is_some() {
                state.change(state.panel_changed, |data| data.panel = panel);
            }
        };
        self.send(PreflightRequest::Open { user }, Vec::new(), respond);
    }

    /// The user before the open one in the list, or after it.
    pub fn neighbor(&self, step: isize) -> Option<u32> {
        let open = self.opened()?.row.user;
        let window = self.window()?;
        let at = window.rows.iter().position(|row| row.user == open)?;
        let next = at.checked_add_signed(step)?;
        window.rows.get(next).map(|row| row.user)
    }
}
