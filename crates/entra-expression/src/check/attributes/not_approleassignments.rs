//! The functions on roles read one attribute only.

use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics, REFERENCE};
use crate::functions::ValueType;
use crate::{Fix, NodeKind, Severity};

pub(crate) const LINT: Lint = Lint {
    code: "not-approleassignments",
    severity: Severity::Warning,
    why: "Roles stand in the attribute appRoleAssignments; another one holds none.",
    source: REFERENCE,
    run,
};

const ROLES: &str = "[appRoleAssignments]";

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (_, call, info) in context.known_calls() {
        let takes_roles = info
            .params
            .first()
            .is_some_and(|param| param.takes == ValueType::Roles);
        let Some(value) = call.arg(0).filter(|_| takes_roles) else {
            continue;
        };
        let fits =
            matches!(&value.kind, NodeKind::Attribute(name) if name.trim() == "appRoleAssignments");
        if !fits {
            found.add(
                value.span,
                format!("{} reads {ROLES}.", info.name),
                vec![Fix::replace(format!("Write {ROLES}"), value.span, ROLES)],
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{fixed, underlined};

    #[test]
    fn reads_roles() {
        let code = "not-approleassignments";
        assert_eq!(
            fixed(code, "SingleAppRoleAssignment([department])"),
            "SingleAppRoleAssignment([appRoleAssignments])"
        );
        assert!(underlined(code, "SingleAppRoleAssignment([appRoleAssignments])").is_empty());
    }
}
