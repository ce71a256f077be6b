//! The text as a stream of tokens, for highlighting.

use crate::syntax::lex::{Lexed, Lexeme};
use crate::{Keyword, Span};

/// A piece of the text. The tokens of a parse cover every byte once, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What to show it as.
    pub class: TokenClass,
}

/// What a token is shown as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenClass {
    /// White space.
    Blank,
    /// A name before an opening parenthesis.
    Function,
    /// `[attribute]`, brackets included.
    Attribute,
    /// `"text"`, quotation marks included.
    Text,
    /// A number.
    Number,
    /// A bare keyword.
    Keyword,
    /// `%Macro%`.
    Macro,
    /// A comparison operator.
    Operator,
    /// A parenthesis or a comma.
    Punctuation,
    /// Something that is not part of the language.
    Unreadable,
}

impl TokenClass {
    /// One lower-case word, fit for a style class.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::Function => "function",
            Self::Attribute => "attribute",
            Self::Text => "text",
            Self::Number => "number",
            Self::Keyword => "keyword",
            Self::Macro => "macro",
            Self::Operator => "operator",
            Self::Punctuation => "punctuation",
            Self::Unreadable => "unreadable",
        }
    }
}

impl Token {
    pub(crate) const fn unreadable(span: Span) -> Self {
        Self {
            span,
            class: TokenClass::Unreadable,
        }
    }
}

/// Gives every lexeme its class. A malformed one is shown as what it was meant to be.
pub(crate) fn classify(text: &str, lexemes: &[Lexed]) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(lexemes.len());
    let mut opens_next = false;
    for lexed in lexemes.iter().rev() {
        let class = match lexed.kind {
            Lexeme::Blank => TokenClass::Blank,
            Lexeme::Word if opens_next => TokenClass::Function,
            Lexeme::Word if Keyword::from_word(lexed.span.of(text)).is_some() => {
                TokenClass::Keyword
            }
            Lexeme::Attribute => TokenClass::Attribute,
            Lexeme::Text => TokenClass::Text,
            Lexeme::Number(_) | Lexeme::Hex(_) => TokenClass::Number,
            Lexeme::Macro => TokenClass::Macro,
            Lexeme::Operator(_) => TokenClass::Operator,
            Lexeme::Open | Lexeme::Close | Lexeme::Comma => TokenClass::Punctuation,
            Lexeme::Word
            | Lexeme::Invisible
            | Lexeme::BadOperator
            | Lexeme::SyncOperator
            | Lexeme::Ellipsis
            | Lexeme::Backtick
            | Lexeme::CloseBracket
            | Lexeme::Junk => TokenClass::Unreadable,
        };
        if class != TokenClass::Blank {
            opens_next = lexed.kind == Lexeme::Open;
        }
        tokens.push(Token {
            span: lexed.span,
            class,
        });
    }
    tokens.reverse();
    tokens
}
