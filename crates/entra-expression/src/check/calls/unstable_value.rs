//! Values that are new in every cycle.

use crate::Severity;
use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics};
use crate::syntax::node::{Node, NodeKind};

pub(crate) const LINT: Lint = Lint {
    code: "unstable-value",
    severity: Severity::Warning,
    why: "Provisioning compares the result with the last one and sends every change. A value that \
        is new in every cycle updates every user every time. Apply such a mapping only during \
        object creation.",
    source: "Follows from the functions' descriptions",
    run,
};

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    if let Some(root) = context.root.filter(|_| context.sound) {
        look(root, found);
    }
}

/// Looks at what flows into the result. What is only asked, as the condition of IIF or the source
/// of Switch, or turned into a distance by DateDiff, is stable for days on end.
fn look(node: &Node, found: &mut LintDiagnostics) {
    let NodeKind::Call(call) = &node.kind else {
        return;
    };
    match call.name.as_str() {
        "Guid" | "RandomString" | "Now" => found.add(
            node.span,
            format!("{} gives another value in every cycle.", call.name),
            Vec::new(),
        ),
        // All of them turn a value into something that seldom changes.
        "DateDiff" | "IsNull" | "IsNullOrEmpty" | "IsPresent" | "IsString" | "Count" | "CBool" => {}
        "IIF" | "Switch" => {
            for arg in call
                .args
                .iter()
                .skip(1)
                .filter_map(|arg| arg.value.as_ref())
            {
                look(arg, found);
            }
        }
        _ => {
            for arg in call.args.iter().filter_map(|arg| arg.value.as_ref()) {
                look(arg, found);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::underlined;

    #[test]
    fn follows_what_flows_into_the_result() {
        let code = "unstable-value";
        assert_eq!(underlined(code, "Left(Guid(), 8)"), ["Guid()"]);
        assert_eq!(underlined(code, "IIF([a]=\"x\", Now(), [b])"), ["Now()"]);
        let stable = "IIF(DateDiff(\"d\", Now(), CDate([d]))>\"5\", \"1\", \"0\")";
        assert!(underlined(code, stable).is_empty());
    }
}
