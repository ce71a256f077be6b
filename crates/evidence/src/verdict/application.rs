//! The enterprise application: it exists, has the name of the setup and comes
//! from no gallery.

use provisioning::entra::NON_GALLERY_TEMPLATE;
use serde_json::Value;
use setup::tenant_evidence::{EntraIds, EvidenceKind};

use super::owner::other_application;
use super::{
    Contradiction, EvidenceResult, EvidenceVerdict, ProvenFact, UnknownReason, app_roles,
    incomplete,
};
use crate::EvidencePlan;
use crate::json::{elements, member, text};

/// Evaluates a list of service principals, or one. The right one has the roles
/// of its application too.
pub(crate) fn application(
    document: &Value,
    plan: &EvidencePlan,
) -> (Vec<EvidenceResult>, EntraIds) {
    let (verdict, found) = evaluate(document, plan);
    let mut results = vec![EvidenceResult::whole(EvidenceKind::Application, verdict)];
    let Some((one, ids)) = found else {
        return (results, EntraIds::default());
    };
    if plan.uses_app_roles() && member(one, "appRoles").is_some() {
        results.push(app_roles(one, plan));
    }
    (results, ids)
}

/// The verdict, and the application that is the right one with its ids.
type FoundApplication<'v> = (EvidenceVerdict, Option<(&'v Value, EntraIds)>);

fn evaluate<'v>(document: &'v Value, plan: &EvidencePlan) -> FoundApplication<'v> {
    let unknown = |why| (EvidenceVerdict::unknown(why), None);
    let contradicted = |reason| (EvidenceVerdict::contradicted(reason), None);
    let all = elements(document);
    let is_named = |one: &&Value| {
        text(one, &["displayName"]).is_some_and(|name| name.eq_ignore_ascii_case(&plan.application))
    };
    let named: Vec<&Value> = all.iter().filter(is_named).collect();
    let is_known = |one: &&&Value| plan.ids.service_principal.as_deref() == text(one, &["id"]);
    let known = plan.ids.service_principal.as_ref();
    let chosen = known.and_then(|_| named.iter().find(is_known).copied());
    let one = match (chosen, incomplete(document, plan), named.as_slice()) {
        (Some(chosen), ..) => chosen,
        (None, Some(why), _) => return unknown(why),
        (None, None, [one]) => one,
        (None, None, []) => {
            let other = all.iter().find_map(|one| text(one, &["displayName"]));
            return contradicted(match other {
                Some(found) => Contradiction::OtherName {
                    found: found.to_owned(),
                },
                None if all.is_empty() => Contradiction::NoApplication,
                None => return unknown(UnknownReason::Missing("displayName".to_owned())),
            });
        }
        (None, None, several) => return unknown(UnknownReason::SeveralApplications(several.len())),
    };
    let Some(id) = text(one, &["id"]) else {
        return unknown(UnknownReason::Missing("id".to_owned()));
    };
    if let Some(other) = other_application(Some(id), &plan.ids) {
        return contradicted(other);
    }
    match member(one, "applicationTemplateId") {
        None => return unknown(UnknownReason::Missing("applicationTemplateId".to_owned())),
        Some(Value::String(template)) if template.eq_ignore_ascii_case(NON_GALLERY_TEMPLATE) => {}
        Some(Value::String(template)) if !template.trim().is_empty() => {
            return contradicted(Contradiction::GalleryApplication);
        }
        Some(Value::Null | Value::String(_)) => {
            return contradicted(Contradiction::NotAnEnterpriseTemplate);
        }
        Some(_) => return unknown(UnknownReason::Missing("applicationTemplateId".to_owned())),
    }
    let ids = EntraIds {
        service_principal: Some(id.to_owned()),
        application: text(one, &["appId"]).map(str::to_owned),
        ..EntraIds::default()
    };
    let what = ProvenFact::Application {
        name: plan.application.clone(),
    };
    (EvidenceVerdict::Proven { what }, Some((one, ids)))
}
