//! What is to be said about a target before a row is added for it.

use crate::portal::attribute_names::{UrnError, check_urn};
use crate::portal::default_mappings::PORTAL_TARGETS;

use crate::talkdesk::{self as attributes, TARGETS, TargetAttribute};

/// What is to be said about a name that was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetNote {
    Fine,
    /// Talkdesk has the attribute under a name with other capitals.
    Near(&'static TargetAttribute),
    /// It has the form of a name with a schema, but no such name can be.
    Form(UrnError),
    /// The portal offers it, Talkdesk does not have it.
    Offered,
    Unknown,
}

impl TargetNote {
    /// In a sentence; nothing if there is nothing to say.
    pub fn message(&self) -> String {
        match self {
            Self::Fine => String::new(),
            Self::Near(target) => format!("Talkdesk calls it {}.", target.short),
            Self::Form(error) => error.to_string(),
            Self::Offered => "Talkdesk’s schema has no such attribute. What it does with it is not documented.".to_owned(),
            Self::Unknown => "Talkdesk’s schema has no such attribute, and the portal offers it only after it was added under Edit attribute list.".to_owned(),
        }
    }
}

/// What is to be said about a target before a row is added for it.
pub fn about(name: &str) -> TargetNote {
    if name.is_empty() || attributes::target(name).is_some() {
        return TargetNote::Fine;
    }
    let near = TARGETS.iter().find(|target| {
        target.name.eq_ignore_ascii_case(name) || target.short.eq_ignore_ascii_case(name)
    });
    if let Some(target) = near {
        return TargetNote::Near(target);
    }
    let is_urn = name.to_ascii_lowercase().starts_with("urn:");
    let offered = PORTAL_TARGETS
        .iter()
        .any(|target| target.name.eq_ignore_ascii_case(name));
    match check_urn(name) {
        Err(error) if is_urn && !offered => TargetNote::Form(error),
        _ if offered => TargetNote::Offered,
        _ => TargetNote::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::talkdesk::ROLES;

    #[test]
    fn targets_that_talkdesk_lacks_are_warned_of() {
        let enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department";
        let small = ROLES.to_ascii_lowercase();
        let cases = [
            ("", ""),
            ("userName", ""),
            ("givenName", ""),
            (ROLES, ""),
            ("title", "What it does with it"),
            (enterprise, "What it does with it"),
            ("shoeSize", "only after it was added"),
            (
                "urn:ietf:params:scim:schemas:extension:a:2.0:User:b",
                "only after it was added",
            ),
            (
                "urn:ietf:params:scim:schemas:extension:a:2.0:user:b",
                ":2.0:User:",
            ),
            ("URN:x", "has to begin with"),
            ("externalID", "Talkdesk calls it externalId."),
            ("Name.GivenName", "Talkdesk calls it givenName."),
            ("rolesstring", "Talkdesk calls it rolesString."),
            (small.as_str(), "Talkdesk calls it rolesString."),
            ("Title", "What it does with it"),
        ];
        for (name, part) in cases {
            let message = about(name).message();
            assert!(message.contains(part), "{name}: {message}");
            assert_eq!(message.is_empty(), part.is_empty(), "{name}: {message}");
        }
    }
}
