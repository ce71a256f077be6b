//! Which step of a lifecycle test comes next. Whatever happens, it comes to
//! an end, and once a user may exist, it ends with cleaning up.

use crate::http::outcome::Outcome;
use crate::lifecycle::extension::Needs;
use crate::lifecycle::identity::{Listed, Reading};
use crate::lifecycle::run::{Done, LifecycleRun, RunPurpose, created_id, status};
use crate::lifecycle::steps::StepId;
use crate::steps::runner::TestRun;
use crate::steps::step::StepKind;
use provisioning::scim_request::PatchStyle;

/// How often a user whose id is not known is looked for before a deletion. A
/// request that was given up may still be carried out a moment later.
const MAX_LOOK_UPS: usize = 2;

/// How often a user is looked for after a deletion.
const MAX_CONFIRMATIONS: usize = 4;

/// How often an id is read before a deletion.
const MAX_READ_BACKS: usize = 3;

/// How often the deletion of an id is tried.
const MAX_DELETIONS: usize = 2;

/// The most steps of a test. Only a service that shows one user after the
/// other comes near it.
pub const MAX_STEPS: usize = 42;

/// How long to wait before something is tried again, in milliseconds.
const PATIENCE_MS: f64 = 2_000.0;

/// The next step, or nothing at the end.
pub fn next(run: &LifecycleRun) -> Option<StepId> {
    if let RunPurpose::Removal(_) = run.purpose {
        return clean_up(run);
    }
    let cleaning = run.results().iter().any(|done| done.step.is_clean_up());
    let stopped = run.results().last().is_some_and(|last| stops(run, last));
    if !cleaning
        && !stopped
        && run.ended.is_none()
        && let Some(step) = proceed(run)
    {
        return Some(step);
    }
    run.was_created().then(|| clean_up(run)).flatten()
}

fn proceed(run: &LifecycleRun) -> Option<StepId> {
    let made = run.results().last().map(|last| last.step);
    let index = made.map_or(0, |made| {
        StepId::STEPS
            .iter()
            .position(|step| step.id == made)
            .unwrap_or(0)
            + 1
    });
    // A user that stayed inactive after one form's reactivation could not be
    // deactivated in the other form before.
    if made == Some(StepId::ActivateRead(PatchStyle::Flag))
        && run.times(StepId::Deactivate(PatchStyle::Flag)) == 0
        && run.is_active() == Some(true)
    {
        return Some(StepId::Deactivate(PatchStyle::Flag));
    }
    let rest = StepId::STEPS.get(index..).unwrap_or_default();
    let next = rest.iter().find(|step| is_worth(run, step.id))?;
    Some(next.id)
}

/// How long to wait before a step, in milliseconds.
pub fn patience_ms(run: &LifecycleRun, step: StepId) -> f64 {
    let again = step != StepId::VerifyDeleted && step.is_clean_up() && run.times(step) > 0;
    if again { PATIENCE_MS } else { 0.0 }
}

/// Whether a step can tell anything after what came before it.
///
/// Names, roles and teams change in one request, as Entra changes them, which
/// also takes no more requests than the names alone. Only if the names do not
/// show afterwards are they changed alone: a refusal of the extension must not
/// hide whether the plain update works.
fn is_worth(run: &LifecycleRun, step: StepId) -> bool {
    match step {
        StepId::Extend(_) => run.needs.writes_on_update(),
        // Whatever a refused request changed, the plain update is read back.
        StepId::ExtendRead(form) => is_accepted(run, StepId::Extend(form)),
        StepId::Update(form) => run.renamed(StepId::Extend(form)) != Some(true),
        StepId::UpdateRead(form) => run.times(StepId::Update(form)) > 0,
        StepId::ExtendAlone => {
            let together = StepId::Extend(PatchStyle::Flag);
            is_accepted(run, together) && run.stored(together) != Some(false)
        }
        StepId::ExtendAloneRead => is_accepted(run, StepId::ExtendAlone),
        StepId::Deactivate(_) => run.is_active() != Some(false),
        StepId::DeactivateRead(form) => run.times(StepId::Deactivate(form)) > 0,
        StepId::Activate(_) => run.is_active() == Some(false) && run.times(step) == 0,
        StepId::ActivateRead(form) => run.times(StepId::Activate(form)) > 0 && run.times(step) == 0,
        _ => !step.is_clean_up(),
    }
}

/// Whether a step is made only where others left something open: where the
/// setup needs the extension, that is so for the plain update.
pub fn is_extra(step: StepId, needs: &Needs) -> bool {
    let extended = needs.writes_on_update();
    match step {
        StepId::Extend(_)
        | StepId::ExtendRead(_)
        | StepId::ExtendAlone
        | StepId::ExtendAloneRead => !extended,
        StepId::Update(_) | StepId::UpdateRead(_) => extended,
        _ => matches!(step, StepId::LookUp | StepId::ReadBack),
    }
}

fn is_accepted(run: &LifecycleRun, step: StepId) -> bool {
    let status = run.outcome(step).and_then(status);
    status.is_some_and(|status| (200..300).contains(&status))
}

/// Whether a step came out so that the test cannot go on.
pub fn stops(run: &LifecycleRun, done: &Done) -> bool {
    let Some(status) = status(&done.outcome) else {
        return true;
    };
    match done.step {
        StepId::CheckAbsent => !run.is_unlisted(&done.outcome),
        StepId::ProbeDelete => !may_delete(status),
        StepId::Create => created_id(&done.outcome).is_none(),
        StepId::Find => status != 200,
        StepId::Read
        | StepId::ExtendRead(_)
        | StepId::ExtendAloneRead
        | StepId::UpdateRead(_)
        | StepId::DeactivateRead(_)
        | StepId::ActivateRead(_) => run.reading(done) != Reading::Own,
        // 403 may be about a role. The plain update shows whether it is.
        StepId::Extend(_) | StepId::ExtendAlone => matches!(status, 401 | 429),
        // A refusal is what the test wants to know. Without a right to go on,
        // or beyond the limit, every other response would be the same.
        StepId::Update(_) | StepId::Deactivate(_) | StepId::Activate(_) => {
            matches!(status, 401 | 403 | 429)
        }
        StepId::LookUp
        | StepId::ReadBack
        | StepId::Delete
        | StepId::VerifyDeleted
        | StepId::VerifyUnlisted => true,
    }
}

/// Whether the rehearsal shows that a deletion gets through: the id is not
/// found, is not understood as one, or is deleted as if it had been there.
fn may_delete(status: u16) -> bool {
    matches!(status, 200 | 202 | 204 | 400 | 404 | 410)
}

fn clean_up(run: &LifecycleRun) -> Option<StepId> {
    if run.results().len() >= MAX_STEPS {
        return None;
    }
    let last = run.results().last();
    if last.is_some_and(|last| last.step == StepId::Delete) {
        return Some(StepId::VerifyDeleted);
    }
    let Some(id) = run.identity().id() else {
        return look_up(run);
    };
    // Nothing is deleted unless the very last response shows the test user.
    let shown = last.is_some_and(|last| last.step.reads_by_id())
        && run.identity().verified_id() == Some(id);
    if shown {
        let tried = run.times_with(StepId::Delete, id);
        return (tried < MAX_DELETIONS).then_some(StepId::Delete);
    }
    let tried = run.times_with(StepId::ReadBack, id);
    (tried < MAX_READ_BACKS).then_some(StepId::ReadBack)
}

fn look_up(run: &LifecycleRun) -> Option<StepId> {
    let (step, most) = match run.times(StepId::Delete) {
        0 => (StepId::LookUp, MAX_LOOK_UPS),
        _ => (StepId::VerifyUnlisted, MAX_CONFIRMATIONS),
    };
    let done = run.results();
    let requested_twice = match done {
        [.., one, other] => {
            one.step == StepId::VerifyUnlisted && other.step == StepId::VerifyUnlisted
        }
        _ => false,
    };
    let settled = done.last().is_some_and(|last| match last.step {
        StepId::LookUp | StepId::VerifyUnlisted => match run.listed(&last.outcome) {
            Listed::Nobody => !may_come_late(run),
            // Its id cannot be used, or is another's.
            Listed::Own(_) => true,
            Listed::Others | Listed::Unknown => false,
        },
        _ => false,
    });
    (run.times(step) < most && !settled && !requested_twice).then_some(step)
}

/// Whether a user may appear after a look found nobody: the creation was
/// answered with success or not at all, and the user was never shown. A gateway
/// that got no response says nothing about the service behind it.
pub fn may_come_late(run: &LifecycleRun) -> bool {
    if run.identity().was_verified() {
        return false;
    }
    match run.outcome(StepId::Create) {
        None => false,
        Some(Outcome::Response(response)) => {
            matches!(response.status, 200..=299 | 408 | 502 | 504)
        }
        Some(_) => true,
    }
}

/// Whether an outcome says that an id is nobody's any more.
pub fn is_gone(outcome: &Outcome) -> bool {
    matches!(status(outcome), Some(404 | 410))
}

#[cfg(test)]
mod tests;
