//! `IIF(IsPresent([x]), …)` and `IIF([x]="", …)`.

use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics, REFERENCE, as_comparison, null_test};
use crate::syntax::node::{CallNode, Node, NodeKind};
use crate::{ComparisonOperator, Fix, Severity};

pub(crate) const LINT: Lint = Lint {
    code: "iif-null-check",
    severity: Severity::Info,
    why: "The reference says that the condition check of IIF fails for an empty or missing source \
        and lists these tests as unsupported. Microsoft ships mappings that use them all the same. \
        A Switch with the key \"\" is documented to fit empty and missing values.",
    source: REFERENCE,
    run,
};

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    let mut tests = context.calls_of("IIF").filter_map(|(node, call)| {
        let condition = call.arg(0)?;
        let (tested, when_empty) = test(condition)?;
        Some((node, call, condition, tested, when_empty))
    });
    // One hint for an expression: it is not an error, and Microsoft ships expressions with several.
    let Some((node, call, condition, tested, when_empty)) = tests.next() else {
        return;
    };
    match tests.count() {
        0 => {
            let fixes = rewritten(context, call, tested, when_empty)
                .map(|text| Fix::replace("Use Switch with the key \"\"", node.span, text))
                .into_iter()
                .collect();
            found.add(
                condition.span,
                "IIF on a missing value is documented as unsupported. Microsoft uses it itself.",
                fixes,
            );
        }
        more => found.add(
            condition.span,
            format!(
                "IIF on a missing value is documented as unsupported, here in {} places. Microsoft \
                 uses it itself.",
                more + 1
            ),
            Vec::new(),
        ),
    }
}

/// What is tested for being empty, and whether the condition then holds.
fn test(condition: &Node) -> Option<(&Node, bool)> {
    if let Some(found) = null_test(condition) {
        return Some(found);
    }
    if let Some(call) = condition.as_call()
        && call.name == "Not"
    {
        return test(call.arg(0)?).map(|(tested, when_empty)| (tested, !when_empty));
    }
    let comparison = as_comparison(condition)?;
    let is_empty = |node: &Node| node.as_text() == Some("");
    let tested = if is_empty(&comparison.right) {
        &comparison.left
    } else if is_empty(&comparison.left) {
        &comparison.right
    } else {
        return null_test(&comparison.left).or_else(|| null_test(&comparison.right));
    };
    match comparison.operator {
        ComparisonOperator::Equal => Some((tested, true)),
        ComparisonOperator::NotEqual => Some((tested, false)),
        _ => None,
    }
}

fn rewritten(
    context: &LintContext<'_>,
    call: &CallNode,
    tested: &Node,
    when_empty: bool,
) -> Option<String> {
    let [condition, yes, no] = &call.args[..] else {
        return None;
    };
    // `IsPresent([x])="False"` is not the same choice as `IsPresent([x])`.
    let condition = condition.value.as_ref()?;
    if as_comparison(condition)
        .is_some_and(|c| c.left.as_text() != Some("") && c.right.as_text() != Some(""))
    {
        return None;
    }
    let (full, empty) = if when_empty { (no, yes) } else { (yes, no) };
    // Switch knows no keywords, and wants a value for each key.
    let is_keyword = |node: &Node| matches!(node.kind, NodeKind::Keyword(_));
    if [full, empty]
        .into_iter()
        .filter_map(|arg| arg.value.as_ref())
        .any(is_keyword)
    {
        return None;
    }
    let full = full.value.as_ref().map_or("", |full| context.source(full));
    let empty = context.source(empty.value.as_ref()?);
    let tested = context.source(tested);
    Some(format!("Switch({tested}, {full}, \"\", {empty})"))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{fixed, underlined};
    use crate::{CheckOptions, check, parse};

    #[test]
    fn offers_a_switch() {
        let code = "iif-null-check";
        for (iif, switch) in [
            (
                "IIF(IsPresent([c]), [c], \"Other\")",
                "Switch([c], [c], \"\", \"Other\")",
            ),
            (
                "IIF(IsNullOrEmpty([c]), \"Other\", [c])",
                "Switch([c], [c], \"\", \"Other\")",
            ),
            (
                "IIF([d]<>\"\", [d], \"None\")",
                "Switch([d], [d], \"\", \"None\")",
            ),
            (
                "IIF(\"\"=[d], \"None\", [d])",
                "Switch([d], [d], \"\", \"None\")",
            ),
            (
                "IIF(IsNullOrEmpty([d]), \"None\", )",
                "Switch([d], , \"\", \"None\")",
            ),
        ] {
            assert_eq!(fixed(code, iif), switch);
        }
        for unfixed in [
            "IIF(IsPresent([c]), [c], IgnoreAttributeFlow)",
            "IIF(IsPresent([c]), [c], )",
        ] {
            let found = check(&parse(unfixed), &CheckOptions::default());
            assert!(
                found[0].code == code && found[0].fixes.is_empty(),
                "{found:?}"
            );
        }
        assert!(underlined(code, "IIF([c]=\"USA\", [c], [d])").is_empty());
        // Several are one hint of the lowest severity.
        let nested = "IIF(IsPresent([c]), IIF([d]=\"\", \"1\", [d]), IIF(IsNull([e]), [d], [e]))";
        assert_eq!(underlined(code, nested), ["IsPresent([c])"]);
        let found = check(&parse(nested), &CheckOptions::default());
        assert!(
            found
                .iter()
                .all(|found| found.severity == crate::Severity::Info)
        );
    }
}
