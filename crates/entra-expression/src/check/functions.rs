//! Lints of the names of functions.

use super::ProvisioningKind;
use super::context::{LintContext, LintDiagnostics};
use crate::functions::{self, APP_ROLE_ASSIGNMENTS, Availability};
use crate::{Fix, Severity, Span, TextEdit, suggest};

/// `tolower` is not `ToLower`.
pub(super) fn wrong_case_function(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (_, call) in context.calls() {
        let right = functions::documented().find(|info| info.name.eq_ignore_ascii_case(&call.name));
        if let Some(right) = right
            && right.name != call.name
        {
            let message = format!("It’s {}. Case matters.", right.name);
            let fix = Fix::write(right.name, call.name_span);
            found.add(call.name_span, message, [fix]);
        }
    }
}

/// Names from other languages and what they are called here.
const FOREIGN: &[(&str, &str)] = &[
    ("if", "IIF"),
    ("iff", "IIF"),
    ("concat", "Join"),
    ("concatenate", "Join"),
    ("substring", "Mid"),
    ("substr", "Mid"),
    ("lower", "ToLower"),
    ("upper", "ToUpper"),
    ("proper", "PCase"),
    ("isblank", "IsNullOrEmpty"),
    ("today", "Now"),
    ("lookup", "Switch"),
    ("case", "Switch"),
    ("ifnull", "Coalesce"),
    ("indexof", "InStr"),
    ("newguid", "Guid"),
];

/// A name that nobody knows.
pub(super) fn unknown_function(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (_, call) in context.calls() {
        if functions::find_any_case(&call.name).is_some() {
            continue;
        }
        let lower = call.name.to_lowercase();
        let there_is_none = format!("{} isn’t a function in Entra", call.name);
        if ["and", "or", "xor"].contains(&lower.as_str()) {
            // Where comparisons stand inside, the parser has spoken.
            if !call.has_errors {
                let message = format!("{there_is_none}. Nest one IIF in another.");
                found.add(call.name_span, message, None);
            }
            continue;
        }
        let foreign = FOREIGN.iter().find(|(name, _)| *name == lower);
        let few = found.diagnostics.len() < suggest::MAX_SUGGESTIONS;
        let names = functions::documented().filter(|_| few);
        let near = suggest::nearest(&call.name, names.map(|info| info.name));
        let (message, fix) = match (near, foreign) {
            (Some(near), _) => (
                format!("{there_is_none}. Did you mean {near}?"),
                Some(Fix::write(near, call.name_span)),
            ),
            (None, Some((_, here))) => {
                let mut fix = Fix::write(*here, call.name_span);
                // Join begins with a separator, which joining in other languages has not.
                if *here == "Join" && call.arg(0).is_some() {
                    fix.edits
                        .push(TextEdit::new(Span::at(call.open.end), "\"\", "));
                }
                let message = format!("{there_is_none}. You may need {here}.");
                (message, Some(fix))
            }
            (None, None) => (there_is_none + ".", None),
        };
        found.add(call.name_span, message, fix);
    }
}

/// A function of Entra Connect Sync, another language with the same look.
pub(super) fn connect_sync_function(context: &LintContext<'_>, found: &mut LintDiagnostics) {
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
        let severity = match info.name {
            "Len" => Severity::Warning,
            _ => Severity::Error,
        };
        found.add_as(severity, call.name_span, message, None);
    }
}

/// A name that exists, but not in the reference for app provisioning.
pub(super) fn not_in_app_provisioning(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (_, call) in context.calls() {
        let Some(info) = functions::find_any_case(&call.name) else {
            continue;
        };
        let name = info.name;
        let message = match info.availability {
            _ if name == APP_ROLE_ASSIGNMENTS => {
                let message = format!("{name} isn’t a function for mappings.");
                // The functions that read app roles; the one that gives a name first.
                let names = ["SingleAppRoleAssignment", "AppRoleAssignmentsComplex"];
                let fixes = names.map(|name| Fix::write(name, call.name_span));
                found.add_as(Severity::Error, call.name_span, message, fixes);
                continue;
            }
            Availability::CloudSync => {
                let evaluated = match info.function {
                    Some(_) => " It’s evaluated here as cloud sync documents it.",
                    None => "",
                };
                format!(
                    "{name} belongs to cloud sync and isn’t in the app provisioning \
                     reference.{evaluated}"
                )
            }
            Availability::Undocumented => {
                format!("{name} isn’t in the app provisioning reference.")
            }
            Availability::Documented | Availability::ConnectSync => continue,
        };
        found.add(call.name_span, message, None);
    }
}

const UNIQUE: &str = "SelectUniqueValue";

/// SelectUniqueValue anywhere but at the top.
pub(super) fn select_unique_nested(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for entry in context.nodes().filter(|entry| entry.parent.is_some()) {
        if let Some(call) = entry.node.as_call().filter(|call| call.name == UNIQUE) {
            let message = "SelectUniqueValue can only be the outermost function.";
            found.add(call.name_span, message, None);
        }
    }
}

/// SelectUniqueValue for an application.
pub(super) fn select_unique_for_apps(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    if context.options.service != ProvisioningKind::ScimApp {
        return;
    }
    for (_, call) in context.calls().filter(|(_, call)| call.name == UNIQUE) {
        let message = "SelectUniqueValue doesn’t work for an application.";
        found.add(call.name_span, message, None);
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{fixed, underlined, underlined_with};
    use crate::check::{CheckOptions, ProvisioningKind, check};
    use crate::{Severity, parse};

    #[test]
    fn finds_and_fixes() {
        assert_eq!(
            underlined("wrong-case-function", "tolower([a])"),
            ["tolower"]
        );
        assert_eq!(
            fixed("wrong-case-function", "JOIN(\"\", [a])"),
            "Join(\"\", [a])"
        );
        assert!(underlined("wrong-case-function", "Not([a])").is_empty());
    }

    #[test]
    fn suggests_what_was_meant() {
        assert_eq!(
            fixed("unknown-function", "Apend([a], \"x\")"),
            "Append([a], \"x\")"
        );
        assert_eq!(fixed("unknown-function", "Today()"), "Now()");
        assert_eq!(
            fixed("unknown-function", "Concat([a], [b])"),
            "Join(\"\", [a], [b])"
        );
        assert_eq!(
            underlined("unknown-function", "Frobnicate([a])"),
            ["Frobnicate"]
        );
        assert!(underlined("unknown-function", "Trim([a])").is_empty());
        assert!(underlined("unknown-function", "LCase([a])").is_empty());
    }

    #[test]
    fn names_the_other_language() {
        assert_eq!(underlined("connect-sync-function", "LCase([a])"), ["LCase"]);
        assert!(underlined("connect-sync-function", "ToLower([a])").is_empty());
    }

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
