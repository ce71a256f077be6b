//! The result of Provision on demand: two texts that hold JSON.

use serde_json::Value;
use setup::tenant_evidence::EvidenceKind;

use super::{Contradiction, EvidenceResult, EvidenceVerdict, ProvenFact, UnknownReason};
use crate::json::{at, elements, member, text};

/// The user was up to date already.
const UP_TO_DATE: &str = "RedundantExport";

pub(crate) fn on_demand(document: &Value) -> EvidenceResult {
    EvidenceResult::whole(EvidenceKind::OnDemand, evaluate(document))
}

/// The JSON in a text member.
fn inner(one: &Value, name: &str) -> Option<Value> {
    let inner: Value = serde_json::from_str(member(one, name)?.as_str()?).ok()?;
    inner.is_object().then_some(inner)
}

fn evaluate(document: &Value) -> EvidenceVerdict {
    let unknown = EvidenceVerdict::missing;
    let [one] = elements(document) else {
        return unknown("key");
    };
    let (Some(key), Some(value)) = (inner(one, "key"), inner(one, "value")) else {
        return unknown("key");
    };
    let result = text(&key, &["result"]);
    let steps = match member(&value, "provisioningSteps") {
        Some(Value::Array(steps)) => steps.as_slice(),
        _ => &[],
    };
    let steps = steps.iter().filter_map(|step| text(step, &["status"]));
    let status = text(&value, &["statusInfo", "status"]);
    let code = [
        text(&key, &["details", "errorCode"]),
        text(&value, &["statusInfo", "errorCode"]),
    ];
    let code = code.into_iter().flatten().next().unwrap_or_default();
    let all: Vec<&str> = steps.chain(result).chain(status).collect();
    let any = |name: &str| all.iter().any(|one| one.eq_ignore_ascii_case(name));
    let is = |one: Option<&str>, name: &str| one.is_some_and(|one| one.eq_ignore_ascii_case(name));
    if any("Failure") || any("Failed") {
        return EvidenceVerdict::contradicted(Contradiction::OnDemandFailed {
            code: code.to_owned(),
        });
    }
    if at(&value, &["provisioningSteps"]).is_none() {
        return unknown("provisioningSteps");
    }
    let is_known = |one: &&str| {
        ["Success", "Skipped", "Warning"]
            .iter()
            .any(|known| one.eq_ignore_ascii_case(known))
    };
    if let Some(other) = all.iter().find(|one| !is_known(one)) {
        return EvidenceVerdict::unknown(UnknownReason::UnknownStatus((*other).to_owned()));
    }
    let proven = |is_up_to_date| EvidenceVerdict::Proven {
        what: ProvenFact::OnDemand { is_up_to_date },
    };
    match (result, status) {
        (None, _) => unknown("result"),
        (_, None) => unknown("statusInfo.status"),
        _ if is(result, "Skipped") && is(status, "Skipped") && code == UP_TO_DATE => proven(true),
        _ if is(result, "Skipped") || is(status, "Skipped") => {
            EvidenceVerdict::contradicted(Contradiction::OnDemandSkipped {
                code: code.to_owned(),
            })
        }
        _ if is(result, "Success") && is(status, "Success") => proven(false),
        (Some(result), _) => {
            EvidenceVerdict::unknown(UnknownReason::UnknownStatus(result.to_owned()))
        }
    }
}
