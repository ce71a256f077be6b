//! Members of responses, whose case differs by the tool that printed them:
//! Microsoft Graph has `status`, objects of PowerShell's modules have `Status`.

use serde_json::Value;

/// A member by its name; of several that differ in case, the one of Microsoft
/// Graph.
pub(crate) fn member<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    let members = value.as_object()?;
    members.get(name).or_else(|| {
        members
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    })
}

pub(crate) fn at<'v>(value: &'v Value, path: &[&str]) -> Option<&'v Value> {
    path.iter()
        .try_fold(value, |value, name| member(value, name))
}

/// A text that is not empty.
pub(crate) fn text<'v>(value: &'v Value, path: &[&str]) -> Option<&'v str> {
    let text = at(value, path)?.as_str()?.trim();
    (!text.is_empty()).then_some(text)
}

/// A boolean, also one that is written as text.
pub(crate) fn boolean(value: &Value, path: &[&str]) -> Option<bool> {
    match at(value, path)? {
        Value::Bool(truth) => Some(*truth),
        Value::String(text) if text.trim().eq_ignore_ascii_case("true") => Some(true),
        Value::String(text) if text.trim().eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

/// A number, also one that is written as text.
pub(crate) fn number(value: &Value, path: &[&str]) -> Option<u64> {
    match at(value, path)? {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// The elements of a list at the root or in `value`, or the value itself.
pub(crate) fn elements(value: &Value) -> &[Value] {
    match value {
        Value::Array(list) => list,
        _ => match member(value, "value") {
            Some(Value::Array(list)) => list,
            Some(one @ Value::Object(_)) => std::slice::from_ref(one),
            _ => std::slice::from_ref(value),
        },
    }
}

/// What the response says of its next page; nothing for the last one.
pub(crate) fn next_page(value: &Value) -> Option<&Value> {
    ["@odata.nextLink", "odata.nextLink", "@odata.skiptoken"]
        .iter()
        .find_map(|name| member(value, name).filter(|link| !link.is_null()))
}

/// What Microsoft Graph says the response is, in lower case.
pub(crate) fn context(value: &Value) -> Option<String> {
    text(value, &["@odata.context"]).map(str::to_ascii_lowercase)
}

/// Texts that PowerShell writes in place of what it did not print.
const CUT: [&str; 5] = [
    "System.Collections.",
    "System.Object",
    "System.Management.Automation.",
    "Microsoft.Graph.PowerShell.Models.",
    "@{",
];

/// Whether PowerShell left out a part of a response.
pub(crate) fn is_cut(value: &Value) -> bool {
    match value {
        Value::String(text) => {
            let text = text.trim_start();
            CUT.iter().any(|start| text.starts_with(start))
        }
        Value::Array(list) => list.iter().any(is_cut),
        Value::Object(members) => members.values().any(is_cut),
        _ => false,
    }
}
