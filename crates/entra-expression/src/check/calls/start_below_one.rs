//! Places are counted from 1.

use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics, REFERENCE};
use crate::{Fix, Severity};

pub(crate) const LINT: Lint = Lint {
    code: "start-below-one",
    severity: Severity::Error,
    why: "Characters and values are counted from 1, not from 0 as in most programming languages.",
    source: REFERENCE,
    run,
};

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (_, call, info) in context.known_calls() {
        let index = match info.name {
            "Mid" | "Item" => 1,
            "InStr" => 2,
            _ => continue,
        };
        let Some(node) = call.arg(index) else {
            continue;
        };
        if let Some(number) = node.as_integer()
            && number < 1
        {
            found.add(
                node.span,
                format!("{} counts from 1, not {number}.", info.name),
                vec![Fix::replace("Write 1", node.span, "1")],
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{fixed, underlined};

    #[test]
    fn counts_from_one() {
        assert_eq!(fixed("start-below-one", "Mid([a], 0, 3)"), "Mid([a], 1, 3)");
        assert_eq!(fixed("start-below-one", "Item([a], \"0\")"), "Item([a], 1)");
        assert!(underlined("start-below-one", "Left([a], 0)").is_empty());
    }
}
