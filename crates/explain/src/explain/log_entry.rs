//! What one entry of a log says, for the cause that leads.

use provisioning_log::cause::CauseConfidence;
use provisioning_log::entry::LogEntry;

use crate::explanation::Explanation;

/// How many values that were sent are shown.
const MAX_SENT: usize = 30;

pub(super) fn add(entry: &LogEntry<'_>, explanation: Explanation) -> Explanation {
    let facts = entry.facts();
    let subject = entry.subject();
    let user = match (subject.display_name, subject.identifier) {
        (Some(name), Some(identifier)) => Some(format!("{name}, {identifier}")),
        (name, identifier) => name.or(identifier).map(str::to_owned),
    };
    let scope = [
        ("IsActive", facts.is_active),
        ("Assigned", facts.assigned),
        ("IsInProvisioningScope", facts.in_scope),
    ];
    let scope: Vec<String> = scope
        .into_iter()
        .filter_map(|(name, value)| Some(format!("{name} {}", value?)))
        .collect();
    let step = entry.worst_step();
    let mut explanation = explanation
        .read_some("User", user)
        .read_some("Error code", facts.code.as_deref())
        .read_some("Step", step.and_then(|step| step.name.as_deref()))
        .read_some(
            "Status of the response",
            facts.http_status.map(|it| it.to_string()),
        )
        .read_some("scimType", facts.scim_type.as_deref())
        .read_some("Talkdesk says", facts.detail.as_deref())
        .read_some("Filter", facts.filter.as_deref())
        .read_some("Target attribute", facts.property_name.as_deref())
        .read_some("SkipReason", facts.skip_reason.as_deref())
        .read("Scope", scope.join(", "))
        .read_some("Retries", facts.retries.map(|count| count.to_string()))
        .read_some("Next try", facts.next_retry.as_deref());
    if facts.detail.is_none() {
        explanation = explanation.read_some("Message", facts.message.as_deref());
    }
    for (name, value) in entry.sent().take(MAX_SENT) {
        let value = value.unwrap_or("not logged");
        explanation = explanation.read("Sent", format!("{name} = {value}"));
    }
    explanation = explanation.read_some("Initiated by", entry.initiated_by.as_deref());
    if explanation.confidence == CauseConfidence::Possible && explanation.hidden.is_empty() {
        explanation = explanation.with_hidden("This may be the cause. The entry allows others.");
    }
    explanation
}
