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
        let (error, fixes) = match lexed.kind {
            Lexeme::Attribute if is_index(lexed.inner.of(self.text)) => {
                let fixes = self.index_fix(value, lexed);
                self.report.add(SyntaxError::Indexer, lexed.span, fixes);
                self.advance();
                return true;
            }
            Lexeme::Backtick => {
                let fix = Fix::replace("Remove the backtick", lexed.span, "");
                self.report
                    .add(SyntaxError::StrayBacktick, lexed.span, vec![fix]);
                self.advance();
                return true;
            }
            Lexeme::CloseBracket => {
                let fix = Fix::replace("Remove the bracket", lexed.span, "");
                self.report
                    .add(SyntaxError::StrayBracket, lexed.span, vec![fix]);
                self.advance();
                return true;
            }
            Lexeme::Ellipsis => {
                let fix = Fix::replace("Remove the dots", lexed.span, "");
                (SyntaxError::Ellipsis, vec![fix])
            }
            Lexeme::Word if is_logical(spelled) => {
                let word = spelled.to_owned();
                (SyntaxError::LogicalOperator { word }, self.nest_fix())
            }
            Lexeme::SyncOperator => {
                let symbol = spelled.to_owned();
                let fixes = if symbol.len() == 2 {
                    self.nest_fix()
                } else {
                    self.join_fix(value)
                };
                (SyntaxError::SyncOperator { symbol }, fixes)
            }
            Lexeme::BadOperator => {
                let symbol = spelled.to_owned();
                (SyntaxError::BadOperator { symbol }, self.join_fix(value))
            }
            Lexeme::Word if compares(spelled) && self.kind_after() != Some(Lexeme::Open) => {
                let symbol = spelled.to_owned();
                (SyntaxError::BadOperator { symbol }, Vec::new())
            }
            Lexeme::Junk | Lexeme::Open => {
                // What the fix of the first one fixes needs no message of its own.
                if lexed.span.end > self.commas_to {
                    let fixes = self.comma_fix(spelled);
                    self.unexpected_at(lexed, fixes);
                }
                self.skip_argument();
                return false;
            }
            _ => {
                self.missing_comma(value, lexed);
                return false;
            }
        };
        self.report.add(error, lexed.span, fixes);
        self.skip_argument();
        false
    }

    /// Other marks between arguments, as spreadsheets in some countries and other languages have
    /// them. All that follow in the same call are fixed at once.
    fn comma_fix(&mut self, mark: &str) -> Vec<Fix> {
        if !matches!(mark, ";" | "；" | ":") || self.depth == 0 || !self.may_look_far() {
            return Vec::new();
        }
        let mut edits = Vec::new();
        let mut open = 0_usize;
        for lexed in self.lexemes.get(self.at..).unwrap_or_default() {
            match lexed.kind {
                Lexeme::Open => open += 1,
                Lexeme::Close if open == 0 => break,
                Lexeme::Close => open -= 1,
                _ if lexed.span.of(self.text) == mark => edits.push(TextEdit {
                    span: lexed.span,
                    replacement: ",".to_owned(),
                }),
                _ => {}
            }
        }
        self.commas_to = edits.last().map_or(0, |last| last.span.end);
        let label = match edits.len() {
            1 => "Write a comma",
            _ => "Write commas",
        };
        vec![Fix {
            label: label.to_owned(),
            edits,
        }]
    }

    /// A value directly behind a value.
    fn missing_comma(&mut self, value: &Node, lexed: &Lexed) {
        let first = lexed
            .span
            .of(self.text)
            .chars()
            .next()
            .map_or(1, char::len_utf8);
        let position = Span::new(lexed.span.start, lexed.span.start + first);
        let before = self.text.get(..lexed.span.start).unwrap_or_default();
        // `[a]", "b"`: an odd number of quotation marks says that this one is no beginning.
        if before.ends_with(']') && lexed.kind == Lexeme::Text && self.odd_quotes {
            self.quotes_off = true;
            let fix = Fix::replace("Remove the quotation mark", position, "");
            self.report
                .add(SyntaxError::StrayQuote, position, vec![fix]);
            self.at = self.lexemes.len();
            return;
        }
        let touching = value.span.end == lexed.span.start && before.ends_with('"');
        if touching {
            // The quotation marks are out of step from here on; nothing behind can be trusted.
            self.quotes_off = true;
            let error = if lexed.kind == Lexeme::Text {
                SyntaxError::DoubledQuote
            } else {
                SyntaxError::MissingComma
            };
            self.report.add(error, position, Vec::new());
            self.at = self.lexemes.len();
            return;
        }
        let fix = Fix::replace("Add a comma", Span::at(value.span.end), ",");
        self.report
            .add(SyntaxError::MissingComma, position, vec![fix]);
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
            self.report.add(SyntaxError::WrongBracket, whole, vec![fix]);
            self.at += 3;
            return unreadable(whole);
        }
        self.advance();
        if self.depth >= MAX_DEPTH {
            self.report.add(SyntaxError::TooDeep, open.span, Vec::new());
            self.skip_argument();
            return unreadable(open.span);
        }
        self.depth += 1;
        let mut has_errors = true;
        let inner = self.argument(true, &mut has_errors);
        self.depth -= 1;
        let mut fixes = Vec::new();
        let mut span = inner
            .as_ref()
            .map_or(open.span, |inner| open.span.to(inner.span));
        if self.peek_kind() == Some(Lexeme::Close) {
            if let Some(close) = self.peek().filter(|_| inner.is_some()) {
                span = span.to(close.span);
                fixes.push(Fix {
                    label: "Remove the parentheses".to_owned(),
                    edits: vec![
                        TextEdit {
                            span: open.span,
                            replacement: String::new(),
                        },
                        TextEdit {
                            span: close.span,
                            replacement: String::new(),
                        },
                    ],
                });
            }
            self.advance();
        }
        self.report
            .add(SyntaxError::Parenthesised, open.span, fixes);
        inner.map_or(unreadable(span), |inner| Node { span, ..inner })
    }

    /// Something that cannot begin a value. The rest of the argument goes with it.
    pub(super) fn misplaced(&mut self, lexed: &Lexed) -> Node {
        let spelled = lexed.span.of(self.text).to_owned();
        match lexed.kind {
            Lexeme::Ellipsis => {
                let fix = Fix::replace("Remove the dots", lexed.span, "");
                self.report
                    .add(SyntaxError::Ellipsis, lexed.span, vec![fix]);
            }
            Lexeme::CloseBracket => {
                let fix = Fix::replace("Remove the bracket", lexed.span, "");
                self.report
                    .add(SyntaxError::StrayBracket, lexed.span, vec![fix]);
            }
            Lexeme::SyncOperator => {
                let symbol = spelled;
                self.report
                    .add(SyntaxError::SyncOperator { symbol }, lexed.span, Vec::new());
            }
            Lexeme::Operator(_) => {
                self.report
                    .add(SyntaxError::MissingOperand, lexed.span, Vec::new());
            }
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
                let fixes = match (plain && self.depth > 0, skipped.last()) {
                    (true, Some(last)) => {
                        let whole = lexed.span.to(last.span);
                        vec![Fix::replace(
                            "Make it a text",
                            whole,
                            quote(whole.of(self.text)),
                        )]
                    }
                    _ => Vec::new(),
                };
                self.unexpected_at(lexed, fixes);
            }
        }
        self.skip_argument();
        unreadable(lexed.span)
    }

    /// Nothing can begin with what stands here.
    pub(super) fn unexpected(&mut self) {
        if let Some(lexed) = self.peek() {
            self.unexpected_at(&lexed, Vec::new());
        }
    }

    pub(super) fn unexpected_at(&mut self, lexed: &Lexed, fixes: Vec<Fix>) {
        let text = lexed.span.of(self.text).to_owned();
        self.report
            .add(SyntaxError::Unexpected { text }, lexed.span, fixes);
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
    pub(super) fn join_fix(&self, first: &Node) -> Vec<Fix> {
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
                return Vec::new();
            }
            sources.push(value.span.of(self.text));
            end = value.span.end;
            rest = behind;
        }
        let over = rest
            .first()
            .is_none_or(|next| matches!(next.kind, Lexeme::Comma | Lexeme::Close));
        if sources.len() < 2 || !over {
            return Vec::new();
        }
        let joined = format!("Join(\"\", {})", sources.join(", "));
        vec![Fix::replace(
            "Join them",
            Span::new(first.span.start, end),
            joined,
        )]
    }

    /// `Split(…)[0]` is meant as `Item(Split(…), 1)`.
    pub(super) fn index_fix(&self, value: &Node, index: &Lexed) -> Vec<Fix> {
        let number = index.inner.of(self.text).trim().parse::<i64>().unwrap_or(0) + 1;
        vec![Fix {
            label: "Use Item, which counts from 1".to_owned(),
            edits: vec![
                TextEdit {
                    span: Span::at(value.span.start),
                    replacement: "Item(".to_owned(),
                },
                TextEdit {
                    span: Span::new(value.span.end, index.span.end),
                    replacement: format!(", {number})"),
                },
            ],
        }]
    }
}
