//! Lints of app role assignments.

use super::context::{LintContext, LintDiagnostics};
use crate::functions::{self, FunctionInfo, is_app_roles};
use crate::{CallNode, Fix, NodeKind};

const ROLES: &str = "[appRoleAssignments]";

/// The functions on roles read one attribute only.
pub(super) fn not_approleassignments(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (_, call, info) in context.known_calls() {
        let Some(value) = call.arg(0).filter(|_| info.reads_roles()) else {
            continue;
        };
        if !matches!(&value.kind, NodeKind::Attribute(name) if is_app_roles(name)) {
            let message = format!("{} reads {ROLES}.", info.name);
            found.add(value.span, message, [Fix::write(ROLES, value.span)]);
        }
    }
}

/// `Join(";", [appRoleAssignments])`: app role assignments are objects, which three functions read.
pub(super) fn raw_app_roles(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for entry in context.nodes() {
        if !matches!(&entry.node.kind, NodeKind::Attribute(name) if is_app_roles(name)) {
            continue;
        }
        let call = entry.parent.map(|(call, _)| call);
        // A function that nobody knows, or that is still being typed, has a finding of its own.
        if call.is_some_and(|call| reads_roles(call) || call.has_errors) || !context.sound {
            continue;
        }
        let single = format!("SingleAppRoleAssignment({})", context.source(entry.node));
        let label = "Read the role with SingleAppRoleAssignment";
        let fix = Fix::replace(label, entry.node.span, single);
        found.add(entry.node.span, message(call), [fix]);
    }
}

/// Whether a call reads assignments, or is of no known function.
fn reads_roles(call: &CallNode) -> bool {
    functions::find_any_case(&call.name).is_none_or(FunctionInfo::reads_roles)
}

fn message(call: Option<&CallNode>) -> String {
    let raw = "[appRoleAssignments] holds objects, not names";
    match call.map(|call| call.name.as_str()) {
        Some("Join") => format!(
            "{raw}, so Join can’t join them. SingleAppRoleAssignment returns the name of one role. \
             For several names, assign one role and translate it with Switch."
        ),
        Some("Count" | "Item" | "RemoveDuplicates" | "Split") => format!(
            "{raw}, and no function reads several roles. Assign one role to each user and \
             read it with SingleAppRoleAssignment."
        ),
        Some(name) => format!("{raw}, so {name} can’t read it. Use SingleAppRoleAssignment."),
        None => format!("{raw}. Use SingleAppRoleAssignment."),
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

    const CODE: &str = "raw-app-roles";

    #[test]
    fn only_role_functions_read_assignments() {
        for raw in [
            "[appRoleAssignments]",
            "Join(\";\", [appRoleAssignments])",
            "Count([appRoleAssignments])",
            "Coalesce([appRoleAssignments], \"Agent\")",
            "IIF([appRoleAssignments]=\"x\", \"1\", \"2\")",
            "IIF(IsPresent([appRoleAssignments]), \"1\", \"2\")",
            "Switch([appRoleAssignments], , \"a\", \"b\")",
            "ToLower(Append(Trim([appRoleAssignments]), \"x\"))",
            "Switch([a], , \"a\", Item([ appRoleAssignments ], 1))",
        ] {
            assert_eq!(underlined(CODE, raw).len(), 1, "{raw}");
        }
        for fine in [
            "SingleAppRoleAssignment([appRoleAssignments])",
            "Join(\";\", SingleAppRoleAssignment([appRoleAssignments]), \"B\")",
            "AppRoleAssignmentsComplex([appRoleAssignments])",
            "AssertiveAppRoleAssignmentsComplex([appRoleAssignments])",
            // Each of these has a finding of its own.
            "AppRoleAssignments([appRoleAssignments])",
            "SingleAppRoleAssignments([appRoleAssignments])",
        ] {
            assert!(underlined(CODE, fine).is_empty(), "{fine}");
        }
        assert_eq!(
            fixed(CODE, "Coalesce([appRoleAssignments], \"Agent\")"),
            "Coalesce(SingleAppRoleAssignment([appRoleAssignments]), \"Agent\")"
        );
    }
}
