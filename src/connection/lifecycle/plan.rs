//! Which step of a life-cycle test comes next. Whatever happens, it comes to
//! an end, and once a user may exist, it ends with cleaning up.

use super::course::{Aim, Course, Done, answered, created_id, is_user, status};
use super::steps::{STEPS, StepId};
use crate::connection::outcome::Outcome;

/// How often a user whose id never came is looked for. A request that was
/// given up may still be carried out a moment later.
const MOST_LOOK_UPS: usize = 2;

/// How often a deletion is tried.
const MOST_DELETIONS: usize = 2;

/// How long to wait before something is tried again, in milliseconds.
const PATIENCE_MS: f64 = 2_000.0;

/// The next step, or nothing at the end.
pub fn next(course: &Course) -> Option<StepId> {
    if let Aim::Removal(_) = course.aim {
        return clean_up(course);
    }
    let cleaning = course.done.iter().any(|done| done.step.is_clean_up());
    if cleaning
        || course.ended.is_some()
        || course.done.last().is_some_and(|last| stops(course, last))
    {
        return if course.was_created() {
            clean_up(course)
        } else {
            None
        };
    }
    let made = course.done.last().map(|last| last.step);
    let place = made.map_or(0, |made| {
        STEPS.iter().position(|step| step.id == made).unwrap_or(0) + 1
    });
    let rest = STEPS.get(place..).unwrap_or_default();
    let next = rest.iter().find(|step| is_worth(course, step.id))?;
    Some(next.id)
}

/// How long to wait before a step, in milliseconds.
pub fn patience_ms(course: &Course, step: StepId) -> f64 {
    let again = matches!(step, StepId::LookUp | StepId::Delete) && course.times(step) > 0;
    if again { PATIENCE_MS } else { 0.0 }
}

/// Whether a step can tell anything after what came before it.
fn is_worth(course: &Course, step: StepId) -> bool {
    match step {
        StepId::Off(_) => course.is_active() != Some(false),
        StepId::OffRead(form) => course.times(StepId::Off(form)) > 0,
        StepId::On(_) => course.is_active() == Some(false),
        StepId::OnRead(form) => course.times(StepId::On(form)) > 0,
        StepId::LookUp => false,
        _ => true,
    }
}

/// Whether a step came out so that the test cannot go on.
pub fn stops(course: &Course, done: &Done) -> bool {
    let Some(status) = status(&done.outcome) else {
        return true;
    };
    match done.step {
        StepId::Vacant => !course.is_unlisted(&done.outcome),
        StepId::Rehearse => !may_delete(status),
        StepId::Create => created_id(&done.outcome).is_none(),
        StepId::Find => answered(&done.outcome, 200).is_none(),
        StepId::Read | StepId::UpdateRead(_) | StepId::OffRead(_) | StepId::OnRead(_) => {
            !is_user(&done.outcome)
        }
        // A refusal is what the test wants to know. Without a right to go on,
        // or beyond the limit, every other answer would be the same.
        StepId::Update(_) | StepId::Off(_) | StepId::On(_) => matches!(status, 401 | 403 | 429),
        StepId::LookUp | StepId::Delete | StepId::Gone | StepId::Unlisted => true,
    }
}

/// Whether the rehearsal shows that a deletion gets through: the id is not
/// found, is not understood as one, or is deleted as if it had been there.
fn may_delete(status: u16) -> bool {
    matches!(status, 200 | 202 | 204 | 400 | 404 | 410)
}

fn clean_up(course: &Course) -> Option<StepId> {
    if course.id().is_none() {
        return look_up(course);
    }
    let deletions = course.times(StepId::Delete);
    let again = (deletions < MOST_DELETIONS).then_some(StepId::Delete);
    let last = course.done.last();
    match last.map(|last| (last.step, &last.outcome)) {
        Some((StepId::Delete, _)) => Some(StepId::Gone),
        Some((StepId::Gone, outcome)) if is_gone(outcome) => Some(StepId::Unlisted),
        Some((StepId::Gone, _)) => again,
        Some((StepId::Unlisted, outcome)) => match course.listed(outcome) {
            Some(Some(_)) => again,
            _ => None,
        },
        _ => again,
    }
}

fn look_up(course: &Course) -> Option<StepId> {
    let looked = course.times(StepId::LookUp);
    let settled = course
        .outcome(StepId::LookUp)
        .is_some_and(|outcome| course.is_unlisted(outcome) && !may_come_late(course));
    (looked < MOST_LOOK_UPS && !settled).then_some(StepId::LookUp)
}

/// Whether a user may appear after a look found nobody: the creation was never
/// answered, or answered with success.
pub fn may_come_late(course: &Course) -> bool {
    match course.outcome(StepId::Create) {
        None => false,
        Some(Outcome::Answered(answer)) => (200..300).contains(&answer.status),
        Some(_) => true,
    }
}

/// Whether an outcome says that an id is nobody's any more.
pub fn is_gone(outcome: &Outcome) -> bool {
    matches!(status(outcome), Some(404 | 410))
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
