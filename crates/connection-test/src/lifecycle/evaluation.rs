//! From a run to verdicts. Pure: the same run gives the same result.

use crate::diagnosis::messages::VerdictSeverity;
use crate::http::outcome::Outcome;
use crate::lifecycle::identity::{Listed, Reading};
use crate::lifecycle::plan::{is_gone, may_come_late, next, stops};
use crate::lifecycle::run::{LifecycleRun, RunPurpose, created_id, status, was_cancelled};
use crate::lifecycle::steps::StepId;
use crate::steps::runner::{Ended, TestRun};

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
    /// No response that could be read.
    NoResponse,
    /// Ended by the admin.
    Cancelled,
}

impl StepVerdict {
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
pub fn verdict(run: &LifecycleRun, step: StepId) -> Option<StepVerdict> {
    let done = run.last(step)?;
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
        StepId::CheckAbsent | StepId::VerifyUnlisted => good(run.is_unlisted(outcome)),
        StepId::ProbeDelete => good(
            !run.results()
                .iter()
                .any(|done| done.step == step && stops(run, done)),
        ),
        StepId::Create => match good(created_id(outcome).is_some()) {
            StepVerdict::Worked if run.stored(step) == Some(false) => StepVerdict::InPart,
            verdict => verdict,
        },
        StepId::Find => good(run.is_listed(outcome)),
        StepId::LookUp => good(run.listed(outcome) != Listed::Unknown),
        StepId::Read => match good(run.reading(done) == Reading::Own) {
            // The creation sent `active` true.
            StepVerdict::Worked if run.active_in(done) == Some(false) => StepVerdict::Odd,
            StepVerdict::Worked => match run.stored(StepId::Create) {
                Some(true) => StepVerdict::Worked,
                Some(false) => StepVerdict::Odd,
                None => StepVerdict::NotConfirmed,
            },
            verdict => verdict,
        },
        StepId::ReadBack => good(matches!(run.reading(done), Reading::Own | Reading::Gone)),
        StepId::ExtendRead(_) | StepId::ExtendAloneRead if run.reading(done) == Reading::Own => {
            match run.took(step) {
                Some(true) => StepVerdict::Worked,
                Some(false) => StepVerdict::NoEffect,
                None => StepVerdict::NotConfirmed,
            }
        }
        StepId::ExtendRead(_) | StepId::ExtendAloneRead => good(false),
        StepId::UpdateRead(_) | StepId::DeactivateRead(_) | StepId::ActivateRead(_) => {
            match run.took(step) {
                Some(true) => StepVerdict::Worked,
                Some(false) => StepVerdict::NoEffect,
                None => good(false),
            }
        }
        StepId::Extend(_) => match change(run, status, step) {
            StepVerdict::NoEffect if run.renamed(step) == Some(true) => StepVerdict::InPart,
            verdict => verdict,
        },
        StepId::ExtendAlone | StepId::Update(_) | StepId::Deactivate(_) | StepId::Activate(_) => {
            change(run, status, step)
        }
        StepId::Delete => match status {
            200..=299 | 404 | 410 if still_active(run) => StepVerdict::NoEffect,
            200..=299 | 404 | 410 => StepVerdict::Worked,
            _ => StepVerdict::Refused,
        },
        StepId::VerifyDeleted if is_gone(outcome) => StepVerdict::Worked,
        StepId::VerifyDeleted if status == 200 => StepVerdict::Odd,
        StepId::VerifyDeleted => StepVerdict::Refused,
    })
}

/// Whether the user is shown active after its deletion.
fn still_active(run: &LifecycleRun) -> bool {
    let gone = run.last(StepId::VerifyDeleted);
    gone.and_then(|gone| run.active_in(gone)) == Some(true)
}

fn change(run: &LifecycleRun, status: u16, step: StepId) -> StepVerdict {
    match (status, step.reading().and_then(|read| run.took(read))) {
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
pub fn cleanup(run: &LifecycleRun) -> Cleanup {
    if run.purpose == RunPurpose::Life && !run.was_created() {
        return Cleanup::Nothing;
    }
    let identity = run.identity();
    if identity.is_there() {
        let inactive = run.is_active() == Some(false) && accepted_deletion(run);
        return match inactive {
            true => Cleanup::Inactive,
            false => Cleanup::There,
        };
    }
    match last_list(run) {
        Some(Listed::Own(_)) => Cleanup::There,
        Some(Listed::Nobody) if identity.id().is_none() => match is_denied_throughout(run) {
            true => Cleanup::Nothing,
            false => Cleanup::Perhaps,
        },
        _ => Cleanup::Perhaps,
    }
}

/// Whether every response shows that the user does not exist: its name finds
/// nobody, and its id, if it was ever verified, is not found and was never
/// given to another user.
fn is_denied_throughout(run: &LifecycleRun) -> bool {
    let identity = run.identity();
    match identity.was_verified() || identity.has_rejected() {
        true => identity.is_confirmed_gone(),
        false => !may_come_late(run),
    }
}

fn accepted_deletion(run: &LifecycleRun) -> bool {
    run.outcome(StepId::Delete)
        .and_then(status)
        .is_some_and(|status| (200..300).contains(&status))
}

/// The content of the list that was fetched after the last deletion.
fn last_list(run: &LifecycleRun) -> Option<Listed> {
    let last = run.results().iter().rev().find(|done| {
        matches!(
            done.step,
            StepId::Delete | StepId::LookUp | StepId::VerifyUnlisted
        )
    })?;
    (last.step != StepId::Delete).then(|| run.listed(&last.outcome))
}

/// How a test ended, as one sentence will say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ending {
    LeftPerhaps,
    Left,
    /// Left, and the service answers its deletion as if it was not there.
    LeftDenied,
    LeftInactive,
    LeftRenamed,
    Removed,
    NoRecord,
    CancelledBefore,
    Cancelled,
    Taken,
    CannotCheck,
    CannotDelete,
    NotCreated,
    RefusedButCreated,
    Broke,
    Completed,
}

/// How a test ended; nothing while steps are left.
pub fn ending(run: &LifecycleRun) -> Option<Ending> {
    if next(run).is_some() {
        return None;
    }
    Some(match cleanup(run) {
        Cleanup::Perhaps if run.identity().was_renamed() => Ending::LeftRenamed,
        Cleanup::Perhaps => Ending::LeftPerhaps,
        Cleanup::There if is_denied(run) => Ending::LeftDenied,
        Cleanup::There => Ending::Left,
        Cleanup::Inactive => Ending::LeftInactive,
        Cleanup::Nothing => clean_ending(run),
    })
}

/// Whether the service says of a user that it shows that there is no such user
/// to delete.
fn is_denied(run: &LifecycleRun) -> bool {
    run.outcome(StepId::Delete).is_some_and(is_gone) && cleanup(run) == Cleanup::There
}

fn clean_ending(run: &LifecycleRun) -> Ending {
    if run.purpose != RunPurpose::Life {
        return Ending::Removed;
    }
    match run.ended {
        Some(Ended::NoRecord) => return Ending::NoRecord,
        Some(Ended::Cancelled) if run.was_created() => return Ending::Cancelled,
        Some(Ended::Cancelled) => return Ending::CancelledBefore,
        None => {}
    }
    let taken = |outcome: &Outcome| run.is_listed(outcome);
    match broke_at(run) {
        Some(StepId::CheckAbsent) if run.outcome(StepId::CheckAbsent).is_some_and(taken) => {
            Ending::Taken
        }
        Some(StepId::CheckAbsent) => Ending::CannotCheck,
        Some(StepId::ProbeDelete) => Ending::CannotDelete,
        Some(StepId::Create) if !run.identity().was_verified() => Ending::NotCreated,
        Some(StepId::Create) if was_refused(run) => Ending::RefusedButCreated,
        Some(_) => Ending::Broke,
        None => Ending::Completed,
    }
}

fn was_refused(run: &LifecycleRun) -> bool {
    run.outcome(StepId::Create)
        .and_then(status)
        .is_some_and(|status| status >= 400)
}

/// The step that a run broke at, if it did.
pub fn broke_at(run: &LifecycleRun) -> Option<StepId> {
    let mut made = run.results().iter().filter(|done| !done.step.is_clean_up());
    made.find(|done| stops(run, done)).map(|done| done.step)
}

#[cfg(test)]
mod tests;
