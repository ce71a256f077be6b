//! Responses that are no error: users, lists, what a service says about itself.

use provisioning::talkdesk::{ACTIVE, USER_NAME};
use provisioning_log::facts::RequestMethod;
use serde_json::Value;

use super::parse::ResponseFacts;
use crate::explain::json::{at, number, text};
use crate::explanation::{ExplainedCause, Explanation, ExplanationSeverity, FurtherCause};
use crate::input_cause::InputCause;
use crate::input_kind::Recognition;
use crate::scim_filter::{self, ScimFilter, is_guid};

/// How many users of a list are shown.
const MAX_SHOWN: usize = 5;

/// Nothing for what is no response of SCIM.
pub(super) fn explain(
    response: &ResponseFacts<'_>,
    recognition: &Recognition,
) -> Option<Explanation> {
    let reads = response.method == Some(RequestMethod::Get);
    if response.status == Some(202) && !reads {
        return Some(Explanation::of_input(
            recognition,
            InputCause::AcceptedForLater,
        ));
    }
    let Some(value) = &response.value else {
        return of_no_json(response).map(|cause| Explanation::of_input(recognition, cause));
    };
    if at(value, &["Resources"]).is_some() || at(value, &["totalResults"]).is_some() {
        return of_list(response, value, recognition);
    }
    // The response to a POST is the user, whatever it has.
    let is_created = response.status == Some(201) && !reads && defect(value).is_some();
    let is_user = at(value, &[USER_NAME]).is_some() || is_created;
    is_user.then(|| of_user(response, value, recognition))
}

/// An empty response is right for a change, and wrong for a search.
fn of_no_json(response: &ResponseFacts<'_>) -> Option<InputCause> {
    let reads = response.method == Some(RequestMethod::Get);
    match response.status {
        Some(204) if !reads => Some(InputCause::ChangeAccepted),
        Some(201) if !reads && response.body.is_empty() => Some(InputCause::CreatedWithoutBody),
        _ => None,
    }
}

fn of_user(response: &ResponseFacts<'_>, user: &Value, recognition: &Recognition) -> Explanation {
    let is_active = at(user, &[ACTIVE]).and_then(Value::as_bool);
    let cause = defect(user).unwrap_or(match (response.status, is_active) {
        (Some(201), _) => InputCause::UserCreated,
        (_, Some(false)) => InputCause::UserReturnedInactive,
        _ => InputCause::UserReturned,
    });
    Explanation::of_input(recognition, cause)
        .read_some("userName", text(user, &[USER_NAME]))
        .read_some("id", at(user, &["id"]).map(plain))
        .read_some("externalId", text(user, &["externalId"]))
        .read_some("active", at(user, &[ACTIVE]).map(Value::to_string))
}

/// What in a user Entra can’t use, the worst first. RFC 7643 section 3.1 requires an
/// id that is text, and section 4.1.1 an `active` that is a Boolean.
fn defect(user: &Value) -> Option<InputCause> {
    match at(user, &["id"]) {
        Some(Value::String(id)) if !id.trim().is_empty() => {}
        Some(Value::Number(_)) => return Some(InputCause::IdNotText),
        _ => return Some(InputCause::IdMissing),
    }
    match at(user, &[ACTIVE]) {
        None | Some(Value::Null | Value::Bool(_)) => None,
        Some(_) => Some(InputCause::ActiveNotBoolean),
    }
}

/// A text without its quotes.
fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// Nothing for a list of something else than users, or one that is malformed.
fn of_list(
    response: &ResponseFacts<'_>,
    list: &Value,
    recognition: &Recognition,
) -> Option<Explanation> {
    let users = at(list, &["Resources"]).and_then(Value::as_array);
    let users: &[Value] = users.map(Vec::as_slice).unwrap_or_default();
    let total = number(list, &["totalResults"])?;
    // Schemas and resource types are lists, too.
    let is_other = users
        .first()
        .is_some_and(|first| at(first, &[USER_NAME]).is_none());
    if is_other || total > 0 && users.is_empty() {
        return None;
    }
    let filter = response.filter.as_deref().and_then(scim_filter::parse);
    let count = total.max(users.len().try_into().unwrap_or(u64::MAX));
    let cause = match users.is_empty() {
        true => InputCause::ListEmpty,
        false => of_matches(filter.as_ref(), users, count),
    };
    // The worst leads.
    let mut causes: Vec<InputCause> = users.iter().filter_map(defect).collect();
    causes.insert(0, cause);
    causes.sort_by_key(|cause| (std::cmp::Reverse(cause.info().severity), *cause));
    causes.dedup();
    let mut causes = causes.into_iter();
    let mut explanation = Explanation::of_input(recognition, causes.next().unwrap_or(cause))
        .read_some("Searched for", response.filter.as_deref())
        .read("Users", total.to_string());
    for user in users.iter().take(MAX_SHOWN) {
        explanation = explanation
            .read_some("userName", text(user, &[USER_NAME]))
            .read_some("id", at(user, &["id"]).map(plain));
    }
    let others = causes.filter(|cause| cause.info().severity >= ExplanationSeverity::Failure);
    explanation.further = others
        .map(|cause| FurtherCause {
            cause: ExplainedCause::Input(cause),
            headline: cause.info().headline.to_owned(),
            count: 1,
        })
        .collect();
    Some(explanation)
}

/// Attributes whose value belongs to one user.
const IDENTIFYING: [&str; 4] = [USER_NAME, "externalId", "id", "emails"];

/// Whether the users are the one that was searched for: the worst of all.
fn of_matches(filter: Option<&ScimFilter>, users: &[Value], count: u64) -> InputCause {
    let Some(filter) = filter else {
        return InputCause::ListWithUsers;
    };
    let causes = users.iter().map(|user| of_match(filter, user));
    let worst = causes.max_by_key(|cause| cause.info().severity);
    let worst = worst.unwrap_or(InputCause::ListWithUsers);
    let root = filter.attribute.split('.').next().unwrap_or_default();
    let identifies = IDENTIFYING
        .iter()
        .any(|name| name.eq_ignore_ascii_case(root));
    match worst.info().severity {
        ExplanationSeverity::Critical => worst,
        _ if count > 1 && identifies => InputCause::ListSeveralUsers,
        _ => worst,
    }
}

/// Whether the user is the one that was searched for.
fn of_match(filter: &ScimFilter, user: &Value) -> InputCause {
    let path: Vec<&str> = filter.attribute.split('.').collect();
    let came = text(user, &path);
    match came {
        Some(came) if came == filter.value => InputCause::UserReturned,
        Some(came) if came.to_lowercase() == filter.value.to_lowercase() => {
            InputCause::ListOtherCase
        }
        _ if is_guid(&filter.value) && filter.attribute.eq_ignore_ascii_case(USER_NAME) => {
            InputCause::ProbeFoundUser
        }
        Some(_) => InputCause::ListOtherValue,
        None => InputCause::ListWithUsers,
    }
}

/// What a service says about itself (RFC 7643 section 5).
pub(super) fn of_config(config: &Value, recognition: &Recognition) -> Explanation {
    let supports = |name: &str| at(config, &[name, "supported"]).and_then(Value::as_bool);
    let shown = |name: &str| match supports(name) {
        Some(true) => "Supported",
        Some(false) => "Not supported",
        None => "Not stated",
    };
    let cause = match (supports("patch"), supports("filter")) {
        (Some(false), _) => InputCause::PatchUnsupported,
        (_, Some(false)) => InputCause::FilterUnsupported,
        (Some(true), Some(true)) => InputCause::ConfigSupported,
        _ => InputCause::ConfigSilent,
    };
    Explanation::of_input(recognition, cause)
        .read("patch", shown("patch"))
        .read("filter", shown("filter"))
        .read("bulk", shown("bulk"))
        .read("changePassword", shown("changePassword"))
        .with_hidden("Whether the service does what it says.")
}
