//! `Switch(IsPresent([x]), …)`.

use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics, REFERENCE, null_test};
use crate::syntax::node::{CallNode, Node};
use crate::{Fix, Severity};

pub(crate) const LINT: Lint = Lint {
    code: "switch-null-test-source",
    severity: Severity::Warning,
    why: "The reference warns that IsPresent, IsNull and IsNullOrEmpty do not work as the source of \
        Switch, although Microsoft's guides use them. A Switch on the value itself can do the same: \
        its key \"\" fits an empty or missing value.",
    source: REFERENCE,
    run,
};

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (node, call) in context.calls_of("Switch") {
        let Some(source) = call.arg(0) else { continue };
        let Some((tested, when_empty)) = null_test(source) else {
            continue;
        };
        let fixes = rewritten(context, call, tested, when_empty)
            .map(|text| Fix::replace("Switch on the value itself", node.span, text))
            .into_iter()
            .collect();
        found.add(
            source.span,
            "Switch on a test for a missing value is documented as not working.",
            fixes,
        );
    }
}

/// The same choice with the key "", for a Switch with one pair.
fn rewritten(
    context: &LintContext<'_>,
    call: &CallNode,
    tested: &Node,
    when_empty: bool,
) -> Option<String> {
    let [_, default, key, value] = &call.args[..] else {
        return None;
    };
    let source = |node: Option<&Node>| node.map_or("", |node| context.source(node));
    let key_is_true = match key.value.as_ref()?.as_text()? {
        "True" => true,
        "False" => false,
        _ => return None,
    };
    let default = source(default.value.as_ref());
    let value = source(Some(value.value.as_ref()?));
    let tested = context.source(tested);
    Some(if key_is_true == when_empty {
        format!("Switch({tested}, {default}, \"\", {value})")
    } else {
        format!("Switch({tested}, {value}, \"\", {default})")
    })
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{fixed, underlined};

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
}
