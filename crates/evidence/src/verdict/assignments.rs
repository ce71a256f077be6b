//! Who is assigned to the application.

use serde_json::Value;
use setup::tenant_evidence::{EntraIds, EvidenceKind};

use super::owner::{ids_in_context, other_application};
use super::{Contradiction, EvidenceResult, EvidenceVerdict, ProvenFact, UnknownReason};
use crate::EvidencePlan;
use crate::json::{elements, has_more_pages, text};

/// Evaluates the list of assignments. Names of users are never read.
pub(crate) fn assignments(document: &Value, plan: &EvidencePlan) -> (EvidenceResult, EntraIds) {
    let context = ids_in_context(document);
    let verdict = evaluate(document, &context, plan);
    let result = EvidenceResult::whole(EvidenceKind::UsersAssigned, verdict);
    (result, context)
}

fn evaluate(document: &Value, context: &EntraIds, plan: &EvidencePlan) -> EvidenceVerdict {
    let all = elements(document);
    let mut owners = all.iter().map(|one| text(one, &["resourceId"]));
    let context_owner = other_application(context.service_principal.as_deref(), &plan.ids);
    let owner = owners.find_map(|owner| other_application(owner, &plan.ids));
    if let Some(other) = context_owner.or(owner) {
        return EvidenceVerdict::contradicted(other);
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
    if has_more_pages(document) {
        return EvidenceVerdict::unknown(UnknownReason::Incomplete);
    }
    match users + groups {
        0 => EvidenceVerdict::contradicted(Contradiction::NoUsersAssigned),
        _ => EvidenceVerdict::Proven {
            what: ProvenFact::UsersAssigned { users, groups },
        },
    }
}
