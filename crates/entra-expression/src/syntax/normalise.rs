//! The form of a tree that Microsoft prints.

use crate::functions::{self, Presence, ValueType};
use crate::syntax::limits::MAX_LEVELS;
use crate::{Expr, FunctionInfo};

/// The tree as Microsoft writes it. It means the same and is what [`crate::parse`] gives for the
/// output of [`crate::print()`].
///
/// - A whole number stands bare where the parameter takes one, and is a text everywhere else.
/// - Optional arguments at the end that were dropped with their commas get their places back:
///   `Replace` always has seven.
/// - A call that lies deeper than any the parser reads becomes `[…]`, which no service knows.
pub fn normalise(expr: &Expr) -> Expr {
    value(expr, false, MAX_LEVELS)
}

/// Stands for what lies too deep.
const CUT: &str = "…";

fn value(expr: &Expr, integer: bool, levels: usize) -> Expr {
    let Some(below) = levels.checked_sub(1) else {
        return match expr {
            Expr::Call { .. } | Expr::Comparison { .. } => Expr::attribute(CUT),
            _ => expr.clone(),
        };
    };
    match expr {
        Expr::Number(number) if !integer => Expr::Text(number.to_string()),
        Expr::Text(text) if integer => match text.parse::<i64>() {
            // "007" and "+7" are read as 7 too, but a constant keeps the form it was given.
            Ok(number) if number.to_string() == *text => Expr::Number(number),
            _ => expr.clone(),
        },
        Expr::Call { name, args } => call(name, args, below),
        Expr::Comparison {
            left,
            operator,
            right,
        } => Expr::comparison(
            value(left, false, below),
            *operator,
            value(right, false, below),
        ),
        _ => expr.clone(),
    }
}

fn call(name: &str, args: &[Option<Expr>], below: usize) -> Expr {
    let info = functions::find(name);
    let takes_integer = |index| {
        info.and_then(|info| info.param(index))
            .is_some_and(|param| param.takes == ValueType::Integer)
    };
    let mut args: Vec<Option<Expr>> = args
        .iter()
        .enumerate()
        .map(|(index, arg)| {
            arg.as_ref()
                .map(|arg| value(arg, takes_integer(index), below))
        })
        .collect();
    // One empty place has no written form of its own: `Name()` has none.
    if matches!(args[..], [None]) {
        args.clear();
    }
    if let Some(info) = info {
        pad(info, &mut args);
    }
    Expr::Call {
        name: name.to_owned(),
        args,
    }
}

/// Gives dropped optional arguments their places back, unless a required one is missing too.
fn pad(info: &FunctionInfo, args: &mut Vec<Option<Expr>>) {
    let missing = info.params.get(args.len()..).unwrap_or_default();
    let all_optional = missing
        .iter()
        .all(|param| param.presence == Presence::Optional);
    if info.repeats == 0 && !args.is_empty() && all_optional && !missing.is_empty() {
        args.resize(info.params.len(), None);
    }
}
