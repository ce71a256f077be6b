//! `"text"`, with what people write instead.

use super::{LexError, Lexed, Lexeme};

/// How far the end of a text in the wrong quotation marks is looked for.
const REACH: usize = 400;

pub(super) fn straight(text: &str, at: usize) -> Lexed {
    let mut escaped = false;
    for (position, byte) in text.bytes().enumerate().skip(at + 1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Lexed::new(Lexeme::Text, at, position + 1).inside(at + 1, position),
            _ => {}
        }
    }
    Lexed::new(Lexeme::Text, at, text.len())
        .inside(at + 1, text.len())
        .flawed(LexError::Unterminated)
}

/// Whether a text goes on with a quotation mark that ends something: behind it comes what stands
/// behind an argument, and not the inside of a text.
pub(super) fn ends(rest: &str) -> bool {
    let Some(behind) = rest.strip_prefix('"') else {
        return false;
    };
    let behind = behind.trim_start();
    behind.is_empty() || behind.starts_with([',', ')'])
}

/// `10", …`: a number at the start of an argument that runs into a quotation mark is a text that
/// lost its opening mark.
pub(super) fn number_or_end(number: Lexed, text: &str) -> Lexed {
    let span = number.span;
    if !text.get(span.end..).is_some_and(ends) {
        return number;
    }
    Lexed::new(Lexeme::Text, span.start, span.end + 1)
        .inside(span.start, span.end)
        .flawed(LexError::MissingOpeningQuote)
}

/// A text that begins with a typographic mark. It ends at a mark of the same width or, where only
/// one of the two was converted, at a straight one.
pub(super) fn smart(text: &str, at: usize, opening: char) -> Lexed {
    let closes: &[char] = match opening {
        '‘' | '’' | '‚' | '‛' | '‹' | '›' => &['‘', '’', '‛', '‹', '›', '\''],
        _ => &['“', '”', '‟', '«', '»', '"'],
    };
    until(
        text,
        at,
        opening.len_utf8(),
        LexError::SmartQuotes,
        |rest| {
            let (position, c) = rest.char_indices().find(|(_, c)| closes.contains(c))?;
            Some((position, c.len_utf8()))
        },
    )
}

pub(super) fn single(text: &str, at: usize) -> Lexed {
    until(text, at, 1, LexError::SingleQuotes, |rest| {
        Some((rest.find('\'')?, 1))
    })
}

pub(super) fn backtick(text: &str, at: usize) -> Lexed {
    let rest = text.get(at + 1..).unwrap_or_default();
    let stop = rest.find(['`', ',', '(', ')', '"', '[']);
    match stop {
        Some(position)
            if rest
                .get(position..)
                .is_some_and(|after| after.starts_with('`')) =>
        {
            Lexed::new(Lexeme::Text, at, at + position + 2)
                .inside(at + 1, at + 1 + position)
                .flawed(LexError::Backticks)
        }
        _ => Lexed::new(Lexeme::Backtick, at, at + 1),
    }
}

/// A text between two HTML entities.
pub(super) fn entity(text: &str, at: usize, length: usize) -> Lexed {
    until(text, at, length, LexError::HtmlEntity, |rest| {
        let position = rest.find(['&', '"'])?;
        let after = rest.get(position..)?;
        let entity = ["&quot;", "&#34;", "&#x22;", "\""]
            .into_iter()
            .find(|entity| after.starts_with(entity))?;
        Some((position, entity.len()))
    })
}

/// A text between two quotation marks that JSON escaped.
pub(super) fn escaped(text: &str, at: usize) -> Lexed {
    until(text, at, 2, LexError::EscapedQuotes, |rest| {
        let position = rest.find('"')?;
        match position.checked_sub(1) {
            Some(slash) if rest.as_bytes().get(slash) == Some(&b'\\') => Some((slash, 2)),
            _ => Some((position, 1)),
        }
    })
}

/// A text from `at`, whose opening mark has `opening` bytes, to the closing mark that `find`
/// returns as its place and length. Without one the text ends where an argument does.
fn until(
    text: &str,
    at: usize,
    opening: usize,
    flaw: LexError,
    find: impl Fn(&str) -> Option<(usize, usize)>,
) -> Lexed {
    let start = at + opening;
    let rest = text.get(start..).unwrap_or_default();
    let reach = rest
        .char_indices()
        .map(|(position, _)| position)
        .find(|position| *position >= REACH)
        .unwrap_or(rest.len());
    let rest = rest.get(..reach).unwrap_or_default();
    match find(rest) {
        Some((position, length)) => Lexed::new(Lexeme::Text, at, start + position + length)
            .inside(start, start + position)
            .flawed(flaw),
        None => {
            let length = rest.find([',', ')', '\n']).unwrap_or(rest.len());
            Lexed::new(Lexeme::Text, at, start + length)
                .inside(start, start + length)
                .flawed(flaw)
        }
    }
}

/// The value of a text: `\\` and `\"` are one character, another escape stays as it is.
pub(crate) fn unescape(inner: &str) -> String {
    let mut value = String::with_capacity(inner.len());
    let mut chars = inner.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\\', Some(&next @ ('\\' | '"'))) => {
                value.push(next);
                chars.next();
            }
            _ => value.push(c),
        }
    }
    value
}
