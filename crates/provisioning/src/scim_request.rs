//! The requests that Entra makes of what a mapping set gives.
//!
//! Sources: Microsoft's "Develop a SCIM endpoint" and "Known issues with SCIM
//! 2.0 protocol compliance" for what is sent; RFC 7643 and 7644 for the shapes.
//! Only mapped attributes are sent, and never a null.

mod json;
mod patch;
mod path;
pub mod predicted_response;
mod query;
pub mod request_outcome;
mod roles;

use std::borrow::Cow;

use entra_expression::TargetType;
use entra_expression::evaluate::IgnoredFlow;
use serde::{Deserialize, Serialize};

use crate::evaluate::{EvaluatedUser, MappedValue};
use crate::portal::default_mappings::target_type;

pub use json::ScimJson;
pub use patch::{PatchStyle, patch, unsent};
pub use path::Path;
pub use query::{MatchQuery, match_query};
pub use roles::Roles;

/// RFC 7643 section 4.1.
pub const CORE_SCHEMA: &str = "urn:ietf:params:scim:schemas:core:2.0:User";
/// RFC 7643 section 4.3.
pub const ENTERPRISE_SCHEMA: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
/// RFC 7644 section 3.5.2.
pub const PATCH_SCHEMA: &str = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum OmitReason {
    /// There is no value, and Entra never sends a null.
    NoValue,
    Ignored,
    Failed,
    /// The target takes True or False, and this is neither.
    NotBoolean(String),
    /// The target takes one value, and this many came.
    SeveralValues(usize),
    /// The row is applied only when the user is created.
    OnlyDuringCreation,
    /// There is no value any more, and Entra never sends a null.
    Gone,
    /// A role is gone, and `AppRoleAssignmentsComplex` only adds roles.
    RoleRetained,
}

impl OmitReason {
    /// Why, as text that follow the name of the target.
    pub fn message(&self) -> String {
        match self {
            Self::NoValue => "has no value, and Entra never sends null".to_owned(),
            Self::Ignored => "is skipped, as its expression says".to_owned(),
            Self::Failed => "can’t be evaluated".to_owned(),
            Self::NotBoolean(text) => format!("accepts True or False, not “{text}”"),
            Self::SeveralValues(count) => format!("accepts one value, but {count} came"),
            Self::OnlyDuringCreation => "changes, but applies only during object creation".to_owned(),
            Self::RoleRetained => {
                "loses a role, but AppRoleAssignmentsComplex never sends a removal, so Talkdesk keeps it"
                    .to_owned()
            }
            Self::Gone => {
                "no longer has a value; Entra never sends null, so Talkdesk keeps the old one"
                    .to_owned()
            }
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OmittedTarget {
    pub target: String,
    pub why: OmitReason,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostRequest {
    /// What is sent to `/Users`.
    pub body: ScimJson,
    /// The rows that are not in it.
    pub left_out: Vec<OmittedTarget>,
}

/// A value in the type of its target.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Typed<'v> {
    Text(Cow<'v, str>),
    Boolean(bool),
    Roles(Roles),
}

impl Typed<'_> {
    /// The value with booleans as such.
    fn json(&self) -> ScimJson {
        match self {
            Self::Text(text) => ScimJson::from(text.as_ref()),
            Self::Boolean(truth) => ScimJson::Bool(*truth),
            Self::Roles(roles) => roles.objects(),
        }
    }

    /// The value with booleans as the texts `True` and `False`.
    fn json_text(&self) -> ScimJson {
        match self {
            Self::Text(text) => ScimJson::from(text.as_ref()),
            Self::Boolean(true) => ScimJson::from("True"),
            Self::Boolean(false) => ScimJson::from("False"),
            Self::Roles(roles) => roles.texts(),
        }
    }
}

/// The value that is sent for a target, or why none is.
fn typed<'v>(target: &str, given: &'v MappedValue<'_>) -> Result<Typed<'v>, OmitReason> {
    match given {
        MappedValue::Null => Err(OmitReason::NoValue),
        MappedValue::Ignored(IgnoredFlow::Attribute | IgnoredFlow::Object) => {
            Err(OmitReason::Ignored)
        }
        MappedValue::Failed(_) => Err(OmitReason::Failed),
        MappedValue::Many(values) => match (Roles::read(target, values), values.as_slice()) {
            (Some(roles), _) => Ok(Typed::Roles(roles)),
            (None, []) => Err(OmitReason::NoValue),
            (None, [one]) => of_type(target, one),
            (None, several) => Err(OmitReason::SeveralValues(several.len())),
        },
        MappedValue::One(text) => of_type(target, text),
    }
}

fn of_type<'v>(target: &str, text: &'v str) -> Result<Typed<'v>, OmitReason> {
    if target_type(target) != TargetType::Boolean {
        return Ok(Typed::Text(Cow::Borrowed(text)));
    }
    match text {
        _ if text.eq_ignore_ascii_case("true") => Ok(Typed::Boolean(true)),
        _ if text.eq_ignore_ascii_case("false") => Ok(Typed::Boolean(false)),
        _ => Err(OmitReason::NotBoolean(text.to_owned())),
    }
}

/// Whether a target gets roles of which none is ever taken away again.
pub fn only_adds_roles(target: &str, given: &MappedValue<'_>) -> bool {
    matches!(typed(target, given), Ok(Typed::Roles(roles)) if !roles.assertive)
}

/// Whether a value is sent for a target, or why not.
pub fn sent(target: &str, given: &MappedValue<'_>) -> Result<(), OmitReason> {
    typed(target, given).map(|_| ())
}

/// The body of the request that creates a user. Of two rows for one target the
/// later one counts. The extension's object is sent, and its URN is not added to
/// `schemas`.
pub fn post(applied: &EvaluatedUser<'_>) -> PostRequest {
    let mut schemas = vec![ScimJson::from(CORE_SCHEMA)];
    let mut resource = ScimJson::object();
    let mut left_out = Vec::new();
    for (row, given) in applied.pairs() {
        let target = row.row().target.as_str();
        match typed(target, &row.on_creation(given)) {
            Ok(value) => Path::parse(target).write(&mut resource, value.json()),
            Err(why) => left_out.push(OmittedTarget {
                target: target.to_owned(),
                why,
            }),
        }
    }
    if resource.get(ENTERPRISE_SCHEMA).is_some() {
        schemas.push(ScimJson::from(ENTERPRISE_SCHEMA));
    }
    let mut body = ScimJson::object();
    body.set("schemas", ScimJson::Array(schemas));
    if let ScimJson::Object(members) = resource {
        for (name, value) in members {
            body.set(&name, value);
        }
    }
    PostRequest { body, left_out }
}

#[cfg(test)]
mod tests;
