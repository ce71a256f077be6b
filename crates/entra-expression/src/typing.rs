//! What not to complain about while somebody is still typing it.

use crate::cursor;
use crate::syntax::lex::Lexeme;
use crate::{Diagnostic, Span};

/// Something was opened and not closed.
const UNCLOSED: [&str; 3] = ["unclosed-paren", "unclosed-bracket", "unterminated-string"];

/// A name or constant that may not be complete.
const UNFINISHED_NAME: [&str; 7] = [
    "unquoted-text",
    "unknown-function",
    "wrong-case-function",
    "connect-sync-function",
    "unknown-attribute",
    "wrong-case-attribute",
    "attribute-whitespace",
];

/// An argument that is not there yet, in a call around the cursor.
const UNFINISHED_CALL: [&str; 4] = [
    "arity",
    "switch-odd-arguments",
    "unexpected-character",
    "replace-no-mode",
];

/// Whether a diagnostic is about what is being typed at a cursor (a byte).
pub fn is_unfinished(found: &Diagnostic, text: &str, at: usize) -> bool {
    let touched = found.span.touches(at);
    if UNCLOSED.contains(&found.code) {
        return touched || found.span.start <= at && rest_is_closing(text, at);
    }
    if UNFINISHED_NAME.contains(&found.code) {
        return touched && is_inside_name(text, at);
    }
    UNFINISHED_CALL.contains(&found.code) && touched && is_in_gap(text, at)
}

/// Whether nothing but closing marks comes after the cursor.
fn rest_is_closing(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    rest.chars()
        .all(|c| c.is_whitespace() || matches!(c, ')' | ']' | ','))
}

/// Whether the cursor is in a word or attribute, or at the end of a word.
fn is_inside_name(text: &str, at: usize) -> bool {
    let touched = cursor::look(text, at).touched;
    touched.is_some_and(|lexed| match lexed.kind {
        Lexeme::Word => true,
        Lexeme::Attribute => lexed.inner.touches(at),
        _ => false,
    })
}

/// Whether the cursor is where an argument is about to be written, or in the last one of its call.
fn is_in_gap(text: &str, at: usize) -> bool {
    let cursor = cursor::look(text, at);
    !cursor.calls.is_empty() && matches!(cursor.after, None | Some(Lexeme::Close))
}

/// The line of a place, counted from 1.
pub fn line_of(text: &str, span: Span) -> usize {
    let before = text.get(..span.start).unwrap_or(text);
    before.matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CheckOptions, check, parse};

    /// The codes that are left with the cursor at the bar.
    fn left(marked: &str) -> Vec<&'static str> {
        let at = marked.find('|').unwrap();
        let text = marked.replace('|', "");
        let options = CheckOptions {
            attributes: Some(vec!["mail".to_owned()]),
            ..CheckOptions::default()
        };
        let found = check(&parse(&text), &options);
        assert!(!found.is_empty(), "{text}");
        let left = found.iter().filter(|one| !is_unfinished(one, &text, at));
        left.map(|found| found.code).collect()
    }

    #[test]
    fn nothing_is_reported_about_what_is_not_closed_at_the_cursor() {
        for marked in [
            "Switch([dep|",
            "Switch([dep|])",
            "ToLower(|",
            "ToLower(|)",
            "Append([mail], \"a|",
            "Append([mail], |)",
            "Switch([mail], , |)",
            "Sw|",
        ] {
            assert_eq!(left(marked), Vec::<&str>::new(), "{marked}");
        }
    }

    #[test]
    fn what_is_wrong_elsewhere_stays() {
        assert_eq!(left("|ToLower([mail]"), ["unclosed-paren"]);
        assert_eq!(left("tolower([mail])|"), ["wrong-case-function"]);
        assert_eq!(left("Append([other], \"a|"), ["unknown-attribute"]);
        assert_eq!(left("[Mail]|"), ["wrong-case-attribute"]);
        assert_eq!(left("ToLower()|"), ["arity"]);
    }

    #[test]
    fn lines_count_from_one() {
        assert_eq!(line_of("a\nb\nc", Span::at(0)), 1);
        assert_eq!(line_of("a\nb\nc", Span::new(4, 5)), 3);
    }
}
