//! A constant, or a function's result, that a parameter cannot take.

use crate::check::Lint;
use crate::check::calls::arity;
use crate::check::context::{LintContext, LintDiagnostics, REFERENCE};
use crate::functions::{self, Presence, ValueType};
use crate::syntax::node::Node;
use crate::{NodeKind, Severity};

pub(crate) const LINT: Lint = Lint {
    code: "wrong-type",
    severity: Severity::Error,
    why: "Where a whole number is expected, a text has to hold one.",
    source: REFERENCE,
    run,
};

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (_, call, info) in context.known_calls() {
        // Of arguments in the wrong places arity has spoken.
        if arity::is_wrong(call, info) {
            continue;
        }
        for (index, arg) in call.args.iter().enumerate() {
            let (Some(value), Some(param)) = (&arg.value, info.param(index)) else {
                continue;
            };
            if param.takes != ValueType::Integer && param.takes != ValueType::FileTime {
                continue;
            }
            if let Some(what) = not_a_number(value) {
                let optional = if param.presence == Presence::Optional {
                    "optional "
                } else {
                    ""
                };
                found.add(
                    value.span,
                    format!(
                        "{} takes a whole number as its {optional}{}, not {what}.",
                        info.name, param.name
                    ),
                    Vec::new(),
                );
            }
        }
    }
}

/// What a value certainly is, when it is certainly no whole number.
fn not_a_number(value: &Node) -> Option<String> {
    match &value.kind {
        NodeKind::Text(text) => match text.trim().parse::<i64>() {
            Ok(_) => None,
            Err(_) => Some(format!("\"{text}\"")),
        },
        NodeKind::Call(call) => {
            let info = functions::find(&call.name)?;
            match info.returns {
                ValueType::Boolean => Some("True or False".to_owned()),
                ValueType::DateTime => Some("a date".to_owned()),
                ValueType::List => Some("several values".to_owned()),
                _ => None,
            }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::underlined;

    #[test]
    fn numbers_may_be_quoted() {
        assert_eq!(underlined("wrong-type", r#"Mid([a], "x", 3)"#), ["\"x\""]);
        assert_eq!(underlined("wrong-type", r#"BitAnd("&HF", 7)"#), ["\"&HF\""]);
        assert_eq!(
            underlined("wrong-type", r#"Left([a], IsPresent([b]))"#),
            ["IsPresent([b])"]
        );
        assert!(underlined("wrong-type", r#"Mid([a], "1", [n])"#).is_empty());
    }
}
