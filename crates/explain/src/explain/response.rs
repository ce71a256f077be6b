//! A response of the SCIM service. One to a POST, PATCH or DELETE is never taken
//! for one to the search of Test connection.

mod parse;
mod success;

use connection_test::pasted_output::redact::RedactedPaste;
use provisioning_log::cause::diagnose;
use provisioning_log::facts::{ErrorFacts, OperationStatus, RequestMethod};
use serde_json::Value;

use super::json::member;
use super::request_line::action_of;
use super::{SetupContext, connection, message};
use crate::explanation::Explanation;
use crate::input_cause::InputCause;
use crate::input_kind::{InputKind, Recognition};
use parse::ResponseFacts;

pub(super) fn explain(
    paste: &RedactedPaste,
    text: &str,
    recognition: &Recognition,
    setup: &SetupContext<'_>,
) -> Explanation {
    let response = parse::read(text);
    if recognition.kind == InputKind::ServiceProviderConfig
        && let Some(config) = &response.value
    {
        return success::of_config(config, recognition);
    }
    let is_error = response.status.is_some_and(|status| status >= 400) || response.is_error_body();
    if !is_error {
        return success::explain(&response, recognition)
            .or_else(|| {
                let of_connection = || connection::of_read_request(paste, recognition, setup);
                response.may_be_of_search().then(of_connection).flatten()
            })
            .unwrap_or_else(|| Explanation::of_input(recognition, response.unknown()))
            .read_some("Status", response.status.map(|status| status.to_string()));
    }
    if response.is_of_read_request()
        && let Some(explanation) = connection::of_read_request(paste, recognition, setup)
    {
        return explanation;
    }
    of_error(&response, recognition)
}

fn of_error(response: &ResponseFacts<'_>, recognition: &Recognition) -> Explanation {
    let mut facts = ErrorFacts {
        status: Some(OperationStatus::Failure),
        ..ErrorFacts::default()
    };
    facts.read_message(&response.body);
    facts.http_status = response.status.or(facts.http_status);
    facts.method = response.method.or(facts.method);
    facts.action = facts.method.and_then(action_of);
    if let Some(filter) = &response.filter {
        facts.filter = Some(filter.as_str().into());
    }
    if says_nothing(&facts) {
        return Explanation::of_input(recognition, InputCause::ErrorWithoutReason);
    }
    let cause = diagnose(&facts);
    let explanation = message::with_facts(&facts, Explanation::of_operation(recognition, cause))
        .read_some("Request", response.request);
    let allow = response.allow.filter(|_| response.status == Some(405));
    explanation.read_some("Allowed methods", allow)
}

/// Whether an error has no status, and its body no text.
fn says_nothing(facts: &ErrorFacts<'_>) -> bool {
    facts.http_status.is_none()
        && facts.scim_type.is_none()
        && facts.code.is_none()
        && facts
            .detail
            .as_deref()
            .unwrap_or_default()
            .trim()
            .is_empty()
}

/// Members that name an error, in any case. SCIM 1.1 has `Errors`, ASP.NET `Message`.
const ERROR_NAMES: [&str; 7] = [
    "scimType",
    "detail",
    "error",
    "errors",
    "message",
    "errorMessage",
    "error_description",
];

/// Members of users and lists.
const RESOURCE_NAMES: [&str; 4] = ["Resources", "totalResults", "userName", "id"];

impl ResponseFacts<'_> {
    fn has_any(&self, names: &[&str]) -> bool {
        let value = self.value.as_ref();
        value.is_some_and(|value| names.iter().any(|name| member(value, name).is_some()))
    }

    /// A SCIM error, or JSON that names an error, also without a status.
    fn is_error_body(&self) -> bool {
        let schemas = self
            .value
            .as_ref()
            .and_then(|value| member(value, "schemas"));
        let lists_error = schemas.and_then(Value::as_array).is_some_and(|list| {
            list.iter()
                .filter_map(Value::as_str)
                .any(|urn| urn.eq_ignore_ascii_case(ERROR_URN))
        });
        let is_named = self.has_any(&ERROR_NAMES) && !self.has_any(&RESOURCE_NAMES);
        lists_error || is_named && self.status.is_none_or(|status| status >= 400)
    }

    /// Whether a response without an error can be the one to a search. 201, 202 and
    /// 204 are those of a change, and JSON without a status may be of anything.
    fn may_be_of_search(&self) -> bool {
        let may_read = match (self.method, self.status) {
            (Some(RequestMethod::Get), _) => true,
            (Some(_), _) | (None, Some(201 | 202)) => false,
            (None, _) => true,
        };
        let is_scim = self.has_any(&["schemas"]) || self.has_any(&RESOURCE_NAMES);
        may_read && (self.value.is_none() || self.status.is_some() || is_scim)
    }

    /// Why nothing can be said of a response.
    fn unknown(&self) -> InputCause {
        match &self.value {
            Some(_) => InputCause::BodyUnknown,
            None => InputCause::BodyUnreadable,
        }
    }

    /// Whether an error can only be, or most likely is, the response to a request
    /// that reads: the text says so, or a web page responds. Statuses that a search
    /// never gets are those of a change.
    fn is_of_read_request(&self) -> bool {
        if self.value.is_some() {
            return false;
        }
        match (self.method, self.status) {
            (Some(RequestMethod::Get), _) => true,
            (Some(_), _) | (None, Some(405 | 409 | 412 | 413 | 415 | 422 | 501)) => false,
            (None, Some(407)) => true,
            (None, Some(404)) => self.body.is_empty() || self.body.starts_with('<'),
            (None, _) => self.body.starts_with('<'),
        }
    }
}

const ERROR_URN: &str = "urn:ietf:params:scim:api:messages:2.0:Error";
