//! Finding users, and users that are there already.

use super::super::CauseConfidence::{Certain, Likely, Possible};
use super::super::CauseKind;
use super::super::attribute::attribute_in;
use super::super::operation::Operation::{Change, Create, Delete, Search, Unknown};
use super::super::rule::Rule;
use crate::facts::ErrorFacts;

/// How services say that a value or user is there already.
const EXISTS: &[&str] = &[
    "already exist",
    "exists already",
    "already taken",
    "already in use",
    "already used",
    "already registered",
    "already been taken",
    "already has",
    "is taken",
    "taken",
    "duplicate",
    "must be unique",
    "not unique",
    "unique constraint",
    "uniqueness",
];

/// How services say that a user is switched off.
const INACTIVE: &[&str] = &[
    "must be active",
    "is not active",
    "is inactive",
    "is deactivated",
    "was deactivated",
    "has been deactivated",
    "is disabled",
    "was disabled",
    "has been disabled",
    "inactive user",
    "deactivated user",
    "user is suspended",
    "user is locked",
];

const NO_USER: &[&str] = &[
    "user not found",
    "user does not exist",
    "no such user",
    "resource not found",
    "unknown user",
    "could not find user",
    "user doesn't exist",
    "no user",
];

/// Whether a message names externalId, which Talkdesk has. If it is not
/// supported, then it is not in a filter.
fn names_external_id(facts: &ErrorFacts<'_>) -> bool {
    let detail = facts.detail.as_deref().unwrap_or_default();
    attribute_in(detail).as_deref() == Some(provisioning::talkdesk::EXTERNAL_ID)
}

pub(super) const RULES: &[Rule] = &[
    // R05, K4e; RFC 7644, section 3.12.
    Rule {
        scim_type: &["invalidFilter"],
        ..Rule::new(CauseKind::FilterRejected, Certain)
    },
    Rule {
        scim_type: &["tooMany"],
        ..Rule::new(CauseKind::TooManyResults, Certain)
    },
    Rule {
        status: &[400, 403, 404, 422, 500],
        says: &["filter", "the filter", "search filter"],
        and: &[
            "not supported",
            "unsupported",
            "invalid",
            "malformed",
            "syntax",
            "parse",
            "not allowed",
            "not valid",
            "cannot be",
        ],
        except: &["path"],
        operation: &[Search, Unknown],
        ..Rule::new(CauseKind::FilterRejected, Likely)
    },
    // R05-body2.
    Rule {
        status: &[400, 422],
        says: &["is not supported", "unsupported", "not supported"],
        operation: &[Search, Unknown],
        if_so: Some(names_external_id),
        ..Rule::new(CauseKind::FilterRejected, Likely)
    },
    Rule {
        says: &[
            "more than one user",
            "multiple users",
            "several users",
            "multiple entries",
            "more than one entry",
            "exactly one match",
            "more than one match",
            "multiple results",
        ],
        operation: &[Search],
        ..Rule::new(CauseKind::TargetDuplicates, Likely)
    },
    // R04.
    Rule {
        status: &[400, 409, 422],
        without_status: false,
        operation: &[Search],
        ..Rule::new(CauseKind::FilterRejected, Likely)
    },
    Rule {
        status: &[500],
        without_status: false,
        operation: &[Search],
        ..Rule::new(CauseKind::MatchingFailed, Likely)
    },
    // R62.
    Rule {
        status: &[400, 403, 404, 409, 422],
        says: INACTIVE,
        except: &["account is"],
        operation: &[Change, Delete, Unknown],
        ..Rule::new(CauseKind::UserInactive, Certain)
    },
    // R23, R24, K4f; RFC 7644, section 3.3.
    Rule {
        status: &[400, 403, 409, 422, 500],
        scim_type: &["uniqueness"],
        operation: &[Create, Unknown],
        ..Rule::new(CauseKind::UserExists, Certain)
    },
    Rule {
        status: &[400, 403, 409, 422, 500],
        says: EXISTS,
        operation: &[Create, Unknown],
        ..Rule::new(CauseKind::UserExists, Certain)
    },
    Rule {
        status: &[409],
        without_status: false,
        operation: &[Create],
        ..Rule::new(CauseKind::UserExists, Certain)
    },
    Rule {
        status: &[409],
        without_status: false,
        operation: &[Unknown],
        ..Rule::new(CauseKind::UserExists, Likely)
    },
    Rule {
        scim_type: &["uniqueness"],
        operation: &[Change],
        ..Rule::new(CauseKind::ValueTaken, Certain)
    },
    Rule {
        status: &[400, 409, 422, 500],
        says: EXISTS,
        operation: &[Change],
        ..Rule::new(CauseKind::ValueTaken, Likely)
    },
    Rule {
        status: &[409, 412],
        without_status: false,
        operation: &[Change, Delete],
        ..Rule::new(CauseKind::UpdateConflict, Possible)
    },
    // R07, K4a.
    Rule {
        status: &[404, 410],
        without_status: false,
        operation: &[Delete],
        ..Rule::new(CauseKind::AlreadyDeleted, Certain)
    },
    Rule {
        status: &[404, 410],
        without_status: false,
        operation: &[Change],
        ..Rule::new(CauseKind::UserGone, Certain)
    },
    Rule {
        status: &[404],
        without_status: false,
        says: &["resource", "user"],
        and: &[
            "not found",
            "does not exist",
            "doesn't exist",
            "could not be found",
        ],
        operation: &[Unknown],
        ..Rule::new(CauseKind::UserGone, Possible)
    },
    Rule {
        status: &[400, 422],
        without_status: false,
        says: NO_USER,
        operation: &[Change, Delete],
        ..Rule::new(CauseKind::UserGone, Likely)
    },
    Rule {
        status: &[404, 410],
        without_status: false,
        operation: &[Search, Create, Unknown],
        except: &["role ", "team ", "roles ", "teams "],
        ..Rule::new(CauseKind::EndpointNotFound, Possible)
    },
];
