//! `Join([givenName], " ", [surname])`: the separator comes first.

use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics, REFERENCE};
use crate::{Fix, NodeKind, Severity, Span};

pub(crate) const LINT: Lint = Lint {
    code: "join-separator-is-attribute",
    severity: Severity::Warning,
    why: "The first argument of Join is what stands between the others. An attribute there is put \
        between the other texts.",
    source: REFERENCE,
    run,
};

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (_, call) in context.calls_of("Join") {
        let Some(first) = call.arg(0) else { continue };
        let NodeKind::Attribute(name) = &first.kind else {
            continue;
        };
        let mut fixes = Vec::new();
        let second = call.arg(1);
        if let (Some(second), true) = (second, call.args.len() > 2)
            && second
                .as_text()
                .is_some_and(|text| text.chars().count() <= 3)
        {
            let swapped = format!("{}, {}", context.source(second), context.source(first));
            fixes.push(Fix::replace(
                "Put the separator first",
                first.span.to(second.span),
                swapped,
            ));
        }
        fixes.push(Fix::replace(
            "Add an empty separator",
            Span::at(first.span.start),
            "\"\", ",
        ));
        found.add(
            first.span,
            format!("[{name}] stands where Join expects its separator."),
            fixes,
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::fixed;

    #[test]
    fn moves_or_adds_the_separator() {
        let code = "join-separator-is-attribute";
        assert_eq!(
            fixed(code, "Join([a], \" \", [b])"),
            "Join(\" \", [a], [b])"
        );
        assert_eq!(fixed(code, "Join([a], [b])"), "Join(\"\", [a], [b])");
    }
}
