//! SelectUniqueValue: only at the top, and not for applications.

use crate::Severity;
use crate::check::Lint;
use crate::check::ProvisioningKind;
use crate::check::context::{LintContext, LintDiagnostics, REFERENCE};

pub(crate) const NESTED: Lint = Lint {
    code: "selectuniquevalue-nested",
    severity: Severity::Error,
    why: "SelectUniqueValue is a top-level function: it cannot stand inside another one.",
    source: REFERENCE,
    run: nested,
};

pub(crate) const FOR_APPS: Lint = Lint {
    code: "selectuniquevalue-app",
    severity: Severity::Error,
    why: "SelectUniqueValue asks Active Directory whether a value is taken. It is supported only \
        from Workday, SuccessFactors or API-driven provisioning into Active Directory.",
    source: REFERENCE,
    run: for_apps,
};

const NAME: &str = "SelectUniqueValue";

fn nested(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for entry in context.nodes() {
        let Some(call) = entry.node.as_call() else {
            continue;
        };
        if entry.parent.is_some() && call.name == NAME {
            found.add(
                call.name_span,
                "SelectUniqueValue can only be the outermost function.",
                Vec::new(),
            );
        }
    }
}

fn for_apps(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    if context.options.service != ProvisioningKind::ScimApp {
        return;
    }
    for (_, call) in context.calls() {
        if call.name == NAME {
            found.add(
                call.name_span,
                "SelectUniqueValue does not work for an application.",
                Vec::new(),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{underlined, underlined_with};
    use crate::check::{CheckOptions, ProvisioningKind};

    #[test]
    fn only_at_the_top_and_only_inbound() {
        let inner = "Append(SelectUniqueValue([a], [b]), \"x\")";
        assert_eq!(
            underlined("selectuniquevalue-nested", inner),
            ["SelectUniqueValue"]
        );
        let top = "SelectUniqueValue([a], [b])";
        assert!(underlined("selectuniquevalue-nested", top).is_empty());
        assert_eq!(
            underlined("selectuniquevalue-app", top),
            ["SelectUniqueValue"]
        );
        let inbound = CheckOptions {
            service: ProvisioningKind::HrInbound,
            ..CheckOptions::default()
        };
        assert!(underlined_with("selectuniquevalue-app", top, &inbound).is_empty());
    }
}
