//! Judges an answer to Entra's question that came as a success.

use serde_json::Value;

use super::Judged;
use crate::diagnosis::messages::Code;
use crate::http::outcome::{Answer, TIME_LIMIT_MS};
use crate::scim::content::{
    Content, HtmlPage, ListFault, PageKind, bare, content, list, scim_error,
};
use crate::scim::evidence::Evidence;

/// From here on an answer to Entra's question counts as slow, in
/// milliseconds. How long Entra waits is not documented; a person at the
/// portal finds five seconds long.
pub(super) const SLOW_MS: u32 = 5_000;

/// The most of an unreadable body that is shown, in characters.
const BEGINNING: usize = 60;

/// Judges what came.
pub(super) fn judge(answer: &Answer) -> Judged {
    let value = match content(answer) {
        Content::Json(value) => value,
        Content::Html(page) => return html(page),
        Content::Empty => return (Code::Empty, vec![Evidence::Status(answer.status)]),
        Content::TooLong => return (Code::TooLong, came(answer)),
        Content::Stalled => {
            let mut evidence = came(answer);
            evidence.push(Evidence::Waited(TIME_LIMIT_MS));
            return (Code::Stalled, evidence);
        }
        Content::BrokeOff => return (Code::BrokeOff, came(answer)),
        Content::HalfJson => return (Code::HalfJson, came(answer)),
        Content::Text => {
            let begins = bare(answer)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            let mut evidence = vec![Evidence::Begins(begins.chars().take(BEGINNING).collect())];
            evidence.extend(media_type(answer));
            return (Code::NotJson, evidence);
        }
    };
    match list(&value) {
        Ok(list) if list.total > 0 || !list.resources.is_empty() => {
            let count = list.total.max(list.resources.len() as u64);
            (Code::FilterIgnored, vec![Evidence::Found(count)])
        }
        Ok(_) => in_order(answer),
        Err(ListFault::NotScim) => match scim_error(&value) {
            Some(evidence) => (Code::ErrorAsSuccess, evidence),
            None => (Code::NotScim, members(&value).into_iter().collect()),
        },
        Err(ListFault::Broken(faults)) => (broken(&faults), faults),
    }
}

/// Judges an empty list by how it came.
fn in_order(answer: &Answer) -> Judged {
    let label: Vec<Evidence> = media_type(answer).into_iter().collect();
    if !label.is_empty() {
        (Code::WrongMediaType, label)
    } else if answer.throttled > 0 {
        (
            Code::SlowedDown,
            vec![Evidence::Throttled(answer.throttled)],
        )
    } else if answer.ms > SLOW_MS {
        (Code::Slow, vec![Evidence::Took(answer.ms)])
    } else {
        (Code::Fine, Vec::new())
    }
}

fn html(page: HtmlPage) -> Judged {
    let code = match page.kind {
        PageKind::SignIn => Code::SignInPage,
        PageKind::Proxy => Code::ProxyPage,
        PageKind::Other => Code::Html,
    };
    (code, page.title.into_iter().map(Evidence::Title).collect())
}

/// What names the fault of a list best: a wrong spelling also leaves the right
/// one missing.
fn broken(faults: &[Evidence]) -> Code {
    let any = |wanted: fn(&Evidence) -> bool| faults.iter().any(wanted);
    if any(|fault| matches!(fault, Evidence::Misspelt { .. })) {
        Code::ListMisspelt
    } else if any(|fault| matches!(fault, Evidence::Missing(_))) {
        Code::ListIncomplete
    } else {
        Code::ListWrongKind
    }
}

/// The names of an object's members, the first of them if there are many.
fn members(value: &Value) -> Option<Evidence> {
    let names: Vec<&str> = value.as_object()?.keys().map(String::as_str).collect();
    let text: String = names.join(", ").chars().take(BEGINNING).collect();
    (!text.is_empty()).then_some(Evidence::Members(text))
}

fn came(answer: &Answer) -> Vec<Evidence> {
    vec![Evidence::Came(answer.body.text.chars().count())]
}

/// The media type, where it is neither SCIM's nor JSON's (RFC 7644 section 3.1).
pub(super) fn media_type(answer: &Answer) -> Option<Evidence> {
    match answer.media_type() {
        Some(kind) if kind == "application/scim+json" || kind == "application/json" => None,
        other => Some(Evidence::MediaType(other)),
    }
}
