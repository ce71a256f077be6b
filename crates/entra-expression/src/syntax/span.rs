//! Places in the text.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A half-open range of UTF-8 bytes in the text that was parsed.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to, not including, `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// An empty span: a place between two bytes.
    pub const fn at(byte: usize) -> Self {
        Self::new(byte, byte)
    }

    /// Number of bytes.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether no byte is covered.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether the cursor at byte `position` stands inside or at an edge.
    pub const fn touches(self, position: usize) -> bool {
        self.start <= position && position <= self.end
    }

    /// Whether `other` lies inside.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both.
    pub fn to(self, other: Span) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The covered text, or nothing when the span belongs to another text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// The same as a standard range.
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// The byte at which a number of UTF-16 units ends, as a browser's text fields count them. A place
/// in the middle of a character moves to its start, one beyond the text to its end.
///
/// ```
/// use entra_expression::{byte_of_utf16, utf16_of_byte};
/// let text = "\u{1F600}ß[mail]";
/// assert_eq!(byte_of_utf16(text, 3), 6);
/// assert_eq!(utf16_of_byte(text, 6), 3);
/// ```
pub fn byte_of_utf16(text: &str, units: usize) -> usize {
    let mut seen = 0;
    for (byte, c) in text.char_indices() {
        seen += c.len_utf16();
        if seen > units {
            return byte;
        }
    }
    text.len()
}

/// How many UTF-16 units stand before a byte. A place in the middle of a character moves to its
/// start, one beyond the text to its end.
pub fn utf16_of_byte(text: &str, byte: usize) -> usize {
    let mut units = 0;
    for (start, c) in text.char_indices() {
        if start + c.len_utf8() > byte {
            break;
        }
        units += c.len_utf16();
    }
    units
}

#[cfg(test)]
mod tests {
    use super::{byte_of_utf16, utf16_of_byte};

    #[test]
    fn units_and_bytes() {
        let text = "aß\u{20AC}\u{1F600}z";
        for (units, byte) in [(0, 0), (1, 1), (2, 3), (3, 6), (5, 10), (6, 11)] {
            assert_eq!(byte_of_utf16(text, units), byte);
            assert_eq!(utf16_of_byte(text, byte), units);
        }
        // Inside of a character, and beyond the end.
        assert_eq!(byte_of_utf16(text, 4), 6);
        assert_eq!(utf16_of_byte(text, 8), 3);
        assert_eq!((byte_of_utf16(text, 99), utf16_of_byte(text, 99)), (11, 6));
        assert_eq!((byte_of_utf16("", 0), utf16_of_byte("", 0)), (0, 0));
    }
}
