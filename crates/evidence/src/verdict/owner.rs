//! Whose response it is: the ids in it against those that are known.

use serde_json::Value;
use setup::tenant_evidence::EntraIds;

use super::Contradiction;
use crate::json::text;

/// The ids in `@odata.context`: `…#servicePrincipals('id')/synchronization/jobs('id')/…`.
pub(crate) fn ids_in_context(document: &Value) -> EntraIds {
    let context = text(document, &["@odata.context"]).unwrap_or_default();
    let between = |start: &str| {
        let low = context.to_ascii_lowercase();
        let from = low.find(start)? + start.len();
        let rest = context.get(from..)?;
        rest.get(..rest.find('\'')?).map(str::to_owned)
    };
    EntraIds {
        service_principal: between("serviceprincipals('"),
        // Some responses have only the tag there.
        job_id: between("jobs('").filter(|id| id.contains('.')),
        ..EntraIds::default()
    }
}

/// Why a response belongs to another application or job.
pub(crate) fn other_owner(found: &EntraIds, known: &EntraIds) -> Option<Contradiction> {
    other_application(found.service_principal.as_deref(), known)
        .or_else(|| other_job(found.job_id.as_deref(), known))
}

pub(crate) fn other_application(found: Option<&str>, known: &EntraIds) -> Option<Contradiction> {
    let (known, found) = differing(known.service_principal.as_deref(), found)?;
    Some(Contradiction::OtherApplication { known, found })
}

pub(crate) fn other_job(found: Option<&str>, known: &EntraIds) -> Option<Contradiction> {
    let (known, found) = differing(known.job_id.as_deref(), found)?;
    Some(Contradiction::OtherJob { known, found })
}

fn differing(known: Option<&str>, found: Option<&str>) -> Option<(String, String)> {
    let (known, found) = (known?, found?);
    // Logs name the version of the rules with the job.
    let bare = |id: &'_ str| id.strip_suffix("#V2").unwrap_or(id).to_ascii_lowercase();
    (bare(known) != bare(found)).then(|| (known.to_owned(), found.to_owned()))
}
