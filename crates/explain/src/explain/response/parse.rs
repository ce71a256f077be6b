//! What a text with a response says: the request, the status and the body.

use connection_test::pasted_output::http_text::{response_blocks, tidy};
use provisioning_log::facts::RequestMethod;
use serde_json::Value;

use crate::explain::json::{document, member, number};
use crate::request_record::{method_named, records};

#[derive(Debug)]
pub(super) struct ResponseFacts<'a> {
    pub(super) method: Option<RequestMethod>,
    /// The line of the request, if the text has one.
    pub(super) request: Option<&'a str>,
    pub(super) filter: Option<String>,
    pub(super) status: Option<u16>,
    /// Of a header.
    pub(super) allow: Option<&'a str>,
    pub(super) body: String,
    pub(super) value: Option<Value>,
}

pub(super) fn read(text: &str) -> ResponseFacts<'_> {
    let blocks = response_blocks(text);
    let last = blocks.last();
    let body = match last {
        Some(block) => tidy(block.body),
        None => tidy(text),
    };
    let value = match body.starts_with(['{', '[']) {
        true => document(&body),
        // A prompt or a message before the JSON.
        false if last.is_none() => document(text),
        false => None,
    };
    let status = last
        .map(|block| block.status)
        .or_else(|| value.as_ref().and_then(body_status));
    let request = request(text);
    ResponseFacts {
        method: request.method,
        request: request.line,
        filter: request.filter,
        status,
        allow: last.and_then(|block| block.header("allow")),
        body: match &value {
            Some(value) => value.to_string(),
            None => body,
        },
        value,
    }
}

/// The status that an error names, as a number or a text: of the response, or in
/// the list of errors that SCIM 1.1 has, or in an object `error`.
fn body_status(value: &Value) -> Option<u16> {
    let of = |value: &Value| {
        ["status", "statusCode", "code"]
            .iter()
            .filter_map(|name| number(value, &[name]))
            .filter_map(|status| u16::try_from(status).ok())
            .find(|status| (400..600).contains(status))
    };
    let mut inner = ["Errors", "error"].into_iter().filter_map(|name| {
        let inner = member(value, name)?;
        inner.as_array().map_or(Some(inner), |list| list.first())
    });
    of(value).or_else(|| inner.find_map(of))
}

#[derive(Default)]
struct SeenRequest<'a> {
    method: Option<RequestMethod>,
    line: Option<&'a str>,
    filter: Option<String>,
}

/// The request before the response: a request line, or the command.
fn request(text: &str) -> SeenRequest<'_> {
    let before = text
        .lines()
        .take_while(|line| !is_status_line(line))
        .collect::<Vec<_>>();
    // Without a status line the whole text is the body.
    if before.len() == text.lines().count() && text.starts_with(['{', '[']) {
        return SeenRequest::default();
    }
    for line in before {
        if let Some(record) = records(line).into_iter().next()
            && record.method.is_some()
        {
            return SeenRequest {
                method: record.method,
                line: Some(line.trim().trim_start_matches("> ")),
                filter: record.filter(),
            };
        }
        if let Some(request) = command(line) {
            return request;
        }
    }
    SeenRequest::default()
}

fn is_status_line(line: &str) -> bool {
    let line = line.strip_prefix("< ").unwrap_or(line);
    line.starts_with("HTTP/")
}

/// `curl -X PATCH … https://…`, after a prompt or alone.
fn command(line: &str) -> Option<SeenRequest<'_>> {
    let (_, rest) = line.split_once("curl ")?;
    let words: Vec<&str> = rest.split_whitespace().collect();
    let after = |names: &[&str]| {
        let at = words.iter().position(|word| names.contains(word))?;
        words.get(at + 1).copied()
    };
    let has_data = words
        .iter()
        .any(|word| matches!(*word, "-d" | "--data" | "--data-raw" | "--json"));
    let method = match after(&["-X", "--request"]) {
        Some(method) => method_named(method.trim_matches(['"', '\''])),
        None if has_data => Some(RequestMethod::Post),
        None => Some(RequestMethod::Get),
    };
    let url = words
        .iter()
        .map(|word| word.trim_matches(['"', '\'']))
        .find(|word| word.starts_with("http"))?;
    Some(SeenRequest {
        method,
        line: Some(url),
        filter: records(url).first().and_then(|record| record.filter()),
    })
}
