//! Evidence of responses and failures that several checks share.

use serde_json::Value;

use crate::http::outcome::{HttpResponse, Outcome, TIME_LIMIT_MS};
use crate::relay::error::{RelayError, RelayErrorKind};
use crate::scim::content::{Content, content, scim_error};
use crate::scim::evidence::Evidence;

/// The most of an error's text that is shown, in characters.
const MAX_SHOWN: usize = 300;

/// What a response other than 200 tells.
pub fn error_evidence(response: &HttpResponse) -> Vec<Evidence> {
    let mut evidence = vec![Evidence::Status(response.status)];
    match content(response) {
        Content::Json(value) => {
            evidence.extend(scim_error(&value).unwrap_or_else(|| plain_error(&value)));
        }
        Content::Html(page) => evidence.extend(page.title.map(Evidence::Title)),
        _ => {}
    }
    let header = |name| response.header(name).map(str::to_owned);
    evidence.extend(header("www-authenticate").map(Evidence::Challenge));
    evidence.extend(header("retry-after").map(Evidence::RetryAfter));
    if response.throttled > 0 {
        evidence.push(Evidence::Throttled(response.throttled));
    }
    evidence
}

/// What an error that is JSON but not SCIM says under the usual names.
fn plain_error(value: &Value) -> Vec<Evidence> {
    let detail = ["message", "detail", "error_description", "error", "title"]
        .iter()
        .find_map(|name| value.get(name)?.as_str());
    detail
        .map(|text| Evidence::Detail(text.chars().take(MAX_SHOWN).collect()))
        .into_iter()
        .collect()
}

/// What is known of an outcome that is no response.
pub fn failure_evidence(outcome: &Outcome) -> Vec<Evidence> {
    match outcome {
        Outcome::TimedOut => vec![Evidence::Waited(TIME_LIMIT_MS)],
        Outcome::Relay(error) => relay_evidence(error),
        _ => Vec::new(),
    }
}

/// What the relay told.
pub fn relay_evidence(error: &RelayError) -> Vec<Evidence> {
    let mut evidence = Vec::new();
    match &error.kind {
        RelayErrorKind::Redirect { status, location } => {
            evidence.extend(location.clone().map(Evidence::LeadsTo));
            evidence.extend(status.map(Evidence::Status));
        }
        RelayErrorKind::Unknown(code) if !code.is_empty() => {
            evidence.push(Evidence::RelayCode(code.chars().take(MAX_SHOWN).collect()));
        }
        _ => {}
    }
    if !error.message.is_empty() {
        let message = error.message.chars().take(MAX_SHOWN).collect();
        evidence.push(Evidence::RelaySays(message));
    }
    evidence
}
