//! A lifecycle test or a removal that was begun.

use crate::state::connection::started_test::StartedTest;
use connection_test::lifecycle::orphaned_user::OrphanedUser;
use connection_test::lifecycle::report::{LifecycleReport, report};
use connection_test::lifecycle::run::LifecycleRun;
use connection_test::steps::runner::TestRun;

/// Where the user of a test comes from.
#[derive(Debug, Clone)]
pub struct Origin {
    pub key: String,
    /// Since when it may exist, if an earlier test left it.
    pub since: Option<String>,
}

pub type StartedRun = StartedTest<LifecycleRun, Origin>;

/// The note of its user.
pub(super) fn record(started: &StartedRun, run: &LifecycleRun) -> OrphanedUser {
    let (id, verified) = run.recorded_id().unzip();
    let since = started.details.since.clone();
    OrphanedUser {
        tenant_url: started.tenant.text(),
        user_name: run.user.user_name.clone(),
        since: since.unwrap_or_else(|| started.begun.0.clone()),
        id,
        verified: verified.unwrap_or(false),
    }
}

/// A test that has ended, with its report.
pub(super) fn ended(started: Option<&StartedRun>) -> Option<(&StartedRun, LifecycleReport)> {
    let started = started.filter(|started| !started.running)?;
    Some((started, report(&started.run, &started.tenant)?))
}

/// Whether it is under way and only cleans up any more.
pub(super) fn is_cleaning(started: &StartedRun) -> bool {
    let made = started.run.results().last().map(|done| done.step);
    // Between two steps nothing is being asked.
    let step = started.current_step.or(made);
    started.running && step.is_some_and(|step| step.is_clean_up())
}
