//! Numbers.

use super::{LexError, Lexed, Lexeme, run};

/// A decimal number with an optional sign. Letters and dots that run into it belong to it, so that
/// `1.5` and `0xFF` are one error each.
pub(super) fn decimal(rest: &str, at: usize) -> Lexed {
    let sign = usize::from(rest.starts_with(['-', '+']));
    let digits = rest.get(sign..).unwrap_or_default();
    let ends = |(position, c): &(usize, char)| match c {
        // `1.` is an error in the number, but `1...` is a number and dots that stand for the rest.
        '.' => digits.as_bytes().get(position + 1) == Some(&b'.'),
        c => !(c.is_alphanumeric() || *c == '_'),
    };
    let end = digits.char_indices().find(ends);
    let length = sign + end.map_or(digits.len(), |(position, _)| position);
    let written = rest.get(..length).unwrap_or_default();
    let all_digits = written.bytes().skip(sign).all(|b| b.is_ascii_digit());
    match written.parse::<i64>() {
        Ok(value) => Lexed::new(Lexeme::Number(value), at, at + length),
        Err(_) => Lexed::new(Lexeme::Number(0), at, at + length).flawed(if all_digits {
            LexError::Overflow
        } else {
            LexError::BadNumber
        }),
    }
}

/// `&H` and up to sixteen hexadecimal digits; with all sixteen the top bit is the sign.
pub(super) fn hex(rest: &str, at: usize) -> Lexed {
    let digits = run(rest.get(2..).unwrap_or_default(), |c| {
        c.is_alphanumeric() || c == '_'
    });
    let written = rest.get(2..2 + digits).unwrap_or_default();
    let end = at + 2 + digits;
    let bad = |flaw| Lexed::new(Lexeme::Hex(0), at, end).flawed(flaw);
    if written.is_empty() || !written.bytes().all(|b| b.is_ascii_hexdigit()) {
        return bad(LexError::BadHex);
    }
    match u64::from_str_radix(written, 16) {
        Ok(value) => Lexed::new(Lexeme::Hex(value.cast_signed()), at, end),
        Err(_) => bad(LexError::Overflow),
    }
}
