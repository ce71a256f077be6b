//! `%DomainFQDN%` belongs to cloud sync.

use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics};
use crate::{NodeKind, Severity};

pub(crate) const LINT: Lint = Lint {
    code: "cloud-sync-macro",
    severity: Severity::Warning,
    why: "Macros between percent signs are filled in by cloud sync. App provisioning has none.",
    source: "Microsoft's cloud sync default mappings",
    run,
};

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for entry in context.nodes() {
        if let NodeKind::Macro(name) = &entry.node.kind {
            found.add(
                entry.node.span,
                format!("%{name}% is a macro of cloud sync; write the value itself."),
                Vec::new(),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::underlined;

    #[test]
    fn finds_macros() {
        assert_eq!(
            underlined("cloud-sync-macro", "Append([a], %DomainFQDN%)"),
            ["%DomainFQDN%"]
        );
    }
}
