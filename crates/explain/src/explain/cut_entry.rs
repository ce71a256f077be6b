//! The beginning of an entry of the log whose end was lost in copying.

use provisioning_log::cause::{CauseConfidence, CauseKind, diagnose};
use provisioning_log::facts::{ErrorFacts, ProvisioningAction};
use provisioning_log::reference::{self, ReferenceType};

use super::message;
use crate::explanation::{Explanation, ExplanationSeverity};
use crate::input_kind::Recognition;

const ACTION: &str = "\"provisioningAction\":";

const ACTIONS: [(&str, ProvisioningAction); 5] = [
    ("create", ProvisioningAction::Create),
    ("update", ProvisioningAction::Update),
    ("disable", ProvisioningAction::Disable),
    ("delete", ProvisioningAction::Delete),
    ("stagedDelete", ProvisioningAction::StagedDelete),
];

/// By the code or the response in it. Nothing in it is an all-clear, because the
/// rest may say worse.
pub(super) fn explain(text: &str, recognition: &Recognition) -> Option<Explanation> {
    let mut facts = ErrorFacts::of_message(text);
    if facts.code.is_none() {
        let mut codes = reference::codes_in(text).into_iter();
        let code = codes.find(|entry| entry.entry_type == ReferenceType::ErrorCode);
        facts.code = code.map(|code| code.name.into());
    }
    facts.action = action(text).or(facts.action);
    let cause = diagnose(&facts);
    if cause.kind == CauseKind::UnknownFailure {
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

fn action(text: &str) -> Option<ProvisioningAction> {
    let (_, rest) = text.split_once(ACTION)?;
    let word = rest.trim_start().strip_prefix('"')?.split('"').next()?;
    let known = ACTIONS.iter().find(|(name, _)| *name == word);
    known.map(|(_, action)| *action)
}
