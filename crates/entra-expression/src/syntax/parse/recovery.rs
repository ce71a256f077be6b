//! What the parser does when something cannot stand where it stands: say so once, offer what was
//! meant, and go on behind it.

use super::argument::compares;
use super::syntax_error::SyntaxError;
use super::{Parser, is_index, is_logical, unreadable};
use crate::syntax::lex::{LexError, Lexed, Lexeme};
use crate::syntax::limits::MAX_DEPTH;
use crate::syntax::node::Node;
use crate::syntax::print::quote;
use crate::{Fix, Span, TextEdit};

impl Parser<'_> {
    /// Something that cannot follow a value. Returns whether the argument goes on behind it.
    pub(super) fn after_value(&mut self, value: &Node, lexed: &Lexed) -> bool {
        let spelled = lexed.span.of(self.text);
        let remove = |label| Some(Fix::replace(label, lexed.span, ""));
        let (error, fix) = match lexed.kind {
            Lexeme::Attribute if is_index(lexed.inner.of(self.text)) => (
                SyntaxError::Indexer,
                Some(index_fix(self.text, value, lexed)),
            ),
            Lexeme::Backtick => (SyntaxError::StrayBacktick, remove("Remove the backtick")),
            Lexeme::CloseBracket => (SyntaxError::StrayBracket, remove("Remove the bracket")),
            Lexeme::Ellipsis => (SyntaxError::Ellipsis, remove("Remove the dots")),
            Lexeme::Word if is_logical(spelled) => {
                let word = spelled.to_owned();
                (SyntaxError::LogicalOperator { word }, self.nest_fix())
            }
            Lexeme::SyncOperator => {
                let symbol = spelled.to_owned();
                let fix = match symbol.len() {
                    2 => self.nest_fix(),
                    _ => self.join_fix(value),
                };
                (SyntaxError::SyncOperator { symbol }, fix)
            }
            Lexeme::BadOperator => {
                let symbol = spelled.to_owned();
                (SyntaxError::BadOperator { symbol }, self.join_fix(value))
            }
            Lexeme::Word if compares(spelled) && self.kind_after() != Some(Lexeme::Open) => {
                let symbol = spelled.to_owned();
                (SyntaxError::BadOperator { symbol }, None)
            }
            Lexeme::Junk | Lexeme::Open => {
                // What the fix of the first one fixes needs no message of its own.
                if lexed.span.end > self.commas_to {
                    let fix = self.comma_fix(spelled);
                    self.unexpected_at(lexed, fix);
                }
                self.skip_argument();
                return false;
            }
            _ => {
                self.missing_comma(value, lexed);
                return false;
            }
        };
        let goes_on = matches!(
            lexed.kind,
            Lexeme::Attribute | Lexeme::Backtick | Lexeme::CloseBracket
        );
        self.report(error, lexed.span, fix);
        match goes_on {
            true => self.advance(),
            false => self.skip_argument(),
        }
        goes_on
    }

    /// Other marks between arguments, as spreadsheets in some countries and other languages have
    /// them. All that follow in the same call are fixed at once.
    fn comma_fix(&mut self, mark: &str) -> Option<Fix> {
        if !matches!(mark, ";" | "；" | ":") || self.depth == 0 || !self.may_look_far() {
            return None;
        }
        let mut edits = Vec::new();
        let mut open = 0_usize;
        for lexed in self.lexemes.get(self.at..).unwrap_or_default() {
            match lexed.kind {
                Lexeme::Open => open += 1,
                Lexeme::Close if open == 0 => break,
                Lexeme::Close => open -= 1,
                _ if lexed.span.of(self.text) == mark => edits.push(TextEdit::new(lexed.span, ",")),
                _ => {}
            }
        }
        self.commas_to = edits.last().map_or(0, |last| last.span.end);
        let label = match edits.len() {
            1 => "Use a comma",
            _ => "Use commas",
        };
        Some(Fix::new(label, edits))
    }

    fn missing_comma(&mut self, value: &Node, lexed: &Lexed) {
        let first = lexed.span.of(self.text).chars().next();
        let first = first.map_or(1, char::len_utf8);
        let position = Span::new(lexed.span.start, lexed.span.start + first);
        let before = self.text.get(..lexed.span.start).unwrap_or_default();
        // `[a]", "b"`: an odd number of quotation marks says that this one is no beginning.
        if before.ends_with(']') && lexed.kind == Lexeme::Text && self.odd_quotes {
            self.quotes_off = true;
            let fix = Fix::replace("Remove the quotation mark", position, "");
            self.report(SyntaxError::StrayQuote, position, [fix]);
            self.at = self.lexemes.len();
            return;
        }
        if value.span.end == lexed.span.start && before.ends_with('"') {
            // The quotation marks are out of step from here on; nothing behind can be trusted.
            self.quotes_off = true;
            let error = match lexed.kind {
                Lexeme::Text => SyntaxError::DoubledQuote,
                _ => SyntaxError::MissingComma,
            };
            self.report(error, position, None);
            self.at = self.lexemes.len();
            return;
        }
        let fix = Fix::replace("Add a comma", Span::at(value.span.end), ",");
        self.report(SyntaxError::MissingComma, position, [fix]);
    }

    /// `(value)`, or a word in parentheses that was meant as an attribute.
    pub(super) fn parenthesised(&mut self, open: &Lexed) -> Node {
        if let (Some(word), Some(close)) =
            (self.lexemes.get(self.at + 1), self.lexemes.get(self.at + 2))
            && word.kind == Lexeme::Word
            && close.kind == Lexeme::Close
            && (self.depth > 0 || self.at + 3 == self.lexemes.len())
        {
            let whole = open.span.to(close.span);
            let name = word.span.of(self.text);
            let fix = Fix::replace("Use square brackets", whole, format!("[{name}]"));
            self.report(SyntaxError::WrongBracket, whole, [fix]);
            self.at += 3;
            return unreadable(whole);
        }
        self.advance();
        if self.depth >= MAX_DEPTH {
            self.report(SyntaxError::TooDeep, open.span, None);
            self.skip_argument();
            return unreadable(open.span);
        }
        self.depth += 1;
        let mut has_errors = true;
        let inner = self.argument(true, &mut has_errors);
        self.depth -= 1;
        let mut fix = None;
        let end = inner.as_ref().map_or(open.span, |inner| inner.span);
        let mut span = open.span.to(end);
        if self.peek_kind() == Some(Lexeme::Close) {
            if let Some(close) = self.peek().filter(|_| inner.is_some()) {
                span = span.to(close.span);
                let edits = [open.span, close.span].map(|span| TextEdit::new(span, ""));
                fix = Some(Fix::new("Remove the parentheses", edits.to_vec()));
            }
            self.advance();
        }
        self.report(SyntaxError::Parenthesised, open.span, fix);
        inner.map_or(unreadable(span), |inner| Node { span, ..inner })
    }

    /// Something that cannot begin a value. The rest of the argument goes with it.
    pub(super) fn misplaced(&mut self, lexed: &Lexed) -> Node {
        match lexed.kind {
            Lexeme::Ellipsis => {
                let fix = Fix::replace("Remove the dots", lexed.span, "");
                self.report(SyntaxError::Ellipsis, lexed.span, [fix]);
            }
            Lexeme::CloseBracket => {
                let fix = Fix::replace("Remove the bracket", lexed.span, "");
                self.report(SyntaxError::StrayBracket, lexed.span, [fix]);
            }
            Lexeme::SyncOperator => {
                let symbol = lexed.span.of(self.text).to_owned();
                self.report(SyntaxError::SyncOperator { symbol }, lexed.span, None);
            }
            Lexeme::Operator(_) => self.report(SyntaxError::MissingOperand, lexed.span, None),
            _ => {
                let start = self.at;
                self.skip_argument();
                let skipped = self.lexemes.get(start..self.at).unwrap_or_default();
                let plain = skipped.iter().all(|l| {
                    matches!(
                        l.kind,
                        Lexeme::Word | Lexeme::Number(_) | Lexeme::Junk | Lexeme::BadOperator
                    )
                });
                let last = skipped.last().filter(|_| plain && self.depth > 0);
                let fix = last.map(|last| {
                    let whole = lexed.span.to(last.span);
                    Fix::replace("Make it text", whole, quote(whole.of(self.text)))
                });
                self.unexpected_at(lexed, fix);
            }
        }
        self.skip_argument();
        unreadable(lexed.span)
    }

    pub(super) fn unexpected(&mut self) {
        if let Some(lexed) = self.peek() {
            self.unexpected_at(&lexed, None);
        }
    }

    pub(super) fn unexpected_at(&mut self, lexed: &Lexed, fix: Option<Fix>) {
        let text = lexed.span.of(self.text).to_owned();
        self.report(SyntaxError::Unexpected { text }, lexed.span, fix);
    }

    /// Goes to the comma or parenthesis that ends the argument, over balanced parentheses.
    pub(super) fn skip_argument(&mut self) {
        let mut open = 0_usize;
        while let Some(lexed) = self.peek() {
            self.quotes_off |= lexed.flaw == Some(LexError::Unterminated);
            match lexed.kind {
                Lexeme::Open => open += 1,
                Lexeme::Close if open == 0 => return,
                Lexeme::Close => open -= 1,
                Lexeme::Comma if open == 0 => return,
                _ => {}
            }
            self.advance();
        }
    }

    /// `[a] & "@" & [b]`, or with `+`, is meant as `Join("", [a], "@", [b])`. The cursor stands
    /// at the first operator. Only for simple values: nothing is rearranged that was not read.
    pub(super) fn join_fix(&self, first: &Node) -> Option<Fix> {
        let mut sources = vec![first.span.of(self.text)];
        let mut end = first.span.end;
        let mut rest = self.lexemes.get(self.at..).unwrap_or_default();
        while let [operator, value, behind @ ..] = rest {
            let joins = matches!(operator.span.of(self.text), "&" | "+");
            let simple = matches!(
                value.kind,
                Lexeme::Attribute | Lexeme::Text | Lexeme::Number(_)
            );
            if !joins {
                break;
            }
            if !simple || value.flaw.is_some() {
                return None;
            }
            sources.push(value.span.of(self.text));
            end = value.span.end;
            rest = behind;
        }
        let over = rest
            .first()
            .is_none_or(|next| matches!(next.kind, Lexeme::Comma | Lexeme::Close));
        if sources.len() < 2 || !over {
            return None;
        }
        let joined = format!("Join(\"\", {})", sources.join(", "));
        let whole = Span::new(first.span.start, end);
        Some(Fix::replace("Join them", whole, joined))
    }
}

/// `Split(…)[0]` is meant as `Item(Split(…), 1)`.
pub(super) fn index_fix(text: &str, value: &Node, index: &Lexed) -> Fix {
    let number = index.inner.of(text).trim().parse::<i64>().unwrap_or(0) + 1;
    let behind = Span::new(value.span.end, index.span.end);
    let edits = vec![
        TextEdit::new(Span::at(value.span.start), "Item("),
        TextEdit::new(behind, format!(", {number})")),
    ];
    Fix::new("Use Item, which counts from 1", edits)
}
