//! The domain of the test user's address: what was typed, and what is wrong
//! with it.

use thiserror::Error;

/// Longest domain, in bytes: a name in the DNS has at most 253 (RFC 1035), and
/// with 22 characters before it the address stays below the 254 of RFC 5321.
pub const MAX_LENGTH: usize = 231;

#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DomainError {
    #[error("Enter one of your organization’s domains, for example contoso.com.")]
    Empty,
    #[error("Enter only the part after the @.")]
    Address,
    #[error("A domain contains a dot, for example contoso.com.")]
    NoDot,
    #[error("{}", character_message(*.0))]
    Character(char),
    /// A part between two dots is empty, too long, or has a hyphen at an end.
    #[error(
        "Each part between the dots needs 1 to 63 letters, digits or hyphens, and can’t start or end with a hyphen."
    )]
    Part,
    /// Longer than [`MAX_LENGTH`].
    #[error("The domain is longer than {} characters.", MAX_LENGTH)]
    TooLong,
}

fn character_message(c: char) -> String {
    if c.is_whitespace() {
        return "The domain contains a space.".to_owned();
    }
    format!("A domain can’t contain “{c}”. Enter international domains in their xn-- form.")
}

/// Reads a typed domain, in lower case. Spaces around it and one @ at its start
/// are forgiven.
pub fn read(typed: &str) -> Result<String, DomainError> {
    let text = typed.trim();
    let text = text.strip_prefix('@').unwrap_or(text);
    if text.is_empty() {
        return Err(DomainError::Empty);
    }
    if text.contains('@') {
        return Err(DomainError::Address);
    }
    if text.len() > MAX_LENGTH {
        return Err(DomainError::TooLong);
    }
    let odd = |c: &char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
    if let Some(c) = text.chars().find(odd) {
        return Err(DomainError::Character(c));
    }
    if !text.contains('.') {
        return Err(DomainError::NoDot);
    }
    let good = |part: &str| {
        (1..=63).contains(&part.len()) && !part.starts_with('-') && !part.ends_with('-')
    };
    if !text.split('.').all(good) {
        return Err(DomainError::Part);
    }
    Ok(text.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_are_distinguished_from_other_text() {
        let long = format!("{}.example", "a".repeat(MAX_LENGTH));
        let label = format!("{}.example", "a".repeat(64));
        let cases = [
            ("contoso.com", Ok("contoso.com")),
            (" @Contoso.COM ", Ok("contoso.com")),
            ("a-b.xn--c-1.example", Ok("a-b.xn--c-1.example")),
            ("", Err(DomainError::Empty)),
            ("  ", Err(DomainError::Empty)),
            ("me@contoso.com", Err(DomainError::Address)),
            ("contoso", Err(DomainError::NoDot)),
            ("conto so.com", Err(DomainError::Character(' '))),
            ("bücher.example", Err(DomainError::Character('ü'))),
            ("x\".example", Err(DomainError::Character('"'))),
            ("contoso.com.", Err(DomainError::Part)),
            ("-a.example", Err(DomainError::Part)),
            ("a..example", Err(DomainError::Part)),
            (&label, Err(DomainError::Part)),
            (&long, Err(DomainError::TooLong)),
        ];
        for (typed, expected) in cases {
            assert_eq!(read(typed), expected.map(str::to_owned), "{typed}");
        }
    }
}
