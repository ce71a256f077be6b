//! Titles of the columns that name users, as the exports of Entra, Microsoft
//! 365, Okta and Google spell them.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Title {
    pub(super) rank: u8,
    /// Other systems use this title for ids of their own, so the column only
    /// counts when every value is a GUID.
    pub(super) only_guids: bool,
}

/// Known titles with their ranks, as [`folded`] writes them.
const TITLES: [(&str, u8); 17] = [
    ("userprincipalname", 1),
    ("upn", 1),
    ("userprincipal", 1),
    ("objectid", 2),
    ("azureadobjectid", 2),
    ("userid", 2),
    ("id", 2),
    ("username", 3),
    ("loginname", 3),
    ("login", 3),
    ("user", 3),
    ("signinname", 3),
    ("email", 4),
    ("emailaddress", 4),
    ("mail", 4),
    ("primarysmtpaddress", 4),
    ("primaryemail", 4),
];

/// A title as it is compared: lower case, letters and digits only.
fn folded(title: &str) -> String {
    let compared = title.chars().filter(|c| c.is_alphanumeric());
    compared.map(|c| c.to_ascii_lowercase()).collect()
}

/// What `known` finds for a title. Microsoft's bulk template writes the name
/// of a property in brackets (`User name [userPrincipalName] Required`), Google
/// whether the column is required (`Email Address [Required]`).
pub(super) fn find<T>(title: &str, known: impl Fn(&str) -> Option<T>) -> Option<T> {
    let brackets = title
        .split_once('[')
        .and_then(|(before, rest)| Some((before, rest.split_once(']')?.0)));
    match brackets {
        Some((before, name)) => known(name).or_else(|| known(before)),
        None => known(title),
    }
}

/// The title as one that names users.
pub(super) fn identity(title: &str) -> Option<Title> {
    find(title, |text| {
        let wanted = folded(text);
        let known = TITLES.iter().find(|(name, _)| *name == wanted);
        known.map(|(name, rank)| Title {
            rank: *rank,
            only_guids: matches!(*name, "userid" | "id"),
        })
    })
}

/// Whether a text is a GUID: 8-4-4-4-12 hexadecimal digits.
pub(crate) fn is_guid(text: &str) -> bool {
    let hyphen = |at: usize| matches!(at, 8 | 13 | 18 | 23);
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match hyphen(at) {
            true => byte == b'-',
            false => byte.is_ascii_hexdigit(),
        })
}

/// Whether a text is a user principal name or an object id, by its form. An apostrophe before
/// a formula was added by an export, and without it the text names another user.
pub(super) fn is_identifier(text: &str) -> bool {
    let excluded =
        |c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | ',' | ';');
    is_guid(text)
        || (text.contains('@')
            && !text.starts_with('@')
            && !text.ends_with('@')
            && !text.contains(excluded)
            && !text
                .strip_prefix('\'')
                .is_some_and(|rest| rest.starts_with(['=', '+', '-', '@'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_known_exports_have_a_rank() {
        for (title, rank) in [
            ("userPrincipalName", Some(1)),
            ("User principal name", Some(1)),
            ("User name [userPrincipalName] Required", Some(1)),
            ("UPN", Some(1)),
            ("Object Id", Some(2)),
            ("id", Some(2)),
            ("login", Some(3)),
            ("User_Name", Some(3)),
            ("Email Address [Required]", Some(4)),
            ("Primary SMTP address", Some(4)),
            ("New Primary Email [UPLOAD ONLY]", None),
            ("Nom d'utilisateur", None),
            ("É-mail", None),
            ("[upn", Some(1)),
            ("Name [displayName] Required", None),
            ("", None),
        ] {
            assert_eq!(identity(title).map(|title| title.rank), rank, "{title}");
        }
    }

    #[test]
    fn identifiers_are_known_by_their_form() {
        for text in [
            "00000000-0000-4000-8000-00000000000A",
            "a@b",
            "a_b.org#EXT#@x.onmicrosoft.com",
            "zoé@x.org",
            "o'hara@x.org",
            "a@b@c",
        ] {
            assert!(is_identifier(text), "{text}");
        }
        for text in [
            "",
            "@",
            "@x.org",
            "a@",
            "a b@x.org",
            "a\u{a0}b@x.org",
            "a\u{85}@x.org",
            "a\u{1}@x.org",
            "a<b@x.org",
            "a@x.org;b@x.org",
            "00000000-0000-4000-8000-00000000000",
            "00000000-0000-4000-8000-00000000000G",
            "{0000000-0000-4000-8000-000000000000",
            "00000000\u{2010}0000-4000-8000-0000000000",
        ] {
            assert!(!is_identifier(text), "{text:?}");
        }
    }
}
