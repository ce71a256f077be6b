//! The form of an update: operations, paths, booleans, methods.

use super::super::CauseConfidence::{Certain, Likely, Possible};
use super::super::CauseKind;
use super::super::operation::Operation::{Change, Create, Unknown};
use super::super::rule::Rule;

pub(super) const RULES: &[Rule] = &[
    // R47.
    Rule {
        status: &[415],
        without_status: false,
        ..Rule::new(CauseKind::ContentTypeRejected, Certain)
    },
    Rule {
        status: &[413],
        without_status: false,
        ..Rule::new(CauseKind::RequestTooLarge, Certain)
    },
    // R48.
    Rule {
        status: &[405],
        without_status: false,
        operation: &[Change],
        ..Rule::new(CauseKind::PatchNotAllowed, Certain)
    },
    Rule {
        status: &[405],
        without_status: false,
        ..Rule::new(CauseKind::MethodNotAllowed, Certain)
    },
    Rule {
        says: &["method not allowed", "method \"patch\" not allowed"],
        status: &[400, 403, 404],
        ..Rule::new(CauseKind::MethodNotAllowed, Possible)
    },
    // R59.
    Rule {
        status: &[501],
        without_status: false,
        ..Rule::new(CauseKind::NotImplemented, Certain)
    },
    // R02: Django REST framework's words for a choice.
    Rule {
        status: &[400, 422],
        says: &[
            "is not a valid choice",
            "invalid op",
            "unknown op",
            "unsupported op",
        ],
        and: &[
            "add\"",
            "replace\"",
            "remove\"",
            "operation",
            "op",
            "'add'",
            "'replace'",
        ],
        operation: &[Change, Unknown],
        ..Rule::new(CauseKind::PatchRejected, Certain)
    },
    // R01.
    Rule {
        status: &[400, 422],
        says: &["boolean", "a bool", "true or false"],
        and: &["active", "attribute 'active'", "\"active\"", "'active'"],
        operation: &[Change, Create, Unknown],
        ..Rule::new(CauseKind::ActiveAsText, Certain)
    },
    Rule {
        status: &[400, 422],
        says: &["boolean", "a bool", "true or false"],
        operation: &[Change],
        if_so: Some(|facts| facts.ends_access()),
        ..Rule::new(CauseKind::ActiveAsText, Likely)
    },
    // R61.
    Rule {
        status: &[400, 422],
        says: &[
            "mono valued",
            "mono-valued",
            "single valued",
            "single-valued",
            "singular attribute",
            "not multi-valued",
            "not multivalued",
            "not a multi-valued",
            "is not multi",
        ],
        except: &["multiple values", "several values", "more than one value"],
        ..Rule::new(CauseKind::FilterOnSingleValue, Likely)
    },
    // R65.
    Rule {
        status: &[400, 409, 422],
        says: &[
            "exactly one match",
            "matches more than one",
            "multiple matches",
            "more than one match",
            "matched multiple",
        ],
        operation: &[Change, Unknown],
        ..Rule::new(CauseKind::PathMatchesSeveral, Likely)
    },
    // R33.
    Rule {
        status: &[400, 404, 422],
        says: &[
            "error compiling path urn",
            "schemas:extension",
            "urn:ietf:params:scim:schemas",
            "resource schema",
            "unknown schema",
            "unsupported schema",
            "invalid schema",
            "schema does not exist",
            "schema is not",
            "schema not",
        ],
        and: &[
            "path",
            "error compiling",
            "no such attribute",
            "does not exist",
            "not supported",
            "unsupported",
            "unknown",
            "not permitted",
            "not implemented",
            "cannot be parsed",
            "invalid",
            "not found",
            "unrecognized",
            "is not",
        ],
        except: &[
            "role ",
            "team ",
            "roles ",
            "teams ",
            "is required",
            "must not be",
        ],
        ..Rule::new(CauseKind::UrnPathRejected, Certain)
    },
    // R63; RFC 7644, section 3.5.2.
    Rule {
        scim_type: &["noTarget"],
        ..Rule::new(CauseKind::PathWithoutTarget, Certain)
    },
    Rule {
        status: &[400, 404, 422],
        says: &[
            "no target",
            "no matching value",
            "did not match any",
            "does not match any",
        ],
        operation: &[Change, Unknown],
        ..Rule::new(CauseKind::PathWithoutTarget, Likely)
    },
    // K4b; RFC 7644, section 3.12.
    Rule {
        scim_type: &["invalidPath"],
        ..Rule::new(CauseKind::PathRejected, Certain)
    },
    Rule {
        status: &[400, 422],
        says: &[
            "invalid path",
            "unknown path",
            "unsupported path",
            "path is not",
            "invalid attribute path",
            "error compiling path",
        ],
        operation: &[Change, Unknown],
        ..Rule::new(CauseKind::PathRejected, Likely)
    },
    // R49, S13.
    Rule {
        status: &[400, 422],
        says: &[
            "invalid patch",
            "invalid scim patch",
            "patch request",
            "patch operation",
            "patchop",
            "[invalid]patch",
            "operation not supported",
            "unsupported operation",
            "operation is not supported",
            "invalid operation",
            "unknown operation",
            "patch is not",
        ],
        operation: &[Change],
        ..Rule::new(CauseKind::PatchRejected, Likely)
    },
];
