//! Attributes under the names that a mapping has.

use std::borrow::Cow;

/// What the keys of step details begin with when they are of a SCIM schema.
const SCHEMA: &str = "urnietfparamsscimschemas";

/// Attributes of RFC 7643 that have a dot.
const WITH_DOT: [(&str, &str); 7] = [
    ("namegivenName", "name.givenName"),
    ("namefamilyName", "name.familyName"),
    ("nameformatted", "name.formatted"),
    ("namemiddleName", "name.middleName"),
    ("namehonorificPrefix", "name.honorificPrefix"),
    ("namehonorificSuffix", "name.honorificSuffix"),
    ("managervalue", "manager.value"),
];

/// The name of the attribute that a key of a log stands for: the log leaves out
/// dots and colons. A key that isn't known to lack any stays.
pub fn attribute_name(key: &str) -> Cow<'_, str> {
    if let Some((_, name)) = WITH_DOT.iter().find(|(mangled, _)| *mangled == key) {
        return Cow::Borrowed(name);
    }
    if let Some(rest) = key.strip_prefix(SCHEMA)
        && let Some(name) = schema_attribute(rest)
    {
        return Cow::Owned(name);
    }
    // `emails[type eq "work"]value`
    if let Some(at) = key.rfind(']')
        && let (head, tail) = key.split_at(at + 1)
        && tail.starts_with(|first: char| first.is_ascii_alphabetic())
    {
        return Cow::Owned(format!("{head}.{tail}"));
    }
    Cow::Borrowed(key)
}

/// `extensiontalkdesk20UserrolesString` is `extension:talkdesk:2.0:User:rolesString`.
fn schema_attribute(rest: &str) -> Option<String> {
    let (schema, resource, attribute) = ["User", "Group"].iter().find_map(|resource| {
        let version = format!("20{resource}");
        let (schema, attribute) = rest.split_once(&version)?;
        Some((schema, *resource, attribute))
    })?;
    let schema = match schema.strip_prefix("extension") {
        Some(name) if !name.is_empty() => format!("extension:{name}"),
        _ => schema.to_owned(),
    };
    let separator = if attribute.is_empty() { "" } else { ":" };
    let attribute = attribute_name(attribute);
    Some(format!(
        "urn:ietf:params:scim:schemas:{schema}:2.0:{resource}{separator}{attribute}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_get_their_dots_and_colons_back() {
        for (key, expected) in [
            ("userName", "userName"),
            ("active", "active"),
            ("namegivenName", "name.givenName"),
            ("name.givenName", "name.givenName"),
            (
                "emails[type eq \"work\"]value",
                "emails[type eq \"work\"].value",
            ),
            (
                "emails[type eq \"work\"].value",
                "emails[type eq \"work\"].value",
            ),
            (
                "urnietfparamsscimschemasextensiontalkdesk20UserrolesString",
                "urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User:rolesString",
            ),
            (
                "urnietfparamsscimschemasextensionenterprise20Usermanagervalue",
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value",
            ),
            (
                "urnietfparamsscimschemascore20UserphoneNumbers[type eq \"work\"]value",
                "urn:ietf:params:scim:schemas:core:2.0:User:phoneNumbers[type eq \"work\"].value",
            ),
            ("urnietfparamsscimschemas", "urnietfparamsscimschemas"),
            ("SkipReason", "SkipReason"),
            ("a]", "a]"),
            ("", ""),
        ] {
            assert_eq!(attribute_name(key), expected, "{key}");
        }
    }
}
