//! Errors in JSON: of SCIM 2.0 and 1.1, and what other services write.

use serde::de::IgnoredAny;
use serde_json::{Deserializer, Map, Value};

use super::super::ErrorBody;
use super::super::status_names::{is_status, status_of};
use super::{BodyContent, MAX_DETAIL, one_line};

const ERROR_URN: &str = "urn:ietf:params:scim:api:messages:2.0:Error";

/// Members that hold what a service says, the most specific first.
const DETAILS: [&str; 8] = [
    "detail",
    "message",
    "errorMessage",
    "error_description",
    "description",
    "title",
    "reason",
    "error",
];

/// Members that hold further errors.
const LISTS: [&str; 5] = ["errors", "generalErrors", "fieldErrors", "details", "error"];

/// Members that say nothing of the cause.
const ENVELOPE: [&str; 5] = ["schemas", "status", "statusCode", "code", "scimType"];

const MAX_DEPTH: usize = 8;

/// Where the value that a text begins with ends. With escaped quotes it does not
/// parse, and goes to the end of the text.
pub(super) fn end(text: &str) -> Option<usize> {
    let mut values = Deserializer::from_str(text).into_iter::<IgnoredAny>();
    match values.next()? {
        Ok(_) => Some(values.byte_offset()),
        Err(_) if text.starts_with("{\\\"") => Some(text.rfind('}')? + 1),
        Err(_) => None,
    }
}

/// Whether an object may be an error, and is no resource or list.
pub(super) fn is_error(text: &str) -> bool {
    let value = super::parse(text);
    let Some(members) = value.as_ref().and_then(Value::as_object) else {
        return false;
    };
    let has = |name: &str| member(members, name).is_some();
    let other = ["userName", "Resources", "Operations", "provisioningSteps"];
    !other.into_iter().any(has) && (has("scimType") || DETAILS.into_iter().chain(LISTS).any(has))
}

pub(super) fn is_cut_off_error(text: &str) -> bool {
    text.contains(ERROR_URN) || text.contains("\"scimType\"")
}

pub(super) fn read(value: &Value) -> BodyContent {
    let value = match value {
        // Some services put the error in a list.
        Value::Array(values) => values.first().unwrap_or(value),
        _ => value,
    };
    let Some(members) = value.as_object() else {
        return BodyContent {
            kind: ErrorBody::OtherJson,
            detail: flat(value),
            ..BodyContent::default()
        };
    };
    let schemas = member(members, "schemas").and_then(Value::as_array);
    let is_scim = schemas.is_some_and(|urns| {
        urns.iter()
            .filter_map(Value::as_str)
            .any(|urn| urn.eq_ignore_ascii_case(ERROR_URN))
    });
    let inner = member(members, "error").and_then(Value::as_object);
    let inner_status = inner.and_then(status);
    BodyContent {
        kind: match is_scim || member(members, "scimType").is_some() {
            true => ErrorBody::Scim,
            false => ErrorBody::OtherJson,
        },
        status: status(members).or(inner_status),
        scim_type: member(members, "scimType")
            .and_then(Value::as_str)
            .map(str::trim)
            .filter(|kind| !kind.is_empty())
            .map(one_line),
        detail: detail(members),
    }
}

/// By name, in any case.
fn member<'a>(members: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    members.get(name).or_else(|| {
        let mut members = members.iter();
        let found = members.find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value)
    })
}

fn status(members: &Map<String, Value>) -> Option<u16> {
    ["status", "statusCode", "code"].iter().find_map(|name| {
        let status = match member(members, name)? {
            Value::Number(number) => u16::try_from(number.as_u64()?).ok()?,
            Value::String(text) => status_of(text)?,
            _ => return None,
        };
        is_status(status).then_some(status)
    })
}

/// What an error says, with the messages of other URNs and lists.
fn detail(members: &Map<String, Value>) -> Option<String> {
    let mut texts: Vec<String> = Vec::new();
    // The message within an object `error` is among those of the lists.
    let own = DETAILS.iter().find_map(|name| {
        let value = member(members, name)?;
        let nested = *name == "error" && value.is_object();
        (!nested).then(|| flat(value)).flatten()
    });
    texts.extend(own);
    for (name, value) in members {
        let is_list = LISTS.iter().any(|list| name.eq_ignore_ascii_case(list));
        let is_extension = name.starts_with("urn:");
        if is_list || is_extension {
            messages(value, 0, &mut texts);
        }
    }
    if texts.is_empty() {
        let mut other = members.clone();
        other.retain(|name, _| {
            !ENVELOPE
                .iter()
                .any(|known| name.eq_ignore_ascii_case(known))
        });
        texts.extend(flat(&Value::Object(other)));
    }
    let mut distinct: Vec<String> = Vec::new();
    for text in texts {
        if !distinct.iter().any(|other| other.contains(&text)) {
            distinct.push(text);
        }
    }
    let text = one_line(&distinct.join(" "));
    (!text.is_empty()).then_some(text)
}

/// The messages within a value.
fn messages(value: &Value, depth: usize, texts: &mut Vec<String>) {
    if depth > MAX_DEPTH || texts.len() > 5 {
        return;
    }
    match value {
        Value::Array(values) => {
            for value in values {
                match value {
                    Value::String(text) => texts.push(one_line(text)),
                    _ => messages(value, depth + 1, texts),
                }
            }
        }
        Value::Object(members) => {
            let own = DETAILS
                .iter()
                .find_map(|name| member(members, name)?.as_str());
            match own {
                Some(text) => texts.push(one_line(text)),
                None => {
                    for value in members.values() {
                        messages(value, depth + 1, texts);
                    }
                }
            }
        }
        _ => {}
    }
}

/// A value as text: `Operations.op: "add" is not a valid choice`.
fn flat(value: &Value) -> Option<String> {
    let mut lines = Vec::new();
    flatten(value, "", 0, &mut lines);
    let text = one_line(&lines.join("; "));
    (!text.is_empty()).then_some(text)
}

fn flatten(value: &Value, path: &str, depth: usize, lines: &mut Vec<String>) {
    if depth > MAX_DEPTH || lines.iter().map(String::len).sum::<usize>() > MAX_DETAIL {
        return;
    }
    let mut line = |text: &str| {
        lines.push(match path {
            "" => text.to_owned(),
            path => format!("{path}: {text}"),
        });
    };
    match value {
        Value::Null => {}
        Value::String(text) if text.trim().is_empty() => {}
        Value::String(text) => line(text.trim()),
        Value::Bool(_) | Value::Number(_) => line(&value.to_string()),
        Value::Array(values) => {
            for value in values {
                flatten(value, path, depth + 1, lines);
            }
        }
        Value::Object(members) => {
            for (name, value) in members {
                let path = match path {
                    "" => name.clone(),
                    path => format!("{path}.{name}"),
                };
                flatten(value, &path, depth + 1, lines);
            }
        }
    }
}

/// What can be read of JSON whose end is missing.
pub(super) fn read_cut_off(text: &str) -> BodyContent {
    let plain = match text.starts_with("{\\\"") {
        true => unescape(text),
        false => text.to_owned(),
    };
    let value = |name: &str| {
        let (_, rest) = plain.split_once(&format!("\"{name}\""))?;
        let rest = rest.trim_start().strip_prefix(':')?.trim_start();
        match rest.strip_prefix('"') {
            Some(rest) => Some(string(rest)),
            None => {
                let end = rest.find(|c: char| !c.is_ascii_digit())?;
                (end > 0).then(|| rest[..end].to_owned())
            }
        }
    };
    BodyContent {
        kind: ErrorBody::CutOff,
        status: value("status").as_deref().and_then(status_of),
        scim_type: value("scimType").filter(|kind| !kind.is_empty()),
        detail: value("detail")
            .or_else(|| value("message"))
            .map(|text| one_line(&text)),
    }
}

/// A string up to its closing quote, or to the end.
fn string(text: &str) -> String {
    let mut escaped = false;
    let end = text.char_indices().find_map(|(at, c)| {
        let closes = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        closes.then_some(at)
    });
    unescape(&text[..end.unwrap_or(text.len())])
}

/// Undoes one layer of escapes, as of JSON copied from within a JSON text.
pub(super) fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            plain.push(c);
            continue;
        }
        match chars.next() {
            Some('n' | 'r' | 't') => plain.push(' '),
            Some('u') => {
                let rest = chars.as_str();
                let code = rest
                    .get(..4)
                    .and_then(|hex| u32::from_str_radix(hex, 16).ok());
                match code.and_then(char::from_u32) {
                    Some(c) => {
                        plain.push(c);
                        chars = rest[4..].chars();
                    }
                    None => plain.push_str("\\u"),
                }
            }
            Some(other) => plain.push(other),
            None => plain.push('\\'),
        }
    }
    plain
}
