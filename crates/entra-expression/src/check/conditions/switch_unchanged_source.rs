//! A Switch whose source did not change since the last cycle.

use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics, REFERENCE};
use crate::syntax::node::CallNode;
use crate::{Fix, Severity};

pub(crate) const LINT: Lint = Lint {
    code: "switch-unchanged-source",
    severity: Severity::Info,
    why: "The reference warns that in an incremental cycle a Switch whose source did not change can \
        be evaluated to null, and suggests IIF in its place. The default mapping of active is such \
        a Switch and works in most tenants: both forms are in use.",
    source: REFERENCE,
    run,
};

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    if !context.options.general_cautions {
        return;
    }
    for (node, call) in context.calls_of("Switch") {
        if call.args.len() < 4 || !call.args.len().is_multiple_of(2) {
            continue;
        }
        let fixes = as_iif(context, call)
            .map(|text| Fix::replace("Write it with IIF", node.span, text))
            .into_iter()
            .collect();
        found.add(
            call.name_span,
            "In incremental cycles Switch can give null when its source did not change.",
            fixes,
        );
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
        let value = value
            .value
            .as_ref()
            .map_or("", |value| context.source(value));
        let key = context.source(key);
        text.push_str(&format!("IIF({source}={key}, {value}, "));
    }
    text.push_str(call.arg(1).map_or("", |default| context.source(default)));
    text.push_str(&")".repeat(pairs.len() / 2));
    Some(text)
}

#[cfg(test)]
mod tests {
    use crate::check::CheckOptions;
    use crate::check::testing::{fixed_with, underlined};

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
}
