//! The addresses of the page and its drawers. Talkdesk's targets go by their short names;
//! others are written so that nothing in them is taken for a part of it.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use provisioning::format::percent_encoded;
use provisioning::talkdesk::{self as attributes, TARGETS};

/// The table without a drawer.
pub const TABLE: &str = "#/mappings";
/// The last part of the address of a new mapping.
pub const ADD: &str = "add";
/// The last part of the address of the operations.
pub const OPERATIONS: &str = "operations";

/// The address of a target's drawer.
pub fn of(target: &str) -> String {
    let known = TARGETS.iter().find(|known| known.name == target);
    match known {
        Some(known) => format!("#/mappings/{}", known.short),
        None => format!("#/mappings/{}", percent_encoded(target)),
    }
}

/// The full name of the target that the last part of an address means.
pub fn target(part: &str) -> String {
    let name = percent_decode_str(part).decode_utf8();
    let name = name.map_or_else(|_| part.to_owned(), Cow::into_owned);
    match attributes::target(&name) {
        Some(known) => known.name.to_owned(),
        None => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_back_to_their_targets() {
        for target_name in [
            "userName",
            "name.givenName",
            r#"emails[type eq "work"].value"#,
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager",
            "urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User:rolesString",
            "100%/é?#",
        ] {
            let address = of(target_name);
            let part = address.strip_prefix("#/mappings/").unwrap();
            assert!(!part.contains(['/', '#', '?', ' ', '"']), "{part}");
            assert_eq!(target(part), target_name);
        }
        assert_eq!(target("rolesString"), target("rolesString"));
        for odd in ["%", "%2", "%zz", "%ff", "a%2fb"] {
            let _ = target(odd);
        }
        assert_eq!(target("%zz"), "%zz");
        assert_eq!(target("%ff"), "%ff");
    }
}
