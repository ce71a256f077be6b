//! `accountEnabled` mapped to `active`: people who lose the assignment stay active.

use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics};
use crate::{Fix, Severity};

pub(crate) const LINT: Lint = Lint {
    code: "active-account-enabled",
    severity: Severity::Warning,
    why: "accountEnabled says whether the account in Entra ID is enabled. IsSoftDeleted is also \
        True when a user is no longer assigned to the application, so only it deactivates those.",
    source: "Microsoft's description of deprovisioning; reported for SCIM applications",
    run,
};

const DEFAULT: &str = "Switch([IsSoftDeleted], , \"False\", \"True\", \"True\", \"False\")";

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    let (Some(root), Some(target)) = (context.root, &context.options.target) else {
        return;
    };
    let reads = |wanted: &str| context.attributes().find(|(_, name)| *name == wanted);
    if target.name != "active" || reads("IsSoftDeleted").is_some() {
        return;
    }
    if let Some((span, _)) = reads("accountEnabled") {
        found.add(
            span,
            "With accountEnabled, users who are unassigned stay active in the application.",
            vec![Fix::replace("Use IsSoftDeleted", root.span, DEFAULT)],
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{fixed_with, underlined};
    use crate::check::{CheckOptions, LintTarget, TargetType};

    #[test]
    fn offers_the_default_mapping() {
        let options = CheckOptions {
            target: Some(LintTarget {
                name: "active".to_owned(),
                takes: TargetType::Boolean,
                multivalued: false,
            }),
            ..CheckOptions::default()
        };
        let fixed = fixed_with("active-account-enabled", "[accountEnabled]", &options);
        assert_eq!(fixed, super::DEFAULT);
        assert!(underlined("active-account-enabled", "[accountEnabled]").is_empty());
    }
}
