//! Recognizes what a pasted text is, and parses it.

use serde_json::Value;

use super::http_text::{self, ResponseBlock};
use super::redact::RedactedPaste;
use super::tool_errors::{ToolError, tool_error};
use crate::http::outcome::{Body, HEADERS, HttpResponse, reason};
use crate::http::request::SCIM_MEDIA_TYPE;
use crate::redact::Redacted;
use crate::scim::content::scim_error;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PastedOutput {
    Empty,
    /// The service's response to Entra's request.
    Response(Box<PastedResponse>),
    /// A tool got no response.
    ToolError(ToolError),
    Graph(GraphResponse),
    /// Not the output of a command.
    Other,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastedResponse {
    /// What the text was recognized as.
    pub read_as: &'static str,
    pub response: HttpResponse,
    /// Whether the text would have the body in it if there was one.
    pub has_body: bool,
    pub location: Option<String>,
    /// The status and location of each redirect before it.
    pub before: Vec<(u16, Option<String>)>,
}

/// The response of Microsoft Graph to `validateCredentials`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GraphResponse {
    pub status: Option<u16>,
    pub code: String,
    /// Shortened.
    pub message: String,
}

/// In characters.
const MAX_MESSAGE: usize = 600;

/// Members of entries of the provisioning log, which no response to the commands
/// has.
const LOG_MEMBERS: [&str; 4] = [
    "\"provisioningStatusInfo\"",
    "\"provisioningSteps\"",
    "\"statusInfo\"",
    "\"errorCode\"",
];

/// How many opening braces are tried in the search for JSON within a text.
const MAX_TRIES: usize = 20;

pub fn classify(redacted: &RedactedPaste) -> PastedOutput {
    let (text, redacted) = (redacted.text(), redacted.redacted());
    let text = text.trim_start_matches('\u{feff}').trim();
    let response = |pasted| PastedOutput::Response(Box::new(pasted));
    if text.is_empty() {
        return PastedOutput::Empty;
    }
    if is_log(text) {
        return PastedOutput::Other;
    }
    portal(text, redacted)
        .map(response)
        .or_else(|| graph(text).map(PastedOutput::Graph))
        .or_else(|| status_and_headers(text, redacted))
        .or_else(|| tool_error(text).map(PastedOutput::ToolError))
        .or_else(|| sentence(text, redacted).map(response))
        .or_else(|| body(text, redacted).map(response))
        .unwrap_or(PastedOutput::Other)
}

fn is_log(text: &str) -> bool {
    let has = |member: &&str| text.contains(member);
    text.starts_with(['{', '[']) && LOG_MEMBERS.iter().any(has)
}

/// A response without headers. JSON is assumed to have the right media type.
fn pasted(
    read_as: &'static str,
    status: u16,
    body: Option<String>,
    redacted: Redacted,
) -> PastedResponse {
    let has_body = body.is_some();
    let text = body.unwrap_or_default();
    let media_type = text
        .starts_with(['{', '['])
        .then(|| ("content-type", SCIM_MEDIA_TYPE.to_owned()));
    PastedResponse {
        read_as,
        response: HttpResponse {
            status,
            headers: media_type.into_iter().collect(),
            body: Body {
                text,
                ..Body::default()
            },
            ms: 0,
            throttled: 0,
            redacted,
        },
        has_body,
        location: None,
        before: Vec::new(),
    }
}

/// The message of Test connection in the portal, which quotes the response.
fn portal(text: &str, redacted: Redacted) -> Option<PastedResponse> {
    let status = after(text, "Response Status Code:")?;
    let status = status_named(status.split_whitespace().next()?)?;
    let content = after(text, "Response Content:").map(http_text::tidy);
    let read_as = "Recognized as the response that Entra itself got.";
    Some(pasted(read_as, status, content, redacted))
}

fn after<'a>(text: &'a str, label: &str) -> Option<&'a str> {
    text.split_once(label).map(|(_, rest)| rest.trim_start())
}

/// A status by its number, or by its name in .NET.
fn status_named(word: &str) -> Option<u16> {
    match word {
        "Moved" | "MovedPermanently" => Some(301),
        "Found" | "Redirect" => Some(302),
        "SeeOther" => Some(303),
        "TemporaryRedirect" => Some(307),
        "ProxyAuthenticationRequired" => Some(407),
        "" => None,
        _ => (200..600)
            .find(|status| reason(*status).replace(' ', "") == word)
            .or_else(|| word.parse().ok().filter(is_status)),
    }
}

fn is_status(status: &u16) -> bool {
    (100..600).contains(status)
}

/// The last response in a text with status lines.
fn status_and_headers(text: &str, redacted: Redacted) -> Option<PastedOutput> {
    let blocks = http_text::response_blocks(text);
    let (last, before) = blocks.split_last()?;
    let body = http_text::tidy(last.body);
    // curl prints its errors after the response, so they look like a body.
    let is_error = !body.starts_with(['{', '[', '<']) && tool_error(&body).is_some();
    if is_error || last.status < 200 {
        return tool_error(text).map(PastedOutput::ToolError);
    }
    let expected = last
        .header("content-length")
        .is_none_or(|length| length != "0");
    let pasted = pasted(
        "Recognized as a response with status and headers.",
        last.status,
        Some(body),
        redacted,
    );
    let location = |block: &ResponseBlock<'_>| -> Option<String> {
        let location = block.header("location")?;
        Some(location.chars().take(MAX_MESSAGE).collect())
    };
    Some(PastedOutput::Response(Box::new(PastedResponse {
        has_body: !pasted.response.body.text.is_empty() || !expected,
        response: HttpResponse {
            headers: HEADERS
                .iter()
                .filter_map(|name| Some((*name, last.header(name)?.to_owned())))
                .collect(),
            ..pasted.response
        },
        location: location(last),
        before: before
            .iter()
            .filter(|block| block.status >= 300)
            .map(|block| (block.status, location(block)))
            .collect(),
        ..pasted
    })))
}

/// A message of PowerShell or curl with the status in it.
fn sentence(text: &str, redacted: Redacted) -> Option<PastedResponse> {
    let low = text.to_ascii_lowercase();
    let number = |rest: &str| -> Option<u16> {
        let digits = rest.trim_start().get(..3)?;
        digits.parse().ok().filter(is_status)
    };
    let follows = |label: &str| number(after(&low, label)?);
    // Windows translates the message, but not the names of the command and of the
    // error, and not the number in parentheses.
    let is_powershell = [
        "invoke-webrequest",
        "invoke-restmethod",
        "webexception",
        "remote server returned an error",
    ]
    .iter()
    .any(|name| low.contains(name));
    let in_parentheses = || {
        low.match_indices('(').find_map(|(at, _)| {
            let rest = &low[at + 1..];
            (rest.as_bytes().get(3) == Some(&b')')).then(|| number(rest))?
        })
    };
    let status = follows("does not indicate success:")
        .or_else(|| follows("returned error:"))
        .or_else(|| number(after(&low, "statuscode")?.strip_prefix(':')?))
        .or_else(|| is_powershell.then(in_parentheses).flatten())?;
    let body = json_in(text).map(|(json, _)| json.to_owned());
    let read_as = "Recognized as a tool’s message about the status.";
    Some(pasted(read_as, status, body, redacted))
}

/// A body alone, perhaps with a prompt of the terminal.
fn body(text: &str, redacted: Redacted) -> Option<PastedResponse> {
    let tidy = http_text::tidy(text);
    let (text, status) = if text.starts_with('<') {
        (tidy, None)
    } else {
        let (json, value) = match serde_json::from_str::<Value>(&tidy) {
            Ok(value @ (Value::Object(_) | Value::Array(_))) => (tidy, value),
            _ => json_in(text).map(|(json, value)| (json.to_owned(), value))?,
        };
        (json, body_status(&value))
    };
    let read_as = match status {
        None => "Recognized as the body of a response; its status is assumed to be 200.",
        Some(_) => "Recognized as the body of an error.",
    };
    let status = status.unwrap_or(200);
    Some(pasted(read_as, status, Some(text), redacted))
}

/// The status in the body of an error.
fn body_status(value: &Value) -> Option<u16> {
    let number = |name: &str| match value.get(name)? {
        Value::String(text) => text.trim().parse().ok(),
        Value::Number(number) => u16::try_from(number.as_u64()?).ok(),
        _ => None,
    };
    let named = ["status", "statusCode", "code"]
        .iter()
        .find_map(|name| number(name))
        .filter(|status| (400..600).contains(status));
    let by_message = || {
        let text = value
            .get("message")
            .or_else(|| value.get("error"))?
            .as_str()?;
        status_named(&text.replace(' ', "")).filter(|status| *status >= 400)
    };
    // A SCIM error must have its status in it (RFC 7644 section 3.12).
    named
        .or_else(by_message)
        .or_else(|| scim_error(value).map(|_| 400))
}

/// The first JSON object or list of objects within a text.
fn json_in(text: &str) -> Option<(&str, Value)> {
    text.match_indices('{').take(MAX_TRIES).find_map(|(at, _)| {
        let json = http_text::first_json(&text[at..])?;
        let value: Value = serde_json::from_str(json).ok()?;
        value.as_object().filter(|members| !members.is_empty())?;
        Some((json, value))
    })
}

/// A response of Microsoft Graph to `validateCredentials`.
fn graph(text: &str) -> Option<GraphResponse> {
    let low = text.to_ascii_lowercase();
    let json = json_in(text).map(|(_, value)| value);
    let error = json.as_ref().and_then(|value| value.get("error"));
    let inner = error.and_then(|error| error.get("innerError").or_else(|| error.get("innererror")));
    let has_request_id = inner.is_some_and(|inner| inner.get("request-id").is_some());
    let block = http_text::response_blocks(text)
        .last()
        .map(|block| block.status);
    let explorer = explorer_status(&low);
    let status = block.or(explorer).or_else(|| printed_status(&low));
    let is_graph = low.contains("validatecredentials") || low.contains("graph.microsoft.com");
    let passed = low.contains("validatecredentials answered 204")
        || explorer == Some(204)
        || (is_graph && block == Some(204));
    if passed {
        return Some(GraphResponse {
            status: Some(204),
            ..GraphResponse::default()
        });
    }
    let error = error.filter(|error| error.is_object() && (has_request_id || is_graph))?;
    let member = |name: &str| {
        let text = error.get(name).and_then(Value::as_str).unwrap_or_default();
        text.trim().chars().take(MAX_MESSAGE).collect()
    };
    Some(GraphResponse {
        status,
        code: member("code"),
        message: member("message"),
    })
}

/// The status that the app's own command for PowerShell prints.
fn printed_status(low: &str) -> Option<u16> {
    low.lines().find_map(|line| {
        let rest = line
            .strip_prefix("validatecredentials answered ")
            .or_else(|| line.strip_prefix("microsoft graph answered "))?;
        rest.trim().parse().ok()
    })
}

/// The status in Graph Explorer's line "No Content - 204 - 358 ms".
fn explorer_status(low: &str) -> Option<u16> {
    let status = low.lines().find_map(|line| {
        let parts = line.trim_end().strip_suffix("ms")?.split(" - ");
        let [_name, status, _time] = parts.collect::<Vec<_>>()[..] else {
            return None;
        };
        Some(status)
    })?;
    status.trim().parse().ok().filter(is_status)
}

#[cfg(test)]
mod tests;
