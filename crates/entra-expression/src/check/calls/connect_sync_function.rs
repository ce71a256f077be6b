//! A function of Entra Connect Sync, another language with the same look.

use crate::Severity;
use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics};
use crate::functions::{self, Availability};

pub(crate) const LINT: Lint = Lint {
    code: "connect-sync-function",
    severity: Severity::Error,
    why: "Entra Connect Sync has its own language. Its functions are not part of app provisioning.",
    source: "Microsoft's function reference of Entra Connect Sync",
    run,
};

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (_, call) in context.calls() {
        let Some(info) = functions::find_any_case(&call.name) else {
            continue;
        };
        if info.availability != Availability::ConnectSync {
            continue;
        }
        let mut message = format!("{} is a function of Entra Connect Sync.", info.name);
        if let Some(instead) = info.caveats.first() {
            message.push(' ');
            message.push_str(instead.text);
        }
        // Tenants report that this one is accepted all the same.
        let severity = if info.name == "Len" {
            Severity::Warning
        } else {
            LINT.severity
        };
        found.add_as(severity, call.name_span, message, Vec::new());
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::underlined;

    #[test]
    fn names_the_other_language() {
        assert_eq!(underlined("connect-sync-function", "LCase([a])"), ["LCase"]);
        assert!(underlined("connect-sync-function", "ToLower([a])").is_empty());
    }
}
