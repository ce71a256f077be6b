//! `Split("A, B", ",")` keeps the blank before B.

use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics};
use crate::{Fix, Severity};

pub(crate) const LINT: Lint = Lint {
    code: "split-keeps-blank",
    severity: Severity::Info,
    why: "The reference prints a result without the blank that follows a comma, yet the .NET \
        function behind it keeps it. Which of the two the service does is not established.",
    source: "Microsoft's reference contradicts .NET's String.Split",
    run,
};

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (_, call) in context.calls_of("Split") {
        let (Some(source), Some(delimiter)) = (call.arg(0), call.arg(1)) else {
            continue;
        };
        // Only where a blank is seen: most lists are written without.
        let blank = source
            .as_text()
            .zip(delimiter.as_text())
            .is_some_and(|(text, delimiter)| {
                !delimiter.ends_with(' ') && text.contains(&format!("{delimiter} "))
            });
        if blank {
            let inner = delimiter.as_text().unwrap_or_default();
            found.add(
                source.span,
                "The blank behind the delimiter stays in the values.",
                vec![Fix::replace(
                    "Cut at the blank too",
                    delimiter.span,
                    crate::syntax::print::quote(&format!("{inner} ")),
                )],
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{fixed, underlined};

    #[test]
    fn sees_blanks() {
        let code = "split-keeps-blank";
        assert_eq!(
            fixed(code, r#"Split("A, B", ",")"#),
            r#"Split("A, B", ", ")"#
        );
        assert!(underlined(code, r#"Split([a], ",")"#).is_empty());
    }
}
