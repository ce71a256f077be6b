//! The error of the target inside the reason of an entry, or in any pasted text:
//! its status as a number, text or name, `detail` as text or object, messages of
//! a second URN, the request, and the sentence about retries.

mod body;
mod request;
mod retry;
pub mod status_names;

use serde::{Deserialize, Serialize};

/// A longer message is read up to here. In bytes.
const MAX_MESSAGE: usize = 64 * 1024;

/// The method of the request that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RequestMethod {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

/// What the body of the target's response is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ErrorBody {
    #[default]
    None,
    /// JSON with the URN of SCIM errors.
    Scim,
    OtherJson,
    /// JSON whose end is missing.
    CutOff,
    /// A web page, or `[RedactedHtmlContent]` in place of one.
    Html,
    /// Only the name of a status, such as `Bad Request`.
    StatusName,
    Text,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ScimError<'a> {
    pub http_status: Option<u16>,
    pub scim_type: Option<String>,
    /// What the target says, in one line.
    pub detail: Option<String>,
    pub body: ErrorBody,
    /// The body as it is in the message.
    pub body_text: Option<&'a str>,
    /// What Entra says around the body, without the sentence about retries.
    pub entra_text: String,
    pub method: Option<RequestMethod>,
    /// The address of the request.
    pub resource: Option<&'a str>,
    /// The filter of the request, decoded.
    pub filter: Option<String>,
    pub retries: Option<u32>,
    /// The time of the next try, as it is written.
    pub next_retry: Option<&'a str>,
}

impl<'a> ScimError<'a> {
    /// Reads any text. What it does not have stays empty.
    pub fn read(message: &'a str) -> ScimError<'a> {
        let message = start_of(message, MAX_MESSAGE);
        let low = message.to_ascii_lowercase();
        let (retry, rest) = retry::read(message, &low);
        let low = low.get(..rest.len()).unwrap_or_default();
        let request = request::read(rest, low);
        let range = body::find(rest, low);
        let body = range.clone().map(|range| &rest[range]);
        let content = body.map(body::read).unwrap_or_default();
        let around = match range {
            Some(range) => [&rest[..range.start], &rest[range.end..]].join(" "),
            None => rest.to_owned(),
        };
        let outer = status_names::in_message(&around);
        let inner = content.status.filter(|status| *status >= 400);
        ScimError {
            http_status: inner.or(outer).or(content.status),
            scim_type: content.scim_type,
            detail: content.detail,
            body: content.kind,
            body_text: body,
            entra_text: without_fixed_sentence(&around),
            method: request.method,
            resource: request.resource,
            filter: request.filter,
            retries: retry.count,
            next_retry: retry.next,
        }
    }
}

/// What Entra writes before every response, which says nothing.
const FIXED_SENTENCES: [&str; 2] = [
    "Processing of the HTTP request resulted in an exception.",
    "Please see the HTTP response returned by the 'Response' property of this exception for details.",
];

fn without_fixed_sentence(text: &str) -> String {
    let mut text = text.to_owned();
    for sentence in FIXED_SENTENCES {
        text = text.replace(sentence, "");
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The beginning of a text, at most so many bytes.
pub(crate) fn start_of(text: &str, max: usize) -> &str {
    if text.len() <= max {
        return text;
    }
    let mut end = max;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests;
