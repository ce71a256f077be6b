//! Links that carry an expression, and nothing of a user.
//!
//! A link is `#/expressions/<text>.<check>`: the expression's UTF-8 in base64
//! for addresses (RFC 4648, section 5, without padding), and eight hexadecimal
//! digits over it, so that a link that was cut says so and does not open as
//! another expression.

use std::fmt;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use entra_expression::{MAX_CHARACTERS, too_long};
use provisioning::format::grouped;

/// The longest expression that goes into a link, in bytes of UTF-8.
pub const MAX_BYTES: usize = 4 * MAX_CHARACTERS;
/// Links longer than this are cut by some programs that send them.
pub const SAFE_LENGTH: usize = 2_000;

/// Why a link holds no expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkError {
    /// Longer than a link of ours can be.
    TooLong,
    /// Its text has more characters than an expression can have.
    NoExpression { characters: usize },
    /// Cut, or changed on the way.
    Damaged,
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            LinkError::TooLong => "The link is longer than any that scimdesk makes. It wasn’t read.",
            LinkError::NoExpression { characters } => {
                return write!(f, "The expression in the link has {} characters; at most {} are allowed. It wasn’t opened.", grouped(*characters as u64), grouped(MAX_CHARACTERS as u64));
            }
            LinkError::Damaged => "Part of the link is missing or was changed, as mail and chat programs do with long links. Ask for the link again, or for the expression itself.",
        })
    }
}

/// The part of the address behind `#/expressions/`; nothing for an expression
/// that is too long for a link.
pub fn encode(expression: &str) -> Option<String> {
    if too_long(expression).is_some() {
        return None;
    }
    let bytes = expression.as_bytes();
    let text = BASE64_URL_SAFE_NO_PAD.encode(bytes);
    Some(format!("{text}.{:08x}", check(bytes)))
}

/// The expression of a link.
///
/// # Errors
///
/// When the link was cut or changed, or is too long.
pub fn decode(link: &str) -> Result<String, LinkError> {
    if link.len() > MAX_BYTES * 4 / 3 + 16 {
        return Err(LinkError::TooLong);
    }
    let (text, sum) = link.split_once('.').ok_or(LinkError::Damaged)?;
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(text);
    let bytes = bytes.map_err(|_| LinkError::Damaged)?;
    if sum != format!("{:08x}", check(&bytes)) {
        return Err(LinkError::Damaged);
    }
    let text = String::from_utf8(bytes).map_err(|_| LinkError::Damaged)?;
    match too_long(&text) {
        Some(characters) => Err(LinkError::NoExpression { characters }),
        None => Ok(text),
    }
}

/// FNV-1a over 32 bits: finds accidents, which is all it is for.
fn check(bytes: &[u8]) -> u32 {
    let step = |hash: u32, byte: &u8| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    bytes.iter().fold(0x811c_9dc5, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shared_arrives() {
        for text in [
            "",
            "a",
            "ab",
            "abc",
            "[mail]",
            "Join(\"é€😀\", [a],\n [b])",
            &"x".repeat(10_000),
        ] {
            let link = encode(text).unwrap();
            assert_eq!(decode(&link).as_deref(), Ok(text));
            let fits = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
            assert!(link.chars().all(fits), "{link}");
        }
        // RFC 4648, section 10: "foobar".
        assert!(encode("foobar").unwrap().starts_with("Zm9vYmFy."));
    }

    #[test]
    fn a_link_that_was_cut_or_changed_is_damaged() {
        let link = encode(r#"Append([mail], "x")"#).unwrap();
        for end in 0..link.len() {
            assert_eq!(decode(&link[..end]), Err(LinkError::Damaged), "{end}");
        }
        for broken in [
            format!("B{link}"),
            link.replace('.', ""),
            format!("{link}0"),
            "é.0".to_owned(),
            "%.0".to_owned(),
        ] {
            assert_eq!(decode(&broken), Err(LinkError::Damaged), "{broken}");
        }
        let not_text = format!("_w.{:08x}", check(&[0xff]));
        assert_eq!(decode(&not_text), Err(LinkError::Damaged));
    }

    #[test]
    fn both_ways_are_bounded() {
        for one in ["x", "é", "😀"] {
            let longest = one.repeat(MAX_CHARACTERS);
            assert_eq!(decode(&encode(&longest).unwrap()), Ok(longest));
            assert_eq!(encode(&one.repeat(MAX_CHARACTERS + 1)), None);
        }
        assert_eq!(decode(&"x".repeat(60_000)), Err(LinkError::TooLong));
        // A link that somebody else made, with a right check.
        let long = "<>".repeat(MAX_CHARACTERS);
        let text = BASE64_URL_SAFE_NO_PAD.encode(&long);
        let link = format!("{text}.{:08x}", check(long.as_bytes()));
        let characters = long.len();
        assert_eq!(decode(&link), Err(LinkError::NoExpression { characters }));
    }
}
