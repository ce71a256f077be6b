//! `[IsPresent([country])]`: brackets are for attributes only.

use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics, REFERENCE};
use crate::{Expr, Fix, Severity, parse};

pub(crate) const LINT: Lint = Lint {
    code: "call-in-brackets",
    severity: Severity::Error,
    why: "What stands in brackets is read as the name of an attribute, parentheses included.",
    source: REFERENCE,
    run,
};

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (span, name) in context.attributes() {
        if name.contains('(') {
            let inner = name.trim();
            // Only what is a call then can stand there without brackets.
            let fixed_text = matches!(parse(inner).expr(), Some(Expr::Call { .. }));
            let fix = fixed_text.then(|| Fix::replace("Remove the brackets", span, inner));
            found.add(
                span,
                "A function stands without brackets round it.",
                fix.into_iter().collect(),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::fixed;
    use crate::{CheckOptions, check, parse};

    #[test]
    fn takes_the_brackets_off() {
        assert_eq!(
            fixed("call-in-brackets", "IIF([IsPresent([c])], [c], \"x\")"),
            "IIF(IsPresent([c]), [c], \"x\")"
        );
    }

    #[test]
    fn offers_nothing_that_would_not_be_a_call() {
        let found = check(&parse("Trim([a(b])"), &CheckOptions::default());
        let own = found.iter().find(|one| one.code == "call-in-brackets");
        assert!(own.is_some_and(|one| one.fixes.is_empty()), "{found:?}");
    }
}
