//! Which column of a list of Talkdesk's users is which attribute.

use provisioning::talkdesk::{
    ACTIVE, EXTENSION_SCHEMA, EXTERNAL_ID, FAMILY_NAME, GIVEN_NAME, USER_NAME,
};

/// Other names of attributes in lists that do not come from the SCIM API, the
/// surest first. Folded as [`folded`] does.
const ALIASES: [(&str, &[&str]); 5] = [
    (USER_NAME, &["username", "email", "emailaddress", "mail"]),
    (EXTERNAL_ID, &["externalid"]),
    (GIVEN_NAME, &["namegivenname", "givenname", "firstname"]),
    (
        FAMILY_NAME,
        &["namefamilyname", "familyname", "lastname", "surname"],
    ),
    (ACTIVE, &["active", "status"]),
];

/// A header without case, blanks and joining characters.
fn folded(header: &str) -> String {
    let letters = header.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// The column that holds a target: the API's own name goes before any other.
pub(super) fn column(headers: &[String], target: &str) -> Option<usize> {
    let inner = target.strip_prefix(EXTENSION_SCHEMA);
    let inner = inner.and_then(|rest| rest.strip_prefix(':'));
    let own = headers.iter().position(|header| match inner {
        // The attributes of several values, `emails[type eq "work"].value`, are
        // one column.
        None => {
            header == target
                || target
                    .split_once('[')
                    .is_some_and(|(list, _)| header == list)
        }
        Some(inner) => {
            let own = header.strip_prefix(EXTENSION_SCHEMA);
            own.is_some_and(|own| own.get(1..) == Some(inner)) || header == inner
        }
    });
    own.or_else(|| {
        let (_, aliases) = ALIASES.iter().find(|(name, _)| *name == target)?;
        let mut aliases = aliases.iter();
        aliases.find_map(|alias| headers.iter().position(|header| folded(header) == **alias))
    })
}

/// Whether a list with these headers tells who its users are.
pub(crate) fn identifies(headers: &[String]) -> bool {
    [USER_NAME, EXTERNAL_ID]
        .iter()
        .any(|target| column(headers, target).is_some())
}
