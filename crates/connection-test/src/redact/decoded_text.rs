//! Decoded text, each byte with its range in the source. Therefore no crate decodes
//! base64 or percent-encoding here: none of them reports the ranges, or decodes
//! what is only a part of valid input.

/// Separates decoded runs. No UTF-8 text has this byte.
const RUN_SEPARATOR: u8 = 0xFF;

/// Byte `i` comes from `spans[i]` of the source.
#[derive(Default)]
pub(super) struct DecodedText {
    pub(super) bytes: Vec<u8>,
    spans: Vec<(u32, u32)>,
}

impl DecodedText {
    pub(super) fn of(text: &str) -> DecodedText {
        DecodedText {
            bytes: text.as_bytes().to_vec(),
            spans: (0..text.len() as u32).map(|at| (at, at + 1)).collect(),
        }
    }

    /// The range in the source of the bytes `start..end`.
    pub(super) fn source(&self, start: usize, end: usize) -> (usize, usize) {
        let ends = |at: usize| self.spans.get(at).copied().unwrap_or_default();
        let (first, last) = (ends(start), ends(end.saturating_sub(1)));
        (first.0.min(last.0) as usize, first.1.max(last.1) as usize)
    }

    /// Appends bytes that all come from the bytes `from..to` of `other`.
    pub(super) fn push_from(&mut self, bytes: &[u8], other: &DecodedText, from: usize, to: usize) {
        let (start, end) = other.source(from, to);
        for byte in bytes {
            self.bytes.push(*byte);
            self.spans.push((start as u32, end as u32));
        }
    }

    fn copy(&mut self, other: &DecodedText, at: usize) {
        self.push_from(&other.bytes[at..=at], other, at, at + 1);
    }

    /// Without blanks and invisible characters, and with fullwidth forms as ASCII.
    pub(super) fn folded(&self) -> DecodedText {
        let mut out = DecodedText::default();
        let mut at = 0;
        while let Some(byte) = self.bytes.get(at) {
            // A byte that is not UTF-8 is a Latin-1 character.
            let latin_1 = (char::from(*byte), 1);
            let (character, length) = char_at(&self.bytes[at..]).unwrap_or(latin_1);
            if let Some(ascii) = full_width(character) {
                out.push_from(&[ascii], self, at, at + length);
            } else if !is_hidden(character) {
                (at..at + length).for_each(|at| out.copy(self, at));
            }
            at += length;
        }
        out
    }

    pub(super) fn reversed(&self) -> DecodedText {
        DecodedText {
            bytes: self.bytes.iter().rev().copied().collect(),
            spans: self.spans.iter().rev().copied().collect(),
        }
    }

    /// Decodes the runs of base64 and base64url digits, without the first `skipped`
    /// digits of each: four values are all alignments. Leaves out runs of fewer than
    /// `shortest` bytes.
    pub(super) fn base64(&self, skipped: usize, shortest: usize) -> DecodedText {
        let digits = self.bytes.iter().map(|byte| base64_digit(*byte));
        self.radix(digits.enumerate(), 6, skipped, shortest)
    }

    /// The same for hex digits, with or without `:`, `-` or `0x` between the pairs.
    /// Two values of `skipped` are all alignments.
    pub(super) fn hex(&self, skipped: usize, shortest: usize) -> DecodedText {
        let is_separator = |at: usize| match self.bytes[at] {
            b':' | b'-' => true,
            b'0' => matches!(self.bytes.get(at + 1), Some(b'x' | b'X')),
            b'x' | b'X' => at > 0 && self.bytes[at - 1] == b'0',
            _ => false,
        };
        let digits = self.bytes.iter().enumerate();
        let digits = digits.filter(|(at, _)| !is_separator(*at));
        let digits = digits.map(|(at, byte)| (at, hex_digit(*byte)));
        self.radix(digits, 4, skipped, shortest)
    }

    fn radix(
        &self,
        digits: impl Iterator<Item = (usize, Option<u8>)>,
        width: u32,
        skipped: usize,
        shortest: usize,
    ) -> DecodedText {
        let mut out = DecodedText::default();
        let mut run: Vec<(usize, u8)> = Vec::new();
        for (at, digit) in digits {
            match digit {
                Some(digit) => run.push((at, digit)),
                None => {
                    let run_bytes = run.len().saturating_sub(skipped) * width as usize / 8;
                    if run_bytes >= shortest {
                        self.decode_run(&run, width, skipped, &mut out);
                        out.push_from(&[RUN_SEPARATOR], self, at, at + 1);
                    }
                    run.clear();
                }
            }
        }
        // The end of the text may cut the last run.
        self.decode_run(&run, width, skipped, &mut out);
        out
    }

    fn decode_run(&self, run: &[(usize, u8)], width: u32, skipped: usize, out: &mut DecodedText) {
        let run = run.get(skipped..).unwrap_or_default();
        let (mut buffer, mut bits, mut first) = (0_u32, 0, 0);
        for (at, digit) in run {
            if bits == 0 {
                first = *at;
            }
            buffer = buffer << width | u32::from(*digit);
            bits += width;
            if bits >= 8 {
                bits -= 8;
                out.push_from(&[(buffer >> bits) as u8], self, first, at + 1);
                buffer &= (1 << bits) - 1;
                first = *at;
            }
        }
    }
}

fn base64_digit(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    }
}

pub(super) fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

/// The character outside ASCII at the start of bytes that need not be UTF-8.
fn char_at(bytes: &[u8]) -> Option<(char, usize)> {
    let length = match bytes.first()? {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let text = std::str::from_utf8(bytes.get(..length)?).ok()?;
    Some((text.chars().next()?, length))
}

pub(super) fn full_width(character: char) -> Option<u8> {
    match character {
        '\u{ff01}'..='\u{ff5e}' => u8::try_from(u32::from(character) - 0xFEE0).ok(),
        _ => None,
    }
}

/// Invisible characters, and the replacement character of one that was cut.
pub(super) fn is_hidden(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff9}'..='\u{fffd}' | '\u{e0000}'..='\u{e0fff}')
}
