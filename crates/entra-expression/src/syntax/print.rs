//! Tree to text.

mod readable;

pub use readable::print_readable;

use std::fmt;

use crate::syntax::expr::Expr;
use crate::syntax::normalise::normalise;

/// Writes an expression in Microsoft's canonical form: the text that Graph and the portal give
/// back. [`crate::parse`] reads it as [`normalise`] of the tree.
///
/// Brackets in an attribute's name are written as they are; a name with unbalanced brackets or
/// quotation marks has no written form that reads back.
pub fn print(expr: &Expr) -> String {
    let mut out = String::new();
    write(&normalise(expr), &mut out);
    out
}

impl fmt::Display for Expr {
    /// Microsoft's canonical form, the same as [`print`].
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&print(self))
    }
}

/// Writes a tree that is in normal form already, on one line.
fn write(expr: &Expr, out: &mut String) {
    match expr {
        Expr::Attribute(name) => {
            out.push('[');
            out.push_str(name);
            out.push(']');
        }
        Expr::Text(text) => out.push_str(&quote(text)),
        Expr::Number(value) => out.push_str(&value.to_string()),
        Expr::Hex(value) => out.push_str(&format!("&H{value:X}")),
        Expr::Keyword(keyword) => out.push_str(keyword.word()),
        Expr::Macro(name) => {
            out.push('%');
            out.push_str(name);
            out.push('%');
        }
        Expr::Call { name, args } => {
            out.push_str(name);
            out.push('(');
            for (index, arg) in args.iter().enumerate() {
                if index > 0 {
                    out.push_str(", ");
                }
                if let Some(arg) = arg {
                    write(arg, out);
                }
            }
            out.push(')');
        }
        Expr::Comparison {
            left,
            operator,
            right,
        } => {
            write(left, out);
            out.push_str(operator.symbol());
            write(right, out);
        }
    }
}

/// A text as a constant: in quotation marks, with `\` and `"` escaped.
pub fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
    out
}
