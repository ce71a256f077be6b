//! The forms of attribute names that are typed by hand.

use thiserror::Error;

use crate::entra::EXTENSION_PREFIX;

/// What the name of every custom target begins with in the portal.
pub const URN_BEGIN: &str = "urn:ietf:params:scim:schemas:extension:";
/// What stands between the extension's name and the attribute.
pub const URN_MIDDLE: &str = ":2.0:User:";
/// The longest name that is read, in characters. Nothing real is as long.
const MAX_NAME: usize = 256;

/// What is wrong with the name of a custom target, the first thing first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum UrnError {
    #[error("Enter the full name of the attribute.")]
    Empty,
    #[error("No attribute name is this long.")]
    TooLong,
    #[error("The name contains a space or an invisible character. Remove it.")]
    Blank,
    #[error(
        "Entra’s list doesn’t have it. Start with {} if it is a custom attribute.",
        URN_BEGIN
    )]
    Begin,
    #[error("Case matters. Start with {}", URN_BEGIN)]
    Case,
    #[error("Add {} and the attribute after the extension’s name.", URN_MIDDLE)]
    Middle,
    #[error("Add the extension’s name before :2.0:User:.")]
    NoExtension,
    #[error("The extension’s name can’t contain “{0}”. Use letters, digits, “-” and “_”.")]
    Extension(char),
    #[error("Add the attribute’s own name at the end.")]
    NoAttribute,
    #[error(
        "The attribute’s name can’t contain “{0}” there. Start with a letter, then use letters, digits, “-”, “_” and “$” (RFC 7643, section 2.1)."
    )]
    Attribute(char),
    #[error("Remove the dot. Custom attributes of a non-gallery application can’t have parts.")]
    Nested,
    #[error("This is the standard extension. Entra already has its attributes.")]
    Enterprise,
}

/// Checks the name of a custom target:
/// `urn:ietf:params:scim:schemas:extension:<Name>:2.0:User:<attribute>`.
///
/// # Errors
///
/// The first thing that is wrong with it.
pub fn check_urn(name: &str) -> Result<(), UrnError> {
    if name.is_empty() {
        return Err(UrnError::Empty);
    }
    if name.chars().count() > MAX_NAME {
        return Err(UrnError::TooLong);
    }
    let blank = |c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}')
    };
    if name.contains(blank) {
        return Err(UrnError::Blank);
    }
    let Some(rest) = name.strip_prefix(URN_BEGIN) else {
        let begin = name.get(..URN_BEGIN.len());
        let cased = begin.is_some_and(|begin| begin.eq_ignore_ascii_case(URN_BEGIN));
        return Err(if cased {
            UrnError::Case
        } else {
            UrnError::Begin
        });
    };
    let (extension, attribute) = rest.split_once(URN_MIDDLE).ok_or(UrnError::Middle)?;
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if extension.is_empty() {
        return Err(UrnError::NoExtension);
    }
    if let Some(found) = extension.chars().find(|c| !word(*c)) {
        return Err(UrnError::Extension(found));
    }
    if extension.eq_ignore_ascii_case("enterprise") {
        return Err(UrnError::Enterprise);
    }
    let Some(first) = attribute.chars().next() else {
        return Err(UrnError::NoAttribute);
    };
    if !first.is_ascii_alphabetic() {
        return Err(UrnError::Attribute(first));
    }
    if attribute.contains('.') {
        return Err(UrnError::Nested);
    }
    match attribute.chars().find(|c| !word(*c) && *c != '$') {
        Some(found) => Err(UrnError::Attribute(found)),
        None => Ok(()),
    }
}

/// What is wrong with the parts of a directory extension's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ExtensionNameError {
    /// How many hexadecimal digits the application id has.
    #[error(
        "An application ID has 32 hexadecimal digits, with or without dashes; this one has {0}. Use the ID of the application that the extension is registered on, not of this one."
    )]
    Id(usize),
    #[error("The full name contains another application ID. Clear one of the two.")]
    OtherId,
    #[error("Enter the extension’s own name.")]
    NoName,
    #[error("The name can’t contain “{0}”. Use letters, digits and “_”.")]
    Name(char),
}

/// The dashes that programs put instead of a hyphen.
fn is_dash(c: char) -> bool {
    c == '-' || ('\u{2010}'..='\u{2015}').contains(&c) || c == '\u{2212}'
}

/// An application id without braces and dashes.
fn digits_of(application: &str) -> String {
    let id = application.trim().trim_matches(['{', '}']);
    id.chars().filter(|c| !is_dash(*c)).collect()
}

/// A full name of a directory extension in its two parts.
fn full_extension(name: &str) -> Option<(&str, &str)> {
    name.trim().strip_prefix(EXTENSION_PREFIX)?.split_once('_')
}

/// The full name of a directory extension,
/// `extension_<application id without dashes>_<name>`. Capitals of the name
/// count; those of the id are made small, as Microsoft Graph writes them. A full
/// name instead of either part is taken apart first.
///
/// # Errors
///
/// What is wrong with the application id or the name.
pub fn directory_extension(application: &str, name: &str) -> Result<String, ExtensionNameError> {
    let (mut application, mut name) = (application.trim(), name.trim());
    if let Some((id, own)) = full_extension(application) {
        application = id;
        name = if name.is_empty() { own } else { name };
    }
    if let Some((id, own)) = full_extension(name) {
        let same = digits_of(application).eq_ignore_ascii_case(&digits_of(id));
        if !application.is_empty() && !same {
            return Err(ExtensionNameError::OtherId);
        }
        (application, name) = (id, own);
    }
    let digits = digits_of(application);
    let right = digits.chars().filter(char::is_ascii_hexdigit).count();
    if right != 32 || digits.chars().count() != 32 {
        return Err(ExtensionNameError::Id(right));
    }
    if name.is_empty() {
        return Err(ExtensionNameError::NoName);
    }
    match name
        .chars()
        .find(|c| !c.is_ascii_alphanumeric() && *c != '_')
    {
        Some(found) => Err(ExtensionNameError::Name(found)),
        None => Ok(format!(
            "{EXTENSION_PREFIX}{}_{name}",
            digits.to_ascii_lowercase()
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::talkdesk::{ROLES, TEAMS};

    #[test]
    fn urns_are_read_letter_by_letter() {
        use UrnError as P;
        let whole = |rest: &str| format!("{URN_BEGIN}{rest}");
        let cases = [
            (ROLES.to_owned(), Ok(())),
            (TEAMS.to_owned(), Ok(())),
            (whole("Custom-1:2.0:User:cost_center$"), Ok(())),
            (String::new(), Err(P::Empty)),
            ("x".repeat(300), Err(P::TooLong)),
            (whole("a:2.0:User:b "), Err(P::Blank)),
            (whole("a:2.0:User:\u{200b}b"), Err(P::Blank)),
            ("rolesString".to_owned(), Err(P::Begin)),
            (
                "urn:ietf:params:scim:schemas:core:2.0:User:x".to_owned(),
                Err(P::Begin),
            ),
            (ROLES.replace("urn", "URN"), Err(P::Case)),
            (whole("talkdesk:2.0:user:rolesString"), Err(P::Middle)),
            (whole("talkdesk:rolesString"), Err(P::Middle)),
            (whole(":2.0:User:x"), Err(P::NoExtension)),
            (whole("a.b:2.0:User:x"), Err(P::Extension('.'))),
            (whole("a:2.0:User:"), Err(P::NoAttribute)),
            (whole("a:2.0:User:1x"), Err(P::Attribute('1'))),
            (whole("a:2.0:User:x:y"), Err(P::Attribute(':'))),
            (whole("a:2.0:User:x.y"), Err(P::Nested)),
            (whole("enterprise:2.0:User:department"), Err(P::Enterprise)),
        ];
        for (name, expected) in cases {
            assert_eq!(check_urn(&name), expected, "{name}");
            if let Err(error) = check_urn(&name) {
                assert!(!error.to_string().is_empty());
            }
        }
    }

    #[test]
    fn extensions_are_made_of_an_id_and_a_name() {
        use ExtensionNameError as P;
        let plain = "25883231668A43A780B25685C3F874BC";
        let made = "extension_25883231668a43a780b25685c3f874bc_talkdeskRole";
        let cases = [
            (plain, "talkdeskRole", Ok(made)),
            (
                " 25883231-668a-43a7-80b2-5685c3f874bc",
                "talkdeskRole ",
                Ok(made),
            ),
            (
                "{25883231-668a-43a7-80b2-5685c3f874bc}",
                "talkdeskRole",
                Ok(made),
            ),
            (
                "25883231\u{2013}668a\u{2013}43a7\u{2014}80b2\u{2011}5685c3f874bc",
                "talkdeskRole",
                Ok(made),
            ),
            (plain, made, Ok(made)),
            ("", made, Ok(made)),
            (made, "", Ok(made)),
            (made, "talkdeskRole", Ok(made)),
            (&"0".repeat(32), made, Err(P::OtherId)),
            ("25883231", "x", Err(P::Id(8))),
            ("", "x", Err(P::Id(0))),
            ("25883231668a43a780b25685c3f874bg", "x", Err(P::Id(31))),
            (plain, "", Err(P::NoName)),
            (plain, "a b", Err(P::Name(' '))),
        ];
        for (id, name, expected) in cases {
            let expected = expected.map(str::to_owned);
            assert_eq!(directory_extension(id, name), expected, "{id} {name}");
        }
    }
}
