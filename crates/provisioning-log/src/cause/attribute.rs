//! The target attribute that a message is about.

use std::ops::Range;

use provisioning::portal::default_mappings::PORTAL_TARGETS;
use provisioning::talkdesk::{FAMILY_NAME, GIVEN_NAME, TARGETS};

/// In bytes.
const MAX_NAME: usize = 200;

/// How many words of a message are looked at.
const MAX_WORDS: usize = 200;

/// What every attribute's URN begins with.
const URN: &str = "urn:ietf:params:scim:schemas:";
const CORE_URN: &str = "urn:ietf:params:scim:schemas:core:2.0:User:";

/// Names that services use for attributes of another name.
const ALIASES: [(&str, &str); 6] = [
    ("firstName", GIVEN_NAME),
    ("first_name", GIVEN_NAME),
    ("lastName", FAMILY_NAME),
    ("last_name", FAMILY_NAME),
    ("givenName", GIVEN_NAME),
    ("familyName", FAMILY_NAME),
];

/// Attributes with several values, whose targets have square brackets.
const COMPLEX: [&str; 8] = [
    "emails",
    "phoneNumbers",
    "addresses",
    "roles",
    "photos",
    "ims",
    "groups",
    "entitlements",
];

/// Words next to the name of an attribute.
const KEYWORDS: [&str; 8] = [
    "attribute",
    "attributes",
    "property",
    "field",
    "path",
    "path-filter",
    "parameter",
    "column",
];

/// What is said about an attribute right after its name.
const STATEMENTS: [&str; 10] = [
    "is required",
    "is missing",
    "is empty",
    "is invalid",
    "is immutable",
    "is not",
    "must ",
    "cannot ",
    "can't ",
    "should ",
];

/// Words in quotes that are no attribute.
const OTHER: [&str; 12] = [
    "add", "replace", "remove", "string", "boolean", "true", "false", "null", "object", "get",
    "patch", "post",
];

/// The full name of a known attribute, in any case.
pub(super) fn canonical(name: &str) -> Option<&'static str> {
    let name = name.strip_prefix(CORE_URN).unwrap_or(name);
    let portal = PORTAL_TARGETS.iter().map(|target| target.name);
    let known = TARGETS.iter().map(|target| target.name).chain(portal);
    let short = TARGETS.iter().map(|target| (target.short, target.name));
    let mut aliases = ALIASES.into_iter().chain(short);
    let full = known
        .into_iter()
        .find(|known| known.eq_ignore_ascii_case(name));
    full.or_else(|| {
        let alias = aliases.find(|(alias, _)| alias.eq_ignore_ascii_case(name));
        alias.map(|(_, full)| full)
    })
}

/// The attribute that a message names, the surest first.
pub(super) fn attribute_in(text: &str) -> Option<String> {
    let words: Vec<Range<usize>> = split_words(text).take(MAX_WORDS).collect();
    let name = |range: &Range<usize>| &text[range.clone()];
    let found = |accepts: &dyn Fn(usize, &str) -> bool| {
        let mut numbered = words.iter().enumerate();
        numbered.find_map(|(nth, range)| accepts(nth, name(range)).then(|| name(range)))
    };
    let keyword = |nth: usize| {
        let word = words.get(nth).map(|range| name(range).to_ascii_lowercase());
        word.is_some_and(|word| KEYWORDS.contains(&word.as_str()))
    };
    let beside_keyword = |nth: usize| keyword(nth + 1) || nth.checked_sub(1).is_some_and(keyword);
    let quoted = |nth: usize| {
        let before = words
            .get(nth)
            .and_then(|range| text[..range.start].chars().next_back());
        before.is_some_and(|c| matches!(c, '\'' | '"' | '“' | '‘' | '`'))
    };
    let stated = |nth: usize| {
        let rest = words.get(nth).map_or("", |range| &text[range.end..]);
        let rest = rest.trim_start_matches(['\'', '"', '”', '’', '`', ':', ' ']);
        STATEMENTS
            .iter()
            .any(|statement| rest.starts_with(statement))
    };
    // As in "password: is required".
    let labels = |nth: usize| {
        let range = words.get(nth).filter(|range| range.start == 0);
        range.is_some_and(|range| {
            text[range.end..].starts_with(':') && text.starts_with(|c: char| c.is_ascii_lowercase())
        })
    };
    // As in "not supported for attribute department."
    let ends_clause = |nth: usize| {
        let rest = words.get(nth).map_or("", |range| &text[range.end..]);
        nth.checked_sub(1).is_some_and(keyword)
            && (rest.is_empty() || rest.starts_with(['.', ',', ';', ')']))
    };
    let found = found(&|_, name| is_distinctive(name))
        .or_else(|| found(&|nth, name| quoted(nth) && beside_keyword(nth) && is_name(name)))
        .or_else(|| {
            found(&|nth, name| {
                canonical(name).is_some() && (quoted(nth) || stated(nth) || beside_keyword(nth))
            })
        })
        .or_else(|| {
            found(&|nth, name| {
                beside_keyword(nth) && is_name(name) && (has_shape(name) || ends_clause(nth))
            })
        })
        .or_else(|| found(&|nth, name| labels(nth) && stated(nth) && is_name(name)))
        .or_else(|| found(&|nth, name| quoted(nth) && stated(nth) && is_name(name)))?;
    let full = canonical(found).unwrap_or_else(|| found.strip_prefix(CORE_URN).unwrap_or(found));
    Some(full.to_owned())
}

/// Whether a word can only be the name of an attribute.
fn is_distinctive(name: &str) -> bool {
    if let Some((base, _)) = name.split_once('[') {
        return name.contains(']') && COMPLEX.iter().any(|known| known.eq_ignore_ascii_case(base));
    }
    let is_urn = name
        .get(..URN.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(URN));
    is_urn || (has_shape(name) && canonical(name).is_some())
}

/// Whether a word is written as names are and words of prose are not.
fn has_shape(name: &str) -> bool {
    let inner_uppercase = name.chars().skip(1).any(|c| c.is_ascii_uppercase());
    let lowercase = name.chars().any(|c| c.is_ascii_lowercase());
    (inner_uppercase && lowercase) || name.contains(['.', ':', '[', '_'])
}

fn is_name(name: &str) -> bool {
    let low = name.to_ascii_lowercase();
    name.len() > 1
        && name.len() <= MAX_NAME
        && !OTHER.contains(&low.as_str())
        && !KEYWORDS.contains(&low.as_str())
}

/// The words of a text that may be names, with a filter in square brackets.
fn split_words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.find(|c: char| c.is_ascii_alphabetic())?;
        let mut end = start;
        let mut bracket = false;
        for (index, c) in text[start..].char_indices() {
            let takes = match c {
                '[' if !bracket => {
                    bracket = true;
                    true
                }
                ']' if bracket => {
                    bracket = false;
                    true
                }
                _ if bracket => index < MAX_NAME,
                _ => c.is_ascii_alphanumeric() || matches!(c, '.' | ':' | '_' | '-' | '$'),
            };
            if !takes {
                break;
            }
            end = start + index + c.len_utf8();
        }
        at = end;
        let word = text[start..end].trim_end_matches(['.', ':', '-']);
        Some(start..start + word.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Messages of the field reports and of services in public repositories.
    #[test]
    fn attributes_are_found_in_messages() {
        let emails = r#"emails[type eq "work"].value"#;
        let cases = [
            ("name.familyName is required", Some("name.familyName")),
            ("familyName is required", Some("name.familyName")),
            ("lastName must not be blank", Some("name.familyName")),
            ("'userName' is required.", Some("userName")),
            ("USERNAME is missing", Some("userName")),
            (
                "Unsupported user attribute: addresses[type eq \"work\"].locality",
                Some("addresses[type eq \"work\"].locality"),
            ),
            (
                "The attribute emails[type eq \"work\"].display for User is not supported",
                Some("emails[type eq \"work\"].display"),
            ),
            (
                "No target found for path-filter 'emails[type eq \"work\"].value'",
                Some(emails),
            ),
            (
                "error compiling path urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager",
                Some("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager"),
            ),
            (
                "Value not supported for attribute department",
                Some("department"),
            ),
            (
                "Value not supported for attribute department. For more information",
                Some("department"),
            ),
            (
                "The attribute \"externalId\" is not supported",
                Some("externalId"),
            ),
            ("externalId is immutable", Some("externalId")),
            (
                "rolesString is unknown",
                Some("urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User:rolesString"),
            ),
            (
                "The attribute extension_0123456789abcdef0123456789abcdef_costCentre was not found",
                Some("extension_0123456789abcdef0123456789abcdef_costCentre"),
            ),
            ("Missing Email field: You must provide an email", None),
            ("The attribute is not supported", None),
            ("User already exists in the database.", None),
            ("\"add\" is not a valid choice", None),
            ("", None),
            ("emails[", None),
        ];
        for (text, expected) in cases {
            assert_eq!(attribute_in(text).as_deref(), expected, "{text}");
        }
    }
}
