//! The ways in which a text can fail to be an expression, and their messages.

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
    expression is one function call whose arguments are [attributes], \"texts\", numbers or calls";
const REFERENCE: &str =
    "Microsoft's reference for writing expressions for attribute mappings in Microsoft Entra ID";
const SYNC: &str = "Microsoft's function reference of Entra Connect Sync, another language with \
    the same look";
const COPIED: &str = "Seen in expressions copied from web pages, chats and word processors";

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

    /// Code, message, reason and source.
    fn details(&self) -> (&'static str, String, &'static str, &'static str) {
        match self {
            Self::Empty => (
                "empty",
                "There is no expression yet.".into(),
                "A mapping of type Expression needs one.",
                GRAMMAR,
            ),
            Self::TooLarge => (
                "too-large",
                "This text is far too long to be an expression; it was not read.".into(),
                "An expression has at most 10,000 characters.",
                GRAMMAR,
            ),
            Self::TooLong { characters } => (
                "too-long",
                format!(
                    "The expression has {characters} characters; at most {MAX_CHARACTERS} are \
                     allowed. It is not analyzed until it is shorter."
                ),
                "The service takes expressions of at most 10,000 characters.",
                REFERENCE,
            ),
            Self::TooDeep => (
                "too-deep",
                "Calls are nested more than 100 deep here; what is inside was not read.".into(),
                "Microsoft documents no limit. This one keeps a page responsive and is far beyond \
                 every published expression.",
                "A limit of this program",
            ),
            Self::UnclosedParen { name, count } => (
                "unclosed-paren",
                match count {
                    0 | 1 => format!("This parenthesis of {name} is never closed."),
                    2 => format!(
                        "This parenthesis of {name} is never closed, nor is the one around it."
                    ),
                    more => format!(
                        "This parenthesis of {name} is never closed, nor are {} others around it.",
                        more - 1
                    ),
                },
                "Every opening parenthesis needs a closing one.",
                GRAMMAR,
            ),
            Self::ExtraCloseParen => (
                "extra-close-paren",
                "This closing parenthesis has no opening one.".into(),
                "The expression is complete before it.",
                GRAMMAR,
            ),
            Self::ClosedEarly { name } => (
                "extra-close-paren",
                format!("This parenthesis ends {name} before its last arguments."),
                "There is one closing parenthesis more than opening ones.",
                GRAMMAR,
            ),
            Self::DoubledBracket => (
                "stray-bracket",
                "An attribute stands in one pair of brackets.".into(),
                "Brackets stand only round an attribute's name.",
                GRAMMAR,
            ),
            Self::UnclosedBracket => (
                "unclosed-bracket",
                "This bracket is never closed: an attribute is written [name].".into(),
                "Without the closing bracket the service cannot tell where the attribute's name ends.",
                GRAMMAR,
            ),
            Self::StrayBracket => (
                "stray-bracket",
                "This closing bracket has no opening one.".into(),
                "Brackets stand only round an attribute's name.",
                GRAMMAR,
            ),
            Self::WrongBracket => (
                "wrong-bracket",
                "An attribute stands in square brackets: [name].".into(),
                "Braces and parentheses do not mark attributes in this language.",
                GRAMMAR,
            ),
            Self::UnterminatedString => (
                "unterminated-string",
                "This text has no closing quotation mark.".into(),
                "Everything after the opening mark is read as text.",
                GRAMMAR,
            ),
            Self::MissingOpeningQuote => (
                "missing-opening-quote",
                "This text has no opening quotation mark.".into(),
                "A constant text stands between two quotation marks.",
                GRAMMAR,
            ),
            Self::SmartQuote => (
                "smart-quote",
                "Curly quotation marks do not work; use straight ones (\").".into(),
                "Word processors and chats turn straight marks into curly ones.",
                COPIED,
            ),
            Self::SingleQuote => (
                "single-quote",
                "Texts stand in double quotation marks (\"), not in single ones.".into(),
                "The single quotation mark has no meaning in this language.",
                GRAMMAR,
            ),
            Self::StrayBacktick => (
                "stray-backtick",
                "The backtick is not part of an expression.".into(),
                "It marks code on web pages and was copied along.",
                COPIED,
            ),
            Self::TrailingBacktick => (
                "trailing-backtick",
                "The backtick at the end is not part of the expression.".into(),
                "It marks code on web pages and was copied along.",
                COPIED,
            ),
            Self::HtmlEntity => (
                "html-entity",
                "This is the HTML spelling of a character, copied from a page's source.".into(),
                "The language knows no HTML: & has no meaning in it.",
                COPIED,
            ),
            Self::EscapedQuote => (
                "escaped-quote",
                "The backslash before this quotation mark came from JSON or code.".into(),
                "Outside a text, a backslash has no meaning.",
                COPIED,
            ),
            Self::MarkdownEscape => (
                "markdown-escape",
                "The backslashes came from Markdown: write [name] without them.".into(),
                "Documentation sources escape brackets; the expression has none.",
                COPIED,
            ),
            Self::NonAsciiComma => (
                "non-ascii-comma",
                "This is not the ASCII comma that separates arguments.".into(),
                "Some input methods write a wide comma that looks alike.",
                COPIED,
            ),
            Self::NonAsciiParen => (
                "non-ascii-paren",
                "This is not an ASCII parenthesis.".into(),
                "Some input methods write wide parentheses that look alike.",
                COPIED,
            ),
            Self::InvisibleCharacter => (
                "invisible-character",
                "An invisible character stands here.".into(),
                "No-break and zero-width blanks come with copied text. Nobody documents that the \
                 service skips them; an ordinary blank is safe.",
                COPIED,
            ),
            Self::MissingComma => (
                "missing-comma",
                "A comma is missing before this.".into(),
                "Arguments are separated by commas.",
                GRAMMAR,
            ),
            Self::DoubledQuote => (
                "missing-comma",
                "Two texts follow each other. For a quotation mark inside a text, write \\\"."
                    .into(),
                "Doubling a quotation mark is Visual Basic's way, not this language's.",
                GRAMMAR,
            ),
            Self::UnquotedText {
                word,
                function: true,
            } => (
                "unquoted-text",
                format!("{word} is a function: its arguments stand in parentheses."),
                "A call is written Name(argument, …).",
                GRAMMAR,
            ),
            Self::UnquotedText {
                word,
                function: false,
            } => (
                "unquoted-text",
                format!(
                    "{word} stands bare: write [{word}] for an attribute or \"{word}\" for a text."
                ),
                "Only functions, numbers and a few keywords stand without brackets or quotation marks.",
                GRAMMAR,
            ),
            Self::SyncKeyword { word } => (
                "connect-sync-keyword",
                format!(
                    "{word} is a keyword of Entra Connect Sync; app provisioning does not know it."
                ),
                "Here True and False are texts in quotation marks, and nothing is an empty argument.",
                SYNC,
            ),
            Self::SyncOperator { symbol } => (
                "connect-sync-operator",
                format!(
                    "{symbol} is an operator of Entra Connect Sync; app provisioning does not know it."
                ),
                "Texts are joined by Join or Append; conditions are combined by nesting IIF.",
                SYNC,
            ),
            Self::LogicalOperator { word } => (
                "logical-operator",
                format!("There is no {word}: nest one IIF in another instead."),
                "The condition of IIF is one comparison.",
                GRAMMAR,
            ),
            Self::BadOperator { symbol } => (
                "bad-operator",
                format!("{symbol} is not an operator of this language."),
                "A condition compares with =, <>, >, >=, < or <=. Texts are joined by Join or Append.",
                GRAMMAR,
            ),
            Self::ComparisonNotAllowed => (
                "comparison-not-allowed",
                "A comparison can stand only as the condition of IIF.".into(),
                "Nothing else takes one; CBool has one documented example.",
                GRAMMAR,
            ),
            Self::ExtraOpenParen => (
                "parenthesised",
                "This opening parenthesis is one too many.".into(),
                "There is one opening parenthesis more than closing ones.",
                GRAMMAR,
            ),
            Self::StrayQuote => (
                "missing-comma",
                "This quotation mark begins a text in the wrong place.".into(),
                "The number of quotation marks is odd, so one is missing or too many.",
                GRAMMAR,
            ),
            Self::Parenthesised => (
                "parenthesised",
                "Parentheses only hold a function's arguments.".into(),
                "The language has no grouping.",
                GRAMMAR,
            ),
            Self::BadNumber => (
                "bad-number",
                "Numbers are whole: 5, -1 or &HF.".into(),
                "Fractions and C-style hexadecimal numbers are not read; put a text in quotation marks.",
                GRAMMAR,
            ),
            Self::BadHex => (
                "bad-hex",
                "A hexadecimal number is &H and the digits 0-9, A-F.".into(),
                "Another letter ends the number.",
                GRAMMAR,
            ),
            Self::NumberOverflow => (
                "number-overflow",
                "This number does not fit into 64 bits.".into(),
                "The largest is 9223372036854775807.",
                GRAMMAR,
            ),
            Self::Indexer => (
                "indexer",
                "There is no [n] after a call: use Item(…, n), which counts from 1.".into(),
                "Brackets hold an attribute's name.",
                GRAMMAR,
            ),
            Self::Ellipsis => (
                "ellipsis",
                "The dots stand for something that was left out.".into(),
                "Web pages shorten examples; write the whole expression.",
                COPIED,
            ),
            Self::TrailingText => (
                "trailing-text",
                "The expression is complete before this.".into(),
                "A mapping holds exactly one expression, without comments or full stop.",
                GRAMMAR,
            ),
            Self::Unexpected { text } => (
                "unexpected-character",
                format!("{text} cannot stand here."),
                "An argument is an [attribute], a \"text\", a number or a call.",
                GRAMMAR,
            ),
            Self::MissingOperand => (
                "unexpected-character",
                "Something to compare is missing here.".into(),
                "A comparison has an attribute, a text, a number or a call on both sides.",
                GRAMMAR,
            ),
        }
    }
}
