//! `IIF(a AND b, x, y)` is meant as one IIF in another, and so is `IIF(And(a, b), x, y)`.

use super::Parser;
use crate::syntax::lex::{Lexed, Lexeme};
use crate::{Fix, Span};

/// More conditions than this are left to the author.
const MAX_CONDITIONS: usize = 6;

#[derive(Clone, Copy, PartialEq, Eq)]
enum LogicalContext {
    And,
    Or,
}

impl Parser<'_> {
    /// The IIF around the logical operator at the cursor, written with nested ones: for AND the
    /// next condition takes the place of the first value, for OR that of the second. Nothing when
    /// AND and OR are mixed or the call is not complete.
    pub(super) fn nest_fix(&self) -> Option<Fix> {
        if !self.may_look_far() {
            return None;
        }
        let open = self.enclosing()?;
        let name = self.lexemes.get(open.checked_sub(1)?)?;
        if name.span.of(self.text) != "IIF" {
            return None;
        }
        let start = self.lexemes.get(open)?.span.end;
        let logic = self.logic(self.lexemes.get(self.at)?)?;
        let mut conditions = Vec::new();
        let mut values = Vec::new();
        let mut from = start;
        let mut depth = 0_usize;
        for lexed in self.lexemes.get(open + 1..)? {
            let piece = || Span::new(from, lexed.span.start).of(self.text).trim();
            match lexed.kind {
                Lexeme::Open => depth += 1,
                Lexeme::Close if depth > 0 => depth -= 1,
                _ if depth > 0 => {}
                Lexeme::Close => {
                    values.push(piece());
                    let whole = Span::new(name.span.start, lexed.span.end);
                    return write(logic, &conditions, &values)
                        .map(|text| Fix::replace("Nest one IIF in another", whole, text));
                }
                Lexeme::Comma => {
                    values.push(piece());
                    from = lexed.span.end;
                }
                _ => match self.logic(lexed) {
                    Some(own) if own == logic && values.is_empty() => {
                        conditions.push(piece());
                        from = lexed.span.end;
                    }
                    Some(_) => return None,
                    None => {}
                },
            }
        }
        None
    }

    /// The same for `IIF(And(a, b), x, y)`; `first` is the lexeme behind the parenthesis of `And`.
    pub(super) fn nest_call_fix(&self, first: usize) -> Option<Fix> {
        if !self.may_look_far() {
            return None;
        }
        let name = first.checked_sub(2)?;
        let logic = self.logic(self.lexemes.get(name)?)?;
        let iif = self.lexemes.get(name.checked_sub(2)?)?;
        if iif.span.of(self.text) != "IIF" {
            return None;
        }
        let (conditions, close) = self.pieces(first)?;
        let comma = self.lexemes.get(close + 1)?;
        let (values, end) = self.pieces(close + 2)?;
        let ([yes, no], Lexeme::Comma) = (&values[..], comma.kind) else {
            return None;
        };
        let (last, conditions) = conditions.split_last()?;
        let whole = iif.span.to(self.lexemes.get(end)?.span);
        write(logic, conditions, &[*last, *yes, *no])
            .map(|text| Fix::replace("Nest one IIF in another", whole, text))
    }

    /// The arguments from a lexeme on, and the index of the parenthesis that ends them.
    fn pieces(&self, first: usize) -> Option<(Vec<&str>, usize)> {
        let mut from = self.lexemes.get(first.checked_sub(1)?)?.span.end;
        let mut found = Vec::new();
        let mut depth = 0_usize;
        for (index, lexed) in self.lexemes.iter().enumerate().skip(first) {
            let piece = || Span::new(from, lexed.span.start).of(self.text).trim();
            match lexed.kind {
                Lexeme::Open => depth += 1,
                Lexeme::Close if depth > 0 => depth -= 1,
                _ if depth > 0 => {}
                Lexeme::Close => {
                    found.push(piece());
                    return Some((found, index));
                }
                Lexeme::Comma => {
                    found.push(piece());
                    from = lexed.span.end;
                }
                _ => {}
            }
        }
        None
    }

    /// `IIF(Not([a]="x"), …)`, with the cursor at the operator, is meant as `IIF([a]<>"x", …)`.
    pub(super) fn negate_fix(&self) -> Option<Fix> {
        let around = self.lexemes.get(self.at.checked_sub(5)?..self.at + 3)?;
        let [iif, _, not, open, left, operator, right, close] = around else {
            return None;
        };
        let is_value = |value: &Lexed| {
            let simple = [Lexeme::Attribute, Lexeme::Text].contains(&value.kind);
            simple && value.flaw.is_none()
        };
        let fits = iif.span.of(self.text) == "IIF"
            && not.span.of(self.text) == "Not"
            && [open.kind, close.kind] == [Lexeme::Open, Lexeme::Close]
            && [left, right].into_iter().all(is_value);
        let Lexeme::Operator(operator) = operator.kind else {
            return None;
        };
        let flipped = operator.opposite();
        let [left, right] = [left, right].map(|value| value.span.of(self.text));
        let text = format!("{left}{}{right}", flipped.symbol());
        let label = format!("Compare with {}", flipped.symbol());
        fits.then(|| Fix::replace(label, not.span.to(close.span), text))
    }

    /// The index of the parenthesis that is open at the cursor.
    fn enclosing(&self) -> Option<usize> {
        let mut depth = 0_usize;
        for (index, lexed) in self.lexemes.get(..self.at)?.iter().enumerate().rev() {
            match lexed.kind {
                Lexeme::Close => depth += 1,
                Lexeme::Open if depth == 0 => return Some(index),
                Lexeme::Open => depth -= 1,
                _ => {}
            }
        }
        None
    }

    fn logic(&self, lexed: &Lexed) -> Option<LogicalContext> {
        let spelled = lexed.span.of(self.text);
        match lexed.kind {
            Lexeme::SyncOperator if spelled == "&&" => Some(LogicalContext::And),
            Lexeme::SyncOperator if spelled == "||" => Some(LogicalContext::Or),
            Lexeme::Word if spelled.eq_ignore_ascii_case("and") => Some(LogicalContext::And),
            Lexeme::Word if spelled.eq_ignore_ascii_case("or") => Some(LogicalContext::Or),
            _ => None,
        }
    }
}

/// `pieces` are the parts between the commas; the first holds the last condition.
fn write(logic: LogicalContext, conditions: &[&str], pieces: &[&str]) -> Option<String> {
    let [last, yes, no] = pieces else {
        return None;
    };
    let all: Vec<&str> = conditions.iter().copied().chain([*last]).collect();
    if !(2..=MAX_CONDITIONS).contains(&all.len())
        || all.iter().any(|condition| condition.is_empty())
    {
        return None;
    }
    let (mut start, mut end) = (String::new(), String::new());
    for (index, condition) in all.iter().enumerate() {
        let innermost = index + 1 == all.len();
        match logic {
            _ if innermost => start.push_str(&format!("IIF({condition}, {yes}, {no})")),
            LogicalContext::And => {
                start.push_str(&format!("IIF({condition}, "));
                end.push_str(&format!(", {no})"));
            }
            LogicalContext::Or => {
                start.push_str(&format!("IIF({condition}, {yes}, "));
                end.push(')');
            }
        }
    }
    Some(start + &end)
}
