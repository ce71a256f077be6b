//! Decodes one layer of percent-encoding, JSON escapes and HTML entities.

use super::decoded_text::{DecodedText, full_width, hex_digit, is_hidden};

/// Of an entity in [`NAMED`].
const MAX_NAME: usize = 16;

/// HTML entities of characters of tokens and of invisible ones, in any case.
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

/// What to do with an escape that the end of the text cuts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum CutEscape {
    /// Leave it out, so that the characters before it end the text.
    Drop,
    Keep,
}

/// With the length of the escape.
enum Escape {
    Byte(u8, usize),
    Char(char, usize),
    /// The text ends within it.
    Cut,
    /// Not an escape.
    Literal,
}

/// Decodes one layer of escapes; nothing if the text has none.
pub(super) fn unescaped(text: &DecodedText, cut: CutEscape) -> Option<DecodedText> {
    let bytes = &text.bytes;
    let mut out = DecodedText::default();
    let mut changed = false;
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        let escape = match rest[0] {
            b'%' => percent(rest),
            b'\\' => backslash(rest),
            b'&' => entity(rest),
            _ => Escape::Literal,
        };
        let length = match escape {
            Escape::Byte(byte, length) => {
                out.push_from(&[byte], text, at, at + length);
                length
            }
            Escape::Char(character, length) => {
                let mut buffer = [0; 4];
                let character = character.encode_utf8(&mut buffer);
                out.push_from(character.as_bytes(), text, at, at + length);
                length
            }
            Escape::Cut if cut == CutEscape::Drop => rest.len(),
            Escape::Cut | Escape::Literal => {
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

fn hex(text: &[u8], from: usize, digits: usize) -> Result<u32, Escape> {
    let mut value = 0;
    for at in from..from + digits {
        let Some(byte) = text.get(at) else {
            return Err(Escape::Cut);
        };
        let digit = hex_digit(*byte).ok_or(Escape::Literal)?;
        value = value << 4 | u32::from(digit);
    }
    Ok(value)
}

fn byte(text: &[u8], from: usize) -> Escape {
    hex(text, from, 2).map_or_else(|other| other, |value| Escape::Byte(value as u8, from + 2))
}

fn character(text: &[u8], from: usize, digits: usize) -> Escape {
    hex(text, from, digits).map_or_else(|other| other, |code| code_point(code, from + digits))
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
            Escape::Literal => character(text, 2, 4),
            long => long,
        },
        b'x' | b'X' => byte(text, 2),
        b'n' | b'r' | b't' | b'b' | b'f' | b'v' | b'0' => Escape::Char('\n', 2),
        // A needless backslash before any other character.
        next => Escape::Byte(*next, 2),
    }
}

fn braced(text: &[u8]) -> Escape {
    const MAX_DIGITS: usize = 8;
    let mut code: u32 = 0;
    for (at, byte) in text.iter().enumerate().skip(3).take(MAX_DIGITS) {
        match hex_digit(*byte) {
            Some(digit) => code = code << 4 | u32::from(digit),
            None if *byte == b'}' => return code_point(code, at + 1),
            None => return Escape::Literal,
        }
    }
    if text.len() < 3 + MAX_DIGITS {
        Escape::Cut
    } else {
        Escape::Literal
    }
}

/// `&amp;`, `&#43;` or `&#x2b;`, with or without leading zeros and semicolon.
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
    // The code so far, in case the following digits are not part of it: nothing
    // has to end an entity, and blanks are removed.
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
        _ if end == from => Escape::Literal,
        (Some(b';'), _) => code_point(code, end + 1),
        (_, Some((code, end))) => code_point(code, end),
        _ => code_point(code, end),
    }
}

fn is_likely(character: char) -> bool {
    character.is_ascii_graphic() || is_hidden(character) || full_width(character).is_some()
}

fn code_point(code: u32, length: usize) -> Escape {
    char::from_u32(code).map_or(Escape::Literal, |character| Escape::Char(character, length))
}

/// The longest name that the text begins with. Letters may follow for the same
/// reason.
fn named(text: &[u8]) -> Escape {
    let letters = text[1..].iter().take(MAX_NAME + 1);
    let length = letters.take_while(|b| b.is_ascii_alphanumeric()).count();
    let word = &text[1..=length];
    let fits = |(name, _): &&(&str, char)| {
        let head = word.get(..name.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(name.as_bytes()))
    };
    match NAMED.iter().filter(fits).max_by_key(|(name, _)| name.len()) {
        Some((name, character)) => {
            let end = 1 + name.len();
            Escape::Char(*character, end + usize::from(text.get(end) == Some(&b';')))
        }
        None if length + 1 == text.len() && length <= MAX_NAME => Escape::Cut,
        None => Escape::Literal,
    }
}
