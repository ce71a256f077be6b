//! A name that exists, but not in the reference for app provisioning.

use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics};
use crate::functions::{self, APP_ROLE_ASSIGNMENTS, Availability};
use crate::{CallNode, Fix, Severity};

pub(crate) const LINT: Lint = Lint {
    code: "not-in-app-provisioning",
    severity: Severity::Warning,
    why: "It may work in your tenant, but nothing promises it. Test with Provision on demand.",
    source: "Microsoft's cloud sync reference and Microsoft Graph's list of functions",
    run,
};

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (_, call) in context.calls() {
        let Some(info) = functions::find_any_case(&call.name) else {
            continue;
        };
        let message = match info.availability {
            _ if info.name == APP_ROLE_ASSIGNMENTS => {
                let message = format!("There is no function {} for mappings.", info.name);
                found.add_as(Severity::Error, call.name_span, message, role_fixes(call));
                continue;
            }
            Availability::CloudSync if info.function.is_some() => format!(
                "{} belongs to cloud sync; it is not in the app-provisioning reference. It is \
                 evaluated here as cloud sync documents it.",
                info.name
            ),
            Availability::CloudSync => format!(
                "{} belongs to cloud sync; it is not in the app-provisioning reference.",
                info.name
            ),
            Availability::Undocumented => {
                format!("{} is not in the app-provisioning reference.", info.name)
            }
            Availability::Documented | Availability::ConnectSync => continue,
        };
        found.add(call.name_span, message, Vec::new());
    }
}

/// The functions that read app roles; the one that gives a name first.
fn role_fixes(call: &CallNode) -> Vec<Fix> {
    let names = ["SingleAppRoleAssignment", "AppRoleAssignmentsComplex"];
    let fix = |name| Fix::replace(format!("Write {name}"), call.name_span, name);
    names.map(fix).to_vec()
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{fixed, underlined};
    use crate::{CheckOptions, Severity, check, parse};

    #[test]
    fn warns_without_calling_it_unknown() {
        assert_eq!(underlined("not-in-app-provisioning", "Trim([a])"), ["Trim"]);
        assert_eq!(
            underlined("not-in-app-provisioning", "DefaultDomain()"),
            ["DefaultDomain"]
        );
        let roles = "AppRoleAssignments([appRoleAssignments])";
        let found = check(&parse(roles), &CheckOptions::default());
        assert_eq!((found.len(), found[0].severity), (1, Severity::Error));
        assert_eq!(
            fixed("not-in-app-provisioning", roles),
            "SingleAppRoleAssignment([appRoleAssignments])"
        );
    }
}
