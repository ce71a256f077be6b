//! The enterprise application: it exists, has the name of the setup and comes
//! from no gallery.

use provisioning::entra::NON_GALLERY_TEMPLATE;
use serde_json::Value;
use setup::tenant_evidence::{EntraIds, EvidenceKind};

use super::owner::other_application;
use super::{Contradiction, EvidenceResult, EvidenceVerdict, ProvenFact, UnknownReason};
use crate::EvidencePlan;
use crate::json::{elements, has_more_pages, member, text};

/// Evaluates a list of service principals, or one.
pub(crate) fn application(document: &Value, plan: &EvidencePlan) -> (EvidenceResult, EntraIds) {
    let (verdict, ids) = evaluate(document, plan);
    let result = EvidenceResult::whole(EvidenceKind::Application, verdict);
    (result, ids.unwrap_or_default())
}

fn evaluate(document: &Value, plan: &EvidencePlan) -> (EvidenceVerdict, Option<EntraIds>) {
    let unknown = |why| (EvidenceVerdict::unknown(why), None);
    let contradicted = |reason| (EvidenceVerdict::contradicted(reason), None);
    let all = elements(document);
    let is_named = |one: &&Value| {
        text(one, &["displayName"]).is_some_and(|name| name.eq_ignore_ascii_case(plan.application))
    };
    let named: Vec<&Value> = all.iter().filter(is_named).collect();
    let is_known = |one: &&&Value| plan.ids.service_principal.as_deref() == text(one, &["id"]);
    let known = plan.ids.service_principal.as_ref();
    let chosen = known.and_then(|_| named.iter().find(is_known).copied());
    let one = match (chosen, named.as_slice()) {
        (Some(chosen), _) => chosen,
        (None, _) if has_more_pages(document) => return unknown(UnknownReason::Incomplete),
        (None, [one]) => one,
        (None, []) => {
            let other = all.iter().find_map(|one| text(one, &["displayName"]));
            return contradicted(match other {
                Some(found) => Contradiction::OtherName {
                    found: found.to_owned(),
                },
                None if all.is_empty() => Contradiction::NoApplication,
                None => return unknown(UnknownReason::Missing("displayName")),
            });
        }
        (None, several) => return unknown(UnknownReason::SeveralApplications(several.len())),
    };
    let Some(id) = text(one, &["id"]) else {
        return unknown(UnknownReason::Missing("id"));
    };
    if let Some(other) = other_application(Some(id), &plan.ids) {
        return contradicted(other);
    }
    match member(one, "applicationTemplateId") {
        None => return unknown(UnknownReason::Missing("applicationTemplateId")),
        Some(Value::String(template)) if template.eq_ignore_ascii_case(NON_GALLERY_TEMPLATE) => {}
        Some(Value::String(template)) if !template.trim().is_empty() => {
            return contradicted(Contradiction::GalleryApplication);
        }
        Some(Value::Null | Value::String(_)) => {
            return contradicted(Contradiction::NotAnEnterpriseTemplate);
        }
        Some(_) => return unknown(UnknownReason::Missing("applicationTemplateId")),
    }
    let ids = EntraIds {
        service_principal: Some(id.to_owned()),
        application: text(one, &["appId"]).map(str::to_owned),
        ..EntraIds::default()
    };
    let what = ProvenFact::Application {
        name: plan.application.to_owned(),
    };
    (EvidenceVerdict::Proven { what }, Some(ids))
}
