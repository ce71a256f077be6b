//! From bytes to text, part by part.

use provisioning::utf16::Utf16Chars;

use super::{UsersFileEncoding, UsersFileError};

/// The characters of Windows-1252 from 0x80 to 0x9F; the five bytes that it
/// leaves open stand for control characters, as the WHATWG's Encoding
/// Standard has it.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The first bytes of files that people take for a table.
pub(super) const SIGNATURES: [(&[u8], &str); 10] = [
    (b"PK\x03\x04", "an Excel workbook or a zip archive"),
    (b"\xD0\xCF\x11\xE0", "an older Excel workbook"),
    (b"%PDF", "a PDF"),
    (b"\x1F\x8B", "a gzip archive"),
    (b"7z\xBC\xAF", "a 7-Zip archive"),
    (b"\x89PNG", "an image"),
    (b"\xFF\xD8\xFF", "an image"),
    (b"SQLite format 3\0", "a database"),
    (b"<!DOCTYPE html", "a web page"),
    (b"<!doctype html", "a web page"),
];

/// How many bytes at the beginning tell the encoding.
pub(super) const HEAD: usize = 4096;

/// Tells the encoding by the first [`HEAD`] bytes, and how many of them are
/// the byte order mark. What is reported as UTF-8 can still prove to be
/// Windows-1252.
pub(super) fn detect(head: &[u8]) -> Result<(UsersFileEncoding, usize), UsersFileError> {
    for (mark, encoding) in [
        (b"\xEF\xBB\xBF".as_slice(), UsersFileEncoding::Utf8),
        (b"\xFF\xFE", UsersFileEncoding::Utf16Le),
        (b"\xFE\xFF", UsersFileEncoding::Utf16Be),
    ] {
        if head.starts_with(mark) {
            return Ok((encoding, mark.len()));
        }
    }
    let known = SIGNATURES.iter().find(|(mark, _)| head.starts_with(mark));
    if let Some((_, name)) = known {
        return Err(UsersFileError::Binary(Some((*name).to_owned())));
    }
    // Text in ASCII has a zero in every pair of bytes, always on one side.
    let (mut first, mut second) = (0, 0);
    for pair in head.chunks_exact(2) {
        first += usize::from(pair[0] == 0);
        second += usize::from(pair[1] == 0);
    }
    let pairs = head.len() / 2;
    let most = |zeros: usize| zeros > 1 && zeros * 10 >= pairs * 7;
    let few = |zeros: usize| zeros * 20 <= pairs;
    if most(second) && few(first) {
        return Ok((UsersFileEncoding::Utf16Le, 0));
    }
    if most(first) && few(second) {
        return Ok((UsersFileEncoding::Utf16Be, 0));
    }
    let strange = |byte: &&u8| matches!(byte, 0..=8 | 0x0E..=0x1F);
    let controls = head.iter().filter(strange).count();
    match controls * 50 > head.len() {
        true => Err(UsersFileError::Binary(None)),
        false => Ok((UsersFileEncoding::Utf8, 0)),
    }
}

/// Turns bytes into text. The result does not depend on how they are parted.
#[derive(Debug)]
pub(super) struct Decoder {
    encoding: UsersFileEncoding,
    /// No byte beyond ASCII has come yet, so that the first one can show that
    /// the file is Windows-1252.
    undecided: bool,
    /// The beginning of a character whose end has not come yet.
    rest: Vec<u8>,
    broken: u64,
}

impl Decoder {
    /// One for text that was detected as this encoding.
    pub(super) fn new(encoding: UsersFileEncoding) -> Self {
        Self {
            encoding,
            undecided: encoding == UsersFileEncoding::Utf8,
            rest: Vec::new(),
            broken: 0,
        }
    }

    /// One that begins in the midst of a text.
    pub(super) fn midway(encoding: UsersFileEncoding) -> Self {
        Self {
            undecided: false,
            ..Self::new(encoding)
        }
    }

    pub(super) fn encoding(&self) -> UsersFileEncoding {
        self.encoding
    }

    /// Bytes without meaning so far.
    pub(super) fn broken(&self) -> u64 {
        self.broken
    }

    /// Bytes that were taken and are not in the text yet.
    pub(super) fn pending(&self) -> usize {
        self.rest.len()
    }

    /// Appends the text of more bytes. Tells whether the text is these bytes
    /// as they stand.
    pub(super) fn push(&mut self, bytes: &[u8], out: &mut String) -> bool {
        let mut joined = Vec::new();
        let mut bytes = bytes;
        let mut same = self.rest.is_empty();
        if !same {
            joined.append(&mut self.rest);
            joined.extend_from_slice(bytes);
            bytes = &joined;
        }
        match self.encoding {
            UsersFileEncoding::Utf8 => same &= self.utf8(bytes, out),
            UsersFileEncoding::Windows1252 => {
                windows_1252(bytes, out);
                same = false;
            }
            UsersFileEncoding::Utf16Le | UsersFileEncoding::Utf16Be => {
                self.utf16(bytes, out);
                same = false;
            }
        }
        same
    }

    /// What is left when there are no more bytes.
    pub(super) fn finish(&mut self, out: &mut String) {
        let rest = std::mem::take(&mut self.rest);
        if rest.is_empty() {
            return;
        }
        if self.encoding == UsersFileEncoding::Utf8 && self.undecided {
            self.encoding = UsersFileEncoding::Windows1252;
            windows_1252(&rest, out);
        } else {
            self.broken += 1;
            out.push(char::REPLACEMENT_CHARACTER);
        }
    }

    fn utf8(&mut self, mut bytes: &[u8], out: &mut String) -> bool {
        let mut same = true;
        loop {
            let error = match std::str::from_utf8(bytes) {
                Ok(text) => {
                    self.undecided &= text.is_ascii();
                    out.push_str(text);
                    return same;
                }
                Err(error) => error,
            };
            let (valid, rest) = bytes.split_at(error.valid_up_to());
            if let Ok(text) = std::str::from_utf8(valid) {
                self.undecided &= text.is_ascii();
                out.push_str(text);
            }
            let Some(wrong) = error.error_len() else {
                self.rest = rest.to_vec();
                return false;
            };
            same = false;
            if self.undecided {
                self.encoding = UsersFileEncoding::Windows1252;
                windows_1252(rest, out);
                return false;
            }
            self.broken += 1;
            out.push(char::REPLACEMENT_CHARACTER);
            bytes = rest.get(wrong..).unwrap_or_default();
        }
    }

    fn utf16(&mut self, bytes: &[u8], out: &mut String) {
        let mut chars = match self.encoding {
            UsersFileEncoding::Utf16Be => Utf16Chars::big_endian(bytes),
            _ => Utf16Chars::little_endian(bytes),
        };
        for decoded in &mut chars {
            self.broken += u64::from(decoded.is_none());
            out.push(decoded.unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        self.rest = bytes.get(chars.position..).unwrap_or_default().to_vec();
    }
}

fn windows_1252(bytes: &[u8], out: &mut String) {
    out.reserve(bytes.len());
    for byte in bytes {
        out.push(match byte {
            0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
            _ => char::from(*byte),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8], part: usize) -> (UsersFileEncoding, String, u64) {
        let (encoding, mark) = detect(&bytes[..bytes.len().min(HEAD)]).unwrap();
        let mut decoder = Decoder::new(encoding);
        let mut text = String::new();
        for part in bytes[mark..].chunks(part) {
            decoder.push(part, &mut text);
        }
        decoder.finish(&mut text);
        (decoder.encoding(), text, decoder.broken())
    }

    #[test]
    fn encodings_are_distinguished() {
        use UsersFileEncoding::{Utf8, Utf16Be, Utf16Le, Windows1252};
        let utf16 = |text: &str, big: bool, mark: bool| -> Vec<u8> {
            let units = mark
                .then_some(0xFEFF)
                .into_iter()
                .chain(text.encode_utf16());
            let bytes = units.map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            });
            bytes.flatten().collect()
        };
        let text = "id,mail\n1,ana@contoso.com\n2,æ😀\n";
        let cases: [(Vec<u8>, UsersFileEncoding, &str, u64); 12] = [
            (text.into(), Utf8, text, 0),
            ([b"\xEF\xBB\xBF", text.as_bytes()].concat(), Utf8, text, 0),
            (utf16(text, false, true), Utf16Le, text, 0),
            (utf16(text, true, true), Utf16Be, text, 0),
            (utf16(text, false, false), Utf16Le, text, 0),
            (utf16(text, true, false), Utf16Be, text, 0),
            (b"Andr\xE9,\x80 5\n".into(), Windows1252, "André,€ 5\n", 0),
            (b"Andr\xE9".into(), Windows1252, "André", 0),
            // The first character beyond ASCII decides.
            (b"\xC3\xA9,\xE9,x".into(), Utf8, "é,\u{FFFD},x", 1),
            (b"\xC3\xA9,\xE9".into(), Utf8, "é,\u{FFFD}", 1),
            (b"\xFF\xFEa\0\x00\xD8b\0".into(), Utf16Le, "a\u{FFFD}b", 1),
            (b"\xFF\xFEa\0b".into(), Utf16Le, "a\u{FFFD}", 1),
        ];
        for (bytes, encoding, text, broken) in cases {
            for part in [1, 2, 3, 7, 1000] {
                let expected = (encoding, text.to_owned(), broken);
                assert_eq!(decoded(&bytes, part), expected, "{bytes:?} by {part}");
            }
        }
    }

    #[test]
    fn what_is_no_text_is_refused_by_name_where_it_is_known() {
        let refused = |bytes: &[u8]| match detect(bytes) {
            Err(UsersFileError::Binary(name)) => Some(name.unwrap_or_default()),
            _ => None,
        };
        let workbook = refused(b"PK\x03\x04\x14\0\x06\0").unwrap();
        assert!(workbook.contains("Excel"), "{workbook}");
        assert_eq!(refused(b"\x01\x02\x03\x04abc").as_deref(), Some(""));
        assert_eq!(refused(b"a\0b").as_deref(), Some(""));
        // One stray control character in a long text is a matter for a finding.
        let long = [b"id,name\n1,a\0b\n".as_slice(), &[b'x'; 200]].concat();
        assert_eq!(refused(&long), None);
        assert_eq!(refused(b""), None);
        assert_eq!(refused(b"a"), None);
    }
}
