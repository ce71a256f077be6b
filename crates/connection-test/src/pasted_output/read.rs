//! Says what a pasted text is.

use serde_json::Value;

use super::failure::{Failure, failure};
use super::http::{self, Block};
use super::scrub::Scrubbed;
use crate::checks::check::SCIM_MEDIA_TYPE;
use crate::http::answer::scim_error;
use crate::http::outcome::{Answer, Body, HEADERS};
use crate::provisioning_codes::ProvisioningCode;
use crate::provisioning_codes::log::{self, Log};
use crate::provisioning_codes::search;
use crate::redact::Redacted;

/// What a text turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// Blanks.
    Nothing,
    /// What the service answered to Entra's question.
    Answer(Box<Pasted>),
    /// No answer came, and a tool says why.
    Failed(Failure),
    /// What Microsoft Graph answered.
    Graph(Graph),
    /// Codes of the provisioning log, and the log if it came as JSON.
    Codes(Vec<&'static ProvisioningCode>, Option<Log>),
    /// None of these.
    Unknown,
}

/// In which form an answer was pasted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// With a status line and headers.
    Whole,
    /// A tool's sentence that names the status.
    Sentence,
    /// A body alone. The status is what the body says, or else taken for 200.
    Body,
    /// In Entra's message about its own test.
    Portal,
}

/// An answer as far as the text holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pasted {
    /// In which form it came.
    pub form: Form,
    /// The answer.
    pub answer: Answer,
    /// Whether the text would hold the body if there was one.
    pub body_seen: bool,
    /// Where it redirects to.
    pub location: Option<String>,
    /// The answers that came before it, with where they led.
    pub before: Vec<(u16, Option<String>)>,
    /// The error code that the portal shows with it.
    pub code: Option<&'static ProvisioningCode>,
}

/// What Microsoft Graph said about `validateCredentials`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Graph {
    /// Its status, where the text has one.
    pub status: Option<u16>,
    /// The error's code.
    pub code: Option<String>,
    /// The error's message, shortened.
    pub message: Option<String>,
}

/// The longest message that is kept, in characters.
const LONGEST: usize = 600;

/// How many opening brackets are tried in the search for JSON within a text.
const TRIES: usize = 20;

/// Says what a text is.
pub fn read(scrubbed: &Scrubbed) -> Reading {
    let (text, redacted) = (scrubbed.text(), scrubbed.redacted());
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Reading::Nothing;
    }
    if let Some(log) = log::read(text) {
        return Reading::Codes(search::named(&log.searchable()), Some(log));
    }
    if let Some(pasted) = portal(text, redacted) {
        return Reading::Answer(Box::new(pasted));
    }
    if let Some(graph) = graph(text) {
        return Reading::Graph(graph);
    }
    if let Some(reading) = whole(text, redacted) {
        return reading;
    }
    if let Some(failure) = failure(text) {
        return Reading::Failed(failure);
    }
    if let Some(pasted) = sentence(text, redacted).or_else(|| body(text, redacted)) {
        return Reading::Answer(Box::new(pasted));
    }
    let codes = search::named(text);
    if codes.is_empty() {
        Reading::Unknown
    } else {
        Reading::Codes(codes, None)
    }
}

fn pasted(form: Form, status: u16, body: (String, Redacted), body_seen: bool) -> Pasted {
    let (body, redacted) = body;
    Pasted {
        form,
        answer: Answer {
            status,
            headers: unseen_headers(&body),
            body: Body {
                text: body,
                ..Body::default()
            },
            ms: 0,
            throttled: 0,
            redacted,
        },
        body_seen,
        location: None,
        before: Vec::new(),
        code: None,
    }
}

/// The headers of an answer whose headers the text does not have: JSON is taken
/// to be labelled as it should be, because nobody can tell.
fn unseen_headers(body: &str) -> Vec<(&'static str, String)> {
    if body.starts_with(['{', '[']) {
        vec![("content-type", SCIM_MEDIA_TYPE.to_owned())]
    } else {
        Vec::new()
    }
}

/// The message of Test connection in the portal, which quotes the answer.
fn portal(text: &str, redacted: Redacted) -> Option<Pasted> {
    let status = after(text, "Response Status Code:")?;
    let status = status_named(status.split_whitespace().next()?)?;
    let content = after(text, "Response Content:").map(http::tidy);
    let seen = content.is_some();
    let mut pasted = pasted(
        Form::Portal,
        status,
        (content.unwrap_or_default(), redacted),
        seen,
    );
    pasted.code = search::named(text).first().copied();
    Some(pasted)
}

fn after<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    text.find(words)
        .map(|at| text[at + words.len()..].trim_start())
}

/// A status by its number, or by the name that .NET has for it.
fn status_named(word: &str) -> Option<u16> {
    const NAMES: [(&str, u16); 24] = [
        ("OK", 200),
        ("NoContent", 204),
        ("Moved", 301),
        ("MovedPermanently", 301),
        ("Found", 302),
        ("Redirect", 302),
        ("SeeOther", 303),
        ("TemporaryRedirect", 307),
        ("BadRequest", 400),
        ("Unauthorized", 401),
        ("Forbidden", 403),
        ("NotFound", 404),
        ("MethodNotAllowed", 405),
        ("NotAcceptable", 406),
        ("ProxyAuthenticationRequired", 407),
        ("RequestTimeout", 408),
        ("Conflict", 409),
        ("UnsupportedMediaType", 415),
        ("TooManyRequests", 429),
        ("InternalServerError", 500),
        ("NotImplemented", 501),
        ("BadGateway", 502),
        ("ServiceUnavailable", 503),
        ("GatewayTimeout", 504),
    ];
    let named = NAMES.iter().find(|(name, _)| *name == word);
    named
        .map(|(_, status)| *status)
        .or_else(|| word.parse().ok().filter(is_status))
}

fn is_status(status: &u16) -> bool {
    (100..600).contains(status)
}

/// A text with status lines: its last answer.
fn whole(text: &str, redacted: Redacted) -> Option<Reading> {
    let blocks = http::blocks(text);
    let (last, before) = blocks.split_last()?;
    let body = http::tidy(last.body);
    // curl writes its errors after what came, so they look like a body.
    let spoken = !body.starts_with(['{', '[', '<']) && failure(&body).is_some();
    if spoken || last.status < 200 {
        return failure(text).map(Reading::Failed);
    }
    let expected = last
        .header("content-length")
        .is_none_or(|length| length != "0");
    let mut pasted = pasted(Form::Whole, last.status, (body, redacted), true);
    pasted.body_seen = !pasted.answer.body.text.is_empty() || !expected;
    pasted.answer.headers = HEADERS
        .iter()
        .filter_map(|name| Some((*name, last.header(name)?.to_owned())))
        .collect();
    pasted.location = location(last);
    pasted.before = before
        .iter()
        .filter(|block| block.status >= 300)
        .map(|block| (block.status, location(block)))
        .collect();
    Some(Reading::Answer(Box::new(pasted)))
}

fn location(block: &Block<'_>) -> Option<String> {
    let location = block.header("location")?;
    Some(location.chars().take(LONGEST).collect())
}

/// A sentence of PowerShell or curl that names the status.
fn sentence(text: &str, redacted: Redacted) -> Option<Pasted> {
    let low = text.to_ascii_lowercase();
    let number = |rest: &str| -> Option<u16> {
        let digits = rest.trim_start().get(..3)?;
        digits.parse().ok().filter(is_status)
    };
    let follows = |words: &str| number(&low[low.find(words)? + words.len()..]);
    // Windows speaks the admin's language, but the names of the command and of
    // its error stay, and so does the number in brackets.
    let speaks = [
        "invoke-webrequest",
        "invoke-restmethod",
        "webexception",
        "remote server returned an error",
    ]
    .iter()
    .any(|words| low.contains(words));
    let bracketed = || {
        low.match_indices('(').find_map(|(at, _)| {
            let rest = &low[at + 1..];
            (rest.as_bytes().get(3) == Some(&b')')).then(|| number(rest))?
        })
    };
    let status = follows("does not indicate success:")
        .or_else(|| follows("returned error:"))
        .or_else(|| {
            let rest = &low[low.find("statuscode")? + "statuscode".len()..];
            number(rest.trim_start().strip_prefix(':')?)
        })
        .or_else(|| speaks.then(bracketed).flatten())?;
    let body = json_in(text).map(|(json, _)| json.to_owned());
    let seen = body.is_some();
    Some(pasted(
        Form::Sentence,
        status,
        (body.unwrap_or_default(), redacted),
        seen,
    ))
}

/// A body alone, perhaps with a prompt round it.
fn body(text: &str, redacted: Redacted) -> Option<Pasted> {
    if text.starts_with('<') {
        return Some(pasted(Form::Body, 200, (http::tidy(text), redacted), true));
    }
    let tidy = http::tidy(text);
    let (json, value) = match serde_json::from_str::<Value>(&tidy) {
        Ok(value @ (Value::Object(_) | Value::Array(_))) => (tidy, value),
        _ => {
            let (json, value) = json_in(text)?;
            (json.to_owned(), value)
        }
    };
    let status = body_status(&value).unwrap_or(200);
    Some(pasted(Form::Body, status, (json, redacted), true))
}

/// The status that an error body names.
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
    let said = || {
        let text = value
            .get("message")
            .or_else(|| value.get("error"))?
            .as_str()?;
        status_named(&text.replace(' ', "")).filter(|status| *status >= 400)
    };
    // A SCIM error has to name its status (RFC 7644 section 3.12).
    named
        .or_else(said)
        .or_else(|| scim_error(value).map(|_| 400))
}

/// The first JSON object or list of objects within a text.
fn json_in(text: &str) -> Option<(&str, Value)> {
    text.match_indices('{').take(TRIES).find_map(|(at, _)| {
        let json = http::first_json(&text[at..])?;
        let value: Value = serde_json::from_str(json).ok()?;
        value.as_object().filter(|members| !members.is_empty())?;
        Some((json, value))
    })
}

/// An answer of Microsoft Graph to `validateCredentials`.
fn graph(text: &str) -> Option<Graph> {
    let low = text.to_ascii_lowercase();
    let json = json_in(text).map(|(_, value)| value);
    let error = json.as_ref().and_then(|value| value.get("error"));
    let inner = error.and_then(|error| error.get("innerError").or_else(|| error.get("innererror")));
    let marked = inner.is_some_and(|inner| inner.get("request-id").is_some());
    let block = http::blocks(text).last().map(|block| block.status);
    let status = block
        .or_else(|| explorer_status(&low))
        .or_else(|| answered_status(&low));
    let asked = low.contains("validatecredentials") || low.contains("graph.microsoft.com");
    let passed = low.contains("validatecredentials answered 204")
        || explorer_status(&low) == Some(204)
        || (asked && block == Some(204));
    if passed {
        return Some(Graph {
            status: Some(204),
            ..Graph::default()
        });
    }
    let error = error.filter(|error| error.is_object() && (marked || asked))?;
    let words = |name: &str| {
        let text = error.get(name)?.as_str()?.trim();
        (!text.is_empty()).then(|| text.chars().take(LONGEST).collect::<String>())
    };
    Some(Graph {
        status,
        code: words("code"),
        message: words("message"),
    })
}

/// The status in the lines of our command for PowerShell.
fn answered_status(low: &str) -> Option<u16> {
    low.lines().find_map(|line| {
        let rest = line
            .strip_prefix("validatecredentials answered ")
            .or_else(|| line.strip_prefix("microsoft graph answered "))?;
        rest.trim().parse().ok()
    })
}

/// The status in Graph Explorer's line "No Content - 204 - 358 ms".
fn explorer_status(low: &str) -> Option<u16> {
    let line = low
        .lines()
        .find(|line| line.trim_end().ends_with("ms") && line.split(" - ").count() == 3)?;
    line.split(" - ")
        .nth(1)?
        .trim()
        .parse()
        .ok()
        .filter(is_status)
}

#[cfg(test)]
mod tests;
