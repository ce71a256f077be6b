//! How long and how deep an expression can be.

/// The deepest nesting of calls that is read. Published expressions stay below ten.
pub const MAX_DEPTH: usize = 100;

/// The deepest tree that anything in this crate goes into: calls as deep as the parser reads them,
/// each with a comparison. A program can build a deeper one by hand; it is refused, and printed
/// with a mark in place of what lies below, so that it cannot exhaust the stack.
pub(crate) const MAX_LEVELS: usize = 2 * MAX_DEPTH + 2;

/// The longest text that is read at all, in bytes. Above the documented 10,000 characters the
/// checker complains; above this the parser does.
pub const MAX_BYTES: usize = 100_000;

/// The most characters that the service takes.
pub const MAX_CHARACTERS: usize = 10_000;

/// The number of characters of a text that is too long to be an expression.
///
/// [`parse_limited`](crate::parse_limited) reads no such text.
pub fn too_long(text: &str) -> Option<usize> {
    // Most texts need no counting: no character has less than one byte.
    if text.len() <= MAX_CHARACTERS {
        return None;
    }
    let characters = text.chars().count();
    (characters > MAX_CHARACTERS).then_some(characters)
}

/// A number with its thousands apart: `10,000`.
pub(crate) fn grouped(number: usize) -> String {
    match number {
        0..1_000 => number.to_string(),
        _ => format!("{},{:03}", grouped(number / 1_000), number % 1_000),
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_CHARACTERS, too_long};
    use crate::{CheckOptions, check, parse, parse_limited};

    #[test]
    fn counts_characters_not_bytes() {
        let of = |count: usize| format!("\"{}\"", "ä".repeat(count - 2));
        assert_eq!(too_long(&of(MAX_CHARACTERS)), None);
        assert_eq!(too_long(&of(MAX_CHARACTERS + 1)), Some(MAX_CHARACTERS + 1));
    }

    #[test]
    fn what_is_too_long_is_not_read_and_has_one_diagnostic() {
        let parsed = parse_limited(&"Not(".repeat(5_000));
        assert!(parsed.root.is_none());
        assert_eq!(parsed.tokens.len(), 1);
        let found = check(&parsed, &CheckOptions::default());
        let [only] = &found[..] else {
            panic!("{found:?}");
        };
        assert_eq!(only.code, "too-long");
        assert!(only.message.contains("20,000 characters"), "{only:?}");
        assert!(only.message.contains("at most 10,000"), "{only:?}");
    }

    #[test]
    fn a_tool_can_read_a_longer_text() {
        let long = format!("\"{}\"", "a".repeat(MAX_CHARACTERS));
        let parsed = parse(&long);
        assert!(parsed.is_sound());
        let found = check(&parsed, &CheckOptions::default());
        assert_eq!(found.iter().filter(|one| one.code == "too-long").count(), 1);
    }
}
