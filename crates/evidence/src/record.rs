//! Stores what a response said in the setup.

use setup::tenant_evidence::{
    EvidenceKind, EvidenceOutcome, EvidenceRecord, ResponseFormat, StepContradiction,
};
use setup::{Setup, Timestamp};

use crate::messages;
use crate::read::EvidenceReading;
use crate::verdict::{EvidenceResult, EvidenceVerdict};

/// The record of a result. Nothing for one that neither proves nor contradicts
/// a step of this setup: what was known before stays.
fn record(
    result: &EvidenceResult,
    format: ResponseFormat,
    when: &Timestamp,
    setup: &Setup,
) -> Option<EvidenceRecord> {
    let (outcome, contradictions) = match &result.verdict {
        EvidenceVerdict::Unknown { .. } => return None,
        EvidenceVerdict::Proven { .. } => (EvidenceOutcome::Proven, Vec::new()),
        EvidenceVerdict::Contradicted { reasons } => {
            let mut steps: Vec<StepContradiction> = Vec::new();
            let was_done = |step: &str| {
                let before = setup.evidence_status(result.kind);
                before.current().is_some_and(|before| {
                    let mut all = before.contradictions.iter();
                    before.proves(step) || all.any(|one| one.step == step && !one.is_pending)
                })
            };
            for reason in reasons {
                let step = reason.step()?;
                let text = messages::contradiction(reason);
                match steps.iter_mut().find(|own| own.step == step) {
                    Some(own) => {
                        own.reason = format!("{}; {text}", own.reason);
                        own.is_pending &= reason.is_pending();
                    }
                    None => steps.push(StepContradiction {
                        step: step.to_owned(),
                        reason: text,
                        is_pending: reason.is_pending() && !was_done(step),
                    }),
                }
            }
            (EvidenceOutcome::Contradicted, steps)
        }
    };
    Some(EvidenceRecord {
        kind: result.kind,
        when: when.clone(),
        outcome,
        summary: messages::summary(&result.verdict),
        proven: result.proven_steps.clone(),
        contradictions,
        format,
        basis: setup.evidence_basis(result.kind),
        is_imported: false,
    })
}

/// Stores the results of a reading and the ids that it brings. Returns the
/// kinds that were stored; a newer record of a kind stays.
pub fn store(setup: &mut Setup, reading: &EvidenceReading, now: &Timestamp) -> Vec<EvidenceKind> {
    // A file that claims to be of the future would win forever.
    let collected = reading.collected.as_ref().filter(|when| *when <= now);
    let when = collected.unwrap_or(now);
    let mut stored = Vec::new();
    for result in &reading.results {
        if let Some(record) = record(result, reading.format, when, setup)
            && setup.record_evidence(record, now)
        {
            stored.push(result.kind);
        }
    }
    let mut ids = setup.entra_ids();
    ids.complete(reading.ids.clone());
    if ids != setup.entra_ids() {
        setup.set_entra_ids(ids);
    }
    stored
}
