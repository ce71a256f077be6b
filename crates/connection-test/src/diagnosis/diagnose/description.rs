//! Evaluates a description, which Entra does not ask for: never worse than a
//! remark.

use serde_json::Value;

use super::{Evaluated, content::media_type};
use crate::diagnosis::discovery;
use crate::diagnosis::messages::Code;
use crate::diagnosis::response_evidence::{error_evidence, failure_evidence};
use crate::http::outcome::Outcome;
use crate::scim::content::{Content, content, list};
use crate::scim::evidence::Evidence;

/// Evaluates what became of the question for a description. `read` evaluates the
/// description itself.
pub(super) fn evaluate(outcome: &Outcome, read: fn(&Value) -> Evaluated) -> Evaluated {
    let response = match outcome {
        Outcome::Response(response) => response,
        Outcome::Cancelled | Outcome::NotSent(_) => return (Code::NotSent, Vec::new()),
        Outcome::TimedOut
        | Outcome::Redirected { .. }
        | Outcome::Unreadable { .. }
        | Outcome::Relay(_) => {
            return (Code::DescriptionFailed, failure_evidence(outcome));
        }
    };
    match response.status {
        200 => {}
        401 | 403 => return (Code::DescriptionRefused, error_evidence(response)),
        429 | 500 | 502..=599 => return (Code::DescriptionFailed, error_evidence(response)),
        _ => return (Code::NoDescription, error_evidence(response)),
    }
    match content(response) {
        Content::Json(value) => read(&value),
        Content::Html(page) => {
            let title = page.title.into_iter().map(Evidence::Title).collect();
            (Code::NoDescription, title)
        }
        Content::Stalled | Content::BrokeOff => (Code::DescriptionFailed, Vec::new()),
        Content::Empty | Content::TooLong | Content::HalfJson | Content::Text => (
            Code::OddDescription,
            media_type(response).into_iter().collect(),
        ),
    }
}

/// Whether an outcome is a description that only a SCIM service gives.
pub(super) fn is_one(outcome: &Outcome) -> bool {
    let Outcome::Response(response) = outcome else {
        return false;
    };
    let Content::Json(value) = content(response) else {
        return false;
    };
    response.status == 200 && (discovery::is_config(&value) || list(&value).is_ok())
}
