//! Words that stand bare: keywords, and everything that forgot its brackets or quotation marks.

use super::syntax_error::SyntaxError;
use super::{Parser, is_logical, unreadable};
use crate::syntax::lex::{Lexed, Lexeme};
use crate::syntax::node::{Node, NodeKind};
use crate::syntax::print::quote;
use crate::{ComparisonOperator, Fix, Keyword, Span, functions};

/// Words that Entra Connect Sync writes bare.
const SYNC_KEYWORDS: [&str; 6] = [
    "True",
    "False",
    "NULL",
    "AuthoritativeNull",
    "Nothing",
    "Undefined",
];

/// A name without the user that it is a property of.
fn attribute_name(text: &str) -> &str {
    text.strip_prefix("user.").unwrap_or(text)
}

impl Parser<'_> {
    /// A word that is neither a call nor, perhaps, a keyword.
    pub(super) fn bare_word(&mut self, lexed: &Lexed) -> Node {
        let word = lexed.span.of(self.text);
        self.advance();
        if let Some(keyword) = Keyword::from_word(word) {
            return Node {
                span: lexed.span,
                kind: NodeKind::Keyword(keyword),
            };
        }
        let sync = SYNC_KEYWORDS
            .iter()
            .find(|keyword| keyword.eq_ignore_ascii_case(word));
        if let Some(keyword) = sync {
            let fix = match *keyword {
                "True" | "False" => {
                    Fix::replace("Put it in quotation marks", lexed.span, quote(keyword))
                }
                _ if self.is_compared() => {
                    Fix::replace("Compare with an empty value", lexed.span, "\"\"")
                }
                _ => Fix::replace("Leave the argument empty", lexed.span, ""),
            };
            // Nothing stands for a whole expression that gives nothing.
            let completes =
                self.depth > 0 || fix.edits.iter().all(|edit| !edit.replacement.is_empty());
            let fix = completes.then_some(fix);
            let word = word.to_owned();
            self.report(SyntaxError::SyncKeyword { word }, lexed.span, fix);
            return unreadable(lexed.span);
        }
        if is_logical(word) && word != "Not" {
            let word = word.to_owned();
            self.report(SyntaxError::LogicalOperator { word }, lexed.span, None);
            self.skip_argument();
            return unreadable(lexed.span);
        }
        let function = functions::find(word).is_some();
        let fixes = self.word_fixes(lexed, word);
        let word = word.to_owned();
        self.report(
            SyntaxError::UnquotedText { word, function },
            lexed.span,
            fixes,
        );
        self.skip_argument();
        unreadable(lexed.span)
    }

    /// Whether an operator stands before a word that was just taken, or behind it.
    fn is_compared(&self) -> bool {
        let is_operator = |other: &Lexed| matches!(other.kind, Lexeme::Operator(_));
        let before = self.at.checked_sub(2).and_then(|at| self.lexemes.get(at));
        before.is_some_and(is_operator) || self.peek().as_ref().is_some_and(is_operator)
    }

    /// How a bare word may have been meant: a keyword in another case, an attribute, or a text that
    /// reaches to the end of the argument.
    fn word_fixes(&mut self, lexed: &Lexed, word: &str) -> Vec<Fix> {
        let keyword = Keyword::ALL
            .into_iter()
            .find(|keyword| keyword.word().eq_ignore_ascii_case(word));
        if let Some(keyword) = keyword {
            return vec![Fix::replace("Use the keyword", lexed.span, keyword.word())];
        }
        let start = self.at;
        self.skip_argument();
        let last = self.lexemes.get(self.at.saturating_sub(1)).copied();
        let skipped = self.lexemes.get(start..self.at).unwrap_or_default();
        if let [bracket] = skipped
            && bracket.kind == Lexeme::CloseBracket
        {
            return vec![Fix::replace(
                "Add the opening bracket",
                Span::at(lexed.span.start),
                "[",
            )];
        }
        if let [equals, ..] = skipped
            && equals.kind == Lexeme::Operator(ComparisonOperator::Equal)
            && self.depth == 0
        {
            let left = Span::new(lexed.span.start, equals.span.end);
            return vec![Fix::replace("Keep only the expression", left, "")];
        }
        if let ([argument], true) = (skipped, functions::find(word).is_some())
            && matches!(argument.kind, Lexeme::Attribute | Lexeme::Text)
            && argument.flaw.is_none()
        {
            let call = format!("{word}({})", argument.span.of(self.text));
            return vec![Fix::replace(
                "Add the parentheses",
                lexed.span.to(argument.span),
                call,
            )];
        }
        let whole = Span::new(
            lexed.span.start,
            last.map_or(lexed.span.end, |last| last.span.end),
        );
        let plain = skipped
            .iter()
            .all(|l| matches!(l.kind, Lexeme::Word | Lexeme::Number(_) | Lexeme::Junk));
        // At the top a comma tells a sentence that was pasted along from a constant.
        if !plain || self.depth == 0 && self.peek().is_some() {
            return Vec::new();
        }
        let as_text = Fix::replace("Make it text", whole, quote(whole.of(self.text)));
        let as_attribute = Fix::replace(
            "Make it an attribute",
            whole,
            // Other languages name the object first; no source attribute has such a name.
            format!("[{}]", attribute_name(whole.of(self.text))),
        );
        if skipped.is_empty() && word.starts_with(char::is_lowercase) {
            vec![as_attribute, as_text]
        } else if skipped.is_empty() {
            vec![as_text, as_attribute]
        } else {
            vec![as_text]
        }
    }
}
