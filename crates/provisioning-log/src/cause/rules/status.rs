//! Statuses whose response says nothing that is known.

use super::super::CauseConfidence::{Certain, Likely, Possible};
use super::super::CauseKind;
use super::super::rule::Rule;
use crate::facts::ErrorFacts;
use crate::scim_error::ErrorBody;

fn has_detail(facts: &ErrorFacts<'_>) -> bool {
    facts.detail.is_some() && facts.body != ErrorBody::Html
}

/// What services write when they do not know either.
const GENERAL: &[&str] = &[
    "internal server error",
    "internal error",
    "unexpected error",
    "an error occurred",
    "an error has occurred",
    "something went wrong",
    "unknown error",
    "server error",
    "please try again",
    "service unavailable",
];

pub(super) const RULES: &[Rule] = &[
    Rule {
        status: &[500, 505, 507, 520, 521, 522, 523, 524],
        without_status: false,
        says: GENERAL,
        ..Rule::new(CauseKind::TargetError, Likely)
    },
    Rule {
        status: &[500],
        without_status: false,
        if_so: Some(has_detail),
        ..Rule::new(CauseKind::TargetErrorWithReason, Likely)
    },
    // K8e.
    Rule {
        status: &[500],
        says: &["internal server error", "internal error"],
        ..Rule::new(CauseKind::TargetError, Possible)
    },
    // R03: without a reason.
    Rule {
        status: &[400],
        without_status: false,
        if_so: Some(|facts| !has_detail(facts)),
        ..Rule::new(CauseKind::BadRequestWithoutReason, Certain)
    },
    Rule {
        status: &[400],
        without_status: false,
        ..Rule::new(CauseKind::RequestRejected, Certain)
    },
    // RFC 7644, section 3.12.
    Rule {
        scim_type: &["invalidSyntax", "invalidVers", "sensitive"],
        ..Rule::new(CauseKind::RequestRejected, Likely)
    },
    // Without a status, and nothing known in it. That it is an error of the target
    // is sure.
    Rule {
        if_so: Some(|facts| facts.http_status.is_none() && facts.body == ErrorBody::Scim),
        ..Rule::new(CauseKind::RequestRejected, Possible)
    },
];
