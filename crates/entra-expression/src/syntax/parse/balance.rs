//! Parentheses without a partner. They are known before the parser begins, so that it can tell one
//! too many from one too few.

use std::collections::VecDeque;

use super::Parser;
use crate::Span;
use crate::functions;
use crate::syntax::lex::{Lexed, Lexeme};
use crate::syntax::node::{Node, NodeKind};

/// The lexemes of the parentheses that have no partner, in order.
pub(super) struct Balance {
    opens: VecDeque<usize>,
    closes: VecDeque<usize>,
}

impl Balance {
    pub(super) fn of(lexemes: &[Lexed]) -> Self {
        let (mut opens, mut closes) = (VecDeque::new(), VecDeque::new());
        for (index, lexed) in lexemes.iter().enumerate() {
            match lexed.kind {
                Lexeme::Open => opens.push_back(index),
                Lexeme::Close if opens.pop_back().is_none() => closes.push_back(index),
                _ => {}
            }
        }
        Self { opens, closes }
    }

    /// The lexemes with their balance. Where a closing parenthesis has no partner, `LeftTrim(` is
    /// taken for `Left` and `Trim(`, between which the opening one was forgotten.
    pub(super) fn parted(text: &str, lexemes: Vec<Lexed>) -> (Vec<Lexed>, Self) {
        let balance = Self::of(&lexemes);
        if balance.closes.is_empty() {
            return (lexemes, balance);
        }
        let mut parted = Vec::with_capacity(lexemes.len());
        for (index, lexed) in lexemes.iter().enumerate() {
            let next = lexemes.get(index + 1).map(|next| next.kind);
            match two_names(lexed.span.of(text)) {
                Some(length) if next == Some(Lexeme::Open) => {
                    let (start, end) = (lexed.span.start, lexed.span.end);
                    for (start, end) in [(start, start + length), (start + length, end)] {
                        let span = Span::new(start, end);
                        parted.push(Lexed {
                            span,
                            inner: span,
                            ..*lexed
                        });
                    }
                }
                _ => parted.push(*lexed),
            }
        }
        let balance = Self::of(&parted);
        (parted, balance)
    }
}

/// The length of the first name, when a word is the names of two functions and no name itself.
fn two_names(word: &str) -> Option<usize> {
    if !word.starts_with(|c: char| c.is_ascii_uppercase()) || functions::find(word).is_some() {
        return None;
    }
    functions::all().find_map(|info| {
        let second = word.strip_prefix(info.name)?;
        functions::find(second).map(|_| info.name.len())
    })
}

impl Parser<'_> {
    /// Whether a word at the cursor is a function whose opening parenthesis was forgotten: an
    /// argument follows, and further on stands a closing parenthesis for it. It is used up then.
    pub(super) fn lacks_open(&mut self, word: &Lexed) -> bool {
        let Some(info) = functions::find(word.span.of(self.text)) else {
            return false;
        };
        let behind = self.lexemes.get(self.at + 2).map(|lexed| lexed.kind);
        let argument = match self.kind_after() {
            Some(Lexeme::Attribute | Lexeme::Text | Lexeme::Number(_)) => true,
            Some(Lexeme::Word) => behind == Some(Lexeme::Open),
            // `Now)` takes nothing.
            Some(Lexeme::Close) => info.max_args() == Some(0),
            _ => false,
        };
        if !argument {
            return false;
        }
        let closes = &mut self.balance.closes;
        while closes.front().is_some_and(|close| *close <= self.at) {
            closes.pop_front();
        }
        closes.pop_front().is_some()
    }

    /// Whether the opening parenthesis at the cursor is one too many: one before it is never
    /// closed, and without this one it would be. It is used up then.
    pub(super) fn is_extra_open(&mut self) -> bool {
        let before = self.balance.opens.front();
        let found = before.is_some_and(|open| *open < self.at);
        if found {
            self.balance.opens.pop_front();
        }
        found
    }

    /// Whether a closing parenthesis without a partner stands at the cursor or behind it.
    pub(super) fn closes_too_often(&self) -> bool {
        let last = self.balance.closes.back();
        last.is_some_and(|close| *close >= self.at)
    }
}

/// Parentheses are wrong somewhere inside, so the number of arguments proves nothing there.
pub(super) fn distrust(node: &mut Node) {
    match &mut node.kind {
        NodeKind::Call(call) => {
            call.has_errors = true;
            let values = call.args.iter_mut().filter_map(|arg| arg.value.as_mut());
            values.for_each(distrust);
        }
        NodeKind::Comparison(comparison) => {
            distrust(&mut comparison.left);
            distrust(&mut comparison.right);
        }
        _ => {}
    }
}
