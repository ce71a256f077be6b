//! `Join(";", [appRoleAssignments])`: app role assignments are objects, which three functions read.

use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics, REFERENCE};
use crate::functions::{self, ValueType, is_app_roles};
use crate::{CallNode, Fix, NodeKind, Severity};

pub(crate) const LINT: Lint = Lint {
    code: "raw-app-roles",
    severity: Severity::Error,
    why: "The attribute appRoleAssignments holds objects, not names. Only SingleAppRoleAssignment, \
        AppRoleAssignmentsComplex and AssertiveAppRoleAssignmentsComplex turn them into values.",
    source: REFERENCE,
    run,
};

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for entry in context.nodes() {
        let NodeKind::Attribute(name) = &entry.node.kind else {
            continue;
        };
        if !is_app_roles(name) {
            continue;
        }
        let call = entry.parent.map(|(call, _)| call);
        // A function that nobody knows, or that is still being typed, has a finding of its own.
        if call.is_some_and(|call| reads_roles(call) || call.has_errors) || !context.sound {
            continue;
        }
        let single = format!("SingleAppRoleAssignment({})", context.source(entry.node));
        let fix = Fix::replace(
            "Read the one role with SingleAppRoleAssignment",
            entry.node.span,
            single,
        );
        found.add(entry.node.span, message(call), vec![fix]);
    }
}

/// Whether a call reads assignments, or is of no known function.
fn reads_roles(call: &CallNode) -> bool {
    functions::find_any_case(&call.name).is_none_or(|info| {
        info.params
            .first()
            .is_some_and(|param| param.takes == ValueType::Roles)
    })
}

fn message(call: Option<&CallNode>) -> String {
    let raw = "[appRoleAssignments] holds objects, not names";
    match call.map(|call| call.name.as_str()) {
        Some("Join") => format!(
            "{raw}, so Join cannot join them. SingleAppRoleAssignment gives the name of one role; \
             for several names, assign one role and translate it with Switch."
        ),
        Some("Count" | "Item" | "RemoveDuplicates" | "Split") => format!(
            "{raw}, and no function goes through several roles. Assign one role to each user and \
             read it with SingleAppRoleAssignment."
        ),
        Some(name) => format!("{raw}, so {name} cannot read it. Use SingleAppRoleAssignment."),
        None => format!("{raw}. Use SingleAppRoleAssignment."),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{fixed, underlined};

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
