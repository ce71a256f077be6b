//! Which response a document is.

use serde_json::Value;

use super::KindShape;
use super::pack::VERSION_MEMBER;
use crate::json::{context, elements, member, text};
use crate::verdict::is_on_demand;

/// Names of secrets of a synchronization, in lower case.
const SECRET_NAMES: [&str; 18] = [
    "baseaddress",
    "secrettoken",
    "syncnotificationsettings",
    "syncall",
    "username",
    "password",
    "appkey",
    "clientidentifier",
    "clientsecret",
    "oauth2clientid",
    "oauth2clientsecret",
    "oauth2tokenexchangeuri",
    "oauth2accesstoken",
    "oauth2accesstokencreationtime",
    "authenticationtype",
    "tokenexpiration",
    "url",
    "domain",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ResponseShape {
    Pack,
    Error,
    /// An empty list that does not say of what.
    EmptyList,
    Kind(KindShape),
}

/// What a document is; nothing if it is none of the responses.
pub(super) fn classify(document: &Value) -> Option<ResponseShape> {
    if member(document, VERSION_MEMBER).is_some() {
        return Some(ResponseShape::Pack);
    }
    if let Some(shape) = shape_of(document) {
        return Some(ResponseShape::Kind(shape));
    }
    let error = member(document, "error");
    let is_error = error.is_some_and(|error| {
        text(error, &["code"]).is_some() || error.is_string() || text(error, &["message"]).is_some()
    });
    if is_error {
        return Some(ResponseShape::Error);
    }
    is_empty_list(document).then_some(ResponseShape::EmptyList)
}

fn is_empty_list(document: &Value) -> bool {
    matches!(document, Value::Array(list) if list.is_empty())
        || matches!(member(document, "value"), Some(Value::Array(list)) if list.is_empty())
}

/// The response by its members; an empty list by what Microsoft Graph says of
/// it.
pub(crate) fn shape_of(document: &Value) -> Option<KindShape> {
    let has_rules =
        |value: &Value| matches!(member(value, "synchronizationRules"), Some(Value::Array(_)));
    let is_schema =
        |value: &Value| has_rules(value) || member(value, "schema").is_some_and(has_rules);
    let all = elements(document);
    if is_schema(document) || all.iter().any(is_schema) {
        return Some(KindShape::Schema);
    }
    let context = context(document);
    let Some(first) = all.first() else {
        return context.as_deref().and_then(of_context);
    };
    let first = first.is_object().then_some(first)?;
    of_element(first, context.as_deref())
}

fn of_element(first: &Value, context: Option<&str>) -> Option<KindShape> {
    let has = |name: &str| member(first, name).is_some();
    let is_context = |part: &str| context.is_some_and(|context| context.contains(part));
    if has("provisioningSteps") || has("provisioningAction") || has("provisioningStatusInfo") {
        return Some(KindShape::Log);
    }
    if let Some(key) = text(first, &["key"]) {
        let is_secret = SECRET_NAMES.contains(&key.to_ascii_lowercase().as_str());
        return match is_on_demand(first) {
            true => Some(KindShape::OnDemand),
            false => (is_secret || is_context("secret")).then_some(KindShape::Secrets),
        };
    }
    if has("principalType") || (has("principalId") && has("appRoleId")) {
        return Some(KindShape::Assignments);
    }
    if has("templateId") && (has("schedule") || has("status")) {
        return Some(KindShape::Jobs);
    }
    let is_registration =
        has("signInAudience") || has("publisherDomain") || is_context("#applications");
    if is_registration {
        return has("appRoles").then_some(KindShape::AppRoles);
    }
    let is_principal = has("servicePrincipalType")
        || has("applicationTemplateId")
        || is_context("#serviceprincipals") && !is_context("/synchronization");
    if is_principal && (has("displayName") || has("id")) {
        return Some(KindShape::Applications);
    }
    has("appRoles").then_some(KindShape::AppRoles)
}

fn of_context(context: &str) -> Option<KindShape> {
    let has = |part: &str| context.contains(part);
    match () {
        () if has("auditlogs/provisioning") => Some(KindShape::Log),
        () if has("approleassignedto") || has("approleassignments") => Some(KindShape::Assignments),
        () if has("synchronization/secrets") || has("synchronizationsecret") => {
            Some(KindShape::Secrets)
        }
        () if has("synchronization/jobs") && !has("/schema") => Some(KindShape::Jobs),
        () if has("#serviceprincipals") && !has("/synchronization") => {
            Some(KindShape::Applications)
        }
        () => None,
    }
}
