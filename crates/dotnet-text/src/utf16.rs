//! Positions counted in UTF-16 units, as .NET counts them, in text that is stored as UTF-8.
//!
//! A position can fall between the two halves of a character outside the basic plane. Half a
//! character cannot be stored here; it becomes U+FFFD, which is also what .NET writes when it sends
//! such a half as UTF-8.

use std::borrow::Cow;
use std::ops::Range;

/// Number of UTF-16 units.
pub fn length(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.chars().map(char::len_utf16).sum()
}

/// The byte at which the unit begins, and whether the unit is the second half of a character, in
/// which case the byte is where the character begins. Past the end it is the length.
fn byte_of(text: &str, unit: usize) -> (usize, bool) {
    let mut units = 0;
    for (byte, c) in text.char_indices() {
        if units == unit {
            return (byte, false);
        }
        units += c.len_utf16();
        if units > unit {
            return (byte, true);
        }
    }
    (text.len(), false)
}

/// The units in `range`, clipped to the text, with the bytes they stand in.
///
/// Source: `String.Substring`, with the end clipped as `Mid` and `Left` want it.
pub fn slice(text: &str, range: Range<usize>) -> (Cow<'_, str>, Range<usize>) {
    if text.is_ascii() {
        let end = range.end.min(text.len());
        let start = range.start.min(end);
        return (Cow::Borrowed(&text[start..end]), start..end);
    }
    let (start, start_inside) = byte_of(text, range.start);
    let (end, end_inside) = byte_of(text, range.end.max(range.start));
    if !start_inside && !end_inside {
        return (Cow::Borrowed(&text[start..end]), start..end);
    }
    let end_of_char = match end_inside {
        true => end + text[end..].chars().next().map_or(0, char::len_utf8),
        false => end,
    };
    let taken = range.end.saturating_sub(range.start);
    let units: Vec<u16> = text.encode_utf16().skip(range.start).take(taken).collect();
    let text = String::from_utf16_lossy(&units);
    (Cow::Owned(text), start..end_of_char)
}

/// The unit at which a byte begins.
pub fn unit_of(text: &str, byte: usize) -> usize {
    length(text.get(..byte).unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, from: usize, to: usize) -> String {
        slice(text, from..to).0.into_owned()
    }

    #[test]
    fn counts_units() {
        // A character outside the basic plane is two units in .NET.
        assert_eq!(length("😀a"), 3);
        assert_eq!(cut("😀abc", 2, 4), "ab");
        assert_eq!(cut("😀abc", 0, 2), "😀");
        assert_eq!(cut("abc", 1, 99), "bc");
        assert_eq!(cut("abc", 9, 99), "");
        assert_eq!(cut("é😀", 9, 99), "");
    }

    #[test]
    fn halves_become_replacement_characters() {
        assert_eq!(cut("😀a", 0, 1), "\u{FFFD}");
        assert_eq!(cut("😀a", 1, 3), "\u{FFFD}a");
        assert_eq!(slice("x😀", 1..2).1, 1..5);
    }
}
