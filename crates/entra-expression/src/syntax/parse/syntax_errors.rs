//! Collects what the parser objects to.

use super::syntax_error::SyntaxError;
use crate::syntax::lex::{LexError, Lexed, Lexeme};
use crate::syntax::print::quote;
use crate::{Diagnostic, Fix, Span};

/// More findings than this help nobody and would make the answer to a hostile text large.
const MAX_ERRORS: usize = 50;

pub(super) struct SyntaxErrors<'a> {
    text: &'a str,
    found: Vec<(SyntaxError, Span, Vec<Fix>, usize)>,
}

impl<'a> SyntaxErrors<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            found: Vec::new(),
        }
    }

    /// Adds a finding; the same systematic error elsewhere joins the first one, and its fix
    /// fixes all places.
    pub(super) fn add(
        &mut self,
        error: SyntaxError,
        span: Span,
        fixes: impl IntoIterator<Item = Fix>,
    ) {
        let mut fixes = fixes.into_iter();
        if error.is_merged()
            && let Some((_, _, known, positions)) =
                self.found.iter_mut().find(|(other, ..)| *other == error)
        {
            *positions += 1;
            if let (Some(first), Some(more)) = (known.first_mut(), fixes.next()) {
                first.edits.extend(more.edits);
            }
            return;
        }
        if self.found.len() < MAX_ERRORS {
            self.found.push((error, span, fixes.collect(), 1));
        }
    }

    /// Takes back what follows from another error: an error from a byte on.
    pub(super) fn forget(&mut self, error: &SyntaxError, from: usize) {
        self.found
            .retain(|(other, span, ..)| other != error || span.start < from);
    }

    /// A blank that is none, or a character without a glyph.
    pub(super) fn invisible(&mut self, span: Span) {
        let blank = span.of(self.text).starts_with(char::is_whitespace);
        let replacement = if blank { " " } else { "" };
        let fix = Fix::replace("Remove invisible characters", span, replacement);
        self.add(SyntaxError::InvisibleCharacter, span, [fix]);
    }

    pub(super) fn flaw(&mut self, lexed: &Lexed) {
        let Some(flaw) = lexed.flaw else {
            return;
        };
        let inner = lexed.inner.of(self.text);
        let start = lexed.span.start;
        let end = lexed.inner.start.max(start + 1).min(lexed.span.end);
        let opening = Span::new(start, end);
        let write = |label, text: String| Some(Fix::replace(label, lexed.span, text));
        let insert = |label, at, text| Some(Fix::replace(label, Span::at(at), text));
        let requoted = || write("Use straight quotation marks", quote(inner));
        let (error, span, fix) = match flaw {
            LexError::Unterminated => {
                let fix = unterminated_fix(self.text, lexed.span);
                (SyntaxError::UnterminatedString, lexed.span, Some(fix))
            }
            LexError::MissingOpeningQuote => {
                let fix = insert("Add the quotation mark", start, "\"");
                (SyntaxError::MissingOpeningQuote, lexed.span, fix)
            }
            LexError::SmartQuotes => (SyntaxError::SmartQuote, opening, requoted()),
            LexError::SingleQuotes => (SyntaxError::SingleQuote, opening, requoted()),
            LexError::Backticks => (SyntaxError::StrayBacktick, opening, requoted()),
            LexError::EscapedQuotes => (SyntaxError::EscapedQuote, opening, requoted()),
            LexError::HtmlEntity => {
                let plain = match lexed.kind {
                    Lexeme::Operator(operator) => operator.symbol().to_owned(),
                    _ => quote(inner),
                };
                let fix = write("Use the characters themselves", plain);
                (SyntaxError::HtmlEntity, lexed.span, fix)
            }
            LexError::MarkdownEscape => {
                let (plain, position) = match inner {
                    "\\]" => ("]".to_owned(), lexed.span),
                    _ if lexed.span.of(self.text).starts_with('\\') => {
                        (format!("[{}]", inner.replace('\\', "")), opening)
                    }
                    _ => (format!("[{}]", inner.replace('\\', "")), lexed.span),
                };
                let fix = write("Remove the backslashes", plain);
                (SyntaxError::MarkdownEscape, position, fix)
            }
            LexError::UnclosedBracket => {
                let fix = insert("Close the bracket", lexed.span.end, "]");
                (SyntaxError::UnclosedBracket, opening, fix)
            }
            LexError::DoubledBracket => {
                let fix = write("Use one pair of brackets", format!("[{}]", inner.trim()));
                (SyntaxError::DoubledBracket, opening, fix)
            }
            LexError::Braces => {
                let fix = write("Use brackets", format!("[{}]", inner.trim()));
                (SyntaxError::WrongBracket, lexed.span, fix)
            }
            LexError::WideComma => {
                let fix = write("Use an ASCII comma", ",".to_owned());
                (SyntaxError::NonAsciiComma, lexed.span, fix)
            }
            LexError::WideParen => {
                let plain = if lexed.kind == Lexeme::Open { "(" } else { ")" };
                let fix = write("Use ASCII parentheses", plain.to_owned());
                (SyntaxError::NonAsciiParen, lexed.span, fix)
            }
            LexError::BadNumber => (
                SyntaxError::BadNumber,
                lexed.span,
                Some(self.number_fix(lexed)),
            ),
            LexError::BadHex => (SyntaxError::BadHex, lexed.span, None),
            LexError::Overflow => (SyntaxError::NumberOverflow, lexed.span, None),
        };
        self.add(error, span, fix);
    }

    /// `0xFF` is `&HFF` here; anything else can only be meant as a text.
    fn number_fix(&self, lexed: &Lexed) -> Fix {
        let written = lexed.span.of(self.text);
        let hex = written
            .strip_prefix("0x")
            .or_else(|| written.strip_prefix("0X"));
        match hex {
            Some(digits)
                if (1..=16).contains(&digits.len())
                    && digits.bytes().all(|b| b.is_ascii_hexdigit()) =>
            {
                Fix::replace("Use &H", lexed.span, format!("&H{digits}"))
            }
            _ => Fix::replace("Make it text", lexed.span, quote(written)),
        }
    }

    /// The findings in order of their positions.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        self.found.sort_by_key(|(_, span, ..)| span.start);
        self.found
            .into_iter()
            .map(|(error, span, mut fixes, positions)| {
                for fix in &mut fixes {
                    fix.edits.sort_by_key(|edit| edit.span);
                }
                let mut diagnostic = error.diagnostic(span, fixes);
                if positions > 1 {
                    diagnostic
                        .message
                        .push_str(&format!(" ({positions} places)"));
                }
                diagnostic
            })
            .collect()
    }
}

/// Where a text that runs to the end was probably meant to stop: at a curly mark that was taken
/// for the closing one, else before the closing parentheses at the end.
fn unterminated_fix(text: &str, span: Span) -> Fix {
    let body = span.of(text);
    if let Some((position, c)) = body
        .char_indices()
        .skip(1)
        .find(|(_, c)| matches!(c, '“' | '”' | '„' | '‟'))
    {
        let start = span.start + position;
        return Fix::replace(
            "Use a straight quotation mark",
            Span::new(start, start + c.len_utf8()),
            "\"",
        );
    }
    let inner = body.trim_end_matches(|c: char| c == ')' || c.is_ascii_whitespace());
    let slashes = inner.len() - inner.trim_end_matches('\\').len();
    let position = span.start + inner.len().max(1);
    let mark = if slashes % 2 == 1 { "\\\"" } else { "\"" };
    Fix::replace("Close the quotes", Span::at(position), mark)
}
