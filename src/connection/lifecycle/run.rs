//! Runs a life-cycle test from its first step to its last.

use super::course::{Course, Done, Ended};
use super::plan::{next, patience_ms};
use super::steps::StepId;
use crate::connection::check::below;
use crate::connection::client::{Call, Stop, pause};
use crate::connection::engine::Engine;
use crate::connection::tenant_url::TenantUrl;
use crate::connection::token::SecretToken;

/// What a test tells while it runs.
#[derive(Debug)]
pub enum News<'a> {
    /// The next step is about to be made. Whoever is told may forbid it.
    Asks(&'a Course, StepId),
    /// The service asked for patience, and the test waits.
    Waits,
    /// A step was made.
    Came(&'a Course),
}

/// Makes one step after the other until there is none left. `report` answers
/// whether the step may be made.
pub async fn run(
    tenant: &TenantUrl,
    token: &SecretToken,
    engine: &mut Engine,
    course: &mut Course,
    report: &mut dyn FnMut(News<'_>) -> bool,
) {
    let mut cleaning = false;
    while let Some(step) = next(course) {
        if step.is_clean_up() && !cleaning {
            cleaning = true;
            // Cleaning up is not to be cancelled with the test.
            engine.stop = Stop::default();
        }
        if !report(News::Asks(course, step)) {
            course.ended = Some(Ended::NoRecord);
            continue;
        }
        pause(patience_ms(course, step), &engine.stop).await;
        let request = step.request(&course.user, course.id().as_deref());
        let call = Call {
            method: request.method,
            url: &below(tenant, &request.target),
            token,
            body: request.body.as_deref(),
        };
        let mut waiting = |_| {
            report(News::Waits);
        };
        let outcome = engine.call(&call, &mut waiting).await;
        course.done.push(Done { step, outcome });
        if !cleaning && engine.stop.is_asked() {
            course.ended = Some(Ended::Cancelled);
        }
        report(News::Came(course));
    }
}
