//! Evaluates a response to Entra's query that came as a success.

use serde_json::Value;

use super::Evaluated;
use crate::diagnosis::messages::Code;
use crate::http::outcome::{HttpResponse, TIME_LIMIT_MS};
use crate::scim::content::{
    Content, HtmlPage, ListResponseError, PageKind, bare, content, list, scim_error,
};
use crate::scim::evidence::Evidence;

/// From here on a response to Entra's query counts as slow, in
/// milliseconds. How long Entra waits is not documented; a person at the
/// portal finds five seconds long.
pub(super) const SLOW_MS: u32 = 5_000;

/// The most of an unreadable body that is shown, in characters.
const BEGINNING: usize = 60;

pub(super) fn evaluate(response: &HttpResponse) -> Evaluated {
    let value = match content(response) {
        Content::Json(value) => value,
        Content::Html(page) => return html(page),
        Content::Empty => return (Code::Empty, vec![Evidence::Status(response.status)]),
        Content::TooLong => return (Code::TooLong, came(response)),
        Content::Stalled => {
            let mut evidence = came(response);
            evidence.push(Evidence::Waited(TIME_LIMIT_MS));
            return (Code::Stalled, evidence);
        }
        Content::BrokeOff => return (Code::BrokeOff, came(response)),
        Content::HalfJson => return (Code::HalfJson, came(response)),
        Content::Text => {
            let begins = bare(response)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            let mut evidence = vec![Evidence::Begins(begins.chars().take(BEGINNING).collect())];
            evidence.extend(media_type(response));
            return (Code::NotJson, evidence);
        }
    };
    match list(&value) {
        Ok(list) if list.total > 0 || !list.resources.is_empty() => {
            let count = list.total.max(list.resources.len() as u64);
            (Code::FilterIgnored, vec![Evidence::Found(count)])
        }
        Ok(_) => in_order(response),
        Err(ListResponseError::NotScim) => match scim_error(&value) {
            Some(evidence) => (Code::ErrorAsSuccess, evidence),
            None => (Code::NotScim, members(&value).into_iter().collect()),
        },
        Err(ListResponseError::Broken(deviations)) => (broken(&deviations), deviations),
    }
}

/// Evaluates an empty list by how it came.
fn in_order(response: &HttpResponse) -> Evaluated {
    let label: Vec<Evidence> = media_type(response).into_iter().collect();
    if !label.is_empty() {
        (Code::WrongMediaType, label)
    } else if response.throttled > 0 {
        (
            Code::SlowedDown,
            vec![Evidence::Throttled(response.throttled)],
        )
    } else if response.ms > SLOW_MS {
        (Code::Slow, vec![Evidence::Took(response.ms)])
    } else {
        (Code::Fine, Vec::new())
    }
}

fn html(page: HtmlPage) -> Evaluated {
    let code = match page.kind {
        PageKind::SignIn => Code::SignInPage,
        PageKind::Proxy => Code::ProxyPage,
        PageKind::Other => Code::Html,
    };
    (code, page.title.into_iter().map(Evidence::Title).collect())
}

/// What names the fault of a list best: a wrong spelling also leaves the right
/// one missing.
fn broken(deviations: &[Evidence]) -> Code {
    let any = |wanted: fn(&Evidence) -> bool| deviations.iter().any(wanted);
    if any(|deviation| matches!(deviation, Evidence::Misspelt { .. })) {
        Code::ListMisspelt
    } else if any(|deviation| matches!(deviation, Evidence::Missing(_))) {
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

fn came(response: &HttpResponse) -> Vec<Evidence> {
    vec![Evidence::Came(response.body.text.chars().count())]
}

/// The media type, where it is neither SCIM's nor JSON's (RFC 7644 section 3.1).
pub(super) fn media_type(response: &HttpResponse) -> Option<Evidence> {
    match response.media_type() {
        Some(kind) if kind == "application/scim+json" || kind == "application/json" => None,
        other => Some(Evidence::MediaType(other)),
    }
}
