//! Runs a test from its first step to its last.

use crate::http::cancel_token::CancelToken;
use crate::http::client::Http;
use crate::http::outcome::Outcome;
use crate::http::paced_client::PacedClient;
use crate::http::request::HttpRequest;
use crate::scim::user_id::UserId;
use crate::steps::request::{StepRequest, below};
use crate::steps::step::{NextStep, StepKind, StepResult};
use crate::tenant_url::TenantUrl;
use crate::token::SecretToken;

/// Why a test goes no further, besides what the service answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The admin cancelled it.
    Cancelled,
    /// The browser could not keep a record of the user, or keeps another one.
    NoRecord,
}

/// A test so far: its plan and its results.
pub trait TestRun {
    type Step: StepKind;

    /// The results so far, in order. A step may have been made more than once.
    fn results(&self) -> &[StepResult<Self::Step>];

    /// What comes next, or nothing at the end.
    fn next_step(&self) -> Option<NextStep<Self::Step>>;

    /// The request of a step, if it may be sent now.
    fn request(&self, step: Self::Step) -> Option<StepRequest>;

    fn add(&mut self, result: StepResult<Self::Step>);

    /// Takes in that the test goes no further. Steps that clean up follow.
    fn end(&mut self, why: Ended);

    /// Whether a step belongs to cleaning up, which nothing cancels.
    fn cleans_up(&self, _: Self::Step) -> bool {
        false
    }

    /// Whether a step is made only once the test is persisted.
    fn needs_record(&self, _: Self::Step) -> bool {
        false
    }

    /// The user's id for the record, and whether it was verified.
    fn recorded_id(&self) -> Option<(UserId, bool)> {
        None
    }

    /// How long to wait before a step, in milliseconds.
    fn patience_ms(&self, _: Self::Step) -> f64 {
        0.0
    }

    /// The last result of a step.
    fn last(&self, step: Self::Step) -> Option<&StepResult<Self::Step>> {
        self.results().iter().rfind(|result| result.step == step)
    }

    /// The last outcome of a step.
    fn outcome(&self, step: Self::Step) -> Option<&Outcome> {
        self.last(step).map(|result| &result.outcome)
    }

    /// How often a step was made.
    fn times(&self, step: Self::Step) -> usize {
        let made = self.results().iter().filter(|result| result.step == step);
        made.count()
    }
}

/// What follows a test.
pub trait Observer<R: TestRun> {
    /// A step is about to be made.
    fn step_starts(&mut self, _: &R, _: R::Step) {}

    /// The service answered 429; the test waits.
    fn waits(&mut self) {}

    /// A step has a result.
    fn step_ended(&mut self, run: &R);

    /// Persists who the test user is, and says whether that record outlives
    /// the page. Without a default, so that no test creates a user without a
    /// record by an omission.
    async fn persist(&mut self, run: &R) -> bool;
}

/// Makes one step after the other until there is none left.
pub async fn run_steps<R: TestRun>(
    run: &mut R,
    tenant: &TenantUrl,
    token: &SecretToken,
    client: &mut PacedClient<impl Http>,
    observer: &mut impl Observer<R>,
) {
    let mut is_cleaning = false;
    while let Some(next) = run.next_step() {
        let step = match next {
            NextStep::Send(step) => step,
            NextStep::Skip(step, why) => {
                let outcome = Outcome::NotSent(why);
                let id = None;
                run.add(StepResult { step, id, outcome });
                observer.step_ended(run);
                continue;
            }
        };
        if run.cleans_up(step) && !is_cleaning {
            is_cleaning = true;
            // Cleaning up is not to be cancelled with the test.
            client.cancel = CancelToken::default();
        }
        observer.step_starts(run, step);
        if run.needs_record(step) && !observer.persist(run).await {
            run.end(Ended::NoRecord);
            continue;
        }
        client.pause(run.patience_ms(step)).await;
        // The plan never asks for a change that may not be sent.
        let Some(request) = run.request(step) else {
            break;
        };
        let recorded = run.recorded_id();
        let made_up = request.made_up_token.map(SecretToken::made_up);
        let sent = HttpRequest {
            method: request.method,
            url: &below(tenant, &request.target),
            token: made_up.as_ref().unwrap_or(token),
            body: request.body.as_deref(),
            relay_pass: None,
        };
        let outcome = client.send(&sent, &mut |_| observer.waits()).await;
        let id = request.id;
        run.add(StepResult { step, id, outcome });
        if !is_cleaning && client.cancel.is_cancelled() {
            run.end(Ended::Cancelled);
        }
        if run.recorded_id() != recorded {
            // The record without the id stays good enough.
            observer.persist(run).await;
        }
        observer.step_ended(run);
    }
}
