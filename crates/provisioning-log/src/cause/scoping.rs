//! Why Entra skipped a user. The details of the scoping step are surer than its
//! description, which names every reason that could be.

use super::CauseConfidence::{self, Certain, Likely, Possible};
use super::CauseKind;
use crate::facts::ErrorFacts;

/// The kinds that say that nothing failed.
pub(super) fn is_skip(kind: CauseKind) -> bool {
    matches!(
        kind,
        CauseKind::InSync
            | CauseKind::SourceDisabled
            | CauseKind::NotAssigned
            | CauseKind::OutOfScopingFilter
            | CauseKind::RequiredRoleMissing
            | CauseKind::AssignmentBroken
            | CauseKind::NotEntitled
            | CauseKind::SkippedWithoutReason
            | CauseKind::UnknownSkip
    )
}

/// The reason of a skip, if the facts have one.
pub(super) fn reason(facts: &ErrorFacts<'_>) -> Option<(CauseKind, CauseConfidence)> {
    match facts.skip_reason.as_deref().unwrap_or_default() {
        reason if reason.eq_ignore_ascii_case("RedundantExport") => {
            return Some((CauseKind::InSync, Certain));
        }
        reason if reason.eq_ignore_ascii_case("AttributeValidationFailed") => {
            return Some((CauseKind::RequiredAttributeInvalid, Certain));
        }
        reason if reason.eq_ignore_ascii_case("NotEffectivelyEntitled") => {
            return Some(by_flags(facts).unwrap_or_else(|| by_description(facts)));
        }
        _ => {}
    }
    by_flags(facts).filter(|(kind, _)| *kind != CauseKind::AssignmentBroken)
}

/// By `IsActive`, `Assigned` and the other details.
fn by_flags(facts: &ErrorFacts<'_>) -> Option<(CauseKind, CauseConfidence)> {
    let flags = [facts.is_active, facts.assigned, facts.in_scope];
    match (
        facts.is_active,
        facts.assigned,
        facts.has_role,
        facts.in_scope,
    ) {
        (Some(false), ..) => Some((CauseKind::SourceDisabled, Certain)),
        (_, Some(false), ..) => Some((CauseKind::NotAssigned, Certain)),
        (_, _, Some(false), _) => Some((CauseKind::RequiredRoleMissing, Certain)),
        (.., Some(false)) => Some((CauseKind::OutOfScopingFilter, Certain)),
        _ if flags.iter().all(Option::is_some) => Some((CauseKind::AssignmentBroken, Likely)),
        _ => None,
    }
}

fn by_description(facts: &ErrorFacts<'_>) -> (CauseKind, CauseConfidence) {
    let text = facts.entra_text.as_deref().unwrap_or_default();
    let low = text.to_ascii_lowercase();
    // Several reasons in one description: it does not tell which.
    let unassigned = low.contains("not assigned to the application");
    let filtered = low.contains("scoping filter evaluation") || low.contains("pass the scoping");
    match (unassigned, filtered, low.contains("2)")) {
        (true, false, false) => (CauseKind::NotAssigned, Likely),
        (false, true, false) => (CauseKind::OutOfScopingFilter, Likely),
        _ => (CauseKind::NotEntitled, Possible),
    }
}
