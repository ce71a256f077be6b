//! The app roles that the mappings need.

use serde_json::Value;
use setup::tenant_evidence::EvidenceKind;

use super::owner::{ids_in_context, other_application};
use super::{Contradiction, EvidenceResult, EvidenceVerdict, ProvenFact, UnknownReason};
use crate::EvidencePlan;
use crate::json::{boolean, elements, member, text};
use crate::plan::PlannedRoles;

/// The roles that each new application has.
const DEFAULT_ROLES: [&str; 2] = ["User", "msiam_access"];

/// Evaluates an application with its roles.
pub(crate) fn app_roles(document: &Value, plan: &EvidencePlan) -> EvidenceResult {
    EvidenceResult::whole(EvidenceKind::AppRoles, evaluate(document, plan))
}

fn evaluate(document: &Value, plan: &EvidencePlan) -> EvidenceVerdict {
    if !plan.uses_app_roles() {
        return EvidenceVerdict::unknown(UnknownReason::NoAppRolesPlanned);
    }
    let context = ids_in_context(document);
    if let Some(other) = other_application(context.service_principal.as_deref(), &plan.ids) {
        return EvidenceVerdict::contradicted(other);
    }
    let [one] = elements(document) else {
        let count = elements(document).len();
        return EvidenceVerdict::unknown(UnknownReason::SeveralApplications(count));
    };
    if let Some(known) = plan.ids.application.as_deref() {
        let Some(found) = text(one, &["appId"]) else {
            return EvidenceVerdict::missing("appId");
        };
        if !known.eq_ignore_ascii_case(found) {
            return EvidenceVerdict::contradicted(Contradiction::OtherApplication {
                known: known.to_owned(),
                found: found.to_owned(),
            });
        }
    }
    let Some(Value::Array(roles)) = member(one, "appRoles") else {
        return EvidenceVerdict::missing("appRoles");
    };
    match plan.roles() {
        PlannedRoles::Named(names) => named(roles, &names),
        PlannedRoles::Any | PlannedRoles::None => any(roles),
    }
}

/// Whether users can have a role.
fn is_usable(role: &Value) -> bool {
    let types = member(role, "allowedMemberTypes");
    let is_for_users = match types {
        Some(Value::Array(types)) => types.iter().any(|one| {
            one.as_str()
                .is_some_and(|name| name.eq_ignore_ascii_case("User"))
        }),
        Some(Value::String(name)) => name.eq_ignore_ascii_case("User"),
        _ => false,
    };
    is_for_users && boolean(role, &["isEnabled"]) == Some(true)
}

/// Whether the value or the display name is right: sources differ on which of
/// them the function returns.
fn is_named(role: &Value, name: &str) -> bool {
    ["value", "displayName"]
        .iter()
        .any(|member| text(role, &[member]) == Some(name.trim()))
}

fn named(roles: &[Value], names: &[String]) -> EvidenceVerdict {
    let (mut missing, mut off) = (Vec::new(), Vec::new());
    for name in names {
        let mut own = roles.iter().filter(|role| is_named(role, name)).peekable();
        if own.peek().is_none() {
            missing.push(name.clone());
        } else if !own.any(is_usable) {
            off.push(name.clone());
        }
    }
    let mut reasons = Vec::new();
    if !missing.is_empty() {
        reasons.push(Contradiction::AppRolesMissing { names: missing });
    }
    if !off.is_empty() {
        reasons.push(Contradiction::AppRolesOff { names: off });
    }
    let roles = names.len();
    EvidenceVerdict::of(reasons, ProvenFact::AppRoles { roles })
}

fn any(roles: &[Value]) -> EvidenceVerdict {
    let is_own = |role: &&Value| !DEFAULT_ROLES.iter().any(|name| is_named(role, name));
    let has_name = |role: &&Value| text(role, &["displayName"]).is_some();
    let own = roles.iter().filter(is_own).filter(has_name);
    match own.filter(|role| is_usable(role)).count() {
        0 => EvidenceVerdict::contradicted(Contradiction::NoAppRoles),
        roles => EvidenceVerdict::Proven {
            what: ProvenFact::AppRoles { roles },
        },
    }
}
