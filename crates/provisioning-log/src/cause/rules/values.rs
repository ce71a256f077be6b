//! Values and attributes that the target does not take.

use super::super::CauseConfidence::{Certain, Likely, Possible};
use super::super::CauseKind;
use super::super::operation::Operation::{Change, Create, Unknown};
use super::super::rule::Rule;

pub(super) const RULES: &[Rule] = &[
    // K4i.
    Rule {
        status: &[400, 404, 409, 422, 500],
        says: &[
            "role",
            "roles",
            "team",
            "teams",
            "rolesstring",
            "teamsstring",
            "the role",
            "the team",
        ],
        and: &[
            "not found",
            "does not exist",
            "doesn't exist",
            "not exist",
            "unknown",
            "invalid",
            "no such",
            "unrecognized",
            "not a valid",
            "is not valid",
            "there is no",
            "cannot find",
            "could not find",
            "couldn't find",
            "do not exist",
        ],
        except: &["attribute", "path", "schema", "is required", "schemas"],
        ..Rule::new(CauseKind::RoleOrTeamUnknown, Certain)
    },
    // K4d; RFC 7644, section 3.12.
    Rule {
        scim_type: &["mutability"],
        ..Rule::new(CauseKind::AttributeImmutable, Certain)
    },
    Rule {
        status: &[400, 403, 409, 422],
        says: &[
            "immutable",
            "is immutable",
            "readonly",
            "read-only",
            "read only",
            "cannot be changed",
            "can't be changed",
            "cannot be modified",
            "can't be modified",
            "not mutable",
            "cannot be updated",
            "can't be updated",
        ],
        ..Rule::new(CauseKind::AttributeImmutable, Likely)
    },
    Rule {
        status: &[400, 422],
        says: &[
            "multiple values",
            "several values",
            "more than one value",
            "must be a single",
            "expected a single value",
            "cannot be an array",
            "can't be an array",
            "must not be an array",
        ],
        ..Rule::new(CauseKind::SeveralValues, Likely)
    },
    // S07, K7d.
    Rule {
        status: &[400, 409, 422, 500],
        says: &[
            "is required",
            "are required",
            "required field",
            "required attribute",
            "required property",
            "missing required",
            "must be provided",
            "must provide",
            "you must provide",
            "cannot be empty",
            "can't be empty",
            "must not be empty",
            "should not be empty",
            "may not be blank",
            "cannot be blank",
            "can't be blank",
            "must not be blank",
            "must not be null",
            "cannot be null",
            "can't be null",
            "may not be null",
            "is missing",
            "is empty",
            "missing value",
            "missing email",
            "is mandatory",
            "must be present",
            "was not provided",
            "not provided",
        ],
        except: &["path", "operations", "header"],
        ..Rule::new(CauseKind::RequiredValueMissing, Certain)
    },
    // S06, K2f.
    Rule {
        status: &[400, 422],
        says: &[
            "value not supported",
            "invalid value",
            "not a valid value",
            "unsupported value",
            "value is not",
            "value must",
        ],
        operation: &[Create, Change, Unknown],
        ..Rule::new(CauseKind::ValueRejected, Certain)
    },
    // R64, K7c.
    Rule {
        status: &[400, 422],
        says: &[
            "unsupported user attribute",
            "unsupported attribute",
            "unknown attribute",
            "no such attribute",
            "attribute not supported",
            "attribute is not supported",
            "not a supported attribute",
            "unrecognized attribute",
            "unrecognized field",
            "unknown field",
            "unknown property",
            "unrecognized property",
            "unexpected attribute",
            "undefined attribute",
            "invalid attribute name",
            "does not support attribute",
            "additional properties",
            "is not defined in",
            "attribute not found",
            "not a valid attribute",
        ],
        ..Rule::new(CauseKind::AttributeUnsupported, Certain)
    },
    Rule {
        status: &[400, 422],
        says: &["attribute", "the attribute", "property", "field", "member"],
        and: &[
            "is not supported",
            "not supported",
            "was not found",
            "not found",
            "does not exist",
            "doesn't exist",
            "is unknown",
            "not allowed",
            "not permitted",
        ],
        ..Rule::new(CauseKind::AttributeUnsupported, Likely)
    },
    // RFC 7644, section 3.12.
    Rule {
        scim_type: &["invalidValue"],
        ..Rule::new(CauseKind::ValueRejected, Likely)
    },
    Rule {
        status: &[422],
        without_status: false,
        ..Rule::new(CauseKind::ValueRejected, Likely)
    },
    Rule {
        status: &[400],
        without_status: false,
        says: &[
            "is invalid",
            "is not valid",
            "not valid",
            "must be",
            "too long",
            "too short",
            "malformed",
            "invalid format",
            "exceeds",
            "maximum length",
        ],
        ..Rule::new(CauseKind::ValueRejected, Possible)
    },
];
