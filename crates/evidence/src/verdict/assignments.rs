//! Who is assigned to the application.

use serde_json::Value;
use setup::tenant_evidence::{EntraIds, EvidenceKind};

use super::owner::{ids_in_context, other_application};
use super::{Contradiction, EvidenceResult, EvidenceVerdict, ProvenFact, incomplete};
use crate::EvidencePlan;
use crate::json::{elements, text};

/// Evaluates the list of assignments. Names of users are never read.
pub(crate) fn assignments(document: &Value, plan: &EvidencePlan) -> (EvidenceResult, EntraIds) {
    let context = ids_in_context(document);
    let verdict = evaluate(document, &context, plan);
    let result = EvidenceResult::whole(EvidenceKind::UsersAssigned, verdict);
    (result, context)
}

/// The name of the application of an assignment, if it is another one.
fn other_name<'v>(one: &'v Value, plan: &EvidencePlan) -> Option<&'v str> {
    let name = text(one, &["resourceDisplayName"])?;
    (!name.eq_ignore_ascii_case(plan.application.trim())).then_some(name)
}

fn evaluate(document: &Value, context: &EntraIds, plan: &EvidencePlan) -> EvidenceVerdict {
    let all = elements(document);
    let mut owners = all.iter().map(|one| text(one, &["resourceId"]));
    let context_owner = other_application(context.service_principal.as_deref(), &plan.ids);
    let owner = owners.find_map(|owner| other_application(owner, &plan.ids));
    if let Some(other) = context_owner.or(owner) {
        return EvidenceVerdict::contradicted(other);
    }
    // Without an id only the name tells whose they are.
    if plan.ids.service_principal.is_none()
        && let Some(found) = all.iter().find_map(|one| other_name(one, plan))
    {
        return EvidenceVerdict::contradicted(Contradiction::OtherApplicationName {
            planned: plan.application.clone(),
            found: found.to_owned(),
        });
    }
    let (mut users, mut groups, mut without_role) = (0, 0, 0);
    for one in all {
        match text(one, &["principalType"]) {
            Some(kind) if kind.eq_ignore_ascii_case("User") => users += 1,
            Some(kind) if kind.eq_ignore_ascii_case("Group") => groups += 1,
            // Applications can be assigned too; they are not provisioned.
            Some(_) => continue,
            None => return EvidenceVerdict::missing("principalType"),
        }
        let Some(role) = text(one, &["appRoleId"]) else {
            return EvidenceVerdict::missing("appRoleId");
        };
        without_role += usize::from(role.bytes().all(|byte| matches!(byte, b'0' | b'-')));
    }
    if without_role > 0 {
        return EvidenceVerdict::contradicted(Contradiction::DefaultAccess {
            count: without_role,
            of: users + groups,
        });
    }
    if let Some(why) = incomplete(document, plan) {
        return EvidenceVerdict::unknown(why);
    }
    match users + groups {
        0 => EvidenceVerdict::contradicted(Contradiction::NoUsersAssigned),
        _ => EvidenceVerdict::Proven {
            what: ProvenFact::UsersAssigned { users, groups },
        },
    }
}
