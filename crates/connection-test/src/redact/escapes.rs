//! Undoes one layer of percent-encoding, JSON escapes and HTML entities.

use super::decoded::{Decoded, full_width, hex_digit, is_hidden};

/// The longest name of an entity in [`NAMED`].
const MAX_NAME: usize = 16;

/// The names that HTML has for characters of tokens and for invisible ones.
/// Case does not matter here.
const NAMED: [(&str, char); 48] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("plus", '+'),
    ("sol", '/'),
    ("bsol", '\\'),
    ("equals", '='),
    ("lowbar", '_'),
    ("underbar", '_'),
    ("period", '.'),
    ("comma", ','),
    ("colon", ':'),
    ("semi", ';'),
    ("excl", '!'),
    ("quest", '?'),
    ("num", '#'),
    ("dollar", '$'),
    ("percnt", '%'),
    ("ast", '*'),
    ("midast", '*'),
    ("lpar", '('),
    ("rpar", ')'),
    ("lsqb", '['),
    ("lbrack", '['),
    ("rsqb", ']'),
    ("rbrack", ']'),
    ("lcub", '{'),
    ("lbrace", '{'),
    ("rcub", '}'),
    ("rbrace", '}'),
    ("commat", '@'),
    ("hat", '^'),
    ("grave", '`'),
    ("diacriticalgrave", '`'),
    ("verbar", '|'),
    ("vert", '|'),
    ("verticalline", '|'),
    ("tab", '\t'),
    ("newline", '\n'),
    ("nbsp", '\u{a0}'),
    ("shy", '\u{ad}'),
    ("zwj", '\u{200d}'),
    ("zwnj", '\u{200c}'),
    ("zerowidthspace", '\u{200b}'),
    ("nobreak", '\u{2060}'),
    ("hyphen", '-'),
];

/// What becomes of an escape that the end of the text cuts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tail {
    /// It is left out, so that what stands before it ends the text.
    Dropped,
    /// It stays as it is.
    Kept,
}

/// What an escape at some place is.
enum Escape {
    /// One byte, and how long the escape is.
    Byte(u8, usize),
    /// A character, and how long the escape is.
    Char(char, usize),
    /// The text ends within it.
    Cut,
    /// None.
    None,
}

/// The text with one layer of escapes undone; nothing if it has none.
pub(super) fn unescaped(text: &Decoded, tail: Tail) -> Option<Decoded> {
    let bytes = &text.bytes;
    let mut out = Decoded::empty();
    let mut changed = false;
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        let escape = match rest[0] {
            b'%' => percent(rest),
            b'\\' => backslash(rest),
            b'&' => entity(rest),
            _ => Escape::None,
        };
        let length = match escape {
            Escape::Byte(byte, length) => {
                out.push_from(&[byte], text, at, at + length);
                length
            }
            Escape::Char(found, length) => {
                let mut buffer = [0; 4];
                let found = found.encode_utf8(&mut buffer);
                out.push_from(found.as_bytes(), text, at, at + length);
                length
            }
            Escape::Cut if tail == Tail::Dropped => rest.len(),
            Escape::Cut | Escape::None => {
                out.push_from(&rest[..1], text, at, at + 1);
                at += 1;
                continue;
            }
        };
        changed = true;
        at += length;
    }
    changed.then_some(out)
}

/// So many hex digits after the first `from` bytes.
fn hex(text: &[u8], from: usize, digits: usize) -> Result<u32, Escape> {
    let mut value = 0;
    for at in from..from + digits {
        let Some(byte) = text.get(at) else {
            return Err(Escape::Cut);
        };
        let digit = hex_digit(*byte).ok_or(Escape::None)?;
        value = value << 4 | u32::from(digit);
    }
    Ok(value)
}

fn byte(text: &[u8], from: usize) -> Escape {
    match hex(text, from, 2) {
        Ok(value) => Escape::Byte(value as u8, from + 2),
        Err(other) => other,
    }
}

fn character(text: &[u8], from: usize, digits: usize) -> Escape {
    match hex(text, from, digits) {
        Ok(code) => code_point(code, from + digits),
        Err(other) => other,
    }
}

/// `%2B`, and `%u002B` as old scripts have it.
fn percent(text: &[u8]) -> Escape {
    match text.get(1) {
        Some(b'u' | b'U') => character(text, 2, 4),
        _ => byte(text, 1),
    }
}

/// `\/`, `\u002B`, `\u{2b}` or `\x2B`.
fn backslash(text: &[u8]) -> Escape {
    let Some(next) = text.get(1) else {
        return Escape::Cut;
    };
    match next {
        b'u' | b'U' if text.get(2) == Some(&b'{') => braced(text),
        b'u' => character(text, 2, 4),
        b'U' => match character(text, 2, 8) {
            Escape::None => character(text, 2, 4),
            long => long,
        },
        b'x' | b'X' => byte(text, 2),
        b'n' | b'r' | b't' | b'b' | b'f' | b'v' | b'0' => Escape::Char('\n', 2),
        // Any other character may have a backslash before it in vain.
        next => Escape::Byte(*next, 2),
    }
}

fn braced(text: &[u8]) -> Escape {
    const MAX_DIGITS: usize = 8;
    let mut code: u32 = 0;
    for (at, byte) in text.iter().enumerate().skip(3).take(MAX_DIGITS) {
        match hex_digit(*byte) {
            Some(digit) => code = code << 4 | u32::from(digit),
            None if *byte == b'}' => {
                return code_point(code, at + 1);
            }
            None => return Escape::None,
        }
    }
    if text.len() < 3 + MAX_DIGITS {
        Escape::Cut
    } else {
        Escape::None
    }
}

/// `&amp;`, `&#43;` or `&#x2b;`, padded with zeros or not, with a semicolon or
/// not.
fn entity(text: &[u8]) -> Escape {
    match (text.get(1), text.get(2)) {
        (None, _) | (Some(b'#'), None) => Escape::Cut,
        (Some(b'#'), Some(b'x' | b'X')) => number(text, 3, 16),
        (Some(b'#'), _) => number(text, 2, 10),
        _ => named(text),
    }
}

fn number(text: &[u8], from: usize, radix: u32) -> Escape {
    let (mut code, mut end) = (0_u32, from);
    // What can be part of a secret so far, in case that digits follow which are
    // not part of it: nothing has to end it, and blanks are gone.
    let mut likely = None;
    while let Some(digit) = text.get(end).and_then(|b| char::from(*b).to_digit(radix)) {
        code = code.saturating_mul(radix).saturating_add(digit);
        end += 1;
        if char::from_u32(code).is_some_and(is_likely) {
            likely = Some((code, end));
        }
    }
    match (text.get(end), likely) {
        (None, _) => Escape::Cut,
        _ if end == from => Escape::None,
        (Some(b';'), _) => code_point(code, end + 1),
        (_, Some((code, end))) => code_point(code, end),
        _ => code_point(code, end),
    }
}

fn is_likely(found: char) -> bool {
    found.is_ascii_graphic() || is_hidden(found) || full_width(found).is_some()
}

fn code_point(code: u32, length: usize) -> Escape {
    char::from_u32(code).map_or(Escape::None, |found| Escape::Char(found, length))
}

/// The longest name that the text begins with. Letters may follow it, for the
/// same reason.
fn named(text: &[u8]) -> Escape {
    let letters = text[1..].iter().take(MAX_NAME + 1);
    let length = letters.take_while(|b| b.is_ascii_alphanumeric()).count();
    let word = &text[1..=length];
    let fits = |(name, _): &&(&str, char)| {
        let head = word.get(..name.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(name.as_bytes()))
    };
    match NAMED.iter().filter(fits).max_by_key(|(name, _)| name.len()) {
        Some((name, found)) => {
            let end = 1 + name.len();
            Escape::Char(*found, end + usize::from(text.get(end) == Some(&b';')))
        }
        None if length + 1 == text.len() && length <= MAX_NAME => Escape::Cut,
        None => Escape::None,
    }
}
