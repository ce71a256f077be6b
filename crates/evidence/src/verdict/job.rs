//! The provisioning job: that there is one of the right template, and that it
//! runs.

use provisioning::entra::TEMPLATE_IDS;
use serde_json::Value;
use setup::tenant_evidence::{EntraIds, EvidenceKind};

use super::owner::{ids_in_context, other_application, other_job};
use super::{
    Contradiction, EvidenceResult, EvidenceVerdict, ProvenFact, UnknownReason, incomplete,
};
use crate::EvidencePlan;
use crate::json::{at, elements, member, text};

/// Evaluates a list of jobs, or one.
pub(crate) fn job(document: &Value, plan: &EvidencePlan) -> (Vec<EvidenceResult>, EntraIds) {
    let kinds = [EvidenceKind::Configured, EvidenceKind::Started];
    let both = |verdict: EvidenceVerdict| {
        let results = kinds.map(|kind| EvidenceResult::whole(kind, verdict.clone()));
        (results.to_vec(), EntraIds::default())
    };
    let context = ids_in_context(document);
    if let Some(other) = other_application(context.service_principal.as_deref(), &plan.ids) {
        return both(EvidenceVerdict::contradicted(other));
    }
    let all = elements(document);
    let one = match (choose(all, plan), incomplete(document, plan)) {
        (Chosen::One(one), _) => one,
        // What is missing may be on another page.
        (_, Some(why)) => return both(EvidenceVerdict::unknown(why)),
        _ if is_job_gone(document, &context, plan) => return gone(),
        (Chosen::None(reason), None) => {
            let configured = EvidenceVerdict::contradicted(reason);
            let started = EvidenceVerdict::contradicted(Contradiction::NeverStarted);
            let results = vec![
                EvidenceResult::whole(EvidenceKind::Configured, configured),
                EvidenceResult::whole(EvidenceKind::Started, started),
            ];
            return (results, EntraIds::default());
        }
        (Chosen::Other(reason), None) => return both(EvidenceVerdict::contradicted(reason)),
        (Chosen::Unknown(why), None) => return both(EvidenceVerdict::unknown(why)),
    };
    let template = text(one, &["templateId"]).unwrap_or_default().to_owned();
    let what = ProvenFact::Configured { template };
    let ids = EntraIds {
        service_principal: context.service_principal,
        job_id: text(one, &["id"]).map(str::to_owned),
        ..EntraIds::default()
    };
    let results = vec![
        EvidenceResult::whole(EvidenceKind::Configured, EvidenceVerdict::Proven { what }),
        EvidenceResult::whole(EvidenceKind::Started, started(one)),
    ];
    (results, ids)
}

/// The known application has no longer the known job: its list is complete, and
/// each of its jobs is another one.
fn is_job_gone(document: &Value, context: &EntraIds, plan: &EvidencePlan) -> bool {
    let is_own_list = matches!(member(document, "value"), Some(Value::Array(_)))
        && plan.ids.service_principal.is_some()
        && context.service_principal.is_some();
    let is_other = |one: &Value| other_job(text(one, &["id"]), &plan.ids).is_some();
    is_own_list && plan.ids.job_id.is_some() && elements(document).iter().all(is_other)
}

fn gone() -> (Vec<EvidenceResult>, EntraIds) {
    let results = [
        (EvidenceKind::Configured, "2.1"),
        (EvidenceKind::Started, "2.20"),
    ];
    let results = results.map(|(kind, step)| {
        let step = step.to_owned();
        let verdict = EvidenceVerdict::contradicted(Contradiction::JobGone { step });
        EvidenceResult::whole(kind, verdict)
    });
    (results.to_vec(), EntraIds::default())
}

enum Chosen<'v> {
    One(&'v Value),
    /// There is none of the application.
    None(Contradiction),
    /// It is that of something else.
    Other(Contradiction),
    Unknown(UnknownReason),
}

fn is_scim(one: &Value) -> bool {
    text(one, &["templateId"])
        .is_some_and(|id| TEMPLATE_IDS.iter().any(|own| own.eq_ignore_ascii_case(id)))
}

fn choose<'v>(all: &'v [Value], plan: &EvidencePlan) -> Chosen<'v> {
    let mut scim: Vec<&Value> = all.iter().filter(|one| is_scim(one)).collect();
    if plan.ids.job_id.is_some() {
        let other = |one: &&Value| other_job(text(one, &["id"]), &plan.ids);
        let found = scim.iter().find_map(other);
        scim.retain(|one| other(one).is_none());
        if let (true, Some(reason)) = (scim.is_empty(), found) {
            return Chosen::Other(reason);
        }
    }
    match scim.as_slice() {
        [one] if text(one, &["id"]).is_none() => {
            Chosen::Unknown(UnknownReason::Missing("id".to_owned()))
        }
        [one] => Chosen::One(one),
        [] if all.is_empty() => Chosen::None(Contradiction::NoJob),
        [] => match all.iter().find_map(|one| text(one, &["templateId"])) {
            Some(template) => Chosen::None(Contradiction::OtherTemplate {
                template: template.to_owned(),
            }),
            None => Chosen::Unknown(UnknownReason::Missing("templateId".to_owned())),
        },
        several => Chosen::Unknown(UnknownReason::SeveralJobs(several.len())),
    }
}

/// Whether the job runs. One in quarantine does not, whatever else it says.
fn started(one: &Value) -> EvidenceVerdict {
    let contradicted = EvidenceVerdict::contradicted;
    let Some(status) = member(one, "status").filter(|status| status.is_object()) else {
        return EvidenceVerdict::missing("status");
    };
    let code = text(status, &["code"]);
    let is = |name: &str| code.is_some_and(|code| code.eq_ignore_ascii_case(name));
    let quarantine = at(status, &["quarantine"]).filter(|found| is_quarantine(found));
    if is("Quarantine") || quarantine.is_some() {
        let reason = quarantine.and_then(|found| text(found, &["reason"]));
        return contradicted(Contradiction::Quarantine {
            reason: reason.unwrap_or_default().to_owned(),
        });
    }
    let schedule = text(one, &["schedule", "state"]);
    let is_schedule = |name: &str| schedule.is_some_and(|own| own.eq_ignore_ascii_case(name));
    match code {
        None => EvidenceVerdict::missing("status.code"),
        _ if is("NotConfigured") || is("NotRun") => contradicted(Contradiction::NeverStarted),
        _ if is("Paused") => contradicted(Contradiction::Paused),
        Some(_) if is("Active") => match schedule {
            // The service leaves it out in no response that was seen.
            None => EvidenceVerdict::missing("schedule.state"),
            Some(_) if is_schedule("Active") => EvidenceVerdict::Proven {
                what: ProvenFact::Started,
            },
            Some(_) if is_schedule("Disabled") => contradicted(Contradiction::ScheduleOff),
            Some(_) if is_schedule("Paused") => contradicted(Contradiction::Paused),
            Some(state) => EvidenceVerdict::unknown(UnknownReason::UnknownStatus(state.to_owned())),
        },
        Some(code) => EvidenceVerdict::unknown(UnknownReason::UnknownStatus(code.to_owned())),
    }
}

/// An empty object means that there is none, and the year 1 means never.
fn is_quarantine(found: &Value) -> bool {
    let began = text(found, &["currentBegan"]).or_else(|| text(found, &["seriesBegan"]));
    text(found, &["reason"]).is_some_and(|reason| !reason.eq_ignore_ascii_case("None"))
        || member(found, "error").is_some_and(|error| !error.is_null())
        || began.is_some_and(|time| !time.starts_with("0001-"))
        || found.as_str().is_some_and(|text| !text.trim().is_empty())
}
