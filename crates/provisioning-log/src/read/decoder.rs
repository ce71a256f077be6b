//! From bytes to text, part by part, so that each position in the text stands
//! for one in the file.

use provisioning::utf16::Utf16Chars;

use super::LogReadError;
use crate::format::LogEncoding;

/// How many bytes tell the encoding.
pub(super) const HEAD: usize = 4;

const SIGNATURES: [(&[u8], &str); 7] = [
    (b"PK\x03\x04", "an Excel workbook or a zip archive"),
    (b"\xD0\xCF\x11\xE0", "an older Excel workbook"),
    (b"%PDF", "a PDF"),
    (b"\x1F\x8B", "a gzip archive"),
    (b"7z\xBC\xAF", "a 7-Zip archive"),
    (b"\x89PNG", "an image"),
    (b"\xFF\xD8\xFF", "an image"),
];

/// Tells the encoding by the first [`HEAD`] bytes, and how many of them are the
/// byte order mark.
pub(super) fn detect(head: &[u8]) -> Result<(LogEncoding, usize), LogReadError> {
    let known = SIGNATURES.iter().find(|(mark, _)| head.starts_with(mark));
    if let Some((_, name)) = known {
        return Err(LogReadError::Binary(name));
    }
    for (mark, encoding) in [
        (b"\xEF\xBB\xBF".as_slice(), LogEncoding::Utf8),
        (b"\xFF\xFE", LogEncoding::Utf16Le),
        (b"\xFE\xFF", LogEncoding::Utf16Be),
    ] {
        if head.starts_with(mark) {
            return Ok((encoding, mark.len()));
        }
    }
    // A log begins in ASCII, which has a zero in every pair of bytes.
    Ok(match head {
        [0, first, ..] if *first != 0 => (LogEncoding::Utf16Be, 0),
        [first, 0, ..] if *first != 0 => (LogEncoding::Utf16Le, 0),
        [0, 0, ..] => return Err(LogReadError::Binary("binary data")),
        _ => (LogEncoding::Utf8, 0),
    })
}

/// Bytes that are not text become `?`, one for each, so that lengths stay.
#[derive(Debug)]
pub(super) struct Decoder {
    encoding: LogEncoding,
    /// The beginning of a character whose end has not come yet.
    rest: Vec<u8>,
    invalid: u64,
}

impl Decoder {
    pub(super) fn new(encoding: LogEncoding) -> Self {
        Self {
            encoding,
            rest: Vec::new(),
            invalid: 0,
        }
    }

    pub(super) fn invalid(&self) -> u64 {
        self.invalid
    }

    /// How many bytes of the file a text was.
    pub(super) fn raw_len(encoding: LogEncoding, text: &str) -> u64 {
        match encoding {
            LogEncoding::Utf8 => text.len() as u64,
            LogEncoding::Utf16Le | LogEncoding::Utf16Be => {
                2 * text.chars().map(|c| c.len_utf16() as u64).sum::<u64>()
            }
        }
    }

    pub(super) fn push(&mut self, bytes: &[u8], out: &mut String) {
        let joined;
        let bytes = match self.rest.is_empty() {
            true => bytes,
            false => {
                let mut all = std::mem::take(&mut self.rest);
                all.extend_from_slice(bytes);
                joined = all;
                &joined
            }
        };
        match self.encoding {
            LogEncoding::Utf8 => self.utf8(bytes, out),
            LogEncoding::Utf16Le | LogEncoding::Utf16Be => self.utf16(bytes, out),
        }
    }

    pub(super) fn finish(&mut self, out: &mut String) {
        for _ in std::mem::take(&mut self.rest) {
            self.invalid += 1;
            out.push('?');
        }
    }

    fn utf8(&mut self, mut bytes: &[u8], out: &mut String) {
        loop {
            let error = match std::str::from_utf8(bytes) {
                Ok(text) => return out.push_str(text),
                Err(error) => error,
            };
            let (valid, rest) = bytes.split_at(error.valid_up_to());
            out.push_str(std::str::from_utf8(valid).unwrap_or_default());
            let Some(wrong) = error.error_len() else {
                self.rest = rest.to_vec();
                return;
            };
            for _ in 0..wrong {
                self.invalid += 1;
                out.push('?');
            }
            bytes = rest.get(wrong..).unwrap_or_default();
        }
    }

    fn utf16(&mut self, bytes: &[u8], out: &mut String) {
        let mut chars = match self.encoding {
            LogEncoding::Utf16Be => Utf16Chars::big_endian(bytes),
            _ => Utf16Chars::little_endian(bytes),
        };
        for decoded in &mut chars {
            self.invalid += 2 * u64::from(decoded.is_none());
            out.push(decoded.unwrap_or('?'));
        }
        self.rest = bytes.get(chars.position..).unwrap_or_default().to_vec();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8], part: usize) -> (LogEncoding, String, u64) {
        let (encoding, mark) = detect(&bytes[..bytes.len().min(HEAD)]).unwrap();
        let mut decoder = Decoder::new(encoding);
        let mut text = String::new();
        for part in bytes[mark..].chunks(part) {
            decoder.push(part, &mut text);
        }
        decoder.finish(&mut text);
        (encoding, text, decoder.invalid())
    }

    #[test]
    fn encodings_are_detected_and_lengths_stay() {
        use LogEncoding::{Utf8, Utf16Be, Utf16Le};
        let text = "[{\"name\":\"æ😀\"}]";
        let utf16 = |mark: bool, of: fn(u16) -> [u8; 2]| -> Vec<u8> {
            let units = mark.then_some(0xFEFF).into_iter();
            units.chain(text.encode_utf16()).flat_map(of).collect()
        };
        for (bytes, encoding, expected, invalid) in [
            (text.as_bytes().to_vec(), Utf8, text, 0),
            ([b"\xEF\xBB\xBF", text.as_bytes()].concat(), Utf8, text, 0),
            (utf16(true, u16::to_le_bytes), Utf16Le, text, 0),
            (utf16(true, u16::to_be_bytes), Utf16Be, text, 0),
            (utf16(false, u16::to_le_bytes), Utf16Le, text, 0),
            (utf16(false, u16::to_be_bytes), Utf16Be, text, 0),
            (b"a\xE9\xE9b".to_vec(), Utf8, "a??b", 2),
            (b"ab\xE2\x82".to_vec(), Utf8, "ab??", 2),
            (b"\xFF\xFEa\0\x00\xD8b\0".to_vec(), Utf16Le, "a?b", 2),
        ] {
            for part in [1, 2, 3, 7, 1000] {
                let due = (encoding, expected.to_owned(), invalid);
                assert_eq!(decoded(&bytes, part), due, "{bytes:?} by {part}");
            }
            let marked = bytes.len() as u64 - detect(&bytes[..4]).unwrap().1 as u64;
            assert_eq!(Decoder::raw_len(encoding, expected), marked, "{bytes:?}");
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for bytes in [b"PK\x03\x04".as_slice(), b"\0\0\0\x01", b"\x1F\x8B\x08\0"] {
            assert!(matches!(detect(bytes), Err(LogReadError::Binary(_))));
        }
    }
}
