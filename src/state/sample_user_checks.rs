//! Whether the mappings give the values that are expected of the setup's sample
//! users, evaluated by the worker on every change.

use leptos::prelude::*;
use provisioning::expectations::{ExpectationRequest, ExpectationResponse, ExpectationUser};
use setup::Setup;
use worker_messages::{WorkerRequest, WorkerResponse};

use crate::browser::clock::unix_seconds;
use crate::browser::worker::handle::{Channel, WorkerCall, WorkerError, WorkerEvent};
use crate::state::App;

/// Milliseconds that all users may take.
const LIMIT: u32 = 5_000;

/// A handle; it outlives the page.
#[derive(Debug, Clone, Copy)]
pub struct SampleUserChecks {
    result: RwSignal<Option<Result<ExpectationResponse, WorkerError>>>,
}

impl SampleUserChecks {
    pub fn of(app: App) -> Self {
        app.page_state(|| Self {
            result: RwSignal::new(None),
        })
    }

    /// Evaluates whenever mappings or users change, as long as the page is there.
    pub fn follow(self, app: App) {
        let wanted = Memo::new(move |_| app.setup.with(request));
        Effect::new(move |_| match wanted.get() {
            Some(request) => self.send(app, request),
            None => self.result.set(None),
        });
    }

    fn send(self, app: App, request: ExpectationRequest) {
        let make = move || {
            WorkerRequest::Expectations(Box::new(ExpectationRequest {
                now: unix_seconds(),
                ..request
            }))
        };
        let call = WorkerCall::new(make)
            .latest_of(Channel::Expectations)
            .limited_to(LIMIT);
        app.evaluation_worker()
            .send(call, move |event| match event {
                WorkerEvent::Done(WorkerResponse::Expectations(response)) => {
                    self.result.set(Some(Ok(response)));
                }
                WorkerEvent::Failed(error) => self.result.set(Some(Err(error))),
                WorkerEvent::Done(_) | WorkerEvent::Partial(_) => {}
            });
    }

    /// Nothing while it is not known. Whoever reads it follows its changes.
    pub fn result(self) -> Option<Result<ExpectationResponse, WorkerError>> {
        self.result.get()
    }
}

/// Nothing without users.
fn request(setup: &Setup) -> Option<ExpectationRequest> {
    let users = setup.sample_users();
    (!users.is_empty()).then(|| ExpectationRequest {
        set: setup.mapping.clone(),
        users: users
            .into_iter()
            .map(|user| ExpectationUser {
                id: user.id,
                user: user.user,
                expected: user.expected,
            })
            .collect(),
        now: 0,
        skip: Vec::new(),
    })
}
