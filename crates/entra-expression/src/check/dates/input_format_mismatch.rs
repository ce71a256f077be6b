//! `FormatDateTime(Now(), , "yyyy-MM-dd", …)`: date functions write another form.

use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics};
use crate::syntax::node::Node;
use crate::{Fix, Severity};

pub(crate) const LINT: Lint = Lint {
    code: "input-format-mismatch",
    severity: Severity::Warning,
    why: "CDate, DateAdd, DateFromNum and Now give texts like 8/25/2021 5:41:18 PM. An input format \
        of another form does not fit them, and hh wants two digits where they write one.",
    source: "Microsoft's reference prints these results; .NET's ParseExact decides what fits",
    run,
};

/// The form in which dates are printed.
const PRINTED: &str = "M/d/yyyy h:mm:ss tt";

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (_, call) in context.calls_of("FormatDateTime") {
        let (Some(source), Some(format), 4) = (call.arg(0), call.arg(2), call.args.len()) else {
            continue;
        };
        let (Some(function), Some(text)) = (date_function(source), format.as_text()) else {
            continue;
        };
        // One letter is a standard format. hh fits from ten to twelve, and so every date without
        // a time, which is midnight.
        let fits = text.len() == 1
            || text == PRINTED
            || (text == "M/d/yyyy hh:mm:ss tt" && function != "Now");
        if !fits {
            found.add(
                format.span,
                format!(
                    "{function} gives dates in the form {PRINTED}; this input format does not fit."
                ),
                vec![Fix::replace(
                    format!("Write {PRINTED}"),
                    format.span,
                    format!("\"{PRINTED}\""),
                )],
            );
        }
    }
}

fn date_function(node: &Node) -> Option<&str> {
    let name = node.as_call()?.name.as_str();
    matches!(name, "CDate" | "DateAdd" | "DateFromNum" | "Now").then_some(name)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{fixed, underlined};

    #[test]
    fn knows_what_date_functions_print() {
        let code = "input-format-mismatch";
        assert_eq!(
            fixed(code, r#"FormatDateTime(Now(), , "yyyy-MM-dd", "yyyy")"#),
            r#"FormatDateTime(Now(), , "M/d/yyyy h:mm:ss tt", "yyyy")"#
        );
        assert!(underlined(code, r#"FormatDateTime([d], , "yyyy-MM-dd", "yyyy")"#).is_empty());
    }
}
