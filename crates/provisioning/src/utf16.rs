//! UTF-16 as bytes.

/// Reads characters from bytes, and stops before a pair of units that is not
/// complete.
#[derive(Debug)]
pub struct Utf16Chars<'b> {
    bytes: &'b [u8],
    unit: fn([u8; 2]) -> u16,
    /// The byte of the next character.
    pub position: usize,
}

impl<'b> Utf16Chars<'b> {
    /// Bytes with the high byte of each unit first.
    pub fn big_endian(bytes: &'b [u8]) -> Self {
        Self {
            bytes,
            unit: u16::from_be_bytes,
            position: 0,
        }
    }

    /// Bytes with the low byte of each unit first.
    pub fn little_endian(bytes: &'b [u8]) -> Self {
        Self {
            unit: u16::from_le_bytes,
            ..Self::big_endian(bytes)
        }
    }

    fn unit(&self, at: usize) -> Option<u16> {
        let pair = [*self.bytes.get(at)?, *self.bytes.get(at + 1)?];
        Some((self.unit)(pair))
    }
}

impl Iterator for Utf16Chars<'_> {
    /// A character; nothing for half of a pair that stands alone.
    type Item = Option<char>;

    fn next(&mut self) -> Option<Option<char>> {
        let first = self.unit(self.position)?;
        let decoded = match first {
            0xD800..=0xDBFF => {
                let second = self.unit(self.position + 2)?;
                char::decode_utf16([first, second]).next()?.ok()
            }
            _ => char::from_u32(first.into()),
        };
        self.position += 2 * decoded.map_or(1, char::len_utf16);
        Some(decoded)
    }
}
