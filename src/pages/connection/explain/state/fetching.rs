//! What is read of the report on a log: parts of its list, and one user.

use std::rc::Rc;

use leptos::prelude::*;
use worker_messages::explain::{
    ExplainRequest, ExplainResponse, LogUserQuery, SentText, UserTimeline,
};

use crate::browser;
use crate::browser::worker::handle::WorkerError;
use crate::pages::connection::explain::state::reading::SENTENCE_ID;
use crate::pages::connection::explain::state::{
    ExplainPanel, ExplainState, ExplainStatus, setup_of,
};
use crate::state::App;

/// How many users are on a page of the list.
pub(in crate::pages::connection::explain) const USERS_PER_PAGE: usize = 100;

impl ExplainState {
    pub(super) fn notify_log(&self) {
        for trigger in [
            self.query_changed,
            self.list_changed,
            self.user_changed,
            self.panel_changed,
        ] {
            trigger.notify();
        }
    }

    /// Forgets the open log and all that was read of its report.
    pub(super) fn forget_log(&self) {
        self.data.update_value(|data| {
            data.log = None;
            data.window = None;
            data.user = None;
            data.panel = None;
        });
        self.export.clear();
        self.log_status.set(None);
    }

    /// Changes which users are listed, from the first one on.
    pub(in crate::pages::connection::explain) fn narrow(
        &self,
        change: impl FnOnce(&mut LogUserQuery),
    ) {
        self.change(self.query_changed, |data| {
            change(&mut data.query);
            data.query.start = 0;
        });
        self.request_users();
    }

    /// Lists the users from this place on.
    pub(in crate::pages::connection::explain) fn show_from(&self, start: usize) {
        self.change(self.query_changed, |data| data.query.start = start);
        self.request_users();
    }

    pub(super) fn request_users(&self) {
        let (state, number) = (*self, self.number());
        let query = self.data.with_value(|data| data.query.clone());
        self.send(ExplainRequest::Users(query), Vec::new(), move |response| {
            if state.number() != number {
                return;
            }
            match response {
                Ok(ExplainResponse::Users(mut window)) => {
                    for row in &mut window.rows {
                        state.redact(&mut row.name);
                        state.redact(&mut row.result);
                    }
                    state.change(state.list_changed, |data| {
                        data.window = Some(Rc::new(window));
                    });
                }
                response => state.on_loss(&response),
            }
        });
    }

    /// The worker may have broken or been ended; then the report is gone.
    pub(super) fn on_loss(&self, response: &Result<ExplainResponse, WorkerError>) {
        let lost = matches!(response, Err(_) | Ok(ExplainResponse::NoReport));
        let is_shown = matches!(untrack(|| self.status()), ExplainStatus::Log(_));
        if lost && is_shown {
            self.forget_log();
            self.set_status(ExplainStatus::Failed {
                what: "The report is gone because the log reader restarted.".to_owned(),
                remedy: "Open the log again.".to_owned(),
            });
            self.notify_log();
            browser::focus_soon(SENTENCE_ID);
        }
    }

    pub(in crate::pages::connection::explain) fn open_user(&self, app: App, user: u32) {
        let (state, number) = (*self, self.number());
        let setup = setup_of(app);
        let request = ExplainRequest::Open { user, setup };
        self.send(request, Vec::new(), move |response| {
            if state.number() != number {
                return;
            }
            match response {
                Ok(ExplainResponse::User(mut timeline)) => {
                    state.redact_timeline(&mut timeline);
                    state.change(state.user_changed, |data| {
                        data.user = Some(Rc::from(timeline));
                    });
                    state.change(state.panel_changed, |data| {
                        data.panel = Some(ExplainPanel::User);
                    });
                }
                response => state.on_loss(&response),
            }
        });
    }

    fn redact_timeline(&self, timeline: &mut UserTimeline) {
        self.redact(&mut timeline.name);
        self.redact(&mut timeline.address);
        self.redact(&mut timeline.ticket);
        for entry in &mut timeline.entries {
            self.redact(&mut entry.original);
            for step in &mut entry.steps {
                self.redact(&mut step.text);
                for (_, value) in &mut step.details {
                    self.redact(value);
                }
                for value in &mut step.values {
                    if let SentText::Value(sent) = &mut value.sent {
                        self.redact(sent);
                    }
                }
            }
        }
    }

    /// The user before the open one in the list, or after it.
    pub(in crate::pages::connection::explain) fn neighbor(&self, step: isize) -> Option<u32> {
        let open = self.user()?.user;
        let window = self.window()?;
        let at = window.rows.iter().position(|row| row.user == open)?;
        let next = at.checked_add_signed(step)?;
        window.rows.get(next).map(|row| row.user)
    }
}
