//! Lengths that RandomString cannot give.

use crate::check::Lint;
use crate::check::calls::arity;
use crate::check::context::{LintContext, LintDiagnostics, REFERENCE};
use crate::{Severity, functions};

pub(crate) const LINT: Lint = Lint {
    code: "randomstring-range",
    severity: Severity::Error,
    why: "The length is at most 256, and the minimums have to fit into it.",
    source: REFERENCE,
    run,
};

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (node, call) in context.calls_of("RandomString") {
        // Of arguments in the wrong places arity has spoken.
        if functions::find(&call.name).is_some_and(|info| arity::is_wrong(call, info)) {
            continue;
        }
        let numbers: Vec<i64> = (0..5)
            .filter_map(|index| call.arg(index)?.as_integer())
            .collect();
        let Some(length) = call.arg(0).and_then(|arg| arg.as_integer()) else {
            continue;
        };
        let message = if numbers.iter().any(|number| *number < 0) {
            "RandomString takes no negative numbers.".to_owned()
        } else if length > 256 {
            format!("RandomString gives at most 256 characters, not {length}.")
        } else if numbers.len() == 5
            && numbers
                .iter()
                .skip(1)
                .fold(0_i64, |sum, n| sum.saturating_add(*n))
                > length
        {
            format!("The minimums do not fit into {length} characters.")
        } else {
            continue;
        };
        found.add(node.span, message, Vec::new());
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::underlined;

    #[test]
    fn adds_up() {
        let code = "randomstring-range";
        assert_eq!(underlined(code, "RandomString(300,1,1,1,1)").len(), 1);
        assert_eq!(underlined(code, "RandomString(5,3,2,2,0)").len(), 1);
        assert!(underlined(code, "RandomString(6,3,0,0,3)").is_empty());
    }
}
