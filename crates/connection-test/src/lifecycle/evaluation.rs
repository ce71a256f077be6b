//! From a course to verdicts. Pure: the same course gives the same result.

use crate::diagnosis::messages::VerdictSeverity;
use crate::http::outcome::Outcome;
use crate::lifecycle::identity::{Listed, Reading};
use crate::lifecycle::plan::{is_gone, may_come_late, next, stops};
use crate::lifecycle::run::{
    Ended, LifecycleRun, RunPurpose, created_id, responded, status, was_cancelled,
};
use crate::lifecycle::steps::StepId;

/// What one step came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepVerdict {
    /// As it should be.
    Worked,
    /// Accepted, and the reading that follows shows the change.
    TookEffect,
    /// Accepted, and the reading that follows shows no change.
    NoEffect,
    /// Accepted, and the reading that follows shows a part of it.
    InPart,
    /// Accepted; nothing shows yet whether it took effect.
    Accepted,
    /// Read, and what was written cannot be seen in it.
    NotConfirmed,
    /// Answered with an error.
    Refused,
    /// Answered, but not as it should be.
    Odd,
    /// No answer that could be read.
    NoResponse,
    /// Ended by the admin.
    Cancelled,
}

impl StepVerdict {
    /// How good or bad it is.
    pub fn severity(self) -> VerdictSeverity {
        match self {
            StepVerdict::Worked | StepVerdict::TookEffect => VerdictSeverity::Good,
            StepVerdict::Accepted => VerdictSeverity::Skipped,
            StepVerdict::NoEffect
            | StepVerdict::InPart
            | StepVerdict::Refused
            | StepVerdict::Odd => VerdictSeverity::Bad,
            StepVerdict::NotConfirmed | StepVerdict::NoResponse | StepVerdict::Cancelled => {
                VerdictSeverity::Unknown
            }
        }
    }
}

/// What a step came to the last time it was made, if it was made.
pub fn verdict(course: &LifecycleRun, step: StepId) -> Option<StepVerdict> {
    let done = course.last(step)?;
    let outcome = &done.outcome;
    if was_cancelled(outcome) {
        return Some(StepVerdict::Cancelled);
    }
    let Some(status) = status(outcome) else {
        return Some(StepVerdict::NoResponse);
    };
    let good = |good: bool| match (good, status) {
        (true, _) => StepVerdict::Worked,
        (false, 200..=299) => StepVerdict::Odd,
        (false, _) => StepVerdict::Refused,
    };
    Some(match step {
        StepId::CheckAbsent | StepId::VerifyUnlisted => good(course.is_unlisted(outcome)),
        StepId::ProbeDelete => good(
            !course
                .done()
                .iter()
                .any(|done| done.step == step && stops(course, done)),
        ),
        StepId::Create => match good(created_id(outcome).is_some()) {
            StepVerdict::Worked if course.stored(step) == Some(false) => StepVerdict::InPart,
            verdict => verdict,
        },
        StepId::Find => good(course.is_listed(outcome)),
        StepId::LookUp => good(course.listed(outcome) != Listed::Unknown),
        StepId::Read => match good(course.reading(done) == Reading::Own) {
            // The creation sent `active` true.
            StepVerdict::Worked if course.active_in(done) == Some(false) => StepVerdict::Odd,
            StepVerdict::Worked => match course.stored(StepId::Create) {
                Some(true) => StepVerdict::Worked,
                Some(false) => StepVerdict::Odd,
                None => StepVerdict::NotConfirmed,
            },
            verdict => verdict,
        },
        StepId::ReadBack => good(matches!(course.reading(done), Reading::Own | Reading::Gone)),
        StepId::ExtendRead(_) | StepId::ExtendAloneRead if course.reading(done) == Reading::Own => {
            match course.took(step) {
                Some(true) => StepVerdict::Worked,
                Some(false) => StepVerdict::NoEffect,
                None => StepVerdict::NotConfirmed,
            }
        }
        StepId::ExtendRead(_) | StepId::ExtendAloneRead => good(false),
        StepId::UpdateRead(_) | StepId::DeactivateRead(_) | StepId::ActivateRead(_) => {
            match course.took(step) {
                Some(true) => StepVerdict::Worked,
                Some(false) => StepVerdict::NoEffect,
                None => good(false),
            }
        }
        StepId::Extend(form) => match change(course, status, StepId::ExtendRead(form)) {
            StepVerdict::NoEffect if course.renamed(step) == Some(true) => StepVerdict::InPart,
            verdict => verdict,
        },
        StepId::ExtendAlone => change(course, status, StepId::ExtendAloneRead),
        StepId::Update(form) => change(course, status, StepId::UpdateRead(form)),
        StepId::Deactivate(form) => change(course, status, StepId::DeactivateRead(form)),
        StepId::Activate(form) => change(course, status, StepId::ActivateRead(form)),
        StepId::Delete => match status {
            200..=299 | 404 | 410 if still_active(course) => StepVerdict::NoEffect,
            200..=299 | 404 | 410 => StepVerdict::Worked,
            _ => StepVerdict::Refused,
        },
        StepId::VerifyDeleted if is_gone(outcome) => StepVerdict::Worked,
        StepId::VerifyDeleted if responded(outcome, 200).is_some() => StepVerdict::Odd,
        StepId::VerifyDeleted => StepVerdict::Refused,
    })
}

/// Whether the user is shown active after its deletion.
fn still_active(course: &LifecycleRun) -> bool {
    let gone = course.last(StepId::VerifyDeleted);
    gone.and_then(|gone| course.active_in(gone)) == Some(true)
}

fn change(course: &LifecycleRun, status: u16, read: StepId) -> StepVerdict {
    match (status, course.took(read)) {
        (200..=299, Some(true)) => StepVerdict::TookEffect,
        (200..=299, Some(false)) => StepVerdict::NoEffect,
        (200..=299, None) => StepVerdict::Accepted,
        _ => StepVerdict::Refused,
    }
}

/// What is left of the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cleanup {
    /// Nothing: it was never created, or its removal was confirmed.
    Nothing,
    /// The service still knows it.
    There,
    /// The service still knows it, and has it inactive.
    Inactive,
    /// That cannot be told.
    Perhaps,
}

/// Says what is left after the steps so far.
pub fn cleanup(course: &LifecycleRun) -> Cleanup {
    if course.purpose == RunPurpose::Life && !course.was_created() {
        return Cleanup::Nothing;
    }
    let identity = course.identity();
    if identity.is_there() {
        let inactive = course.is_active() == Some(false) && accepted_deletion(course);
        return match inactive {
            true => Cleanup::Inactive,
            false => Cleanup::There,
        };
    }
    match last_list(course) {
        Some(Listed::Own(_)) => Cleanup::There,
        Some(Listed::Nobody) if identity.id().is_none() => match is_denied_throughout(course) {
            true => Cleanup::Nothing,
            false => Cleanup::Perhaps,
        },
        _ => Cleanup::Perhaps,
    }
}

/// Whether every answer shows that the user does not exist: its name finds
/// nobody, and its id, if it was ever verified, is not found and was never
/// given to another user.
fn is_denied_throughout(course: &LifecycleRun) -> bool {
    let identity = course.identity();
    match identity.was_verified() || identity.has_rejected() {
        true => identity.is_confirmed_gone(),
        false => !may_come_late(course),
    }
}

fn accepted_deletion(course: &LifecycleRun) -> bool {
    course
        .outcome(StepId::Delete)
        .and_then(status)
        .is_some_and(|status| (200..300).contains(&status))
}

/// The content of the list that was fetched after the last deletion.
fn last_list(course: &LifecycleRun) -> Option<Listed> {
    let last = course.done().iter().rev().find(|done| {
        matches!(
            done.step,
            StepId::Delete | StepId::LookUp | StepId::VerifyUnlisted
        )
    })?;
    (last.step != StepId::Delete).then(|| course.listed(&last.outcome))
}

/// How a test ended, as one sentence will say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ending {
    /// The user may be left behind.
    LeftPerhaps,
    /// The user is left behind.
    Left,
    /// The user is left behind: asked to delete it, the service denies that it
    /// is there.
    LeftDenied,
    /// The user is left behind, inactive.
    LeftInactive,
    /// A user may be left behind under another name.
    LeftRenamed,
    /// An earlier test's user was removed, or is not there any more.
    Removed,
    /// The browser keeps no record, so nothing was created.
    NoRecord,
    /// Cancelled before anything was created.
    CancelledBefore,
    /// Cancelled; the user is removed.
    Cancelled,
    /// Somebody has the address already.
    Taken,
    /// The first question got no useful answer.
    CannotCheck,
    /// A deletion does not get through.
    CannotDelete,
    /// The user was not created.
    NotCreated,
    /// The creation was refused and carried out all the same; the user is
    /// removed.
    RefusedButCreated,
    /// A step failed; the user is removed.
    Broke,
    /// All steps were made, and the user is removed: the facts say the rest.
    Completed,
}

/// How a test ended; nothing while steps are left.
pub fn ending(course: &LifecycleRun) -> Option<Ending> {
    if next(course).is_some() {
        return None;
    }
    Some(match cleanup(course) {
        Cleanup::Perhaps if course.identity().was_renamed() => Ending::LeftRenamed,
        Cleanup::Perhaps => Ending::LeftPerhaps,
        Cleanup::There if is_denied(course) => Ending::LeftDenied,
        Cleanup::There => Ending::Left,
        Cleanup::Inactive => Ending::LeftInactive,
        Cleanup::Nothing => clean_ending(course),
    })
}

/// Whether the service says of a user that it shows that there is no such user
/// to delete.
fn is_denied(course: &LifecycleRun) -> bool {
    course.outcome(StepId::Delete).is_some_and(is_gone) && cleanup(course) == Cleanup::There
}

fn clean_ending(course: &LifecycleRun) -> Ending {
    if course.purpose != RunPurpose::Life {
        return Ending::Removed;
    }
    match course.ended {
        Some(Ended::NoRecord) => return Ending::NoRecord,
        Some(Ended::Cancelled) if course.was_created() => return Ending::Cancelled,
        Some(Ended::Cancelled) => return Ending::CancelledBefore,
        None => {}
    }
    let taken = |outcome: &Outcome| course.is_listed(outcome);
    match broke_at(course) {
        Some(StepId::CheckAbsent) if course.outcome(StepId::CheckAbsent).is_some_and(taken) => {
            Ending::Taken
        }
        Some(StepId::CheckAbsent) => Ending::CannotCheck,
        Some(StepId::ProbeDelete) => Ending::CannotDelete,
        Some(StepId::Create) if !course.identity().was_verified() => Ending::NotCreated,
        Some(StepId::Create) if was_refused(course) => Ending::RefusedButCreated,
        Some(_) => Ending::Broke,
        None => Ending::Completed,
    }
}

fn was_refused(course: &LifecycleRun) -> bool {
    course
        .outcome(StepId::Create)
        .and_then(status)
        .is_some_and(|status| status >= 400)
}

/// The step that a course broke at, if it did.
pub fn broke_at(course: &LifecycleRun) -> Option<StepId> {
    let mut made = course.done().iter().filter(|done| !done.step.is_clean_up());
    made.find(|done| stops(course, done)).map(|done| done.step)
}

#[cfg(test)]
mod tests;
