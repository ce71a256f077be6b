//! Runs a life-cycle test from its first step to its last.

use std::rc::Rc;

use crate::checks::check::below;
use crate::http::cancel_token::CancelToken;
use crate::http::client::Http;
use crate::http::outcome::Outcome;
use crate::http::paced_client::PacedClient;
use crate::http::request::HttpRequest;
use crate::lifecycle::plan::{next, patience_ms};
use crate::lifecycle::requests::Request;
use crate::lifecycle::run::{Ended, LifecycleRun};
use crate::lifecycle::steps::StepId;
use crate::tenant_url::TenantUrl;
use crate::token::SecretToken;

/// What sends the requests of a test, one after the other.
pub trait RequestSender {
    async fn send(&mut self, request: &Request) -> Outcome;
    /// Waits, unless the test is cancelled meanwhile.
    async fn pause(&mut self, ms: f64);
    /// Whether the test was cancelled.
    fn is_cancelled(&self) -> bool;
    /// From now on nothing cancels requests.
    fn ignore_cancel(&mut self);
}

/// What follows a test.
pub trait Observer {
    /// A step is about to be made.
    fn step_starts(&mut self, run: &LifecycleRun, step: StepId);
    /// A step was made.
    fn step_ended(&mut self, run: &LifecycleRun);
    /// Persists who the test user is, and says whether that record outlives
    /// the page.
    async fn persist(&mut self, run: &LifecycleRun) -> bool;
}

/// Makes one step after the other until there is none left. Without a record
/// of the user nothing is created.
pub async fn run_lifecycle(
    sender: &mut impl RequestSender,
    observer: &mut impl Observer,
    run: &mut LifecycleRun,
) {
    let mut cleaning = false;
    while let Some(step) = next(run) {
        if step.is_clean_up() && !cleaning {
            cleaning = true;
            // Cleaning up is not to be cancelled with the test.
            sender.ignore_cancel();
        }
        observer.step_starts(run, step);
        if step == StepId::Create && !observer.persist(run).await {
            run.ended = Some(Ended::NoRecord);
            continue;
        }
        sender.pause(patience_ms(run, step)).await;
        // The plan never asks for a change that may not be sent.
        let Some(request) = run.request(step) else {
            break;
        };
        let recorded = run.recorded_id();
        let outcome = sender.send(&request).await;
        run.add(step, request.id, outcome);
        if !cleaning && sender.is_cancelled() {
            run.ended = Some(Ended::Cancelled);
        }
        if run.recorded_id() != recorded {
            // The record without the id stays good enough.
            observer.persist(run).await;
        }
        observer.step_ended(run);
    }
}

/// Sends with the token, as the rate limit allows.
pub struct PacedSender<H: Http, W: FnMut()> {
    pub client: PacedClient<H>,
    pub tenant: TenantUrl,
    pub token: Rc<SecretToken>,
    /// Called before it waits because the service asked for it.
    pub on_wait: W,
}

impl<H: Http, W: FnMut()> RequestSender for PacedSender<H, W> {
    async fn send(&mut self, request: &Request) -> Outcome {
        let request = HttpRequest {
            method: request.method,
            url: &below(&self.tenant, &request.target),
            token: &self.token,
            body: request.body.as_deref(),
        };
        let on_wait = &mut self.on_wait;
        self.client.send(&request, &mut |_| on_wait()).await
    }

    async fn pause(&mut self, ms: f64) {
        self.client.pause(ms).await;
    }

    fn is_cancelled(&self) -> bool {
        self.client.cancel.is_cancelled()
    }

    fn ignore_cancel(&mut self) {
        self.client.cancel = CancelToken::default();
    }
}

#[cfg(test)]
mod tests;
