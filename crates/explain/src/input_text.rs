//! From bytes to text, and from text to text without secrets.

use preflight::users_file::{UsersFileError, check_signature};
use provisioning::utf16::Utf16Chars;
use thiserror::Error;

/// Why bytes are no text.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum InputError {
    #[error("The file is empty.")]
    Empty,
    /// With the name of what it is, where its first bytes tell.
    #[error("{}", match .0 {
        Some(name) => format!("This is {name}, which can’t be read here. Save it as CSV or JSON."),
        None => "This file isn’t text.".to_owned(),
    })]
    Binary(Option<String>),
}

/// A larger share of zeros and control characters is not text.
const MAX_CONTROL_SHARE: usize = 10;

/// The text of the first `limit` bytes. Bytes of another encoding than UTF-8 and
/// UTF-16 become U+FFFD, which does not matter for recognition.
///
/// # Errors
///
/// The bytes are no text.
pub fn decode_start(bytes: &[u8], limit: usize) -> Result<String, InputError> {
    match check_signature(bytes) {
        Err(UsersFileError::Binary(name)) => return Err(InputError::Binary(name)),
        Err(_) => return Err(InputError::Empty),
        Ok(()) => {}
    }
    let start = bytes.get(..limit).unwrap_or(bytes);
    let text = match start {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest),
        [0xFF, 0xFE, rest @ ..] => utf16(Utf16Chars::little_endian(rest)),
        [0xFE, 0xFF, rest @ ..] => utf16(Utf16Chars::big_endian(rest)),
        [first, 0, ..] if *first != 0 => utf16(Utf16Chars::little_endian(start)),
        [0, second, ..] if *second != 0 => utf16(Utf16Chars::big_endian(start)),
        _ => utf8(start),
    };
    let controls = text
        .chars()
        .filter(|c| c.is_control() && !c.is_ascii_whitespace())
        .count();
    if controls * MAX_CONTROL_SHARE > text.len() {
        return Err(InputError::Binary(None));
    }
    Ok(text)
}

fn utf8(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn utf16(chars: Utf16Chars<'_>) -> String {
    chars
        .map(|decoded| decoded.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_every_encoding_is_read() {
        let utf16 = |mark: &[u8], to_bytes: fn(u16) -> [u8; 2]| {
            let mut bytes = mark.to_vec();
            bytes.extend("{\"é\":1}".encode_utf16().flat_map(to_bytes));
            bytes
        };
        let inputs = [
            "{\"é\":1}".as_bytes().to_vec(),
            [&[0xEF, 0xBB, 0xBF], "{\"é\":1}".as_bytes()].concat(),
            utf16(&[0xFF, 0xFE], u16::to_le_bytes),
            utf16(&[0xFE, 0xFF], u16::to_be_bytes),
            utf16(&[], u16::to_le_bytes),
            utf16(&[], u16::to_be_bytes),
        ];
        for bytes in inputs {
            assert_eq!(
                decode_start(&bytes, 100).as_deref(),
                Ok("{\"é\":1}"),
                "{bytes:?}"
            );
        }
        assert_eq!(decode_start(b"caf\xE9", 100).as_deref(), Ok("caf\u{fffd}"));
        assert_eq!(decode_start(b"abcdef", 3).as_deref(), Ok("abc"));
    }

    #[test]
    fn other_files_are_rejected() {
        assert_eq!(decode_start(b"", 10), Err(InputError::Empty));
        assert!(matches!(
            decode_start(b"PK\x03\x04\x14\x00", 10),
            Err(InputError::Binary(Some(_)))
        ));
        assert_eq!(decode_start(&[1; 50], 50), Err(InputError::Binary(None)));
    }
}
