//! Facts that a response of Microsoft Graph can prove or contradict, and the
//! dates of the token.

use setup::StepMark;
use setup::tenant_evidence::{EvidenceKind, EvidenceOutcome, EvidenceRecord, EvidenceStatus};

use super::{FactProof, SetupFact};
use crate::checklist::step_of;
use crate::input::GuideInput;
use crate::marks;

/// A fact with what the tenant says about it, which comes before a mark. A
/// contradiction is outranked by a later mark.
pub(super) fn from_tenant(input: &GuideInput, kind: EvidenceKind, fact: SetupFact) -> SetupFact {
    match input.setup.evidence_status(kind) {
        EvidenceStatus::Current(record) => with_record(input, &record, fact),
        EvidenceStatus::Missing | EvidenceStatus::OutOfDate(_) => fact,
    }
}

fn with_record(input: &GuideInput, record: &EvidenceRecord, fact: SetupFact) -> SetupFact {
    let step = fact.step;
    if let Some(found) = record.contradiction(step) {
        let mark = step_of(step).and_then(|step| marks::mark(step, &input.setup.guide));
        if matches!(mark, Some(StepMark::Done(when)) if when > record.when) {
            return fact;
        }
        let reason = &found.reason;
        let fix = format!("Fix this in Entra and verify it again: {reason}.");
        // What is not done yet already says what to do.
        let item = fact.item.clone().filter(|_| found.is_pending);
        return SetupFact {
            value: reason.clone(),
            is_code: false,
            proof: FactProof::Open,
            when: Some(record.when.clone()),
            item: item.or(Some((fix, ""))),
            ..fact
        };
    }
    let is_proven = match record.kind.proves() {
        [] => record.outcome == EvidenceOutcome::Proven,
        _ => record.proves(step),
    };
    if !is_proven {
        return fact;
    }
    let value = verified_value(input, record, &fact);
    if record.is_imported {
        return match fact.proof {
            FactProof::Open => SetupFact {
                value: format!("{value} (seen elsewhere)"),
                ..fact
            },
            FactProof::Verified | FactProof::ByHand => fact,
        };
    }
    let fact = SetupFact { value, ..fact };
    fact.verified(record.kind.label(), Some(&record.when))
}

/// The value of a fact that is proven: for some what was found, for others what
/// the setup plans.
fn verified_value(input: &GuideInput, record: &EvidenceRecord, fact: &SetupFact) -> String {
    let setup = input.setup;
    match (record.kind, fact.step) {
        (EvidenceKind::Application, _) => format!("{}, custom app", setup.application()),
        (EvidenceKind::Mappings, "2.6") => "Off".to_owned(),
        (EvidenceKind::Mappings, _) => provisioning::portal::ticked(setup.mapping.operations),
        _ => record.summary.clone(),
    }
}

/// Only if a log was read.
pub(super) fn provisioning_log(input: &GuideInput) -> Option<SetupFact> {
    let status = input.setup.evidence_status(EvidenceKind::Healthy);
    let record = status.current()?;
    let fact = SetupFact::open("Provisioning log", "Not known", "2.20");
    Some(with_record(input, record, fact))
}

/// Only if the admin entered it.
pub(super) fn token_expiry(input: &GuideInput) -> Option<SetupFact> {
    let on = input.setup.token_dates().expires_on?;
    Some(SetupFact {
        proof: FactProof::ByHand,
        source: "Entered by hand".to_owned(),
        ..SetupFact::open("Token expiry", on.to_string(), "2.3")
    })
}
