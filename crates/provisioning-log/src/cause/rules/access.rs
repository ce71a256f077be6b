//! What is in the way of every request, whatever was sent.

use super::super::CauseConfidence::{Certain, Likely, Possible};
use super::super::CauseKind;
use super::super::operation::Operation::{Change, Create, Delete, Unknown};
use super::super::rule::Rule;
use crate::facts::ObjectType;

/// How services say that something is missing or used up.
const LICENSES: &[&str] = &[
    "license",
    "licence",
    "seat",
    "user limit",
    "users limit",
    "limit reached",
    "limit of users",
    "maximum number of users",
    "maximum users",
    "plan limit",
    "quota",
    "payment required",
    "upgrade your plan",
];

pub(super) const RULES: &[Rule] = &[
    // R45, K2a; RFC 7644, section 3.12.
    Rule {
        status: &[401, 407],
        without_status: false,
        ..Rule::new(CauseKind::TokenRejected, Certain)
    },
    // R66.
    Rule {
        status: &[429],
        without_status: false,
        ..Rule::new(CauseKind::RateLimited, Certain)
    },
    Rule {
        status: &[400, 403, 503],
        says: &[
            "rate limit",
            "too many requests",
            "throttl",
            "request limit",
        ],
        ..Rule::new(CauseKind::RateLimited, Likely)
    },
    // S12.
    Rule {
        status: &[400, 402, 403, 423],
        says: &[
            "workspace is",
            "account is",
            "account has been",
            "account was",
            "organization is",
            "organization has been",
            "tenant is",
            "tenant has been",
            "subscription is",
            "subscription has",
            "workspace has been",
        ],
        and: &[
            "disabled",
            "suspended",
            "deactivated",
            "inactive",
            "locked",
            "expired",
            "closed",
        ],
        except: &["user account"],
        ..Rule::new(CauseKind::AccountSuspended, Certain)
    },
    // S15.
    Rule {
        says: &["scim", "provisioning is not", "user provisioning is"],
        and: &[
            "is not enabled",
            "not enabled",
            "is disabled",
            "is not activated",
            "is not available",
            "not turned on",
            "is not configured",
            "isn't enabled",
        ],
        except: &["workspace is", "user is"],
        ..Rule::new(CauseKind::ScimTurnedOff, Certain)
    },
    // S10, K2b, K4c, K8b.
    Rule {
        status: &[402],
        without_status: false,
        ..Rule::new(CauseKind::LicenseMissing, Certain)
    },
    Rule {
        status: &[400, 403, 409, 422],
        says: LICENSES,
        ..Rule::new(CauseKind::LicenseMissing, Certain)
    },
    // S09, K2e.
    Rule {
        status: &[400, 403, 409, 422],
        says: &["domain", "email domain"],
        and: &[
            "not verified",
            "not allowed",
            "not permitted",
            "not a verified",
            "unverified",
            "invalid domain",
            "not accepted",
            "not authorized",
            "blocked",
            "not supported",
            "is invalid",
            "does not belong",
            "not in the",
        ],
        ..Rule::new(CauseKind::DomainRejected, Certain)
    },
    Rule {
        status: &[403],
        without_status: false,
        says: &[
            "scope",
            "permission",
            "privilege",
            "insufficient",
            "not authorized",
            "unauthorized",
            "access denied",
        ],
        ..Rule::new(CauseKind::ScopeMissing, Likely)
    },
    // K1b, K8d.
    Rule {
        status: &[400, 403],
        says: &[
            "token has expired",
            "token expired",
            "expired token",
            "token is expired",
            "invalid token",
            "token is invalid",
            "token is not valid",
            "invalid_token",
            "token was revoked",
            "token has been revoked",
            "token not found",
            "authentication failed",
            "not authenticated",
            "authentication credentials were not provided",
        ],
        ..Rule::new(CauseKind::TokenRejected, Likely)
    },
    // A gateway before the service has these, and they say nothing of the request.
    Rule {
        status: &[408, 502, 503, 504],
        without_status: false,
        ..Rule::new(CauseKind::TargetUnavailable, Certain)
    },
    // S21.
    Rule {
        operation: &[Create, Change, Delete, Unknown],
        if_so: Some(|facts| facts.object == Some(ObjectType::Group)),
        ..Rule::new(CauseKind::GroupNotSupported, Certain)
    },
    Rule {
        if_so: Some(|facts| facts.object == Some(ObjectType::Group)),
        ..Rule::new(CauseKind::GroupNotSupported, Possible)
    },
];
