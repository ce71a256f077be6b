//! Parentheses, brackets and quotation marks that close themselves while one types.

use crate::syntax::lex::{LexError, Lexed, Lexeme, lex};
use crate::{Span, too_long};

/// What a key does to the text in place of what the field would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairEdit {
    /// The bytes that go.
    pub replace: Span,
    /// What comes in their place.
    pub insert: &'static str,
    /// The byte of the cursor afterwards.
    pub cursor: usize,
}

/// Typing a character over a selection, or at a cursor, which is an empty one. Nothing where the
/// field writes the character as it is.
pub fn typed(text: &str, selected: Span, character: char) -> Option<PairEdit> {
    let before = text.get(..selected.start)?.chars().next_back();
    let after = text.get(selected.end..)?.chars().next();
    if too_long(text).is_some() {
        return None;
    }
    let lexemes = lex(text);
    let around = around(&lexemes, selected.start);
    let over = |closing: char| {
        let matches = selected.is_empty() && after == Some(closing);
        matches.then(|| PairEdit {
            replace: selected,
            insert: "",
            cursor: selected.end + closing.len_utf8(),
        })
    };
    let pair = |insert: &'static str| {
        // In front of a word or a value the closing mark would be in the way.
        let free = after.is_none_or(|c| c.is_whitespace() || matches!(c, ')' | ']' | ','));
        free.then_some(PairEdit {
            replace: selected,
            insert,
            cursor: selected.start + 1,
        })
    };
    match (character, around) {
        (')', None) if is_balanced(&lexemes) => over(')'),
        (']', Some(lexed)) if is_at_end(lexed, Lexeme::Attribute, selected.end) => over(']'),
        ('"', Some(lexed)) if is_at_end(lexed, Lexeme::Text, selected.end) => over('"'),
        ('(', None) => pair("()"),
        ('[', None) => pair("[]"),
        ('"', None) if !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '"' | '\\')) => {
            pair("\"\"")
        }
        _ => None,
    }
}

/// Backspace between an opening mark and its closing one: both go.
pub fn backspace(text: &str, at: usize) -> Option<PairEdit> {
    let before = text.get(..at)?.chars().next_back()?;
    let after = text.get(at..)?.chars().next()?;
    if too_long(text).is_some() {
        return None;
    }
    let lexemes = lex(text);
    let is_pair = match (before, after) {
        ('(', ')') => around(&lexemes, at).is_none() && is_balanced(&lexemes),
        ('[', ']') | ('"', '"') => lexemes
            .iter()
            .any(|lexed| lexed.span == Span::new(at - 1, at + 1)),
        _ => false,
    };
    is_pair.then_some(PairEdit {
        replace: Span::new(at - 1, at + 1),
        insert: "",
        cursor: at - 1,
    })
}

/// The constant or attribute that a byte is inside of.
fn around(lexemes: &[Lexed], at: usize) -> Option<&Lexed> {
    lexemes.iter().find(|lexed| {
        let open = matches!(
            lexed.flaw,
            Some(LexError::Unterminated | LexError::UnclosedBracket)
        );
        matches!(lexed.kind, Lexeme::Text | Lexeme::Attribute)
            && lexed.span.start < at
            && (at < lexed.span.end || open && at == lexed.span.end)
    })
}

/// Whether a byte is right before the closing mark.
fn is_at_end(lexed: &Lexed, kind: Lexeme, at: usize) -> bool {
    lexed.kind == kind && lexed.inner.end == at && lexed.span.end == at + 1
}

fn is_balanced(lexemes: &[Lexed]) -> bool {
    let count = |kind| lexemes.iter().filter(|lexed| lexed.kind == kind).count();
    count(Lexeme::Open) == count(Lexeme::Close)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn applied(text: &str, edit: Option<PairEdit>) -> Option<String> {
        let edit = edit?;
        let mut text = text.to_owned();
        text.replace_range(edit.replace.range(), edit.insert);
        text.insert(edit.cursor, '|');
        Some(text)
    }

    /// The text with its cursor after typing at the bar; nothing where the field does it.
    fn after(marked: &str, character: char) -> Option<String> {
        let at = marked.find('|').unwrap();
        let text = marked.replace('|', "");
        applied(&text, typed(&text, Span::at(at), character))
    }

    #[test]
    fn opening_marks_bring_their_closing_ones() {
        assert_eq!(after("Not|", '(').as_deref(), Some("Not(|)"));
        assert_eq!(after("Not(|)", '[').as_deref(), Some("Not([|])"));
        assert_eq!(after("Join(|)", '"').as_deref(), Some("Join(\"|\")"));
        assert_eq!(
            after("Join(\"é\", |, [a])", '"').as_deref(),
            Some("Join(\"é\", \"|\", [a])")
        );
        let selected = typed("Not(abc)", Span::new(4, 7), '[');
        assert_eq!(applied("Not(abc)", selected).as_deref(), Some("Not([|])"));
    }

    #[test]
    fn they_come_alone_before_a_value_and_within_one() {
        for (marked, character) in [
            ("|Not([a])", '('),
            ("Append(|[a])", '"'),
            ("Append(\"a|\")", '('),
            ("Append(\"a|\")", '['),
            ("Append(\"a|", '"'),
            ("Append([a|])", '"'),
            ("abc|", '"'),
            ("\\|", '"'),
        ] {
            assert_eq!(after(marked, character), None, "{marked}");
        }
    }

    #[test]
    fn a_closing_mark_is_typed_over() {
        assert_eq!(after("Not([a]|)", ')').as_deref(), Some("Not([a])|"));
        assert_eq!(after("Not([a|])", ']').as_deref(), Some("Not([a]|)"));
        assert_eq!(after("Not(\"a|\")", '"').as_deref(), Some("Not(\"a\"|)"));
        assert_eq!(after("Not(\"|\")", '"').as_deref(), Some("Not(\"\"|)"));
        // One more is needed here.
        assert_eq!(after("Not(Not([a]|)", ')'), None);
        assert_eq!(after("Not(\")|\")", ')'), None);
        assert_eq!(after("Not(\"a|b\")", '"'), None);
    }

    #[test]
    fn backspace_takes_both() {
        let gone = |marked: &str| {
            let at = marked.find('|').unwrap();
            let text = marked.replace('|', "");
            applied(&text, backspace(&text, at))
        };
        assert_eq!(gone("Not(|)").as_deref(), Some("Not|"));
        assert_eq!(gone("Not([|])").as_deref(), Some("Not(|)"));
        assert_eq!(gone("Not(\"|\")").as_deref(), Some("Not(|)"));
        for marked in [
            "Not(|",
            "Not(Not(|)",
            "Not(\"(|)\")",
            "\"a\"|\"b\"",
            "|()",
            "Not([a|])",
        ] {
            assert_eq!(gone(marked), None, "{marked}");
        }
    }
}
