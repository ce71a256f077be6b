//! Sentences of the portal and of the log, codes, and reasons with a response in
//! them.

use connection_test::pasted_output::redact::RedactedPaste;
use provisioning_log::cause::{Cause, CauseConfidence, CauseKind, diagnose};
use provisioning_log::facts::{ErrorFacts, OperationStatus};
use provisioning_log::reference::{self, ReferenceDiagnosis, ReferenceEntry, ReferenceType};

use super::{SetupContext, connection};
use crate::explanation::{ExplainedCause, Explanation, FurtherCause};
use crate::input_cause::InputCause;
use crate::input_kind::Recognition;

pub(super) fn explain(
    paste: &RedactedPaste,
    text: &str,
    recognition: &Recognition,
    setup: &SetupContext<'_>,
) -> Explanation {
    let explanation = of_message(text, recognition);
    match explanation.cause.id() {
        // The portal quotes the response to Test connection, which may be a web page.
        id if id == InputCause::MessageUnknown.info().id && has_response(text) => {
            connection::of_read_request(paste, recognition, setup).unwrap_or(explanation)
        }
        _ => explanation,
    }
}

fn has_response(text: &str) -> bool {
    text.contains("Response Status Code:")
}

/// By what the text says, wherever it was copied.
pub(super) fn of_message(text: &str, recognition: &Recognition) -> Explanation {
    let facts = ErrorFacts::of_message(text);
    let cause = diagnose(&facts);
    if cause.kind == CauseKind::UnknownFailure && !has_facts(&facts) {
        if says_secret_saved(text) {
            return Explanation::of_input(recognition, InputCause::SecretUpdated)
                .read("Message", text);
        }
        return Explanation::of_input(recognition, InputCause::MessageUnknown)
            .read("Message", text);
    }
    with_facts(&facts, Explanation::of_operation(recognition, cause))
}

/// The entry that the audit log has for saving the credentials, with its result.
fn says_secret_saved(text: &str) -> bool {
    let low = text.to_ascii_lowercase();
    low.contains("update external secrets") && low.contains("success") && !low.contains("fail")
}

/// Whether anything of the text was understood.
fn has_facts(facts: &ErrorFacts<'_>) -> bool {
    facts.http_status.is_some()
        || facts.code.is_some()
        || facts.skip_reason.is_some()
        || facts.scim_type.is_some()
}

/// What a text says, for the cause that was found.
pub(super) fn with_facts(facts: &ErrorFacts<'_>, explanation: Explanation) -> Explanation {
    let mut explanation = explanation
        .read_some("Error code", facts.code.as_deref())
        .read_some(
            "Status of the response",
            facts.http_status.map(|it| it.to_string()),
        )
        .read_some("scimType", facts.scim_type.as_deref())
        .read_some("Talkdesk says", facts.detail.as_deref())
        .read_some("Filter", facts.filter.as_deref())
        .read_some("Target attribute", facts.property_name.as_deref())
        .read_some("SkipReason", facts.skip_reason.as_deref())
        .read_some("Retries", facts.retries.map(|count| count.to_string()))
        .read_some("Next try", facts.next_retry.as_deref());
    if facts.detail.is_none() {
        explanation = explanation.read_some("Message", facts.message.as_deref());
    }
    if explanation.confidence == CauseConfidence::Possible && explanation.hidden.is_empty() {
        explanation = explanation.with_hidden(
            "This may be the cause. The text allows others. The whole entry of the provisioning log says more.",
        );
    }
    explanation
}

/// One code, without anything around it.
pub(super) fn explain_code(text: &str, recognition: &Recognition) -> Explanation {
    if let Ok(status) = text.parse::<u16>() {
        if status < 300 {
            return Explanation::of_input(recognition, InputCause::StatusWithoutError)
                .read("Status", text);
        }
        let facts = ErrorFacts {
            http_status: Some(status),
            status: Some(OperationStatus::Failure),
            ..ErrorFacts::default()
        };
        return Explanation::of_operation(recognition, diagnose(&facts))
            .read("Status", text)
            .with_hidden(OTHER_CAUSES);
    }
    let Some(entry) = entry_named(text) else {
        let explanation = Explanation::of_input(recognition, InputCause::CodeUnknown);
        return with_matches(text, explanation.read("Code", text));
    };
    let explanation = match entry.cause() {
        Some(kind) => Explanation::of_operation(recognition, Cause::of_kind(kind)),
        None => Explanation::of_input(recognition, InputCause::NameOfLog),
    };
    let explanation = explanation
        .read("Code", entry.name)
        .read("Meaning", entry.meaning);
    match entry.diagnosis {
        ReferenceDiagnosis::Cause(_)
        | ReferenceDiagnosis::CauseOfFailure(_)
        | ReferenceDiagnosis::None => explanation,
        ReferenceDiagnosis::HttpStatus(_) | ReferenceDiagnosis::Wrapper(_) => {
            explanation.with_hidden(OTHER_CAUSES)
        }
    }
}

const OTHER_CAUSES: &str = "Which of its causes it is: a code alone doesn’t show that. The whole entry of the provisioning log does.";

/// The entry of a code, in any case and with any separators.
fn entry_named(text: &str) -> Option<&'static ReferenceEntry> {
    let folded = |text: &str| -> String {
        let letters = text.chars().filter(char::is_ascii_alphanumeric);
        letters.map(|c| c.to_ascii_lowercase()).collect()
    };
    let own = folded(text);
    reference::entry_of(text).or_else(|| {
        reference::entries()
            .filter(|entry| entry.entry_type != ReferenceType::Sentence)
            .find(|entry| entry.names().any(|name| folded(name) == own))
    })
}

/// Adds what fits the words of a short text, such as "license".
pub(super) fn with_matches(text: &str, mut explanation: Explanation) -> Explanation {
    /// In bytes. A longer text is no question.
    const MAX_QUESTION: usize = 200;
    const MAX_MATCHES: usize = 5;
    if text.len() > MAX_QUESTION {
        return explanation;
    }
    let mut kinds: Vec<CauseKind> = Vec::new();
    let by_code = reference::search(text);
    let by_code = by_code.iter().filter_map(|hit| hit.entry.cause());
    for kind in by_code.chain(kinds_about(text)) {
        if !kinds.contains(&kind) && kinds.len() < MAX_MATCHES {
            kinds.push(kind);
        }
    }
    explanation.further = kinds
        .into_iter()
        .map(|kind| FurtherCause {
            headline: kind.info().headline.to_owned(),
            cause: ExplainedCause::Operation(Cause::of_kind(kind)),
            count: 1,
        })
        .collect();
    explanation
}

/// Causes whose headline has each word of a question.
fn kinds_about(question: &str) -> Vec<CauseKind> {
    // Admins also write British English.
    let low = question.to_lowercase().replace("licence", "license");
    let words: Vec<&str> = low
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() >= 3)
        .collect();
    if words.is_empty() {
        return Vec::new();
    }
    let has = |kind: &CauseKind| {
        let headline = kind.info().headline.to_lowercase();
        words.iter().all(|word| headline.contains(word))
    };
    CauseKind::ALL.iter().copied().filter(has).collect()
}
