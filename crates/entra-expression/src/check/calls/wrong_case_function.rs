//! `tolower` is not `ToLower`.

use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics, REFERENCE};
use crate::{Fix, Severity, functions};

pub(crate) const LINT: Lint = Lint {
    code: "wrong-case-function",
    severity: Severity::Error,
    why: "Names of functions are case-sensitive.",
    source: REFERENCE,
    run,
};

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (_, call) in context.calls() {
        let right = functions::documented().find(|info| info.name.eq_ignore_ascii_case(&call.name));
        if let Some(right) = right
            && right.name != call.name
        {
            found.add(
                call.name_span,
                format!("Write {}: capitals matter.", right.name),
                vec![Fix::replace(
                    format!("Write {}", right.name),
                    call.name_span,
                    right.name,
                )],
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{fixed, underlined};

    #[test]
    fn finds_and_fixes() {
        assert_eq!(
            underlined("wrong-case-function", "tolower([a])"),
            ["tolower"]
        );
        assert_eq!(
            fixed("wrong-case-function", "JOIN(\"\", [a])"),
            "Join(\"\", [a])"
        );
        assert!(underlined("wrong-case-function", "Not([a])").is_empty());
    }
}
