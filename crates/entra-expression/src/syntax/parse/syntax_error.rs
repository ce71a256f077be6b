//! The ways in which a text can fail to be an expression, and their messages.

use crate::functions::REFERENCE;
use crate::syntax::limits::grouped;
use crate::{Diagnostic, Fix, MAX_CHARACTERS, Severity, Span};

/// A error in the grammar. The parser raises these as data; [`SyntaxError::details`] is the one place
/// that writes their messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SyntaxError {
    Empty,
    TooLarge,
    TooLong { characters: usize },
    TooDeep,
    UnclosedParen { name: String, count: usize },
    ExtraCloseParen,
    ClosedEarly { name: String },
    UnclosedBracket,
    StrayBracket,
    DoubledBracket,
    WrongBracket,
    UnterminatedString,
    MissingOpeningQuote,
    SmartQuote,
    SingleQuote,
    StrayBacktick,
    TrailingBacktick,
    HtmlEntity,
    EscapedQuote,
    MarkdownEscape,
    NonAsciiComma,
    NonAsciiParen,
    InvisibleCharacter,
    MissingComma,
    DoubledQuote,
    StrayQuote,
    UnquotedText { word: String, function: bool },
    SyncKeyword { word: String },
    SyncOperator { symbol: String },
    LogicalOperator { word: String },
    BadOperator { symbol: String },
    ComparisonNotAllowed,
    Parenthesised,
    ExtraOpenParen,
    BadNumber,
    BadHex,
    NumberOverflow,
    Indexer,
    Ellipsis,
    TrailingText,
    Unexpected { text: String },
    MissingOperand,
}

const GRAMMAR: &str = "Microsoft's reference for writing expressions for attribute mappings: an \
    expression is one function call whose arguments are [attributes], \"text\", numbers or calls";
const SYNC: &str = "Microsoft's function reference of Entra Connect Sync, another language with \
    the same look";
const COPIED: &str = "Seen in expressions copied from web pages, chats and word processors";

/// Code, message, reason and source.
type Details = (&'static str, String, &'static str, &'static str);

fn grammar(code: &'static str, message: impl Into<String>, why: &'static str) -> Details {
    (code, message.into(), why, GRAMMAR)
}

fn copied(code: &'static str, message: impl Into<String>, why: &'static str) -> Details {
    (code, message.into(), why, COPIED)
}

fn sync(code: &'static str, message: impl Into<String>, why: &'static str) -> Details {
    (code, message.into(), why, SYNC)
}

impl SyntaxError {
    /// Whether the same error in several places is one message with one fix for all of them.
    pub(crate) fn is_merged(&self) -> bool {
        matches!(
            self,
            Self::SmartQuote
                | Self::SingleQuote
                | Self::HtmlEntity
                | Self::EscapedQuote
                | Self::MarkdownEscape
                | Self::NonAsciiComma
                | Self::NonAsciiParen
                | Self::InvisibleCharacter
        )
    }

    pub(crate) fn diagnostic(&self, span: Span, fixes: Vec<Fix>) -> Diagnostic {
        let (code, message, why, source) = self.details();
        Diagnostic {
            code,
            severity: Severity::Error,
            span,
            message,
            why,
            source,
            fixes,
        }
    }

    fn details(&self) -> Details {
        match self {
            Self::Empty => grammar(
                "empty",
                "There is no expression yet.",
                "A mapping of type Expression needs one.",
            ),
            Self::TooLarge => grammar(
                "too-large",
                "This is far too long to be an expression, so it wasn’t read.",
                "An expression has at most 10,000 characters.",
            ),
            Self::TooLong { characters } => (
                "too-long",
                format!(
                    "The expression has {} characters; at most {} are allowed. It isn’t analyzed \
                     until it is shorter.",
                    grouped(*characters),
                    grouped(MAX_CHARACTERS)
                ),
                "Entra accepts expressions of at most 10,000 characters.",
                REFERENCE,
            ),
            Self::TooDeep => (
                "too-deep",
                "Calls are nested more than 100 deep here. What is inside wasn’t read.".into(),
                "Microsoft documents no limit. This one keeps a page responsive and is far beyond \
                 every published expression.",
                "A limit of scimdesk",
            ),
            Self::UnclosedParen { name, count } => grammar(
                "unclosed-paren",
                match count {
                    0 | 1 => format!("This parenthesis of {name} is never closed."),
                    2 => format!(
                        "This parenthesis of {name} is never closed, and neither is the one around it."
                    ),
                    more => format!(
                        "This parenthesis of {name} is never closed, and neither are {} others around it.",
                        more - 1
                    ),
                },
                "Every opening parenthesis needs a closing one.",
            ),
            Self::ExtraCloseParen => grammar(
                "extra-close-paren",
                "This closing parenthesis has no opening one.",
                "The expression is complete before it.",
            ),
            Self::ClosedEarly { name } => grammar(
                "extra-close-paren",
                format!("This parenthesis ends {name} before its last arguments."),
                "There is one closing parenthesis too many.",
            ),
            Self::DoubledBracket => grammar(
                "stray-bracket",
                "An attribute needs only one pair of brackets.",
                "Brackets go only around an attribute's name.",
            ),
            Self::UnclosedBracket => grammar(
                "unclosed-bracket",
                "This bracket is never closed: an attribute is written [name].",
                "Without the closing bracket, Entra can’t tell where the attribute's name ends.",
            ),
            Self::StrayBracket => grammar(
                "stray-bracket",
                "This closing bracket has no opening one.",
                "Brackets go only around an attribute's name.",
            ),
            Self::WrongBracket => grammar(
                "wrong-bracket",
                "An attribute needs square brackets: [name].",
                "Braces and parentheses don’t mark attributes.",
            ),
            Self::UnterminatedString => grammar(
                "unterminated-string",
                "The closing quotation mark is missing.",
                "Everything after the opening mark is read as text.",
            ),
            Self::MissingOpeningQuote => grammar(
                "missing-opening-quote",
                "The opening quotation mark is missing.",
                "Constant text goes between two quotation marks.",
            ),
            Self::SmartQuote => copied(
                "smart-quote",
                "Curly quotation marks don’t work. Use straight ones (\").",
                "Word processors and chats turn straight marks into curly ones.",
            ),
            Self::SingleQuote => grammar(
                "single-quote",
                "Put text in double quotation marks (\"), not in single ones.",
                "The single quotation mark has no meaning in this language.",
            ),
            Self::StrayBacktick => copied(
                "stray-backtick",
                "The backtick isn’t part of an expression.",
                "It marks code on web pages and was copied with the text.",
            ),
            Self::TrailingBacktick => copied(
                "trailing-backtick",
                "The backtick at the end isn’t part of the expression.",
                "It marks code on web pages and was copied with the text.",
            ),
            Self::HtmlEntity => copied(
                "html-entity",
                "This is the HTML spelling of a character, copied from a page's source.",
                "Expressions have no HTML, so & has no meaning.",
            ),
            Self::EscapedQuote => copied(
                "escaped-quote",
                "The backslash before this quotation mark came from JSON or code.",
                "Outside quotes, a backslash has no meaning.",
            ),
            Self::MarkdownEscape => copied(
                "markdown-escape",
                "The backslashes came from Markdown: write [name] without them.",
                "Documentation sources escape brackets; the expression has none.",
            ),
            Self::NonAsciiComma => copied(
                "non-ascii-comma",
                "This isn’t the ASCII comma that separates arguments.",
                "Some input methods write a wide comma that looks alike.",
            ),
            Self::NonAsciiParen => copied(
                "non-ascii-paren",
                "This isn’t an ASCII parenthesis.",
                "Some input methods write wide parentheses that look alike.",
            ),
            Self::InvisibleCharacter => copied(
                "invisible-character",
                "There is an invisible character here.",
                "Non-breaking and zero-width spaces come with copied text. No source says that Entra \
                 skips them; an ordinary space is safe.",
            ),
            Self::MissingComma => grammar(
                "missing-comma",
                "A comma is missing before this.",
                "Arguments are separated by commas.",
            ),
            Self::DoubledQuote => grammar(
                "missing-comma",
                "Two quoted values follow each other. For a quotation mark inside quotes, write \\\".",
                "Doubling a quotation mark is Visual Basic's way, not this language's.",
            ),
            Self::UnquotedText {
                word,
                function: true,
            } => grammar(
                "unquoted-text",
                format!("{word} is a function: put its arguments in parentheses."),
                "A call is written Name(argument, …).",
            ),
            Self::UnquotedText {
                word,
                function: false,
            } => grammar(
                "unquoted-text",
                format!(
                    "{word} needs brackets or quotes: [{word}] for an attribute, \"{word}\" for text."
                ),
                "Only functions, numbers and a few keywords go without brackets or quotes.",
            ),
            Self::SyncKeyword { word } => sync(
                "connect-sync-keyword",
                format!(
                    "{word} is a keyword of Entra Connect Sync. App provisioning doesn’t support it."
                ),
                "Here, True and False are text in quotes, and an empty argument means no value.",
            ),
            Self::SyncOperator { symbol } => sync(
                "connect-sync-operator",
                format!(
                    "{symbol} is an operator of Entra Connect Sync. App provisioning doesn’t support it."
                ),
                "Join values with Join or Append. Combine conditions by nesting IIF.",
            ),
            Self::LogicalOperator { word } => grammar(
                "logical-operator",
                format!("There is no {word}. Nest one IIF in another instead."),
                "The condition of IIF is one comparison.",
            ),
            Self::BadOperator { symbol } => grammar(
                "bad-operator",
                format!("{symbol} isn’t an operator here."),
                "A condition compares with =, <>, >, >=, < or <=. Join values with Join or Append.",
            ),
            Self::ComparisonNotAllowed => grammar(
                "comparison-not-allowed",
                "A comparison can only be the condition of IIF.",
                "Nothing else accepts one, except CBool in one documented example.",
            ),
            Self::ExtraOpenParen => grammar(
                "parenthesised",
                "This opening parenthesis isn’t needed.",
                "There is one opening parenthesis too many.",
            ),
            Self::StrayQuote => grammar(
                "missing-comma",
                "This quotation mark is in the wrong place.",
                "The number of quotation marks is odd, so one is missing or too many.",
            ),
            Self::Parenthesised => grammar(
                "parenthesised",
                "Parentheses only hold a function's arguments.",
                "The language has no grouping.",
            ),
            Self::BadNumber => grammar(
                "bad-number",
                "Numbers are whole: 5, -1 or &HF.",
                "Fractions and C-style hexadecimal numbers aren’t read. Put text in quotes.",
            ),
            Self::BadHex => grammar(
                "bad-hex",
                "A hexadecimal number is &H and the digits 0-9, A-F.",
                "Any other letter ends the number.",
            ),
            Self::NumberOverflow => grammar(
                "number-overflow",
                "This number doesn’t fit into 64 bits.",
                "The largest is 9223372036854775807.",
            ),
            Self::Indexer => grammar(
                "indexer",
                "[n] can’t follow a call. Use Item(…, n), which counts from 1.",
                "Brackets hold an attribute's name.",
            ),
            Self::Ellipsis => copied(
                "ellipsis",
                "The dots replace something that was left out.",
                "Web pages shorten examples; write the whole expression.",
            ),
            Self::TrailingText => grammar(
                "trailing-text",
                "The expression is complete before this.",
                "A mapping holds exactly one expression, without comments or a period.",
            ),
            Self::Unexpected { text } => grammar(
                "unexpected-character",
                format!("{text} can’t be here."),
                "An argument is an [attribute], \"text\", a number or a call.",
            ),
            Self::MissingOperand => grammar(
                "unexpected-character",
                "Something to compare is missing here.",
                "A comparison has an attribute, text, a number or a call on both sides.",
            ),
        }
    }
}
