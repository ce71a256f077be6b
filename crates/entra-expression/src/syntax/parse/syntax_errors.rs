//! Collects what the parser objects to.

use super::syntax_error::SyntaxError;
use crate::syntax::lex::{LexError, Lexed};
use crate::syntax::print::quote;
use crate::{Diagnostic, Fix, Span, TextEdit};

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
    pub(super) fn add(&mut self, error: SyntaxError, span: Span, fixes: Vec<Fix>) {
        if error.is_merged()
            && let Some((_, _, known, positions)) =
                self.found.iter_mut().find(|(other, ..)| *other == error)
        {
            *positions += 1;
            if let (Some(first), Some(more)) = (known.first_mut(), fixes.into_iter().next()) {
                first.edits.extend(more.edits);
            }
            return;
        }
        if self.found.len() < MAX_ERRORS {
            self.found.push((error, span, fixes, 1));
        }
    }

    /// Takes back what follows from another error: an error from a byte on.
    pub(super) fn forget(&mut self, error: &SyntaxError, from: usize) {
        self.found
            .retain(|(other, span, ..)| other != error || span.start < from);
    }

    /// A blank that is none, or a character without a glyph.
    pub(super) fn invisible(&mut self, span: Span) {
        let blank = span
            .of(self.text)
            .chars()
            .next()
            .is_some_and(char::is_whitespace);
        let replacement = if blank { " " } else { "" };
        let fix = Fix::replace("Remove invisible characters", span, replacement);
        self.add(SyntaxError::InvisibleCharacter, span, vec![fix]);
    }

    /// What the lexer saw was malformed about a lexeme.
    pub(super) fn flaw(&mut self, lexed: &Lexed) {
        let Some(flaw) = lexed.flaw else {
            return;
        };
        let inner = lexed.inner.of(self.text);
        let opening = Span::new(
            lexed.span.start,
            lexed
                .inner
                .start
                .max(lexed.span.start + 1)
                .min(lexed.span.end),
        );
        let requoted = |value: &str| {
            vec![Fix::replace(
                "Use straight quotation marks",
                lexed.span,
                quote(value),
            )]
        };
        let bracketed = |name: &str| {
            vec![Fix::replace(
                "Write it in brackets",
                lexed.span,
                format!("[{name}]"),
            )]
        };
        match flaw {
            LexError::Unterminated => {
                let fixes = vec![unterminated_fix(self.text, lexed.span)];
                self.add(SyntaxError::UnterminatedString, lexed.span, fixes);
            }
            LexError::MissingOpeningQuote => {
                let fix = Fix::replace("Add the quotation mark", Span::at(lexed.span.start), "\"");
                self.add(SyntaxError::MissingOpeningQuote, lexed.span, vec![fix]);
            }
            LexError::SmartQuotes => self.add(SyntaxError::SmartQuote, opening, requoted(inner)),
            LexError::SingleQuotes => self.add(SyntaxError::SingleQuote, opening, requoted(inner)),
            LexError::Backticks => self.add(SyntaxError::StrayBacktick, opening, requoted(inner)),
            LexError::EscapedQuotes => {
                self.add(SyntaxError::EscapedQuote, opening, requoted(inner))
            }
            LexError::HtmlEntity => {
                let plain = match lexed.kind {
                    crate::syntax::lex::Lexeme::Operator(operator) => operator.symbol().to_owned(),
                    _ => quote(inner),
                };
                let fix = Fix::replace("Write the characters themselves", lexed.span, plain);
                self.add(SyntaxError::HtmlEntity, lexed.span, vec![fix]);
            }
            LexError::MarkdownEscape if inner == "\\]" => {
                let fix = Fix::replace("Remove the backslashes", lexed.span, "]");
                self.add(SyntaxError::MarkdownEscape, lexed.span, vec![fix]);
            }
            LexError::MarkdownEscape => {
                let name = inner.replace('\\', "");
                let fix = Fix::replace("Remove the backslashes", lexed.span, format!("[{name}]"));
                let escaped = lexed.span.of(self.text).starts_with('\\');
                let position = if escaped { opening } else { lexed.span };
                self.add(SyntaxError::MarkdownEscape, position, vec![fix]);
            }
            LexError::UnclosedBracket => {
                let fix = Fix::replace("Close the bracket", Span::at(lexed.span.end), "]");
                self.add(SyntaxError::UnclosedBracket, opening, vec![fix]);
            }
            LexError::DoubledBracket => {
                let fix = Fix::replace(
                    "Write one pair of brackets",
                    lexed.span,
                    format!("[{}]", inner.trim()),
                );
                self.add(SyntaxError::DoubledBracket, opening, vec![fix]);
            }
            LexError::Braces => self.add(
                SyntaxError::WrongBracket,
                lexed.span,
                bracketed(inner.trim()),
            ),
            LexError::WideComma => {
                let fix = Fix::replace("Write an ASCII comma", lexed.span, ",");
                self.add(SyntaxError::NonAsciiComma, lexed.span, vec![fix]);
            }
            LexError::WideParen => {
                let plain = if lexed.kind == crate::syntax::lex::Lexeme::Open {
                    "("
                } else {
                    ")"
                };
                let fix = Fix::replace("Write ASCII parentheses", lexed.span, plain);
                self.add(SyntaxError::NonAsciiParen, lexed.span, vec![fix]);
            }
            LexError::BadNumber => {
                self.add(SyntaxError::BadNumber, lexed.span, self.number_fix(lexed))
            }
            LexError::BadHex => self.add(SyntaxError::BadHex, lexed.span, Vec::new()),
            LexError::Overflow => self.add(SyntaxError::NumberOverflow, lexed.span, Vec::new()),
        }
    }

    /// `0xFF` is `&HFF` here; anything else can only be meant as a text.
    fn number_fix(&self, lexed: &Lexed) -> Vec<Fix> {
        let written = lexed.span.of(self.text);
        let hex = written
            .strip_prefix("0x")
            .or_else(|| written.strip_prefix("0X"));
        match hex {
            Some(digits)
                if (1..=16).contains(&digits.len())
                    && digits.bytes().all(|b| b.is_ascii_hexdigit()) =>
            {
                vec![Fix::replace("Write &H", lexed.span, format!("&H{digits}"))]
            }
            _ => vec![Fix::replace("Make it a text", lexed.span, quote(written))],
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
    Fix {
        label: "Close the text".to_owned(),
        edits: vec![TextEdit {
            span: Span::at(position),
            replacement: mark.to_owned(),
        }],
    }
}
