//! Sentences of the portal and of the log, codes, and reasons with a response in
//! them.

use connection_test::pasted_output::redact::RedactedPaste;
use provisioning_log::cause::{CauseConfidence, CauseKind, diagnose};
use provisioning_log::facts::{ErrorFacts, OperationStatus};

use super::{SetupContext, connection};
use crate::explanation::Explanation;
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
        return Explanation::of_input(recognition, InputCause::MessageUnknown)
            .read("Message", text);
    }
    with_facts(&facts, Explanation::of_operation(recognition, cause))
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
            "Whether this is the cause: the text allows others. The whole entry of the provisioning log says more.",
        );
    }
    explanation
}

/// One code, without anything around it.
pub(super) fn explain_code(text: &str, recognition: &Recognition) -> Explanation {
    let mut facts = ErrorFacts {
        code: Some(text.into()),
        status: Some(OperationStatus::Failure),
        ..ErrorFacts::default()
    };
    if let Ok(status) = text.parse::<u16>() {
        facts.code = None;
        facts.http_status = Some(status);
    }
    let cause = diagnose(&facts);
    if cause.kind == CauseKind::UnknownFailure {
        return Explanation::of_input(recognition, InputCause::CodeUnknown).read("Code", text);
    }
    Explanation::of_operation(recognition, cause)
        .read("Code", text)
        .with_hidden(
            "Which of its causes it is: a code alone doesn’t show that. The whole entry of the provisioning log does.",
        )
}
