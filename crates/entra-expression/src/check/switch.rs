//! Lints of `Switch` and `IIF`.

use std::collections::HashSet;

use super::arity;
use super::context::{LintContext, LintDiagnostics, as_comparison, null_test};
use crate::{CallNode, ComparisonOperator, Fix, Node, NodeKind, Span};

/// `Switch([x], "A", "1", "B", "2")`: the default was forgotten and every pair shifts.
pub(super) fn switch_odd_arguments(context: &LintContext<'_>, found: &mut LintDiagnostics) {
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
        fixes.extend(pairs.take(count - 3).find_map(arity::empty_argument_fix));
        fixes.extend(
            call.arg(0).map(|source| {
                Fix::replace("Add an empty default", Span::at(source.span.end), ", ")
            }),
        );
        let message =
            format!("Switch has {count} arguments: a key has no value, or the default is missing.");
        found.add(node.span, message, fixes);
    }
}

/// A key that can never be reached.
pub(super) fn switch_duplicate_key(context: &LintContext<'_>, found: &mut LintDiagnostics) {
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
            let last = call.args.get(index + 1).unwrap_or(arg);
            // From the comma before the key to the comma or parenthesis behind the value.
            let pair = Span::new(arg.slot.start - 1, last.slot.end);
            let message = format!("The key \"{text}\" is already in this Switch.");
            found.add(
                key.span,
                message,
                [Fix::replace("Remove the pair", pair, "")],
            );
        }
    }
}

/// `Switch(IsPresent([x]), …)`.
pub(super) fn switch_null_test_source(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (node, call) in context.calls_of("Switch") {
        let Some(source) = call.arg(0) else { continue };
        let Some(test) = null_test(source) else {
            continue;
        };
        let fix = switch_on_value(context, call, test)
            .map(|text| Fix::replace("Switch on the value itself", node.span, text));
        let message = "Switch on a test for a missing value is documented as not working.";
        found.add(source.span, message, fix);
    }
}

/// The same choice with the key "", for a Switch with one pair.
fn switch_on_value(
    context: &LintContext<'_>,
    call: &CallNode,
    (tested, when_empty): (&Node, bool),
) -> Option<String> {
    let [_, default, key, value] = &call.args[..] else {
        return None;
    };
    let key_is_true = match key.value.as_ref()?.as_text()? {
        "True" => true,
        "False" => false,
        _ => return None,
    };
    let default = context.source_or_empty(default);
    let value = context.source(value.value.as_ref()?);
    let (full, empty) = match key_is_true == when_empty {
        true => (default, value),
        false => (value, default),
    };
    Some(format!(
        "Switch({}, {full}, \"\", {empty})",
        context.source(tested)
    ))
}

/// A Switch whose source did not change since the last cycle.
pub(super) fn switch_unchanged_source(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    if !context.options.general_cautions {
        return;
    }
    for (node, call) in context.calls_of("Switch") {
        if call.args.len() < 4 || !call.args.len().is_multiple_of(2) {
            continue;
        }
        let fix = as_iif(context, call).map(|text| Fix::replace("Use IIF", node.span, text));
        let message =
            "In incremental cycles, Switch can return null when its source hasn’t changed.";
        found.add(call.name_span, message, fix);
    }
}

/// One IIF inside the other. Not for the key "", which IIF cannot test, and not for long tables.
fn as_iif(context: &LintContext<'_>, call: &CallNode) -> Option<String> {
    let source = context.source(call.arg(0)?);
    let pairs = call.args.get(2..).filter(|pairs| pairs.len() <= 20)?;
    let mut text = String::new();
    for pair in pairs.chunks_exact(2) {
        let [key, value] = pair else { return None };
        let key = key.value.as_ref().filter(|key| key.as_text() != Some(""))?;
        let (key, value) = (context.source(key), context.source_or_empty(value));
        text.push_str(&format!("IIF({source}={key}, {value}, "));
    }
    text.push_str(call.arg(1).map_or("", |default| context.source(default)));
    text.push_str(&")".repeat(pairs.len() / 2));
    Some(text)
}

/// `IIF(IsPresent([x]), …)` and `IIF([x]="", …)`.
pub(super) fn iif_null_check(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    let mut tests = context.calls_of("IIF").filter_map(|(node, call)| {
        let condition = call.arg(0)?;
        Some((node, call, condition, empty_test(condition)?))
    });
    // One hint for an expression: it is not an error, and Microsoft ships expressions with several.
    let Some((node, call, condition, test)) = tests.next() else {
        return;
    };
    let (extent, fix) = match tests.count() {
        0 => {
            let text = iif_as_switch(context, call, test);
            let label = "Use Switch with the key \"\"";
            (
                String::new(),
                text.map(|text| Fix::replace(label, node.span, text)),
            )
        }
        more => (format!(", here in {} places", more + 1), None),
    };
    let message = format!(
        "IIF on a missing value is documented as unsupported{extent}. Microsoft uses it itself."
    );
    found.add(condition.span, message, fix);
}

/// What is tested for being empty, and whether the condition then holds.
fn empty_test(condition: &Node) -> Option<(&Node, bool)> {
    if let Some(found) = null_test(condition) {
        return Some(found);
    }
    if let Some(call) = condition.as_call()
        && call.name == "Not"
    {
        return empty_test(call.arg(0)?).map(|(tested, when_empty)| (tested, !when_empty));
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

fn iif_as_switch(
    context: &LintContext<'_>,
    call: &CallNode,
    (tested, when_empty): (&Node, bool),
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
    let mut values = [full, empty].into_iter().flat_map(|arg| &arg.value);
    if values.any(is_keyword) {
        return None;
    }
    let full = context.source_or_empty(full);
    let empty = context.source(empty.value.as_ref()?);
    let tested = context.source(tested);
    Some(format!("Switch({tested}, {full}, \"\", {empty})"))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{fixed, fixed_with, underlined};
    use crate::check::{CheckOptions, check};
    use crate::parse;

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

    #[test]
    fn says_the_same_without_the_test() {
        let code = "switch-null-test-source";
        assert_eq!(
            fixed(code, "Switch(IsNull([m]), \"1\", \"True\", \"0\")"),
            "Switch([m], \"1\", \"\", \"0\")"
        );
        assert_eq!(
            fixed(code, "Switch(IsPresent([m]), \"no\", \"True\", [m])"),
            "Switch([m], [m], \"\", \"no\")"
        );
        assert!(underlined(code, "Switch([m], \"1\", \"\", \"0\")").is_empty());
    }

    #[test]
    fn offers_both_forms() {
        let code = "switch-unchanged-source";
        let switch = "Switch([a], \"d\", \"x\", \"1\", \"y\", \"2\")";
        let options = CheckOptions {
            general_cautions: true,
            ..CheckOptions::default()
        };
        let iif = "IIF([a]=\"x\", \"1\", IIF([a]=\"y\", \"2\", \"d\"))";
        assert_eq!(fixed_with(code, switch, &options), iif);
        assert!(underlined(code, switch).is_empty());
    }

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
