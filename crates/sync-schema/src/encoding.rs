//! From bytes to text and, for a changed piece, back.

use provisioning::utf16::Utf16Chars;
use serde::{Deserialize, Serialize};

use super::error::SchemaFileError;

/// How a file writes its characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
pub enum SchemaFileEncoding {
    #[default]
    Utf8,
    /// UTF-16, the low byte first, as Windows PowerShell's `>` writes it.
    Utf16Little,
    /// UTF-16, the high byte first.
    Utf16Big,
}

/// A file's text, and what is needed to find a position of it in the bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodedSchema {
    /// The text without a byte order mark.
    pub text: String,
    pub encoding: SchemaFileEncoding,
    /// Bytes of the byte order mark, which may be none.
    pub mark: usize,
}

/// Reads bytes by their byte order mark; without one, JSON's first character
/// tells the encodings apart, because it is one of ASCII.
///
/// # Errors
///
/// When the bytes are of no encoding that JSON is written in.
pub fn decode(bytes: &[u8]) -> Result<DecodedSchema, SchemaFileError> {
    let (encoding, mark) = match bytes {
        [0xEF, 0xBB, 0xBF, ..] => (SchemaFileEncoding::Utf8, 3),
        [0xFF, 0xFE, ..] => (SchemaFileEncoding::Utf16Little, 2),
        [0xFE, 0xFF, ..] => (SchemaFileEncoding::Utf16Big, 2),
        [first, 0, ..] if *first != 0 => (SchemaFileEncoding::Utf16Little, 0),
        [0, second, ..] if *second != 0 => (SchemaFileEncoding::Utf16Big, 0),
        _ => (SchemaFileEncoding::Utf8, 0),
    };
    let body = bytes.get(mark..).unwrap_or_default();
    let text = match encoding {
        SchemaFileEncoding::Utf8 => std::str::from_utf8(body)
            .map_err(|error| SchemaFileError::NotText {
                byte: mark + error.valid_up_to(),
            })?
            .to_owned(),
        SchemaFileEncoding::Utf16Little => {
            utf16(Utf16Chars::little_endian(body), mark, body.len())?
        }
        SchemaFileEncoding::Utf16Big => utf16(Utf16Chars::big_endian(body), mark, body.len())?,
    };
    Ok(DecodedSchema {
        text,
        encoding,
        mark,
    })
}

fn utf16(mut chars: Utf16Chars, mark: usize, bytes: usize) -> Result<String, SchemaFileError> {
    let mut text = String::new();
    let error = |byte| SchemaFileError::NotText { byte: mark + byte };
    loop {
        let byte = chars.position;
        match chars.next() {
            Some(Some(decoded)) => text.push(decoded),
            Some(None) => return Err(error(byte)),
            None if byte < bytes => return Err(error(byte)),
            None => return Ok(text),
        }
    }
}

impl SchemaFileEncoding {
    /// A piece of text in this encoding, without a byte order mark.
    pub fn encode(self, text: &str) -> Vec<u8> {
        match self {
            SchemaFileEncoding::Utf8 => text.as_bytes().to_vec(),
            SchemaFileEncoding::Utf16Little => {
                text.encode_utf16().flat_map(u16::to_le_bytes).collect()
            }
            SchemaFileEncoding::Utf16Big => {
                text.encode_utf16().flat_map(u16::to_be_bytes).collect()
            }
        }
    }

    pub fn length(self, text: &str) -> usize {
        match self {
            SchemaFileEncoding::Utf8 => text.len(),
            _ => text.chars().map(char::len_utf16).sum::<usize>() * 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_is_read_with_and_without_its_mark() {
        let text = "{\"näme\": \"😀\"}";
        let cases: [(SchemaFileEncoding, &[u8]); 3] = [
            (SchemaFileEncoding::Utf8, &[0xEF, 0xBB, 0xBF]),
            (SchemaFileEncoding::Utf16Little, &[0xFF, 0xFE]),
            (SchemaFileEncoding::Utf16Big, &[0xFE, 0xFF]),
        ];
        for (encoding, mark) in cases {
            for mark in [mark, &[]] {
                let bytes = [mark, &encoding.encode(text)].concat();
                let read = decode(&bytes).unwrap();
                assert_eq!(read.text, text);
                assert_eq!((read.encoding, read.mark), (encoding, mark.len()));
                assert_eq!(encoding.length(text), bytes.len() - mark.len());
            }
        }
    }

    #[test]
    fn what_is_no_text_is_reported_by_its_byte() {
        let cases: [(&[u8], usize); 4] = [
            (b"{\"a\": \"\xFF\"}", 7),
            (&[0xEF, 0xBB, 0xBF, b'{', 0xC3], 4),
            (&[0xFF, 0xFE, b'{', 0, 0x00, 0xDC], 4),
            (&[0xFF, 0xFE, b'{', 0, b'}'], 4),
        ];
        for (bytes, byte) in cases {
            assert_eq!(decode(bytes), Err(SchemaFileError::NotText { byte }));
        }
        assert_eq!(decode(b"").unwrap().text, "");
    }
}
