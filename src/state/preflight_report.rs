//! The report that Preflight has open, for pages that compare with it.

use std::rc::Rc;

use leptos::prelude::*;
use preflight::protocol::comparison::{ComparisonPlan, ComparisonReport};
use preflight::protocol::{PreflightRequest, PreflightResponse, Query};
use preflight::report::{UserOutcome, UserRow};
use setup::Timestamp;
use worker_messages::{WorkerRequest, WorkerResponse};

use crate::browser::worker::handle::{Channel, WorkerCall, WorkerEvent, WorkerHandle};
use crate::state::App;

/// Rows that are looked at for one user.
const MAX_ROWS: usize = 10;

/// What Preflight predicted for a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PredictedOutcome {
    pub outcome: UserOutcome,
    /// The result in words.
    pub result: String,
    pub when: Timestamp,
}

/// A handle; copies are handles to the same.
#[derive(Debug, Clone, Copy)]
pub struct PreflightReportAccess {
    open: StoredValue<Option<(WorkerHandle, Timestamp)>, LocalStorage>,
}

impl PreflightReportAccess {
    pub fn of(app: App) -> Self {
        app.page_state(|| Self {
            open: StoredValue::new_local(None),
        })
    }

    /// Says that the worker has a report, or none any more.
    pub fn set(&self, open: Option<(WorkerHandle, Timestamp)>) {
        self.open.set_value(open);
    }

    /// Compares two mapping sets for the users in the open file, part by part.
    /// `respond` gets what is known so far and says whether to go on. It is not
    /// called when no report is open or it was lost.
    pub fn compare(
        &self,
        plan: ComparisonPlan,
        respond: impl Fn(ComparisonReport) -> bool + 'static,
    ) {
        self.compare_next(PreflightRequest::Compare(Box::new(plan)), Rc::new(respond));
    }

    fn compare_next(
        &self,
        request: PreflightRequest,
        respond: Rc<dyn Fn(ComparisonReport) -> bool>,
    ) {
        let Some((worker, _)) = self.open.with_value(Clone::clone) else {
            return;
        };
        let access = *self;
        let call = WorkerCall::new(move || WorkerRequest::Preflight(request))
            .latest_of(Channel::MappingComparison);
        worker.send(call, move |event| match event {
            WorkerEvent::Done(WorkerResponse::Preflight(PreflightResponse::Compared(report))) => {
                let is_complete = report.is_complete;
                if respond(*report) && !is_complete {
                    access.compare_next(PreflightRequest::CompareMore, Rc::clone(&respond));
                }
            }
            // The worker was started anew, and what it had is gone.
            WorkerEvent::Done(WorkerResponse::Preflight(PreflightResponse::NoReport))
            | WorkerEvent::Failed(_) => access.set(None),
            WorkerEvent::Partial(_) | WorkerEvent::Done(_) => {}
        });
    }

    /// Looks for a user by names that only this user has. `respond` is not
    /// called when no report is open or it does not have the user.
    pub fn find(&self, keys: Vec<String>, respond: impl Fn(PredictedOutcome) + 'static) {
        let Some((worker, when)) = self.open.with_value(Clone::clone) else {
            return;
        };
        let Some(search) = keys.first().cloned() else {
            return;
        };
        let access = *self;
        let query = Query {
            search,
            count: MAX_ROWS,
            ..Query::default()
        };
        let request = PreflightRequest::Users(query);
        let call = WorkerCall::new(move || WorkerRequest::Preflight(request))
            .latest_of(Channel::PredictedUser);
        worker.send(call, move |event| {
            let window = match event {
                WorkerEvent::Done(WorkerResponse::Preflight(PreflightResponse::Window(window))) => {
                    window
                }
                // The worker was started anew, and what it had is gone.
                WorkerEvent::Done(WorkerResponse::Preflight(PreflightResponse::NoReport))
                | WorkerEvent::Failed(_) => return access.set(None),
                WorkerEvent::Partial(_) | WorkerEvent::Done(_) => return,
            };
            let is_user = |row: &&UserRow| {
                let upn = &row.upn;
                keys.iter().any(|key| key.eq_ignore_ascii_case(upn))
            };
            if let Some(row) = window.rows.iter().find(is_user) {
                respond(PredictedOutcome {
                    outcome: row.outcome,
                    result: row.result(),
                    when: when.clone(),
                });
            }
        });
    }
}
