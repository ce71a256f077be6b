//! A form for people: short calls on one line, long ones with an argument a line.

use super::write;
use crate::{Expr, normalise};

/// Lines longer than this are broken.
const WIDTH: usize = 80;

/// Writes an expression over several lines when one would be long. It reads back as the same tree
/// as [`crate::print()`]'s form, and the service skips the white space.
///
/// The pairs of a `Switch` stay together on a line where they fit.
pub fn print_readable(expr: &Expr) -> String {
    let mut out = String::new();
    lines(&normalise(expr), 0, 0, &mut out);
    out
}

/// Writes `expr` at the present column; `indent` counts steps, and `behind` is the room that what
/// follows on the same line needs.
fn lines(expr: &Expr, indent: usize, behind: usize, out: &mut String) {
    let mut flat = String::new();
    write(expr, &mut flat);
    let line = out.rfind('\n').map_or(0, |at| at + 1);
    let column = out.get(line..).unwrap_or_default().chars().count();
    let fits = column + flat.chars().count() + behind <= WIDTH;
    let (name, args) = match expr {
        Expr::Call { name, args } if !fits && !args.is_empty() => (name, args),
        Expr::Comparison {
            left,
            operator,
            right,
        } if !fits => {
            let room = operator.symbol().len() + right.to_string().chars().count() + behind;
            lines(left, indent, room, out);
            out.push_str(operator.symbol());
            lines(right, indent, behind, out);
            return;
        }
        _ => {
            out.push_str(&flat);
            return;
        }
    };
    out.push_str(name);
    out.push('(');
    let mut at = 0;
    while at < args.len() {
        let group = group_length(name, args, at);
        new_line(indent + 1, out);
        for (offset, arg) in args.iter().skip(at).take(group).enumerate() {
            let last = at + offset + 1 == args.len();
            if offset > 0 && (arg.is_some() || !last) {
                out.push(' ');
            }
            if let Some(arg) = arg {
                lines(arg, indent + 1, 1, out);
            }
            if !last {
                out.push(',');
            }
        }
        at += group;
    }
    new_line(indent, out);
    out.push(')');
}

/// How many arguments share a line: the key and value of a `Switch`, empty arguments with the one
/// behind them, the empty ones at the end with the last that is given, and otherwise one.
fn group_length(name: &str, args: &[Option<Expr>], at: usize) -> usize {
    let given = args
        .iter()
        .rposition(Option::is_some)
        .map_or(0, |last| last + 1);
    let empty = args.iter().skip(at).take_while(|arg| arg.is_none()).count();
    let length = if name == "Switch" { 2 } else { empty + 1 };
    if at + length >= given {
        args.len() - at
    } else {
        length
    }
}

fn new_line(indent: usize, out: &mut String) {
    out.push('\n');
    for _ in 0..indent {
        out.push_str("  ");
    }
}

#[cfg(test)]
mod tests {
    use super::print_readable;
    use crate::parse;

    #[track_caller]
    fn readable(text: &str, lines: &[&str]) {
        let expr = parse(text).expr().expect("sound");
        assert_eq!(print_readable(&expr), lines.join("\n"));
    }

    #[test]
    fn short_expressions_stay_on_one_line() {
        readable("Join(\" \",[a],[b])", &["Join(\" \", [a], [b])"]);
    }

    #[test]
    fn pairs_of_a_switch_stay_together() {
        readable(
            "Switch(SingleAppRoleAssignment([appRoleAssignments]),, \"Administrator\", \"Admin\", \"Sup\", \"Supervisor\")",
            &[
                "Switch(",
                "  SingleAppRoleAssignment([appRoleAssignments]), ,",
                "  \"Administrator\", \"Admin\",",
                "  \"Sup\", \"Supervisor\"",
                ")",
            ],
        );
    }

    #[test]
    fn empty_arguments_stand_beside_given_ones() {
        readable(
            "ToLower(Replace([extensionAttribute12], , \"a pattern that takes some room\", , \"a long replacement\"))",
            &[
                "ToLower(",
                "  Replace(",
                "    [extensionAttribute12],",
                "    , \"a pattern that takes some room\",",
                "    , \"a long replacement\", ,",
                "  ),",
                ")",
            ],
        );
    }

    #[test]
    fn long_conditions_are_broken_too() {
        readable(
            "IIF(DateDiff(\"d\", Now(), CDate(Coalesce([extensionAttribute12], \"9999-01-01\"))) < 7, \"False\", \"True\")",
            &[
                "IIF(",
                "  DateDiff(",
                "    \"d\",",
                "    Now(),",
                "    CDate(Coalesce([extensionAttribute12], \"9999-01-01\"))",
                "  )<\"7\",",
                "  \"False\",",
                "  \"True\"",
                ")",
            ],
        );
    }
}
