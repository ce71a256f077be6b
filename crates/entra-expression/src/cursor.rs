//! What stands at a cursor: the call around it and the number of the argument.

use crate::Span;
use crate::syntax::lex::{Lexed, Lexeme, lex};

pub(crate) struct CursorContext {
    /// The byte of the cursor, at the start of a character.
    pub(crate) at: usize,
    /// The calls around it, the outermost first.
    pub(crate) calls: Vec<OpenCall>,
    /// The lexeme that the cursor stands in or directly behind.
    pub(crate) touched: Option<Lexed>,
    /// The last lexeme before the touched one, blanks left out.
    pub(crate) before: Option<Lexeme>,
    /// The first lexeme after the cursor, blanks left out.
    pub(crate) after: Option<Lexeme>,
}

/// A call whose arguments the cursor stands among.
pub(crate) struct OpenCall {
    /// Where its name stands; empty for a parenthesis without a name.
    pub(crate) name: Span,
    /// The number of the argument, counted from 0.
    pub(crate) argument: usize,
}

/// Looks around a cursor. A byte beyond the text or inside a character is moved to the left.
pub(crate) fn look(text: &str, byte: usize) -> CursorContext {
    let mut at = byte.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let mut cursor = CursorContext {
        at,
        calls: Vec::new(),
        touched: None,
        before: None,
        after: None,
    };
    if crate::too_long(text).is_some() {
        return cursor;
    }
    let lexemes: Vec<Lexed> = lex(text)
        .into_iter()
        .filter(|l| !matches!(l.kind, Lexeme::Blank | Lexeme::Invisible))
        .collect();
    let mut name = Span::at(0);
    for lexed in &lexemes {
        if lexed.span.start >= at {
            // A word or bracket that begins at the cursor is touched too, unless one ends there.
            if lexed.span.start == at && cursor.touched.is_none() && is_touchable(lexed.kind) {
                cursor.touched = Some(*lexed);
            } else {
                cursor.after = Some(lexed.kind);
                break;
            }
            continue;
        }
        if lexed.span.end >= at && is_touchable(lexed.kind) {
            cursor.touched = Some(*lexed);
            continue;
        }
        match lexed.kind {
            Lexeme::Open => cursor.calls.push(OpenCall { name, argument: 0 }),
            Lexeme::Close => {
                cursor.calls.pop();
            }
            Lexeme::Comma => {
                if let Some(call) = cursor.calls.last_mut() {
                    call.argument += 1;
                }
            }
            _ => {}
        }
        name = if lexed.kind == Lexeme::Word {
            lexed.span
        } else {
            Span::at(lexed.span.end)
        };
        cursor.before = Some(lexed.kind);
    }
    cursor
}

fn is_touchable(kind: Lexeme) -> bool {
    matches!(
        kind,
        Lexeme::Word | Lexeme::Attribute | Lexeme::Text | Lexeme::Macro
    )
}
