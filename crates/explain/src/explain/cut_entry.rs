//! The beginning of an entry of the log whose end was lost in copying.

use provisioning_log::cause::{CauseConfidence, CauseKind, diagnose};
use provisioning_log::facts::{ErrorFacts, OperationStatus, ProvisioningAction};
use provisioning_log::reference::{self, ReferenceType};

use super::message;
use crate::explanation::{Explanation, ExplanationSeverity};
use crate::input_kind::Recognition;

const ACTION: &str = "\"provisioningAction\":";

const FAILED: [&str; 5] = [
    "status:failure",
    "status:1,",
    "status:1}",
    "resulttype:failure",
    "result:failure",
];

const ACTIONS: [(&str, ProvisioningAction); 5] = [
    ("create", ProvisioningAction::Create),
    ("update", ProvisioningAction::Update),
    ("disable", ProvisioningAction::Disable),
    ("delete", ProvisioningAction::Delete),
    ("stagedDelete", ProvisioningAction::StagedDelete),
];

/// By the code, the response or the status in it. Nothing in it is an all-clear,
/// because the rest may say worse.
pub(super) fn explain(text: &str, recognition: &Recognition) -> Option<Explanation> {
    let mut facts = ErrorFacts::of_message(text);
    if facts.code.is_none() {
        let mut codes = reference::codes_in(text).into_iter();
        let code = codes.find(|entry| entry.entry_type == ReferenceType::ErrorCode);
        facts.code = code.map(|code| code.name.into());
    }
    facts.action = action(text).or(facts.action);
    if has_failed(text) {
        facts.status = Some(OperationStatus::Failure);
    }
    let cause = diagnose(&facts);
    if cause.kind == CauseKind::UnknownFailure && facts.status.is_none() {
        return None;
    }
    // The message is the entry itself.
    facts.message = None;
    let mut explanation =
        message::with_facts(&facts, Explanation::of_operation(recognition, cause));
    if explanation.severity < ExplanationSeverity::Transient {
        return None;
    }
    explanation.confidence = explanation.confidence.min(CauseConfidence::Likely);
    Some(explanation.with_hidden("The rest of the entry, which is cut off. It may say more."))
}

/// Whether a status in the entry is that of a failure, by its name or by its number
/// in diagnostic settings. Within a table the quotes are doubled or escaped.
fn has_failed(text: &str) -> bool {
    let plain: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '"' | '\\'))
        .map(|c| c.to_ascii_lowercase())
        .collect();
    FAILED.iter().any(|failed| plain.contains(failed))
}

fn action(text: &str) -> Option<ProvisioningAction> {
    let (_, rest) = text.split_once(ACTION)?;
    let word = rest.trim_start().strip_prefix('"')?.split('"').next()?;
    let known = ACTIONS.iter().find(|(name, _)| *name == word);
    known.map(|(_, action)| *action)
}
