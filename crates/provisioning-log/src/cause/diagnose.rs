//! From facts to a cause.

use super::attribute::{attribute_in, canonical};
use super::operation::Operation;
use super::rule::RuleInput;
use super::{Cause, CauseConfidence, CauseKind, CauseSeverity, CauseSubject, rules, scoping};
use crate::cause_kind::names_attribute;
use crate::entry::attribute_name;
use crate::facts::{ErrorFacts, ObjectType, OperationStatus};
use crate::reference::{self, ReferenceDiagnosis, ReferenceEntry, ReferenceType};
use crate::scim_error::start_of;
use CauseConfidence::{Certain, Likely, Possible};

/// After so many tries, an error does not go away by itself: the third is at
/// least 42 hours after the first.
const MAX_TRANSIENT_RETRIES: u32 = 3;

/// In bytes.
const MAX_CODE: usize = 120;

/// The cause of a failed, skipped or warned operation. A failure is never
/// harmless: without anything that is known, it is an unknown failure.
pub fn diagnose(facts: &ErrorFacts<'_>) -> Cause {
    let code = facts.code.as_deref().and_then(reference::entry_of);
    let (kind, confidence) = kind(facts, code);
    Cause {
        kind,
        subject: subject(kind, facts),
        severity: severity(kind, facts),
        confidence,
    }
}

fn kind(
    facts: &ErrorFacts<'_>,
    code: Option<&'static ReferenceEntry>,
) -> (CauseKind, CauseConfidence) {
    let failed = has_failed(facts, code);
    let fits = |kind: &CauseKind| !(failed && scoping::is_skip(*kind));
    let reason = skip_reason(facts).filter(|_| !failed && facts.http_status.is_none());
    if let Some(reason) = reason {
        return reason;
    }
    let entra_text = facts.entra_text.as_deref().unwrap_or_default();
    let sentences: Vec<&ReferenceEntry> = reference::sentences_in(entra_text).collect();
    let says_failure = || failed || entra_text.to_ascii_lowercase().contains("fail");
    let named = sentences.iter().find_map(|entry| match entry.diagnosis {
        ReferenceDiagnosis::CauseOfFailure(kind) => says_failure().then_some(kind),
        _ => named_cause(entry).filter(fits),
    });
    if let Some(kind) = named {
        return (kind, Certain);
    }
    let is_general = matches!(facts.http_status, Some(401 | 407 | 408 | 429 | 502..=504))
        || facts.object == Some(ObjectType::Group);
    let specific = code
        .and_then(named_cause)
        .filter(|kind| !is_general && fits(kind));
    if let Some(kind) = specific {
        return (kind, Certain);
    }
    if let Some(found) = by_rules(facts, code).filter(|(kind, _)| fits(kind)) {
        return found;
    }
    let status = facts.http_status.and_then(CauseKind::of_status);
    if let Some(kind) = status {
        return (kind, Possible);
    }
    let wrapper = sentences
        .iter()
        .copied()
        .chain(code)
        .chain(facts.step_name.as_deref().and_then(reference::entry_of))
        .filter(|entry| !matches!(entry.diagnosis, ReferenceDiagnosis::CauseOfFailure(_)))
        .filter_map(ReferenceEntry::cause)
        .find(fits);
    let unknown = match facts.status {
        Some(OperationStatus::Skipped) => CauseKind::UnknownSkip,
        Some(OperationStatus::Warning | OperationStatus::Success) => CauseKind::UnknownWarning,
        Some(OperationStatus::Failure) | None => CauseKind::UnknownFailure,
    };
    (wrapper.unwrap_or(unknown), Possible)
}

/// Whether an operation failed: by its status or, in a text without one, by the
/// response or by a code that only failures have.
fn has_failed(facts: &ErrorFacts<'_>, code: Option<&ReferenceEntry>) -> bool {
    let is_error = |entry: &ReferenceEntry| {
        entry.entry_type == ReferenceType::ErrorCode && !entry.cause().is_some_and(scoping::is_skip)
    };
    match facts.status {
        Some(status) => status == OperationStatus::Failure,
        None => facts.http_status.is_some_and(|status| status >= 400) || code.is_some_and(is_error),
    }
}

/// Only of operations that were skipped.
fn skip_reason(facts: &ErrorFacts<'_>) -> Option<(CauseKind, CauseConfidence)> {
    let skipped = facts.status == Some(OperationStatus::Skipped) || facts.skip_reason.is_some();
    let flags = [facts.is_active, facts.assigned, facts.in_scope];
    // Details of a scoping step alone, as the portal copies them.
    let details = facts.status.is_none() && flags.iter().all(Option::is_some);
    (skipped || details)
        .then(|| scoping::reason(facts))
        .flatten()
}

fn named_cause(entry: &ReferenceEntry) -> Option<CauseKind> {
    match entry.diagnosis {
        ReferenceDiagnosis::Cause(kind) => Some(kind),
        _ => None,
    }
}

fn by_rules(
    facts: &ErrorFacts<'_>,
    code: Option<&ReferenceEntry>,
) -> Option<(CauseKind, CauseConfidence)> {
    let implied = match code.map(|entry| entry.diagnosis) {
        Some(ReferenceDiagnosis::HttpStatus(status)) => Some(status),
        _ => None,
    };
    let text = [&facts.detail, &facts.entra_text, &facts.message];
    let text = text.into_iter().find_map(|text| text.as_deref());
    let phrases = rules::phrases_in(text.unwrap_or_default());
    let input = RuleInput {
        facts,
        status: facts.http_status.or(implied),
        operation: Operation::of(facts, &phrases),
        phrases,
    };
    let rule = rules::all().find(|rule| rule.applies(&input))?;
    let confidence = match facts.http_status.or(facts.detail.as_ref().map(|_| 0)) {
        Some(_) => rule.confidence,
        None => rule.confidence.min(Likely),
    };
    Some((rule.kind, confidence))
}

fn severity(kind: CauseKind, facts: &ErrorFacts<'_>) -> CauseSeverity {
    let severity = kind.info().severity;
    let tried = facts.retries.unwrap_or_default() >= MAX_TRANSIENT_RETRIES;
    let severity = match severity {
        CauseSeverity::Transient if tried && kind != CauseKind::RateLimited => {
            CauseSeverity::Failure
        }
        _ => severity,
    };
    // The user has no access then, or is another kind of object.
    let no_access = matches!(
        kind,
        CauseKind::UserGone
            | CauseKind::UserInactive
            | CauseKind::AlreadyDeleted
            | CauseKind::GroupNotSupported
    );
    match severity {
        CauseSeverity::Failure if facts.ends_access() && !no_access => CauseSeverity::Critical,
        _ => severity,
    }
}

fn subject(kind: CauseKind, facts: &ErrorFacts<'_>) -> Option<CauseSubject> {
    let attribute = |name: String| CauseSubject::Attribute(name.into_boxed_str());
    match kind {
        CauseKind::UnknownFailure | CauseKind::UnknownWarning | CauseKind::UnknownSkip => {
            let code = facts.code.as_deref().map(str::trim);
            let code = code.filter(|code| !code.is_empty());
            code.map(|code| CauseSubject::Code(start_of(code, MAX_CODE).into()))
                .or_else(|| facts.http_status.map(CauseSubject::HttpStatus))
        }
        CauseKind::UnexpectedStatus => facts.http_status.map(CauseSubject::HttpStatus),
        CauseKind::FilterRejected | CauseKind::MatchingFailed | CauseKind::TooManyResults => {
            filter_attribute(facts).map(attribute)
        }
        CauseKind::RoleOrTeamUnknown => Some(attribute(role_or_team(facts)?.to_owned())),
        _ if names_attribute(kind.info()) => {
            let known = facts.property_name.as_deref().map(attribute_name);
            let known = known.map(|name| canonical(&name).unwrap_or(&name).to_owned());
            known
                .or_else(|| attribute_in(target_text(facts)))
                .map(attribute)
        }
        _ => None,
    }
}

/// What the target says, or else what Entra says.
fn target_text<'f>(facts: &'f ErrorFacts<'_>) -> &'f str {
    let detail = facts.detail.as_deref();
    detail.or(facts.entra_text.as_deref()).unwrap_or_default()
}

/// The attribute that a filter begins with: `externalId eq "1"`.
fn filter_attribute(facts: &ErrorFacts<'_>) -> Option<String> {
    let Some(filter) = facts.filter.as_deref() else {
        return attribute_in(target_text(facts));
    };
    let (name, _) = filter.trim().split_once(" eq")?;
    let name = canonical(name.trim()).unwrap_or(name.trim());
    (!name.is_empty()).then(|| name.to_owned())
}

fn role_or_team(facts: &ErrorFacts<'_>) -> Option<&'static str> {
    let low = target_text(facts).to_ascii_lowercase();
    match (low.contains("role"), low.contains("team")) {
        (true, false) => Some(provisioning::talkdesk::ROLES),
        (false, true) => Some(provisioning::talkdesk::TEAMS),
        _ => None,
    }
}
