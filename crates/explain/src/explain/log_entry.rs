//! What one entry of a log says, for the cause that leads.

use std::borrow::Cow;

use provisioning_log::cause::CauseConfidence;
use provisioning_log::entry::{LogEntry, attribute_name};
use provisioning_log::facts::StepType;

use crate::explanation::Explanation;

/// How many values that were sent are shown.
const MAX_SENT: usize = 30;

/// Details of a step that are no values of attributes.
const NO_VALUES: [&str; 3] = ["ReportableIdentifier", "SkipReason", "PropertyName"];

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
    for (name, value) in sent(entry) {
        explanation = explanation.read("Sent", format!("{name} = {value}"));
    }
    explanation = explanation.read_some("Initiated by", entry.initiated_by.as_deref());
    if explanation.confidence == CauseConfidence::Possible && explanation.hidden.is_empty() {
        explanation = explanation.with_hidden("This may be the cause. The entry allows others.");
    }
    explanation
}

/// What was sent, under the real names of the attributes: the changed properties,
/// and the details of the step that exports.
fn sent<'e>(entry: &'e LogEntry<'_>) -> Vec<(Cow<'e, str>, &'e str)> {
    let properties = entry.modified_properties.iter().map(|property| {
        let value = property.new.as_deref().unwrap_or("not logged");
        (attribute_name(&property.name), value)
    });
    let exported = entry
        .steps
        .iter()
        .filter(|step| step.step_type == Some(StepType::Export))
        .flat_map(|step| &step.details)
        .filter(|detail| !NO_VALUES.contains(&&*detail.key))
        .map(|detail| (detail.attribute(), &*detail.value));
    properties.chain(exported).take(MAX_SENT).collect()
}
