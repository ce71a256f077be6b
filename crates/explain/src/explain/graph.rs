//! Lists and errors of Microsoft Graph.

use connection_test::pasted_output::http_text::{response_blocks, tidy};
use connection_test::pasted_output::redact::RedactedPaste;
use provisioning_log::cause::{CauseKind, diagnose};
use provisioning_log::facts::{ErrorFacts, OperationStatus};
use serde_json::Value;

use super::json::{at, document, elements, text};
use super::{SetupContext, connection};
use crate::explanation::Explanation;
use crate::input_cause::InputCause;
use crate::input_kind::Recognition;

pub(super) fn explain_list(input: &str, recognition: &Recognition) -> Explanation {
    let document = document(input).unwrap_or_default();
    let context = text(&document, &["@odata.context"]);
    let is_empty = elements(&document).is_empty();
    let cause = match is_empty {
        true => InputCause::GraphListEmpty,
        false => InputCause::GraphListOther,
    };
    Explanation::of_input(recognition, cause).read_some("Requested", context)
}

pub(super) fn explain_error(
    paste: &RedactedPaste,
    input: &str,
    recognition: &Recognition,
    setup: &SetupContext<'_>,
) -> Explanation {
    // Graph has JSON in a header, too.
    let body = response_blocks(input).last().map(|last| tidy(last.body));
    let document = document(body.as_deref().unwrap_or(input)).unwrap_or_default();
    let error = match printed(input) {
        Some(printed) => printed,
        None if document.is_null() => {
            return connection::explain_output(paste, input, recognition, setup);
        }
        None => of_document(&document),
    };
    let explanation = of_target(error.code, error.message, recognition)
        .unwrap_or_else(|| Explanation::of_input(recognition, cause_of(error.code, error.message)));
    explanation
        .read("Code", error.code)
        .read("Message", error.message)
        .read_some("Request ID", error.request_id)
}

/// What an error says.
struct GraphErrorText<'t> {
    code: &'t str,
    message: &'t str,
    request_id: Option<&'t str>,
}

fn of_document(document: &Value) -> GraphErrorText<'_> {
    let error = at(document, &["error"])
        .filter(|error| error.is_object())
        .unwrap_or(document);
    GraphErrorText {
        code: text(error, &["code"])
            .or_else(|| text(document, &["error"]))
            .unwrap_or_default(),
        message: text(error, &["message"])
            .or_else(|| text(error, &["message", "value"]))
            .or_else(|| text(document, &["error_description"]))
            .unwrap_or_default(),
        request_id: text(error, &["innerError", "request-id"]),
    }
}

/// As the cmdlets of Microsoft Graph print it: the message behind the name of the
/// cmdlet, and lines with labels.
fn printed(input: &str) -> Option<GraphErrorText<'_>> {
    let labeled = |label: &str| {
        input.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.trim()
                .eq_ignore_ascii_case(label)
                .then_some(value.trim())
        })
    };
    let first = input.lines().next().unwrap_or_default();
    let message = match first.split_once(": ") {
        Some((cmdlet, message)) if !cmdlet.trim().contains(' ') => message,
        _ => first,
    };
    Some(GraphErrorText {
        code: labeled("ErrorCode")?,
        message: message.trim(),
        request_id: labeled("request-id"),
    })
}

/// An error of the SCIM service that Graph passes on, as `validateCredentials` does.
fn of_target(code: &str, message: &str, recognition: &Recognition) -> Option<Explanation> {
    let mut facts = ErrorFacts {
        status: Some(OperationStatus::Failure),
        ..ErrorFacts::default()
    };
    facts.read_message(message);
    facts.code = Some(code.into());
    let cause = diagnose(&facts);
    let is_known = cause.kind != CauseKind::UnknownFailure;
    let is_scim = code.starts_with("SystemForCrossDomain") || facts.http_status.is_some();
    (is_known && is_scim).then(|| Explanation::of_operation(recognition, cause))
}

fn cause_of(code: &str, message: &str) -> InputCause {
    let low = format!("{code} {message}").to_ascii_lowercase();
    let has = |parts: &[&str]| parts.iter().any(|part| low.contains(part));
    match () {
        () if has(&[
            "invalidauthenticationtoken",
            "invalid_grant",
            "interaction_required",
            "token is expired",
            "lifetime validation failed",
            "aadsts",
        ]) =>
        {
            InputCause::GraphSignInExpired
        }
        () if has(&[
            "authorization_requestdenied",
            "insufficient privileges",
            "accessdenied",
            "forbidden",
            "unauthorized",
            "authentication_requestfromnonpremiumtenant",
        ]) =>
        {
            InputCause::GraphDenied
        }
        () if has(&["toomanyrequests", "throttled", "too many requests"]) => {
            InputCause::GraphThrottled
        }
        () if has(&["notfound", "not found", "does not exist"]) => InputCause::GraphNotFound,
        () => InputCause::GraphOther,
    }
}
