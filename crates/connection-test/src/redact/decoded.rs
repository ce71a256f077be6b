//! Text with some encodings undone, each byte with its range in the source.

/// Separates runs that were decoded one by one. No UTF-8 text has this byte.
const BREAK: u8 = 0xFF;

/// Bytes after decoding. Byte `i` came from `spans[i]` of the source.
pub(super) struct Decoded {
    pub(super) bytes: Vec<u8>,
    spans: Vec<(u32, u32)>,
}

impl Decoded {
    /// The text as it is.
    pub(super) fn of(text: &str) -> Decoded {
        Decoded {
            bytes: text.as_bytes().to_vec(),
            spans: (0..text.len() as u32).map(|at| (at, at + 1)).collect(),
        }
    }

    pub(super) fn empty() -> Decoded {
        Decoded {
            bytes: Vec::new(),
            spans: Vec::new(),
        }
    }

    /// The range in the source that bytes `start..end` came from.
    pub(super) fn source(&self, start: usize, end: usize) -> (usize, usize) {
        let ends = |at: usize| self.spans.get(at).copied().unwrap_or_default();
        let (first, last) = (ends(start), ends(end.saturating_sub(1)));
        (first.0.min(last.0) as usize, first.1.max(last.1) as usize)
    }

    /// Appends bytes that all came from units `from..to` of `other`.
    pub(super) fn push_from(&mut self, bytes: &[u8], other: &Decoded, from: usize, to: usize) {
        let (start, end) = other.source(from, to);
        for byte in bytes {
            self.bytes.push(*byte);
            self.spans.push((start as u32, end as u32));
        }
    }

    fn copy(&mut self, other: &Decoded, at: usize) {
        self.push_from(&other.bytes[at..=at], other, at, at + 1);
    }

    /// Without blanks and characters that show nothing, and with full-width
    /// forms as the ASCII characters that they resemble.
    pub(super) fn folded(&self) -> Decoded {
        let mut out = Decoded::empty();
        let mut at = 0;
        while let Some(byte) = self.bytes.get(at) {
            if byte.is_ascii() {
                if !byte.is_ascii_whitespace() && !byte.is_ascii_control() {
                    out.copy(self, at);
                }
                at += 1;
                continue;
            }
            match char_at(&self.bytes[at..]) {
                Some((found, length)) => {
                    if let Some(ascii) = full_width(found) {
                        out.push_from(&[ascii], self, at, at + length);
                    } else if !is_hidden(found) {
                        (at..at + length).for_each(|at| out.copy(self, at));
                    }
                    at += length;
                }
                // A byte that is no UTF-8 is a Latin-1 character.
                None => {
                    if !is_hidden(char::from(*byte)) {
                        out.copy(self, at);
                    }
                    at += 1;
                }
            }
        }
        out
    }

    /// Backwards.
    pub(super) fn reversed(&self) -> Decoded {
        Decoded {
            bytes: self.bytes.iter().rev().copied().collect(),
            spans: self.spans.iter().rev().copied().collect(),
        }
    }

    /// What the runs of base64 and base64url digits say when the first
    /// `skipped` digits of each do not belong to it. Four values of it are all
    /// alignments. Runs of fewer than `shortest` bytes are left out.
    pub(super) fn base64(&self, skipped: usize, shortest: usize) -> Decoded {
        let digits = self.bytes.iter().map(|byte| base64_digit(*byte));
        self.radix(digits.enumerate(), 6, skipped, shortest)
    }

    /// The same for pairs of hex digits, with or without `:`, `-` or `0x`
    /// between them. Two values of `skipped` are all alignments.
    pub(super) fn hex(&self, skipped: usize, shortest: usize) -> Decoded {
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

    /// Puts digits of so many bits together to bytes, run by run.
    fn radix(
        &self,
        digits: impl Iterator<Item = (usize, Option<u8>)>,
        width: u32,
        skipped: usize,
        shortest: usize,
    ) -> Decoded {
        let mut out = Decoded::empty();
        let mut run: Vec<(usize, u8)> = Vec::new();
        for (at, digit) in digits {
            match digit {
                Some(digit) => run.push((at, digit)),
                None => {
                    let run_bytes = run.len().saturating_sub(skipped) * width as usize / 8;
                    if run_bytes >= shortest {
                        self.join(&run, width, skipped, &mut out);
                        out.push_from(&[BREAK], self, at, at + 1);
                    }
                    run.clear();
                }
            }
        }
        // The end of the text may cut the last one.
        self.join(&run, width, skipped, &mut out);
        out
    }

    /// Appends the bytes of one run.
    fn join(&self, run: &[(usize, u8)], width: u32, skipped: usize, out: &mut Decoded) {
        let run = run.get(skipped..).unwrap_or_default();
        let (mut held, mut bits, mut first) = (0_u32, 0, 0);
        for (at, digit) in run {
            if bits == 0 {
                first = *at;
            }
            held = held << width | u32::from(*digit);
            bits += width;
            if bits >= 8 {
                bits -= 8;
                out.push_from(&[(held >> bits) as u8], self, first, at + 1);
                held &= (1 << bits) - 1;
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

pub(super) fn full_width(found: char) -> Option<u8> {
    match found {
        '\u{ff01}'..='\u{ff5e}' => u8::try_from(u32::from(found) - 0xFEE0).ok(),
        _ => None,
    }
}

/// Characters that show nothing, and the mark of a character that was cut.
pub(super) fn is_hidden(found: char) -> bool {
    found.is_whitespace()
        || found.is_control()
        || matches!(found,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff9}'..='\u{fffd}' | '\u{e0000}'..='\u{e0fff}')
}
