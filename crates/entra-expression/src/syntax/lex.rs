//! Text to lexemes.
//!
//! The lexer covers every byte of the text with exactly one lexeme and decides nothing about
//! their order. Where a lexeme is malformed in a way that still shows what was meant (curly
//! quotes, escaped brackets, a wide comma), it is read as what was meant and carries a [`Flaw`].

mod attribute;
mod number;
mod quote;

pub(crate) use quote::unescape;

use crate::{ComparisonOperator, Span, functions};

/// What a lexeme is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lexeme {
    Blank,
    Invisible,
    Word,
    Attribute,
    Text,
    Number(i64),
    Hex(i64),
    Macro,
    Open,
    Close,
    Comma,
    Operator(ComparisonOperator),
    BadOperator,
    SyncOperator,
    Ellipsis,
    Backtick,
    CloseBracket,
    Junk,
}

/// What is malformed about a lexeme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LexError {
    Unterminated,
    MissingOpeningQuote,
    SmartQuotes,
    SingleQuotes,
    Backticks,
    HtmlEntity,
    EscapedQuotes,
    MarkdownEscape,
    UnclosedBracket,
    DoubledBracket,
    Braces,
    WideComma,
    WideParen,
    BadNumber,
    BadHex,
    Overflow,
}

/// A piece of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Lexed {
    pub(crate) kind: Lexeme,
    pub(crate) span: Span,
    /// The part that carries the meaning: between quotes or brackets, else the same as `span`.
    pub(crate) inner: Span,
    pub(crate) flaw: Option<LexError>,
}

impl Lexed {
    fn new(kind: Lexeme, start: usize, end: usize) -> Self {
        let span = Span::new(start, end);
        Self {
            kind,
            span,
            inner: span,
            flaw: None,
        }
    }

    fn inside(mut self, start: usize, end: usize) -> Self {
        self.inner = Span::new(start, end);
        self
    }

    fn flawed(mut self, flaw: LexError) -> Self {
        self.flaw = Some(flaw);
        self
    }
}

pub(crate) fn lex(text: &str) -> Vec<Lexed> {
    let mut lexemes: Vec<Lexed> = Vec::new();
    let mut at = 0;
    // The last lexeme that is not blank decides whether a minus can begin a number and whether a
    // stray quote can close a text.
    let mut before = None;
    while at < text.len() {
        let lexed = next(text, at, before);
        // Every branch below takes at least one character; this keeps an error there from looping.
        let end = lexed.span.end.max(at + 1);
        if !matches!(lexed.kind, Lexeme::Blank | Lexeme::Invisible) {
            before = Some(lexed.kind);
        }
        lexemes.push(lexed);
        at = end;
    }
    lexemes
}

fn next(text: &str, at: usize, before: Option<Lexeme>) -> Lexed {
    let rest = text.get(at..).unwrap_or_default();
    let Some(first) = rest.chars().next() else {
        return Lexed::new(Lexeme::Junk, at, at + 1);
    };
    let one = at + first.len_utf8();
    let expects_operand = !matches!(
        before,
        Some(
            Lexeme::Attribute
                | Lexeme::Text
                | Lexeme::Number(_)
                | Lexeme::Hex(_)
                | Lexeme::Macro
                | Lexeme::Word
                | Lexeme::Close
                | Lexeme::CloseBracket
        )
    );
    match first {
        ' ' | '\t' | '\r' | '\n' | '\u{b}' | '\u{c}' => Lexed::new(
            Lexeme::Blank,
            at,
            at + run(rest, |c| c.is_ascii_whitespace() || c == '\u{b}'),
        ),
        '(' => Lexed::new(Lexeme::Open, at, one),
        ')' => Lexed::new(Lexeme::Close, at, one),
        ',' => Lexed::new(Lexeme::Comma, at, one),
        '，' | '、' | '︐' | '﹐' | '،' => {
            Lexed::new(Lexeme::Comma, at, one).flawed(LexError::WideComma)
        }
        '（' => Lexed::new(Lexeme::Open, at, one).flawed(LexError::WideParen),
        '）' => Lexed::new(Lexeme::Close, at, one).flawed(LexError::WideParen),
        '[' | '{' => attribute::lex(text, at),
        ']' => Lexed::new(Lexeme::CloseBracket, at, one),
        '\\' => escaped(text, at),
        '"' => quote::straight(text, at),
        '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '‛' | '«' | '»' | '‹' | '›' => {
            quote::smart(text, at, first)
        }
        '\'' => quote::single(text, at),
        '`' if expects_operand && before.is_some() => quote::backtick(text, at),
        '`' => Lexed::new(Lexeme::Backtick, at, one),
        '…' => Lexed::new(Lexeme::Ellipsis, at, one),
        '.' if rest.starts_with("..") => {
            Lexed::new(Lexeme::Ellipsis, at, at + run(rest, |c| c == '.'))
        }
        '%' => percent(rest, at),
        '&' => ampersand(text, at),
        '0'..='9' if expects_operand => quote::number_or_end(number::decimal(rest, at), text),
        '0'..='9' => number::decimal(rest, at),
        '.' if rest[1..].starts_with(|c: char| c.is_ascii_digit()) => number::decimal(rest, at),
        '-' | '+' if expects_operand && rest[1..].starts_with(|c: char| c.is_ascii_digit()) => {
            number::decimal(rest, at)
        }
        '=' | '<' | '>' | '!' | '+' | '-' | '*' | '/' | '|' | '^' => symbol(rest, at),
        c if c.is_alphabetic() || c == '_' => word(text, at, expects_operand),
        c if is_invisible(c) => Lexed::new(Lexeme::Invisible, at, one),
        _ => Lexed::new(Lexeme::Junk, at, one),
    }
}

/// Bytes at the start of `text` whose characters all satisfy `test`.
fn run(text: &str, test: impl Fn(char) -> bool) -> usize {
    text.find(|c| !test(c)).unwrap_or(text.len())
}

/// Blanks other than the ASCII ones, zero-width characters, and control characters.
fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// A bare word. Inside it may stand what names, addresses and URNs hold.
fn word(text: &str, at: usize, expects_operand: bool) -> Lexed {
    let rest = text.get(at..).unwrap_or_default();
    let mut chars = rest.char_indices().peekable();
    let mut end = rest.len();
    while let Some((position, c)) = chars.next() {
        let inner = matches!(c, '.' | '-' | ':' | '@');
        let goes_on = chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if !(c.is_alphanumeric() || c == '_' || (inner && goes_on)) {
            end = position;
            break;
        }
    }
    // `London", "x"`: a word at the start of an argument that runs into a quotation mark lost
    // its own opening mark.
    let after = rest.get(end..).unwrap_or_default();
    // `CStr"x"`: a function's name lost its parenthesis instead.
    let is_function = || functions::find(rest.get(..end).unwrap_or_default()).is_some();
    if expects_operand && after.starts_with('"') && (quote::ends(after) || !is_function()) {
        return Lexed::new(Lexeme::Text, at, at + end + 1)
            .inside(at, at + end)
            .flawed(LexError::MissingOpeningQuote);
    }
    Lexed::new(Lexeme::Word, at, at + end)
}

/// A backslash outside a text: Markdown's brackets or JSON's quotation marks.
fn escaped(text: &str, at: usize) -> Lexed {
    let rest = text.get(at + 1..).unwrap_or_default();
    match rest.chars().next() {
        Some('[') => attribute::lex_escaped(text, at),
        Some('"') => quote::escaped(text, at),
        Some(']') => Lexed::new(Lexeme::CloseBracket, at, at + 2).flawed(LexError::MarkdownEscape),
        _ => Lexed::new(Lexeme::Junk, at, at + 1),
    }
}

/// `%Name%` is a macro; a single percent sign is nothing.
fn percent(rest: &str, at: usize) -> Lexed {
    let name = run(&rest[1..], |c| c.is_alphanumeric() || c == '_');
    if name > 0 && rest[1 + name..].starts_with('%') {
        return Lexed::new(Lexeme::Macro, at, at + name + 2).inside(at + 1, at + 1 + name);
    }
    Lexed::new(Lexeme::Junk, at, at + 1)
}

/// A hexadecimal number, an HTML entity, or an operator of the other dialect.
fn ampersand(text: &str, at: usize) -> Lexed {
    let rest = text.get(at..).unwrap_or_default();
    if rest.starts_with("&H") || rest.starts_with("&h") {
        return number::hex(rest, at);
    }
    for entity in ["&quot;", "&#34;", "&#x22;"] {
        if rest.starts_with(entity) {
            return quote::entity(text, at, entity.len());
        }
    }
    for (entity, operator) in [
        ("&lt;&gt;", ComparisonOperator::NotEqual),
        ("&lt;=", ComparisonOperator::LessOrEqual),
        ("&gt;=", ComparisonOperator::GreaterOrEqual),
        ("&lt;", ComparisonOperator::Less),
        ("&gt;", ComparisonOperator::Greater),
    ] {
        if rest.starts_with(entity) {
            return Lexed::new(Lexeme::Operator(operator), at, at + entity.len())
                .flawed(LexError::HtmlEntity);
        }
    }
    Lexed::new(Lexeme::SyncOperator, at, at + run(rest, |c| c == '&'))
}

/// Operators, and the ones of other languages that people write instead.
fn symbol(rest: &str, at: usize) -> Lexed {
    // Only so far as an operator can reach: a run of them may be as long as the text.
    let signs = rest.bytes().take(3);
    let length = signs
        .take_while(|byte| matches!(byte, b'=' | b'<' | b'>' | b'!'))
        .count();
    if length > 0 {
        let mut spelling = rest.get(..length).unwrap_or_default();
        // `=<x>`-like runs do not occur; prefer two characters where three mean nothing.
        if length == 3 && !matches!(spelling, "===" | "!==" | "<=>") {
            spelling = rest.get(..2).unwrap_or_default();
        }
        let end = at + spelling.len();
        return match ComparisonOperator::from_symbol(spelling) {
            Some(operator) => Lexed::new(Lexeme::Operator(operator), at, end),
            None => Lexed::new(Lexeme::BadOperator, at, end),
        };
    }
    if rest.starts_with('|') {
        return Lexed::new(Lexeme::SyncOperator, at, at + run(rest, |c| c == '|'));
    }
    Lexed::new(Lexeme::BadOperator, at, at + 1)
}
