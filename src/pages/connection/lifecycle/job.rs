//! A test or a removal that was begun: what is shown of it, and what runs it.

use std::cell::RefCell;
use std::rc::Rc;

use super::ward::Ward;
use crate::browser;
use crate::pages::connection::client::{Call, Stop, pause};
use crate::pages::connection::engine::Engine;
use connection_test::checks::check::below;
use connection_test::http::outcome::Outcome;
use connection_test::lifecycle::course::Course;
use connection_test::lifecycle::leftover::Leftover;
use connection_test::lifecycle::requests::Request;
use connection_test::lifecycle::run::{Http, Observer};
use connection_test::lifecycle::steps::StepId;
use connection_test::tenant_url::TenantUrl;
use connection_test::token::SecretToken;
use setup::Timestamp;

/// A test, or a removal, that was begun.
#[derive(Debug, Clone)]
pub struct Job {
    /// The service.
    pub tenant: TenantUrl,
    /// The key of its note.
    pub key: String,
    /// What came so far.
    pub course: Course,
    /// The step that is being made.
    pub asking: Option<StepId>,
    /// Whether another tab of this browser sends its requests first.
    pub queued: bool,
    /// Whether the service wants the test to wait just now.
    pub waits: bool,
    /// Whether it is still under way.
    pub running: bool,
    /// When it was begun.
    pub begun: Timestamp,
    /// Since when its user may exist.
    pub since: String,
}

impl Job {
    pub(super) fn new(
        tenant: TenantUrl,
        key: String,
        course: Course,
        since: Option<String>,
    ) -> Job {
        let begun = browser::now();
        Job {
            tenant,
            key,
            course,
            asking: None,
            queued: false,
            waits: false,
            running: true,
            since: since.unwrap_or_else(|| begun.0.clone()),
            begun,
        }
    }

    /// The note of its user.
    fn record(&self, course: &Course) -> Leftover {
        let (id, verified) = course.recorded_id().unzip();
        Leftover {
            tenant_url: self.tenant.text(),
            user_name: course.user.user_name.clone(),
            since: self.since.clone(),
            id,
            verified: verified.unwrap_or(false),
        }
    }

    /// Whether it is under way and only cleans up any more.
    pub fn is_cleaning(&self) -> bool {
        let made = self.course.done().last().map(|done| done.step);
        // Between two steps nothing is being asked.
        let step = self.asking.or(made);
        self.running && step.is_some_and(StepId::is_clean_up)
    }
}

/// A job that is under way and shown as it goes.
#[derive(Clone)]
pub(super) struct Shown {
    ward: Ward,
    job: Rc<RefCell<Job>>,
}

impl Shown {
    pub(super) fn new(ward: Ward, job: Job) -> Shown {
        let job = Rc::new(RefCell::new(job));
        Shown { ward, job }
    }

    pub(super) fn change(&self, change: impl FnOnce(&mut Job)) {
        change(&mut self.job.borrow_mut());
        let job = self.job.borrow().clone();
        self.ward.keep(&job);
    }

    pub(super) async fn remove_record(&self, course: &Course) {
        let key = self.job.borrow().key.clone();
        let records = self.ward.records;
        records.remove(&key, &course.user.user_name).await;
    }
}

impl Observer for Shown {
    fn step_starts(&mut self, _: &Course, step: StepId) {
        self.change(|job| job.asking = Some(step));
    }

    fn step_ended(&mut self, course: &Course) {
        self.change(|job| {
            job.waits = false;
            job.asking = None;
            job.course = course.clone();
        });
    }

    async fn persist(&mut self, course: &Course) -> bool {
        let (key, left) = {
            let job = self.job.borrow();
            (job.key.clone(), job.record(course))
        };
        self.ward.records.persist(&key, &left).await
    }
}

/// Requests with the token, as the limit allows.
pub(super) struct PacedHttp {
    pub(super) engine: Engine,
    pub(super) tenant: TenantUrl,
    pub(super) token: Rc<SecretToken>,
    pub(super) shown: Shown,
}

impl Http for PacedHttp {
    async fn send(&mut self, request: &Request) -> Outcome {
        let call = Call {
            method: request.method,
            url: &below(&self.tenant, &request.target),
            token: &self.token,
            body: request.body.as_deref(),
        };
        let shown = &self.shown;
        let mut waiting = |_| shown.change(|job| job.waits = true);
        self.engine.call(&call, &mut waiting).await
    }

    async fn pause(&mut self, ms: f64) {
        pause(ms, &self.engine.stop).await;
    }

    fn is_cancelled(&self) -> bool {
        self.engine.stop.is_asked()
    }

    fn ignore_cancel(&mut self) {
        self.engine.stop = Stop::default();
    }
}
