//! The result of Provision on demand: JSON in texts. Microsoft documents two
//! forms: the key has the result, or it names a type and the value is a list.

use provisioning::format::shortened;
use provisioning_log::cause::{Cause, CauseKind, diagnose};
use provisioning_log::entry::LogEntry;
use provisioning_log::read::{EntryPosition, LogReader, ReadLimits};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use setup::tenant_evidence::{EntraIds, EvidenceKind};

use super::owner::other_owner;
use super::{Contradiction, EvidenceResult, EvidenceVerdict, ProvenFact, UnknownReason};
use crate::EvidencePlan;
use crate::json::{at, elements, member, text};

/// The user was up to date already.
const UP_TO_DATE: &str = "RedundantExport";

/// How the key ends that names the type of the value.
const STATUS_TYPE: &str = ".StatusInfo";

/// The longest code and name of a step that are shown, in characters.
const MAX_NAME: usize = 100;

/// Why Provision on demand did not provision a user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnDemandFailure {
    /// As Entra wrote it, shortened; may be empty.
    pub code: String,
    /// The step that failed.
    pub step: Option<String>,
    /// What Talkdesk responded with.
    pub http_status: Option<u16>,
    /// Nothing if it is not known.
    pub cause: Option<Cause>,
}

pub(crate) fn on_demand(document: &Value, plan: &EvidencePlan) -> EvidenceResult {
    EvidenceResult::whole(EvidenceKind::OnDemand, evaluate(document, plan))
}

/// The JSON in a text member: an object, or a list of one.
fn inner(one: &Value, name: &str) -> Option<Value> {
    let inner: Value = serde_json::from_str(member(one, name)?.as_str()?).ok()?;
    match inner {
        Value::Object(_) => Some(inner),
        Value::Array(list) => <[Value; 1]>::try_from(list)
            .ok()
            .map(|[one]| one)
            .filter(Value::is_object),
        _ => None,
    }
}

/// Whether an element is a result of Provision on demand.
pub(crate) fn is_on_demand(one: &Value) -> bool {
    text(one, &["key"]).is_some_and(|key| key.starts_with('{') || key.ends_with(STATUS_TYPE))
}

/// What a result says, whichever form it has.
struct ReadResult<'v> {
    /// Of the whole; nothing in the form that has none.
    result: Option<&'v str>,
    status: Option<&'v str>,
    steps: &'v [Value],
    code: &'v str,
}

impl<'v> ReadResult<'v> {
    fn of(key: Option<&'v Value>, value: &'v Value) -> Self {
        let steps = match member(value, "provisioningSteps") {
            Some(Value::Array(steps)) => steps.as_slice(),
            _ => &[],
        };
        let own = text(value, &["statusInfo", "status"]);
        // Without a result, the step that exports says how it ended.
        let last = steps.last().filter(|_| key.is_none());
        let export = last.filter(|step| {
            text(step, &["type"]).is_some_and(|name| name.eq_ignore_ascii_case("Export"))
        });
        let status = own.or_else(|| text(export?, &["status"]));
        let code = [
            key.and_then(|key| text(key, &["details", "errorCode"])),
            text(value, &["statusInfo", "errorCode"]),
            last.and_then(|step| text(step, &["details", "ErrorCode"])),
            last.and_then(|step| text(step, &["details", "SkipReason"])),
        ];
        Self {
            result: match key {
                Some(key) => text(key, &["result"]),
                None => status,
            },
            status,
            steps,
            code: code.into_iter().flatten().next().unwrap_or_default(),
        }
    }

    fn all(&self) -> Vec<&'v str> {
        let steps = self.steps.iter();
        let steps = steps.filter_map(|step| text(step, &["status"]));
        steps.chain(self.result).chain(self.status).collect()
    }
}

/// The ids of the application and the job, which most results do not have.
fn owner(value: &Value) -> EntraIds {
    EntraIds {
        service_principal: text(value, &["servicePrincipal", "id"]).map(str::to_owned),
        job_id: text(value, &["jobId"]).map(str::to_owned),
        ..EntraIds::default()
    }
}

/// Whether a result is known to be of the application of the setup.
fn is_of_setup(found: &EntraIds, plan: &EvidencePlan) -> bool {
    let known = &plan.ids;
    let has_job = known.job_id.is_some() && found.job_id.is_some();
    let has_application = known.service_principal.is_some() && found.service_principal.is_some();
    // That they are the same was shown before.
    has_job || has_application || plan.is_sent_here && known.job_id.is_some()
}

fn evaluate(document: &Value, plan: &EvidencePlan) -> EvidenceVerdict {
    let unknown = EvidenceVerdict::missing;
    let [one] = elements(document) else {
        return unknown("key");
    };
    let is_type = text(one, &["key"]).is_some_and(|key| key.ends_with(STATUS_TYPE));
    let key = inner(one, "key");
    if key.is_none() && !is_type {
        return unknown("key");
    }
    let Some(value) = inner(one, "value") else {
        return unknown("value");
    };
    let found = owner(&value);
    if let Some(other) = other_owner(&found, &plan.ids) {
        return EvidenceVerdict::contradicted(other);
    }
    let read = ReadResult::of(key.as_ref(), &value);
    let all = read.all();
    let any = |name: &str| all.iter().any(|one| one.eq_ignore_ascii_case(name));
    let is = |one: Option<&str>, name: &str| one.is_some_and(|one| one.eq_ignore_ascii_case(name));
    let failure = || failure(one, read.code);
    if any("Failure") || any("Failed") {
        return EvidenceVerdict::contradicted(Contradiction::OnDemandFailed(failure()));
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
    let provisioned = |is_up_to_date| match is_of_setup(&found, plan) {
        true => EvidenceVerdict::Proven {
            what: ProvenFact::OnDemand { is_up_to_date },
        },
        false => EvidenceVerdict::unknown(UnknownReason::OwnerNotShown { is_up_to_date }),
    };
    let (result, status) = (read.result, read.status);
    match (result, status) {
        (None, _) => unknown("result"),
        (_, None) => unknown("statusInfo.status"),
        _ if is(result, "Skipped") && is(status, "Skipped") && read.code == UP_TO_DATE => {
            provisioned(true)
        }
        _ if is(result, "Skipped") || is(status, "Skipped") => {
            EvidenceVerdict::contradicted(Contradiction::OnDemandSkipped(failure()))
        }
        _ if is(result, "Success") && is(status, "Success") => provisioned(false),
        (Some(result), _) => {
            EvidenceVerdict::unknown(UnknownReason::UnknownStatus(result.to_owned()))
        }
    }
}

/// The cause, found as for an entry of the log.
fn failure(one: &Value, code: &str) -> OnDemandFailure {
    let mut failure = OnDemandFailure {
        code: shortened(code, MAX_NAME),
        step: None,
        http_status: None,
        cause: None,
    };
    let mut add = |entry: &LogEntry<'_>, _: EntryPosition| {
        let mut facts = entry.facts();
        if facts.code.is_none() && !code.is_empty() {
            facts.code = Some(code.into());
        }
        let cause = diagnose(&facts);
        let is_known = !matches!(
            cause.kind,
            CauseKind::UnknownFailure | CauseKind::UnknownWarning | CauseKind::UnknownSkip
        );
        failure.http_status = facts.http_status;
        failure.step = facts
            .step_name
            .as_deref()
            .map(|name| shortened(name, MAX_NAME));
        failure.cause = is_known.then_some(cause);
    };
    // The tools spell these names in different cases.
    let text = json!({"key": member(one, "key"), "value": member(one, "value")}).to_string();
    let mut reader = LogReader::new(ReadLimits::default());
    reader.begin_file("response.json");
    // What it cannot read has no cause that is known.
    let _ = reader.feed(text.as_bytes(), &mut add);
    let _ = reader.finish(&mut add);
    failure
}
