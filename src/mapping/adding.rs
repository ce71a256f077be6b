//! What is to be said about a target before a row is added for it.

use provisioning::default_rows::PORTAL_TARGETS;
use provisioning::names::check_urn;

use crate::talkdesk::attributes::{self, TARGETS};

/// A warning about a target, or nothing.
pub fn about(name: &str) -> String {
    let known = |name: &str| TARGETS.iter().any(|target| target.name == name);
    if name.is_empty() || attributes::target(name).is_some() {
        return String::new();
    }
    let is_urn = name.to_ascii_lowercase().starts_with("urn:");
    let offered = PORTAL_TARGETS.iter().any(|target| target.name == name);
    match check_urn(name) {
        Err(problem) if is_urn && !offered => problem.to_string(),
        _ if known(name) => String::new(),
        _ if offered => "Talkdesk’s schema has no such attribute. What it does with it is not documented.".to_owned(),
        _ => "Talkdesk’s schema has no such attribute, and the portal offers it only after it was added under Edit attribute list.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::talkdesk::attributes::ROLES;

    #[test]
    fn targets_that_talkdesk_lacks_are_warned_of() {
        let enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department";
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
        ];
        for (name, part) in cases {
            let said = about(name);
            assert!(said.contains(part), "{name}: {said}");
            assert_eq!(said.is_empty(), part.is_empty(), "{name}: {said}");
        }
    }
}
