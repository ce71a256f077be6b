//! A name that exists, but not in the reference for app provisioning.

use super::Lint;
use super::context::{Context, Found};
use crate::Severity;
use crate::functions::{self, Standing};

pub(super) const LINT: Lint = Lint {
    code: "not-in-app-provisioning",
    severity: Severity::Warning,
    why: "It may work in your tenant, but nothing promises it. Test with Provision on demand.",
    source: "Microsoft's cloud sync reference and Microsoft Graph's list of functions",
    run,
};

fn run(context: &Context<'_>, found: &mut Found) {
    for (_, call) in context.calls() {
        let Some(info) = functions::find_any_case(&call.name) else {
            continue;
        };
        let message = match info.standing {
            Standing::CloudSync => format!(
                "{} belongs to cloud sync; it is not in the app-provisioning reference.",
                info.name
            ),
            Standing::Undocumented => {
                format!("{} is not in the app-provisioning reference.", info.name)
            }
            Standing::Documented | Standing::ConnectSync => continue,
        };
        found.add(call.name_span, message, Vec::new());
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::underlined;

    #[test]
    fn warns_without_calling_it_unknown() {
        assert_eq!(underlined("not-in-app-provisioning", "Trim([a])"), ["Trim"]);
        assert_eq!(
            underlined("not-in-app-provisioning", "DefaultDomain()"),
            ["DefaultDomain"]
        );
    }
}
