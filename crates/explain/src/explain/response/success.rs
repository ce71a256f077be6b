//! Responses that are no error: users, lists, what a service says about itself.

use provisioning::talkdesk::{ACTIVE, USER_NAME};
use provisioning_log::facts::RequestMethod;
use serde_json::Value;

use super::parse::ResponseFacts;
use crate::explain::json::{at, number, text};
use crate::explanation::{ExplainedCause, Explanation, FurtherCause};
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
    let Some(value) = &response.value else {
        // An empty response is right for a change, and wrong for a search.
        let is_accepted = response.status == Some(204) && !reads;
        return is_accepted.then(|| Explanation::of_input(recognition, InputCause::ChangeAccepted));
    };
    if at(value, &["Resources"]).is_some() || at(value, &["totalResults"]).is_some() {
        return of_list(response, value, recognition);
    }
    at(value, &[USER_NAME])?;
    Some(of_user(response, value, recognition))
}

fn of_user(response: &ResponseFacts<'_>, user: &Value, recognition: &Recognition) -> Explanation {
    let is_active = at(user, &[ACTIVE]).and_then(Value::as_bool);
    let cause = match (response.status, is_active) {
        _ if at(user, &["id"]).is_some_and(Value::is_number) => InputCause::IdNotText,
        (Some(201), _) => InputCause::UserCreated,
        (_, Some(false)) => InputCause::UserReturnedInactive,
        _ => InputCause::UserReturned,
    };
    Explanation::of_input(recognition, cause)
        .read_some("userName", text(user, &[USER_NAME]))
        .read_some("id", at(user, &["id"]).map(plain))
        .read_some("externalId", text(user, &["externalId"]))
        .read_some("active", at(user, &[ACTIVE]).map(Value::to_string))
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
    let cause = match users.first() {
        None => InputCause::ListEmpty,
        Some(user) => of_match(filter.as_ref(), user),
    };
    let mut explanation = Explanation::of_input(recognition, cause)
        .read_some("Searched for", response.filter.as_deref())
        .read("Users", total.to_string());
    for user in users.iter().take(MAX_SHOWN) {
        explanation = explanation
            .read_some("userName", text(user, &[USER_NAME]))
            .read_some("id", at(user, &["id"]).map(plain));
    }
    let has_number = users
        .iter()
        .any(|user| at(user, &["id"]).is_some_and(Value::is_number));
    if has_number {
        explanation.further.push(FurtherCause {
            cause: ExplainedCause::Input(InputCause::IdNotText),
            headline: InputCause::IdNotText.info().headline.to_owned(),
            count: 1,
        });
    }
    Some(explanation)
}

/// Whether the user is the one that was searched for.
fn of_match(filter: Option<&ScimFilter>, user: &Value) -> InputCause {
    let Some(filter) = filter else {
        return InputCause::ListWithUsers;
    };
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
