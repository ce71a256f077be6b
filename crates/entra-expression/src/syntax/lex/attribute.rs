//! `[attribute]`, with what people write instead.

use super::{LexError, Lexed, Lexeme};

/// How far a closing bracket is looked for. No attribute has a longer name, and the bound keeps
/// a text of nothing but opening brackets from taking quadratic time.
const REACH: usize = 400;

/// An attribute that begins with `[` or, wrongly, `{`.
pub(super) fn lex(text: &str, at: usize) -> Lexed {
    let rest = text.get(at..).unwrap_or_default();
    if rest.starts_with('{') {
        return braces(rest, at);
    }
    if rest.starts_with("[[")
        && let Some(close) = closing(rest, 2)
        && rest.get(2..close).is_some_and(is_name)
    {
        // `[[mail]]` as wikis write links, or one bracket too many; not a name that begins so.
        let end = match closing(rest, 1) {
            Some(last) if last == close + 1 => Some(last + 1),
            Some(_) => None,
            None => Some(close + 1),
        };
        if let Some(end) = end {
            return Lexed::new(Lexeme::Attribute, at, at + end)
                .inside(at + 2, at + close)
                .flawed(LexError::DoubledBracket);
        }
    }
    match closing(rest, 1) {
        Some(close) => {
            let lexed =
                Lexed::new(Lexeme::Attribute, at, at + close + 1).inside(at + 1, at + close);
            // `[extension\_…]`: Markdown escapes underscores too.
            if rest.get(1..close).is_some_and(|name| name.contains('\\')) {
                return lexed.flawed(LexError::MarkdownEscape);
            }
            lexed
        }
        None => unclosed(rest, at, 1, LexError::UnclosedBracket),
    }
}

/// Whether a text between brackets is a plain name.
fn is_name(text: &str) -> bool {
    let text = text.trim();
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | ':');
    !text.is_empty() && text.chars().all(is_part)
}

/// `\[name\]` as it stands in Markdown.
pub(super) fn lex_escaped(text: &str, at: usize) -> Lexed {
    let rest = text.get(at..).unwrap_or_default();
    match closing(rest, 2) {
        Some(close) => {
            let name_end = if rest.get(..close).is_some_and(|name| name.ends_with('\\')) {
                close - 1
            } else {
                close
            };
            Lexed::new(Lexeme::Attribute, at, at + close + 1)
                .inside(at + 2, at + name_end)
                .flawed(LexError::MarkdownEscape)
        }
        None => unclosed(rest, at, 2, LexError::MarkdownEscape),
    }
}

/// The place of the bracket that closes the one before `from`. Names may hold brackets and, inside
/// those, quoted text: `emails[type eq "work"].value`. A comma, a quotation mark or a closing
/// parenthesis of the call around says that the closing bracket was forgotten.
fn closing(rest: &str, from: usize) -> Option<usize> {
    let mut brackets = 1_usize;
    let mut parens = 0_usize;
    let mut quoted = false;
    for (position, byte) in rest.bytes().enumerate().skip(from).take(REACH) {
        if quoted {
            quoted = byte != b'"';
            continue;
        }
        let outermost = brackets == 1 && parens == 0;
        match byte {
            b'[' => brackets += 1,
            b']' if brackets == 1 => return Some(position),
            b']' => brackets -= 1,
            b'(' => parens += 1,
            b')' | b',' | b'"' | b'\n' if outermost => return None,
            b')' => parens = parens.saturating_sub(1),
            b'"' => quoted = true,
            _ => {}
        }
    }
    None
}

/// An attribute without its end: it is taken to stop where an argument does.
fn unclosed(rest: &str, at: usize, from: usize, flaw: LexError) -> Lexed {
    let inner = rest.get(from..).unwrap_or_default();
    let ends = |c: char| matches!(c, ',' | '(' | ')' | '"' | '[' | '\n');
    let compares = |position: usize, c: char| position > 0 && matches!(c, '=' | '<' | '>');
    let length = inner
        .char_indices()
        .find(|(position, c)| ends(*c) || compares(*position, *c))
        .map_or(inner.len(), |(position, _)| position);
    let name = inner.get(..length).unwrap_or_default().trim_end();
    let end = at + from + name.len();
    Lexed::new(Lexeme::Attribute, at, end)
        .inside(at + from, end)
        .flawed(flaw)
}

/// `{name}`: the braces of other template languages.
fn braces(rest: &str, at: usize) -> Lexed {
    let inner = rest.get(1..).unwrap_or_default();
    let length = inner
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | ' ' | ':')))
        .unwrap_or(inner.len());
    if length > 0
        && inner
            .get(length..)
            .is_some_and(|after| after.starts_with('}'))
    {
        return Lexed::new(Lexeme::Attribute, at, at + length + 2)
            .inside(at + 1, at + 1 + length)
            .flawed(LexError::Braces);
    }
    Lexed::new(Lexeme::Junk, at, at + 1)
}
