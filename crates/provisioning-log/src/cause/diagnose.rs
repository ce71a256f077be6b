use super::{Cause, CauseConfidence, CauseKind};
use crate::facts::ErrorFacts;

/// The cause of a failed, skipped or warned operation.
pub fn diagnose(_facts: &ErrorFacts<'_>) -> Cause {
    let kind = CauseKind::UnknownFailure;
    Cause {
        kind,
        subject: None,
        severity: kind.info().severity,
        confidence: CauseConfidence::Possible,
    }
}
