//! What evidence from the tenant says about each step, apart from what the
//! admin marked by hand.

use provisioning::format::counted;
use setup::Timestamp;
use setup::tenant_evidence::{EvidenceKind, EvidenceOutcome, EvidenceStatus};

use crate::checklist::ChecklistStep;
use crate::input::GuideInput;

/// What one kind of evidence says about one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepEvidence {
    pub kind: EvidenceKind,
    pub when: Timestamp,
    pub result: StepEvidenceResult,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepEvidenceResult {
    /// It proves the step; what was found.
    Verified(String),
    /// It shows a part of the step, which is as planned.
    PartVerified(String),
    /// Why the step is open again, in a few words without a full stop.
    Contradicted(String),
    /// The same for a step that may only not be done yet. It is a contradiction
    /// of a mark.
    Pending(String),
    /// The same as one of the former, from a file: nobody has seen the response
    /// in this browser, so it proves nothing here.
    SeenElsewhere(String),
    /// The setup has changed in what the response was compared with.
    OutOfDate,
}

/// How old evidence is for its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EvidenceAge {
    Recent,
    /// Worth verifying again.
    Aging,
    /// Too old to count on.
    Old,
}

const DAY: i64 = 24 * 60;

impl EvidenceAge {
    /// The age at a moment. What changes by itself ages faster than settings.
    pub fn of(kind: EvidenceKind, when: &Timestamp, now: &Timestamp) -> Self {
        let [aging, old] = match kind {
            EvidenceKind::Started | EvidenceKind::Healthy => [DAY, 7 * DAY],
            _ => [7 * DAY, 90 * DAY],
        };
        match when.minutes_until(now).unwrap_or_default() {
            minutes if minutes < aging => Self::Recent,
            minutes if minutes < old => Self::Aging,
            _ => Self::Old,
        }
    }

    /// What to do about it, if something.
    pub fn advice(self) -> Option<&'static str> {
        match self {
            Self::Recent => None,
            Self::Aging => Some("Verify again after a change."),
            Self::Old => Some("This is old. Verify again."),
        }
    }
}

/// Such as "2 minutes ago".
pub fn ago(when: &Timestamp, now: &Timestamp) -> String {
    // Clocks of two computers differ by minutes.
    if now.minutes_until(when).unwrap_or_default() >= DAY {
        return "with a date in the future".to_owned();
    }
    let minutes = when.minutes_until(now).unwrap_or_default().unsigned_abs();
    match minutes {
        0 => "just now".to_owned(),
        1..60 => format!("{} ago", counted(minutes, "minute", "minutes")),
        60..1_440 => format!("{} ago", counted(minutes / 60, "hour", "hours")),
        _ => format!("{} ago", counted(minutes / 1_440, "day", "days")),
    }
}

impl StepEvidence {
    /// Such as "Verified from the job 2 minutes ago".
    pub fn headline(&self, now: &Timestamp) -> String {
        let source = self.kind.source_name();
        let ago = ago(&self.when, now);
        match &self.result {
            StepEvidenceResult::Verified(_) => format!("Verified from {source} {ago}"),
            StepEvidenceResult::PartVerified(_) => format!("Partly verified from {source} {ago}"),
            StepEvidenceResult::Contradicted(_) => {
                format!("Doesn’t match {source} (checked {ago})")
            }
            StepEvidenceResult::Pending(_) => format!("Not done yet (checked {ago})"),
            StepEvidenceResult::SeenElsewhere(_) => {
                format!("Seen elsewhere, from {source} {ago}")
            }
            StepEvidenceResult::OutOfDate => {
                format!("Changed since it was verified from {source} {ago}")
            }
        }
    }

    pub fn age(&self, now: &Timestamp) -> EvidenceAge {
        EvidenceAge::of(self.kind, &self.when, now)
    }
}

/// Why a step is open again, as far as a mark at a moment does not outrank it.
pub(crate) fn contradiction(evidence: &[StepEvidence], done: Option<&Timestamp>) -> Option<String> {
    evidence.iter().find_map(|found| {
        let reason = match (&found.result, done) {
            (StepEvidenceResult::Contradicted(reason), None) => reason,
            (
                StepEvidenceResult::Contradicted(reason) | StepEvidenceResult::Pending(reason),
                Some(done),
            ) if *done <= found.when => reason,
            _ => return None,
        };
        Some(reason.clone())
    })
}

/// All evidence on a step, the newest first.
pub fn of_step(step: &ChecklistStep, input: &GuideInput) -> Vec<StepEvidence> {
    let kinds = EvidenceKind::ALL.into_iter();
    let kinds = kinds.filter(|kind| kind.concerns(step.number));
    let mut all: Vec<StepEvidence> = Vec::new();
    for evidence in kinds.filter_map(|kind| of_kind(kind, step, input)) {
        let index = all.partition_point(|other| other.when >= evidence.when);
        all.insert(index, evidence);
    }
    all
}

fn of_kind(kind: EvidenceKind, step: &ChecklistStep, input: &GuideInput) -> Option<StepEvidence> {
    let (when, result) = match input.setup.evidence_status(kind) {
        EvidenceStatus::Missing => return None,
        EvidenceStatus::OutOfDate(record) => (record.when, StepEvidenceResult::OutOfDate),
        EvidenceStatus::Current(record) => {
            let is_proven = record.outcome == EvidenceOutcome::Proven;
            let result = match record.contradiction(step.number) {
                Some(found) if found.is_pending => {
                    StepEvidenceResult::Pending(found.reason.clone())
                }
                Some(found) => StepEvidenceResult::Contradicted(found.reason.clone()),
                None if record.is_imported && (is_proven || record.proves(step.number)) => {
                    StepEvidenceResult::SeenElsewhere(record.summary)
                }
                None if record.proves(step.number) && is_proven => {
                    StepEvidenceResult::Verified(record.summary)
                }
                // Another step is contradicted by the same response.
                None if record.proves(step.number) => {
                    StepEvidenceResult::Verified("Matches the schema".to_owned())
                }
                None if is_proven => StepEvidenceResult::PartVerified(record.summary),
                None => return None,
            };
            (record.when, result)
        }
    };
    Some(StepEvidence { kind, when, result })
}

/// The steps that one response proves besides a given one, for "It also
/// verifies steps 10 to 13".
pub fn also_verified(kind: EvidenceKind, step: &ChecklistStep, input: &GuideInput) -> Vec<usize> {
    let status = input.setup.evidence_status(kind);
    let Some(record) = status.current().filter(|record| !record.is_imported) else {
        return Vec::new();
    };
    let others = crate::checklist::STEPS
        .iter()
        .filter(|other| *other != step && record.proves(other.number));
    others
        .filter_map(|other| crate::status::position(other, input))
        .collect()
}

/// Such as "It also verifies steps 10 to 13 and 17." Nothing without steps.
/// The positions are in ascending order.
pub fn also_verified_text(positions: &[usize]) -> Option<String> {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for position in positions {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == *position => *last = *position,
            _ => ranges.push((*position, *position)),
        }
    }
    let texts: Vec<String> = ranges
        .iter()
        .map(|(first, last)| match last - first {
            0 => first.to_string(),
            1 => format!("{first} and {last}"),
            _ => format!("{first} to {last}"),
        })
        .collect();
    let (last, others) = texts.split_last()?;
    let noun = match positions.len() {
        1 => "step",
        _ => "steps",
    };
    Some(match others.is_empty() {
        true => format!("It also verifies {noun} {last}."),
        false => format!("It also verifies {noun} {} and {last}.", others.join(", ")),
    })
}

#[cfg(test)]
mod tests;
