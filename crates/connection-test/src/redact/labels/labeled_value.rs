//! The value after a label: its range, and whether it can be a secret.

use super::non_secrets::{harmless, is_bearer_prose, is_call, is_sentence, is_statement};
use super::secret_names::SecretKind;

#[derive(Clone, Copy)]
pub(super) struct LabelSpan {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether dashes are before it.
    pub(super) is_flag: bool,
}

/// Between a name and its value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    /// A colon after a name in quotes, as in JSON.
    Member,
    /// A colon after a bare name.
    Colon,
    /// An equals sign, or the blank after a parameter of a command.
    Assigned,
    /// An equals sign after `$name`: code follows, or a string.
    Code,
    /// A comma between two strings: a call.
    Call,
    /// The same in brackets, which may also be an array of names.
    Listed,
    /// The end of the tag that is the name.
    Tag,
}

pub(super) enum LabeledValue {
    /// Where to continue.
    Harmless(usize),
    /// Start and end.
    Secret(usize, usize),
}

/// Authorization schemes, which are not secret.
const SCHEMES: [&str; 6] = ["bearer", "basic", "negotiate", "digest", "token", "apikey"];

fn is_quote(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`')
}

/// Skips blanks within a line, no-break spaces included.
pub(super) fn skip_blanks(text: &[u8], mut at: usize) -> usize {
    loop {
        match text.get(at..).unwrap_or_default() {
            [b' ' | b'\t', ..] => at += 1,
            [0xC2, 0xA0, ..] => at += 2,
            _ => return at,
        }
    }
}

pub(super) fn skip_space(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default().iter();
    at + rest.take_while(|byte| byte.is_ascii_whitespace()).count()
}

/// The separator after a label, and where the value begins.
pub(super) fn separator(text: &[u8], label: LabelSpan) -> Option<(usize, Separator)> {
    let before = label.start.checked_sub(1).map(|at| text[at]);
    let mut at = label.end;
    if before == Some(b'<') && text.get(at) == Some(&b'>') {
        return Some((at + 1, Separator::Tag));
    }
    let quote = text.get(at).copied().filter(|byte| is_quote(*byte));
    at += usize::from(quote.is_some());
    let is_quoted = quote.is_some() && before == quote;
    let is_indexed = text.get(at) == Some(&b']');
    at += usize::from(is_indexed);
    let sign = skip_blanks(text, at);
    let has_blank = sign > at;
    let next = |offset: usize| text.get(sign + offset).copied();
    let after = |second| sign + 1 + usize::from(next(1) == Some(second));
    let (start, separator) = match (next(0)?, next(1)) {
        (b':', Some(b':' | b'/')) | (b'=', Some(b'=')) => return None,
        (b':', _) if is_quoted => (after(b'='), Separator::Member),
        (b':', _) => (after(b'='), Separator::Colon),
        (b'=', _) if before == Some(b'$') => (after(b'>'), Separator::Code),
        (b'=', _) => (after(b'>'), Separator::Assigned),
        (b',', _) if is_quoted && !is_indexed => {
            let separator = match label.start.checked_sub(2).map(|at| text[at]) {
                Some(b'(') => Separator::Call,
                Some(b'[') => Separator::Listed,
                _ => return None,
            };
            (sign + 1, separator)
        }
        (byte, _) if label.is_flag && has_blank && byte != b'-' => (sign, Separator::Assigned),
        _ => return None,
    };
    Some((skip_blanks(text, start), separator))
}

pub(super) fn read(text: &[u8], at: usize, separator: Separator, kind: SecretKind) -> LabeledValue {
    if let Some(end) = harmless(text, at) {
        return LabeledValue::Harmless(end);
    }
    let Some(first) = text.get(at) else {
        return LabeledValue::Harmless(at);
    };
    if separator == Separator::Listed && kind != SecretKind::Line {
        return LabeledValue::Harmless(at);
    }
    if is_quote(*first) {
        return quoted(text, at + 1, *first);
    }
    match separator {
        Separator::Call | Separator::Listed | Separator::Code => LabeledValue::Harmless(at),
        Separator::Tag => until(text, at, |byte| byte == b'<'),
        Separator::Member => match first {
            b'{' | b'[' => LabeledValue::Harmless(at),
            _ => until(text, at, |byte| {
                b",}]\"\\".contains(&byte) || byte.is_ascii_whitespace()
            }),
        },
        Separator::Colon if is_statement(text, at) => LabeledValue::Harmless(at),
        Separator::Colon if kind == SecretKind::Line => {
            let start = after_scheme(text, at);
            until(text, start, |byte| b"\"'\\\r\n".contains(&byte))
        }
        Separator::Assigned if kind == SecretKind::Line && after_scheme(text, at) > at => {
            word(text, after_scheme(text, at))
        }
        Separator::Colon if is_sentence(text, at) => LabeledValue::Harmless(at),
        Separator::Assigned if is_call(text, at) => LabeledValue::Harmless(at),
        _ => word(text, after_scheme(text, at)),
    }
}

/// The next string of a JSON array after the one that ends at `end`.
pub(super) fn next_element(text: &[u8], end: usize) -> Option<usize> {
    let is_quoted = text.get(end).is_some_and(|byte| is_quote(*byte));
    let comma = skip_space(text, end + usize::from(is_quoted));
    let next = skip_space(text, comma + 1);
    let is_next = text.get(comma) == Some(&b',') && text.get(next) == Some(&b'"');
    is_next.then_some(next)
}

fn quoted(text: &[u8], start: usize, quote: u8) -> LabeledValue {
    let start = after_scheme(text, start);
    if let Some(end) = harmless(text, start) {
        return LabeledValue::Harmless(end);
    }
    let mut end = start;
    while let Some(byte) = text.get(end) {
        match byte {
            // A backslash at the end of the line escapes nothing.
            b'\\' if !matches!(text.get(end + 1), None | Some(b'\r' | b'\n')) => end += 2,
            b'\r' | b'\n' => break,
            byte if *byte == quote => break,
            _ => end += 1,
        }
    }
    secret(text, start, end.min(text.len()))
}

fn word(text: &[u8], start: usize) -> LabeledValue {
    until(text, start, |byte| {
        byte.is_ascii_whitespace() || b"\"'`\\&;,<>)}".contains(&byte)
    })
}

fn until(text: &[u8], start: usize, is_end: impl Fn(u8) -> bool) -> LabeledValue {
    if let Some(end) = harmless(text, start) {
        return LabeledValue::Harmless(end);
    }
    let rest = text.get(start..).unwrap_or_default();
    let length = rest.iter().take_while(|byte| !is_end(**byte)).count();
    secret(text, start, start + length)
}

fn secret(text: &[u8], start: usize, end: usize) -> LabeledValue {
    let value = text.get(start..end).unwrap_or_default();
    let is_scheme = |known: &&str| known.as_bytes().eq_ignore_ascii_case(value);
    if value.trim_ascii().is_empty() || ["bearer", "basic"].iter().any(is_scheme) {
        return LabeledValue::Harmless(start);
    }
    LabeledValue::Secret(start, start + value.trim_ascii_end().len())
}

/// The end of the authorization scheme at `at`, or `at`.
fn after_scheme(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let fits = |scheme: &&&str| {
        starts_with(rest, scheme) && skip_blanks(rest, scheme.len()) > scheme.len()
    };
    match SCHEMES.iter().find(fits) {
        Some(scheme) => skip_blanks(text, at + scheme.len()),
        None => at,
    }
}

pub(super) fn starts_with(text: &[u8], word: &str) -> bool {
    let head = text.get(..word.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(word.as_bytes()))
}

/// The value after the word Bearer, which ends at `end`; nothing if the word is
/// alone.
pub(super) fn bearer(text: &[u8], end: usize) -> Option<LabeledValue> {
    let mut start = end;
    loop {
        let next = skip_blanks(text, start);
        let sign = matches!(text.get(next), Some(b':' | b'=' | b'+'));
        if next == start && !sign {
            break;
        }
        start = next + usize::from(sign);
    }
    if start == end {
        return None;
    }
    start += usize::from(text.get(start).is_some_and(|byte| is_quote(*byte)));
    let first = text.get(start)?;
    if !first.is_ascii_alphanumeric() && !b"-._~+/$%".contains(first) {
        return Some(LabeledValue::Harmless(start));
    }
    if starts_with(&text[start..], "bearer") {
        return Some(LabeledValue::Harmless(start));
    }
    if let Some(end) = harmless(text, start) {
        return Some(LabeledValue::Harmless(end));
    }
    let length = text[start..]
        .iter()
        .take_while(|b| !b.is_ascii_whitespace() && !b"\"'`,;\\<>)}".contains(b))
        .count();
    let end = start + length;
    if is_bearer_prose(&text[start..end]) {
        return Some(LabeledValue::Harmless(end));
    }
    Some(LabeledValue::Secret(start, end))
}

/// The range of an argument of a command, without its quotes.
pub(super) fn argument(text: &[u8], at: usize) -> (usize, usize) {
    let quote = text.get(at).copied().filter(|byte| is_quote(*byte));
    let start = at + usize::from(quote.is_some());
    let is_end = |byte: u8| match quote {
        Some(quote) => byte == quote || byte == b'\n',
        None => byte.is_ascii_whitespace() || b"\"'`)|;".contains(&byte),
    };
    let rest = text.get(start..).unwrap_or_default();
    let length = rest.iter().take_while(|byte| !is_end(**byte)).count();
    (start, start + length)
}
