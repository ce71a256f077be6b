//! `Switch([x], "A", "1", "B", "2")`: the default was forgotten and every pair shifts.

use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics, REFERENCE};
use crate::{Fix, Severity, Span};

pub(crate) const LINT: Lint = Lint {
    code: "switch-odd-arguments",
    severity: Severity::Error,
    why: "The second argument of Switch is its default, before the first key. Without its place, \
        the first key becomes the default, and keys and values change sides.",
    source: REFERENCE,
    run,
};

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (node, call) in context.calls_of("Switch") {
        let count = call.args.len();
        if count < 3 || count.is_multiple_of(2) {
            continue;
        }
        let mut fixes = Vec::new();
        if let [.., before, last] = &call.args[..]
            && last.value.is_none()
        {
            let comma = Span::new(before.slot.end, last.slot.end);
            fixes.push(Fix::replace("Remove the last comma", comma, ""));
        }
        // A comma that stands twice among the pairs.
        let pairs = call.args.iter().skip(2);
        let empty = pairs.take(count - 3).find(|arg| arg.value.is_none());
        fixes.extend(empty.map(|arg| {
            let comma = Span::new(arg.slot.start - 1, arg.slot.end);
            Fix::replace("Remove the empty argument", comma, "")
        }));
        fixes.extend(
            call.arg(0).map(|source| {
                Fix::replace("Add an empty default", Span::at(source.span.end), ", ")
            }),
        );
        found.add(
            node.span,
            format!("Switch has {count} arguments: a key has no value, or the default is missing."),
            fixes,
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{fixed, underlined};

    #[test]
    fn adds_the_default() {
        assert_eq!(
            fixed(
                "switch-odd-arguments",
                "Switch([a], \"x\", \"1\", \"y\", \"2\")"
            ),
            "Switch([a], , \"x\", \"1\", \"y\", \"2\")"
        );
        assert_eq!(
            fixed("switch-odd-arguments", "Switch([a], , \"x\", \"1\",)"),
            "Switch([a], , \"x\", \"1\")"
        );
        assert_eq!(
            fixed("switch-odd-arguments", "Switch([a], \"d\",, \"1\", \"x\")"),
            "Switch([a], \"d\", \"1\", \"x\")"
        );
        assert!(underlined("switch-odd-arguments", "Switch([a], , \"x\", \"1\")").is_empty());
    }
}
