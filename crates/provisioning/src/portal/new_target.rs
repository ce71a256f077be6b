//! Which names a mapping can be added for.

use crate::portal::attribute_names::{UrnError, check_urn};
use crate::portal::default_mappings::PORTAL_TARGETS;

use crate::talkdesk::{self as attributes, TARGETS, TargetAttribute};

/// What is known about a name that was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetNote {
    /// One of Talkdesk's.
    Known(&'static TargetAttribute),
    /// Talkdesk has the attribute under a name with other capitals.
    Near(&'static TargetAttribute),
    /// No attribute can have this name in Entra.
    Invalid(UrnError),
    /// Entra offers it, Talkdesk does not have it.
    Offered,
    /// A custom attribute that Talkdesk does not have.
    Custom,
}

impl TargetNote {
    /// Whether a mapping can be added for the name.
    pub fn is_valid(self) -> bool {
        !matches!(self, Self::Invalid(_))
    }

    pub fn message(&self) -> String {
        match self {
            Self::Known(_) => "Valid. Talkdesk supports this attribute.".to_owned(),
            Self::Near(target) => format!("Talkdesk calls it {}.", target.short),
            Self::Invalid(error) => error.to_string(),
            Self::Offered => {
                "Talkdesk doesn’t list this attribute, so it may ignore or reject it.".to_owned()
            }
            Self::Custom => "Valid, but Talkdesk supports only two custom attributes: rolesString and teamsString.".to_owned(),
        }
    }
}

/// What is known about a name.
pub fn about(name: &str) -> TargetNote {
    if let Some(target) = attributes::target(name) {
        return TargetNote::Known(target);
    }
    let near = TARGETS.iter().find(|target| {
        target.name.eq_ignore_ascii_case(name) || target.short.eq_ignore_ascii_case(name)
    });
    if let Some(target) = near {
        return TargetNote::Near(target);
    }
    if PORTAL_TARGETS.iter().any(|target| target.name == name) {
        return TargetNote::Offered;
    }
    match check_urn(name) {
        Ok(()) => TargetNote::Custom,
        Err(error) => TargetNote::Invalid(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::talkdesk::ROLES;

    #[test]
    fn only_names_that_an_attribute_can_have_are_valid() {
        let enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department";
        let lower = ROLES.to_ascii_lowercase();
        let cases = [
            ("userName", true, "Talkdesk supports"),
            ("givenName", true, "Talkdesk supports"),
            (ROLES, true, "Talkdesk supports"),
            ("title", true, "may ignore or reject"),
            (enterprise, true, "may ignore or reject"),
            (
                "urn:ietf:params:scim:schemas:extension:a:2.0:User:b",
                true,
                "only two custom attributes",
            ),
            ("", false, "Enter the full name"),
            ("foo bar", false, "space"),
            ("shoeSize", false, "Start with urn:"),
            ("Title", false, "Start with urn:"),
            (
                "urn:ietf:params:scim:schemas:extension:a:2.0:user:b",
                false,
                ":2.0:User:",
            ),
            ("URN:x", false, "Start with urn:"),
            ("externalID", true, "Talkdesk calls it externalId."),
            ("Name.GivenName", true, "Talkdesk calls it givenName."),
            ("rolesstring", true, "Talkdesk calls it rolesString."),
            (lower.as_str(), true, "Talkdesk calls it rolesString."),
        ];
        for (name, valid, part) in cases {
            let note = about(name);
            assert_eq!(note.is_valid(), valid, "{name}");
            assert!(note.message().contains(part), "{name}: {}", note.message());
        }
    }
}
