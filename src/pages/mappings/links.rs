//! The address of a row's page. Talkdesk's targets go by their short names;
//! others are written so that nothing in them is taken for a part of it.

use provisioning::talkdesk::{self as attributes, TARGETS};

/// The address of a target's page.
pub fn of(target: &str) -> String {
    let known = TARGETS.iter().find(|known| known.name == target);
    match known {
        Some(known) => format!("#/mappings/{}", known.short),
        None => format!("#/mappings/{}", encoded(target)),
    }
}

/// The full name of the target that the last part of an address means.
pub fn target(part: &str) -> String {
    let name = decoded(part);
    match attributes::target(&name) {
        Some(known) => known.name.to_owned(),
        None => name,
    }
}

/// Bytes in percent form, except letters, digits and `-._~`.
fn encoded(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(text.len() + 16);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// The reverse; what is no percent form stays as it is.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let code = behind
            .get(..2)
            .filter(|_| *first == b'%')
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match code {
            Some(byte) => {
                bytes.push(byte);
                rest = behind.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
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
