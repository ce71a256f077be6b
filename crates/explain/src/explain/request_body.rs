//! The body of a request that Entra sends: a user to create, or operations of a
//! PATCH. Source: RFC 7644 sections 3.3 and 3.5.2.

use provisioning::talkdesk::{ACTIVE, FAMILY_NAME, GIVEN_NAME, USER_NAME};
use serde_json::Value;

use super::json::{at, document, member, text};
use crate::explanation::{ExplainedCause, Explanation, FurtherCause};
use crate::input_cause::InputCause;
use crate::input_kind::Recognition;

/// How many operations are read.
const MAX_OPERATIONS: usize = 200;

/// How many operations are shown.
const MAX_SHOWN: usize = 10;

/// What Talkdesk requires of a new user, and where it is in the body.
const REQUIRED: [(&str, &[&str]); 3] = [
    (USER_NAME, &["userName"]),
    (GIVEN_NAME, &["name", "givenName"]),
    (FAMILY_NAME, &["name", "familyName"]),
];

/// Attributes of which Entra sends at least one for a new user (RFC 7643
/// section 4.1).
const USER: [&str; 9] = [
    USER_NAME,
    "name",
    "displayName",
    "emails",
    ACTIVE,
    "externalId",
    "roles",
    "title",
    "phoneNumbers",
];

pub(super) fn explain(input: &str, recognition: &Recognition) -> Explanation {
    let Some(body) = document(input) else {
        return Explanation::of_input(recognition, InputCause::BodyUnreadable);
    };
    let operations = operations(&body);
    match operations.is_empty() {
        true if !has_user(&body) => Explanation::of_input(recognition, InputCause::RequestEmpty),
        true => of_user(&body, recognition),
        false => of_operations(&operations, recognition),
    }
}

/// Whether a body has an attribute of a user, or an extension with some.
fn has_user(body: &Value) -> bool {
    let extension = body
        .as_object()
        .is_some_and(|members| members.keys().any(|name| name.starts_with("urn:")));
    extension || USER.iter().any(|name| member(body, name).is_some())
}

/// The operations of a PATCH, of which one may have been pasted alone.
fn operations(body: &Value) -> Vec<&Value> {
    let list = match (body, member(body, "Operations")) {
        (_, Some(Value::Array(list))) | (Value::Array(list), _) => list.iter().collect(),
        _ => vec![body],
    };
    let is_operation = |value: &&Value| text(value, &["op"]).is_some();
    list.into_iter()
        .filter(is_operation)
        .take(MAX_OPERATIONS)
        .collect()
}

/// The causes, the worst of which leads.
fn leading(recognition: &Recognition, causes: &[InputCause], otherwise: InputCause) -> Explanation {
    let mut sorted = causes.to_vec();
    sorted.sort_by_key(|cause| std::cmp::Reverse(cause.info().severity));
    sorted.dedup();
    let mut sorted = sorted.into_iter();
    let first = sorted.next().unwrap_or(otherwise);
    let mut explanation = Explanation::of_input(recognition, first);
    explanation.further = sorted
        .map(|cause| FurtherCause {
            cause: ExplainedCause::Input(cause),
            headline: cause.info().headline.to_owned(),
            count: 1,
        })
        .collect();
    explanation
}

fn of_operations(operations: &[&Value], recognition: &Recognition) -> Explanation {
    let causes: Vec<InputCause> = operations
        .iter()
        .flat_map(|operation| causes_of(operation))
        .collect();
    let mut explanation = leading(recognition, &causes, InputCause::PatchOther);
    for operation in operations.iter().take(MAX_SHOWN) {
        explanation = explanation.read("Operation", summary(operation));
    }
    if explanation.cause == ExplainedCause::Input(InputCause::PatchDottedNames)
        && let Some(name) = operations.iter().find_map(|it| dotted_name(it))
    {
        explanation = explanation.read("Name with dots", name);
    }
    explanation.with_hidden("What the service did with it.")
}

fn causes_of(operation: &Value) -> Vec<InputCause> {
    let path = text(operation, &["path"]).unwrap_or_default();
    let value = member(operation, "value").unwrap_or(&Value::Null);
    let mut causes = Vec::new();
    let active = match path {
        path if is_attribute(path, ACTIVE) => Some(value),
        "" => value.as_object().and_then(|members| {
            members
                .iter()
                .find(|(name, _)| is_attribute(name, ACTIVE))
                .map(|(_, value)| value)
        }),
        _ => None,
    };
    if active.is_some_and(is_boolean_text) {
        causes.push(InputCause::PatchBooleanText);
    }
    if dotted_name(operation).is_some() {
        causes.push(InputCause::PatchDottedNames);
    }
    if is_attribute(path, "roles") {
        causes.push(match has_json_text(value) {
            true => InputCause::PatchRoleText,
            false => InputCause::PatchAppRoles,
        });
    }
    causes
}

/// With or without the URN, and with or without a filter or sub-attribute.
fn is_attribute(path: &str, name: &str) -> bool {
    let own = path.rsplit(':').next().unwrap_or(path);
    let own = own.split(['[', '.']).next().unwrap_or(own);
    own.eq_ignore_ascii_case(name)
}

/// `"False"`, alone or as `[{"value": "False"}]`.
fn is_boolean_text(value: &Value) -> bool {
    match value {
        Value::String(text) => ["true", "false"]
            .iter()
            .any(|word| text.trim().eq_ignore_ascii_case(word)),
        Value::Array(list) => list.iter().any(is_boolean_text),
        Value::Object(_) => member(value, "value").is_some_and(is_boolean_text),
        _ => false,
    }
}

/// The first dotted or full name in the value of an operation without path.
fn dotted_name(operation: &Value) -> Option<&str> {
    if text(operation, &["path"]).is_some() {
        return None;
    }
    let members = member(operation, "value")?.as_object()?;
    let is_full = |name: &&String| {
        name.contains('.') && !name.starts_with("urn:")
            || name.starts_with("urn:") && !name.ends_with(":User")
    };
    members.keys().find(is_full).map(String::as_str)
}

/// Whether a list has texts that are JSON themselves.
fn has_json_text(value: &Value) -> bool {
    match value {
        Value::String(text) => text.trim_start().starts_with('{'),
        Value::Array(list) => list.iter().any(has_json_text),
        Value::Object(_) => member(value, "value").is_some_and(has_json_text),
        _ => false,
    }
}

fn summary(operation: &Value) -> String {
    let op = text(operation, &["op"]).unwrap_or_default();
    let path = text(operation, &["path"]).unwrap_or("(no path)");
    match member(operation, "value") {
        Some(value) => format!("{op} {path} = {value}"),
        None => format!("{op} {path}"),
    }
}

fn of_user(body: &Value, recognition: &Recognition) -> Explanation {
    let missing: Vec<&str> = REQUIRED
        .iter()
        .filter(|(_, path)| text(body, path).is_none())
        .map(|(name, _)| *name)
        .collect();
    let mut causes = Vec::new();
    if member(body, ACTIVE).is_some_and(is_boolean_text) {
        causes.push(InputCause::CreateBooleanText);
    }
    if at(body, &["roles"]).is_some() {
        causes.push(InputCause::CreateAppRoles);
    }
    if !missing.is_empty() {
        causes.push(InputCause::CreateMissingRequired);
    }
    let explanation = leading(recognition, &causes, InputCause::CreateOther)
        .read_some("userName", text(body, &["userName"]))
        .read("Missing", missing.join(", "))
        .read_some("roles", at(body, &["roles"]).map(Value::to_string))
        .with_hidden("What the service did with it.");
    if explanation.cause != ExplainedCause::Input(InputCause::CreateMissingRequired) {
        return explanation;
    }
    let headline = format!(
        "A new user lacks {}, which Talkdesk requires",
        missing.join(" and ")
    );
    explanation
        .with_headline(headline)
        .about(missing.first().copied())
}
