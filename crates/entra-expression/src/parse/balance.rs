//! Parentheses without a partner. They are known before the parser begins, so that it can tell one
//! too many from one too few.

use super::Parser;
use crate::functions;
use crate::lex::{Lexed, Lexeme};
use crate::node::{Node, NodeKind};

/// The lexemes of the parentheses that have no partner, in order.
pub(super) struct Balance {
    opens: Vec<usize>,
    closes: Vec<usize>,
}

impl Balance {
    pub(super) fn of(lexemes: &[Lexed]) -> Self {
        let (mut opens, mut closes) = (Vec::new(), Vec::new());
        for (index, lexed) in lexemes.iter().enumerate() {
            match lexed.kind {
                Lexeme::Open => opens.push(index),
                Lexeme::Close if opens.pop().is_none() => closes.push(index),
                _ => {}
            }
        }
        Self { opens, closes }
    }
}

impl Parser<'_> {
    /// Whether a word at the cursor is a function whose opening parenthesis was forgotten: an
    /// argument follows, and further on stands a closing parenthesis for it. It is used up then.
    pub(super) fn lacks_open(&mut self, word: &Lexed) -> bool {
        let argument = matches!(
            self.kind_after(),
            Some(Lexeme::Attribute | Lexeme::Text | Lexeme::Number(_))
        );
        if !argument || functions::find(word.span.of(self.text)).is_none() {
            return false;
        }
        let at = self.at;
        let spare = self.balance.closes.iter().position(|close| *close > at);
        spare
            .map(|spare| self.balance.closes.remove(spare))
            .is_some()
    }

    /// Whether the opening parenthesis at the cursor is one too many: one before it is never
    /// closed, and without this one it would be. It is used up then.
    pub(super) fn is_extra_open(&mut self) -> bool {
        let at = self.at;
        let before = self.balance.opens.iter().position(|open| *open < at);
        before
            .map(|before| self.balance.opens.remove(before))
            .is_some()
    }

    /// Whether a closing parenthesis without a partner stands at the cursor or behind it.
    pub(super) fn closes_too_often(&self) -> bool {
        let last = self.balance.closes.last();
        last.is_some_and(|close| *close >= self.at)
    }
}

/// Parentheses are wrong somewhere inside, so the number of arguments proves nothing there.
pub(super) fn distrust(node: &mut Node) {
    match &mut node.kind {
        NodeKind::Call(call) => {
            call.damaged = true;
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
