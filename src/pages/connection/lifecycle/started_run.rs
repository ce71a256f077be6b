//! A test or a removal that was begun: what is shown of it, and what runs it.

use std::cell::RefCell;
use std::rc::Rc;

use super::state::LifecycleState;
use crate::browser;
use connection_test::lifecycle::orphaned_user::OrphanedUser;
use connection_test::lifecycle::run::LifecycleRun;
use connection_test::lifecycle::runner::Observer;
use connection_test::lifecycle::steps::StepId;
use connection_test::tenant_url::TenantUrl;
use setup::Timestamp;

/// A test, or a removal, that was begun.
#[derive(Debug, Clone)]
pub struct StartedRun {
    pub tenant: TenantUrl,
    /// The key of its note.
    pub key: String,
    /// What came so far.
    pub run: LifecycleRun,
    /// The step that is being made.
    pub current_step: Option<StepId>,
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

impl StartedRun {
    pub(super) fn new(
        tenant: TenantUrl,
        key: String,
        run: LifecycleRun,
        since: Option<String>,
    ) -> StartedRun {
        let begun = browser::now();
        StartedRun {
            tenant,
            key,
            run,
            current_step: None,
            queued: false,
            waits: false,
            running: true,
            since: since.unwrap_or_else(|| begun.0.clone()),
            begun,
        }
    }

    /// The note of its user.
    fn record(&self, run: &LifecycleRun) -> OrphanedUser {
        let (id, verified) = run.recorded_id().unzip();
        OrphanedUser {
            tenant_url: self.tenant.text(),
            user_name: run.user.user_name.clone(),
            since: self.since.clone(),
            id,
            verified: verified.unwrap_or(false),
        }
    }

    /// Whether it is under way and only cleans up any more.
    pub fn is_cleaning(&self) -> bool {
        let made = self.run.done().last().map(|done| done.step);
        // Between two steps nothing is being asked.
        let step = self.current_step.or(made);
        self.running && step.is_some_and(StepId::is_clean_up)
    }
}

/// A run that is under way and shown as it goes.
#[derive(Clone)]
pub(super) struct Shown {
    lifecycle: LifecycleState,
    started: Rc<RefCell<StartedRun>>,
}

impl Shown {
    pub(super) fn new(lifecycle: LifecycleState, started: StartedRun) -> Shown {
        let started = Rc::new(RefCell::new(started));
        Shown { lifecycle, started }
    }

    pub(super) fn change(&self, change: impl FnOnce(&mut StartedRun)) {
        change(&mut self.started.borrow_mut());
        let started = self.started.borrow().clone();
        self.lifecycle.keep(&started);
    }

    pub(super) async fn remove_record(&self, run: &LifecycleRun) {
        let key = self.started.borrow().key.clone();
        let records = self.lifecycle.records;
        records.remove(&key, &run.user.user_name).await;
    }
}

impl Observer for Shown {
    fn step_starts(&mut self, _: &LifecycleRun, step: StepId) {
        self.change(|started| started.current_step = Some(step));
    }

    fn step_ended(&mut self, run: &LifecycleRun) {
        self.change(|started| {
            started.waits = false;
            started.current_step = None;
            started.run = run.clone();
        });
    }

    async fn persist(&mut self, run: &LifecycleRun) -> bool {
        let (key, left) = {
            let started = self.started.borrow();
            (started.key.clone(), started.record(run))
        };
        self.lifecycle.records.persist(&key, &left).await
    }
}
