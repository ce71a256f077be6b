//! A key that can never be reached.

use std::collections::HashSet;

use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics, REFERENCE};
use crate::{Fix, Severity, Span};

pub(crate) const LINT: Lint = Lint {
    code: "switch-duplicate-key",
    severity: Severity::Warning,
    why: "Switch takes the first key that fits; the same key further on is never reached.",
    source: REFERENCE,
    run,
};

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (_, call) in context.calls_of("Switch") {
        if !call.args.len().is_multiple_of(2) {
            continue;
        }
        let mut seen = HashSet::new();
        for (index, arg) in call.args.iter().enumerate().skip(2).step_by(2) {
            let Some(key) = &arg.value else { continue };
            let Some(text) = key.as_text() else { continue };
            if seen.insert(text) {
                continue;
            }
            let pair_end = call
                .args
                .get(index + 1)
                .map_or(arg.slot.end, |value| value.slot.end);
            // From the comma before the key to the comma or parenthesis behind the value.
            let pair = Span::new(arg.slot.start - 1, pair_end);
            found.add(
                key.span,
                format!("The key \"{text}\" stands here for the second time."),
                vec![Fix::replace("Remove the pair", pair, "")],
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::fixed;

    #[test]
    fn removes_the_pair() {
        assert_eq!(
            fixed(
                "switch-duplicate-key",
                "Switch([a], \"d\", \"x\", \"1\", \"x\", \"3\")"
            ),
            "Switch([a], \"d\", \"x\", \"1\")"
        );
    }
}
