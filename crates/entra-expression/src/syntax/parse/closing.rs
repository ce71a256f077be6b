//! Where forgotten closing parentheses belong.

use super::Parser;
use crate::functions::{self, ValueType};
use crate::syntax::lex::Lexeme;
use crate::{Fix, Span, TextEdit};

impl Parser<'_> {
    /// Closes what the text leaves open. A call that would get more arguments than its function
    /// takes is closed before the comma, and one that would get a comparison and takes none before
    /// the operator; when that does not come out even, all is closed at the end.
    pub(super) fn close_fix(&self, missing: usize) -> Fix {
        let label = if missing == 1 {
            "Close the parenthesis".to_owned()
        } else {
            format!("Close all {missing} parentheses")
        };
        let end = Span::at(self.text.trim_end().len());
        let mut edits = self.full_calls(missing).unwrap_or_default();
        let rest = missing.saturating_sub(edits.len());
        if rest > 0 {
            edits.push(TextEdit::new(end, ")".repeat(rest)));
        }
        Fix::new(label, edits)
    }

    /// A closing parenthesis behind the last argument of each call that has too many; nothing when
    /// the text does not have the parentheses for it.
    fn full_calls(&self, missing: usize) -> Option<Vec<TextEdit>> {
        let mut edits = Vec::new();
        // For each open parenthesis, how many commas its call still takes, and whether it takes a
        // comparison; of strangers nothing is known.
        let mut open: Vec<(Option<usize>, bool)> = Vec::new();
        let close_behind = |index: usize| {
            let before = self.lexemes.get(index.checked_sub(1)?)?;
            Some(TextEdit::new(Span::at(before.span.end), ")"))
        };
        for (index, lexed) in self.lexemes.iter().enumerate() {
            match lexed.kind {
                Lexeme::Open => {
                    let name = index
                        .checked_sub(1)
                        .and_then(|before| self.lexemes.get(before));
                    let info = name.and_then(|name| functions::find(name.span.of(self.text)));
                    let most = info.and_then(functions::FunctionInfo::max_args);
                    let compares = info.is_none_or(|info| {
                        let first = info.param(0);
                        first.is_some_and(|first| first.takes == ValueType::Condition)
                    });
                    open.push((most.map(|most| most.saturating_sub(1)), compares));
                }
                Lexeme::Close => {
                    open.pop()?;
                }
                Lexeme::Comma => {
                    while let Some((Some(0), _)) = open.last() {
                        edits.push(close_behind(index)?);
                        open.pop();
                    }
                    if let (Some(commas), _) = open.last_mut()? {
                        *commas -= 1;
                    }
                }
                Lexeme::Operator(_) => {
                    while let Some((_, false)) = open.last() {
                        edits.push(close_behind(index)?);
                        open.pop();
                    }
                }
                _ => {}
            }
        }
        (edits.len() + open.len() == missing).then_some(edits)
    }
}
