//! `Replace([x], "a", "b")`: the third argument is a pattern, not the replacement.

use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics, REFERENCE};
use crate::syntax::node::CallNode;
use crate::{Fix, Severity, Span};

pub(crate) const LINT: Lint = Lint {
    code: "replace-no-mode",
    severity: Severity::Error,
    why: "Replace works in five ways: oldValue with replacementValue; oldValue with template; \
        regexPattern with replacementValue; regexPattern with regexGroupName and replacementValue; \
        regexPattern with regexGroupName and replacementAttributeName. Arguments left out keep \
        their commas.",
    source: REFERENCE,
    run,
};

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (node, call) in context.calls_of("Replace") {
        let given = |index: usize| call.args.get(index).is_some_and(|arg| arg.value.is_some());
        // Without a source, or with an eighth argument, arity has spoken already.
        if !given(0) || call.args.len() > 7 {
            continue;
        }
        let [old, regex, group, value, attribute, template] =
            [given(1), given(2), given(3), given(4), given(5), given(6)];
        let documented = matches!(
            (old, regex, group, value, attribute, template),
            (true, false, false, true, false, false)
                | (true, false, false, false, false, true)
                | (false, true, false, true, false, false)
                | (false, true, true, true, false, false)
                | (false, true, true, false, true, false)
        );
        if !documented {
            found.add(
                node.span,
                "These arguments of Replace fit none of its five documented ways.",
                fixes(context, call),
            );
        }
    }
}

/// Two texts behind the source were meant as what to find and what to put there.
fn fixes(context: &LintContext<'_>, call: &CallNode) -> Vec<Fix> {
    let [_, old, new, rest @ ..] = &call.args[..] else {
        return Vec::new();
    };
    if let (None, Some(pattern), [group, rest @ ..]) = (&old.value, &new.value, rest)
        && let Some(value) = &group.value
        && rest.iter().all(|arg| arg.value.is_none())
    {
        // One comma short: what stands as the group is what to put there.
        let end = rest.last().map_or(value.span.end, |last| last.slot.end);
        let text = format!(", , {}, , ", context.source(value));
        let span = Span::new(pattern.span.end, end);
        return vec![Fix::replace(
            "Put it in the place of the replacement",
            span,
            text,
        )];
    }
    let (Some(old), Some(new)) = (&old.value, &new.value) else {
        return Vec::new();
    };
    if rest.iter().any(|arg| arg.value.is_some()) {
        return Vec::new();
    }
    let text = format!("{}, , , {}, , ", context.source(old), context.source(new));
    let end = rest.last().map_or(new.span.end, |last| last.slot.end);
    let span = Span::new(old.span.start, end);
    vec![Fix::replace("Replace one text by the other", span, text)]
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{fixed, underlined};

    #[test]
    fn knows_the_five_ways() {
        let code = "replace-no-mode";
        for good in [
            r#"Replace([a], "x", , , "y", , )"#,
            r#"Replace([a], "x", , , "y")"#,
            r#"Replace([a], "x", , , , , "x@y")"#,
            r#"Replace([a], , "x", , "y", , )"#,
            r#"Replace([a], , "(?<g>x)", "g", "y", , )"#,
            r#"Replace([a], , "(?<g>x)", "g", , [b], )"#,
        ] {
            assert!(underlined(code, good).is_empty(), "{good}");
        }
        assert_eq!(
            fixed(code, r#"Replace([a], "x", "y")"#),
            r#"Replace([a], "x", , , "y", , )"#
        );
        assert_eq!(
            fixed(code, r#"Replace([a], "x", "y", , , , )"#),
            r#"Replace([a], "x", , , "y", , )"#
        );
        assert_eq!(
            fixed(code, r#"Replace([a], , "x", "y", , )"#),
            r#"Replace([a], , "x", , "y", , )"#
        );
        assert!(underlined("missing-regex-group", r#"Replace([a], , "x", "y", , )"#).is_empty());
        assert_eq!(underlined(code, r#"Replace([a], "x")"#).len(), 1);
    }
}
