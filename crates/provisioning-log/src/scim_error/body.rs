//! The body of the target's response: where it is in a message, and what it says.

mod json;

use std::ops::Range;

use serde_json::{Deserializer, Value};

use super::{ErrorBody, start_of, status_names};

/// In bytes.
const MAX_DETAIL: usize = 1_000;

/// What stands before a body, in lower case.
const LABELS: [&str; 2] = ["web response:", "response content:"];

const REDACTED: &str = "[RedactedHtmlContent]";

/// How many braces of a text without a label are tried.
const MAX_BRACES: usize = 8;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct BodyContent {
    pub kind: ErrorBody,
    pub status: Option<u16>,
    pub scim_type: Option<String>,
    pub detail: Option<String>,
}

/// Where the body is in a message.
pub(super) fn find(message: &str, low: &str) -> Option<Range<usize>> {
    let labeled = LABELS
        .iter()
        .filter_map(|label| low.rfind(label).map(|at| at + label.len()))
        .max();
    if let Some(start) = labeled {
        let rest = &message[start..];
        let start = start + (rest.len() - rest.trim_start().len());
        let rest = &message[start..];
        let end = match rest.starts_with(['{', '[']) {
            true => json::end(rest).unwrap_or(rest.len()),
            false => rest.len(),
        };
        return (end > 0).then_some(start..start + end);
    }
    let braces = message.match_indices('{').take(MAX_BRACES);
    for (start, _) in braces {
        let rest = &message[start..];
        if let Some(end) = json::end(rest) {
            if json::is_error(&rest[..end]) {
                return Some(start..start + end);
            }
        } else if json::is_cut_off_error(rest) {
            return Some(start..message.len());
        }
    }
    None
}

pub(super) fn read(body: &str) -> BodyContent {
    let text = body.trim().trim_matches('\'').trim();
    if text.is_empty() {
        return BodyContent::default();
    }
    if let Some(value) = parse(text) {
        return json::read(&value);
    }
    if text.starts_with('{') {
        return json::read_cut_off(text);
    }
    let low = start_of(text, 200).to_ascii_lowercase();
    if text.contains(REDACTED) || low.contains("<html") || low.contains("<!doctype") {
        return BodyContent {
            kind: ErrorBody::Html,
            status: None,
            scim_type: None,
            detail: title(text),
        };
    }
    if let Some(status) = status_names::status_of(text) {
        return BodyContent {
            kind: ErrorBody::StatusName,
            status: Some(status),
            ..BodyContent::default()
        };
    }
    BodyContent {
        kind: ErrorBody::Text,
        detail: Some(one_line(text)),
        ..BodyContent::default()
    }
}

/// JSON at the beginning of a text, also with its quotes escaped.
fn parse(text: &str) -> Option<Value> {
    let first = |text: &str| {
        Deserializer::from_str(text)
            .into_iter::<Value>()
            .next()?
            .ok()
    };
    if !text.starts_with(['{', '[']) {
        return None;
    }
    first(text).or_else(|| first(&json::unescape(text)))
}

fn title(page: &str) -> Option<String> {
    let low = page.to_ascii_lowercase();
    let start = low.find("<title>")? + "<title>".len();
    let end = start + low.get(start..)?.find("</title>")?;
    let title = one_line(&page[start..end]);
    (!title.is_empty()).then_some(title)
}

/// A text in one line, shortened.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = start_of(text, MAX_DETAIL).split_whitespace().collect();
    words.join(" ")
}
