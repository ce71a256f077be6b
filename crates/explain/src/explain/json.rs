//! Members of JSON values whose case differs by the tool that wrote them:
//! Microsoft Graph has `status`, PowerShell's objects have `Status`.

use serde_json::Value;

use connection_test::pasted_output::http_text::{first_json, tidy};

/// How many opening braces are tried in the search for JSON within a text.
const MAX_TRIES: usize = 20;

pub(super) fn member<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    let members = value.as_object()?;
    members.get(name).or_else(|| {
        members
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    })
}

/// The value at a path of members, such as `["status", "quarantine", "reason"]`.
pub(super) fn at<'v>(value: &'v Value, path: &[&str]) -> Option<&'v Value> {
    path.iter()
        .try_fold(value, |value, name| member(value, name))
}

/// A text that is not empty.
pub(super) fn text<'v>(value: &'v Value, path: &[&str]) -> Option<&'v str> {
    let text = at(value, path)?.as_str()?.trim();
    (!text.is_empty()).then_some(text)
}

/// A number, also one that is written as text.
pub(super) fn number(value: &Value, path: &[&str]) -> Option<u64> {
    match at(value, path)? {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// The first JSON value of a text, which may have other text around it.
pub(super) fn document(text: &str) -> Option<Value> {
    if text.starts_with(['{', '[']) {
        if let Some(value) = parsed(text) {
            return Some(value);
        }
        return serde_json::from_str(&tidy(text)).ok();
    }
    text.match_indices('{')
        .take(MAX_TRIES)
        .find_map(|(at, _)| parsed(text.get(at..)?).filter(has_members))
}

fn parsed(text: &str) -> Option<Value> {
    serde_json::from_str(first_json(text)?).ok()
}

fn has_members(value: &Value) -> bool {
    value.as_object().is_some_and(|members| !members.is_empty())
}

/// The elements of a list at the root or in `value`, or the value itself.
pub(super) fn elements(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(list) => list.iter().collect(),
        _ => match member(value, "value") {
            Some(Value::Array(list)) => list.iter().collect(),
            _ => vec![value],
        },
    }
}

/// A time that is no "never": Entra writes year 1.
pub(super) fn time<'v>(value: &'v Value, path: &[&str]) -> Option<&'v str> {
    text(value, path).filter(|time| !time.starts_with("0001-"))
}
