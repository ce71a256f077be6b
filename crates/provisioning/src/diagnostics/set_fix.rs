//! Changes of a mapping set that correct what a diagnostic is about.

use serde::{Deserialize, Serialize};

use crate::mapping::{ACTIVE_EXPRESSION, Apply, MappingSet, Row, Source};
use crate::talkdesk::ACTIVE;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SetFix {
    /// Maps `active` with Microsoft's default expression, always applied.
    PublishedActive,
    /// Applies the row of `active` on updates as well.
    ApplyAlways,
    UpdateOn,
}

impl SetFix {
    pub fn label(self) -> &'static str {
        match self {
            Self::PublishedActive => "Use the published expression",
            Self::ApplyAlways => "Apply it always",
            Self::UpdateOn => "Turn on Update",
        }
    }

    /// What is said once it is applied.
    pub fn done(self) -> &'static str {
        match self {
            Self::PublishedActive => "active uses the published expression",
            Self::ApplyAlways => "active is always applied",
            Self::UpdateOn => "Update is on",
        }
    }

    pub fn apply(self, set: &mut MappingSet) {
        match self {
            Self::UpdateOn => set.operations.update = true,
            Self::ApplyAlways => {
                let rows = set.rows.iter_mut();
                for row in rows.filter(|row| is_active(&row.target)) {
                    row.apply = Apply::Always;
                }
            }
            Self::PublishedActive => {
                let source = Source::Expression(ACTIVE_EXPRESSION.to_owned());
                let at = set.rows.iter().position(|row| is_active(&row.target));
                set.rows.retain(|row| !is_active(&row.target));
                let at = at.unwrap_or(set.rows.len());
                set.insert(at, Row::new(ACTIVE, source));
            }
        }
    }
}

/// What stands before an attribute of the core schema, in full.
const CORE_PREFIX: &str = "urn:ietf:params:scim:schemas:core:2.0:User:";

/// Whether a target is `active`: names of attributes are compared without case
/// (RFC 7643, section 2.1), and the URN of the core schema may stand before one.
pub(crate) fn is_active(target: &str) -> bool {
    let name = target
        .get(..CORE_PREFIX.len())
        .filter(|start| start.eq_ignore_ascii_case(CORE_PREFIX))
        .map_or(target, |start| &target[start.len()..]);
    name.eq_ignore_ascii_case(ACTIVE)
}
