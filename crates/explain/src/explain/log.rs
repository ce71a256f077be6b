//! Entries of a provisioning log that were pasted, and the result of Provision on
//! demand. Large files are read in the worker; its report is explained alike.

use std::borrow::Cow;

use provisioning::format::counted;
use provisioning_log::cause::{Cause, CauseConfidence, CauseKind, CauseSeverity, diagnose};
use provisioning_log::entry::{EntryOutcome, LogEntry, attribute_name};
use provisioning_log::facts::StepType;
use provisioning_log::read::{EntryPosition, LogReader, ReadLimits};

use crate::explanation::{ExplainedCause, Explanation, FurtherCause};
use crate::input_cause::InputCause;
use crate::input_kind::{InputKind, Recognition};

/// How many values that were sent are shown.
const MAX_SENT: usize = 30;

/// Details of a step that are no values of attributes.
const NO_VALUES: [&str; 3] = ["ReportableIdentifier", "SkipReason", "PropertyName"];

/// Entries that did not succeed, and their causes.
#[derive(Default)]
struct LogSummary {
    entries: u64,
    outcomes: [u64; 5],
    causes: Vec<CauseCount>,
}

struct CauseCount {
    cause: Cause,
    entries: u64,
    /// The first entry with it.
    first: LogEntry<'static>,
}

impl LogSummary {
    fn add(&mut self, entry: &LogEntry<'_>) {
        self.entries += 1;
        let outcome = entry.outcome();
        if let Some(count) = self.outcomes.get_mut(outcome as usize) {
            *count += 1;
        }
        if outcome == EntryOutcome::Succeeded {
            return;
        }
        let cause = diagnose(&entry.facts());
        let same = |known: &&mut CauseCount| {
            known.cause.kind == cause.kind && known.cause.subject == cause.subject
        };
        match self.causes.iter_mut().find(same) {
            Some(known) => {
                known.entries += 1;
                known.cause.severity = known.cause.severity.max(cause.severity);
            }
            None => self.causes.push(CauseCount {
                cause,
                entries: 1,
                first: entry.clone().into_owned(),
            }),
        }
    }

    fn count(&self, outcome: EntryOutcome) -> u64 {
        self.outcomes
            .get(outcome as usize)
            .copied()
            .unwrap_or_default()
    }
}

pub(super) fn explain(text: &str, recognition: &Recognition) -> Explanation {
    let is_on_demand = recognition.kind == InputKind::OnDemandResult;
    let unreadable = match is_on_demand {
        true => InputCause::OnDemandUnreadable,
        false => InputCause::LogUnreadable,
    };
    let mut summary = LogSummary::default();
    let mut sink = |entry: &LogEntry<'_>, _: EntryPosition| summary.add(entry);
    let mut reader = LogReader::new(ReadLimits::default());
    reader.begin_file("");
    let fed = reader.feed(text.as_bytes(), &mut sink);
    let read = fed.and_then(|()| reader.finish(&mut sink));
    let read = match read {
        Ok(read) => read,
        Err(_) if is_empty_list(text) => {
            return Explanation::of_input(recognition, InputCause::LogEmpty);
        }
        Err(error) => {
            return Explanation::of_input(recognition, unreadable)
                .read("Reading", error.to_string());
        }
    };
    if summary.entries == 0 {
        let cause = match is_empty_list(text) {
            true => InputCause::LogEmpty,
            false => unreadable,
        };
        return Explanation::of_input(recognition, cause);
    }
    let explanation = of_summary(&mut summary, is_on_demand, recognition)
        .read_some("Format", read.files.format().map(|format| format.label()))
        .read("Entries", counts(&summary));
    match read.notes.is_incomplete() {
        true => {
            explanation.with_hidden("Part of the text couldn’t be read, so entries may be missing.")
        }
        false => explanation,
    }
}

fn is_empty_list(text: &str) -> bool {
    let squeezed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    squeezed == "[]" || squeezed.ends_with("\"value\":[]}")
}

fn counts(summary: &LogSummary) -> String {
    let named = [
        (EntryOutcome::Failed, "failed"),
        (EntryOutcome::Warned, "with a warning"),
        (EntryOutcome::Unknown, "without a status"),
        (EntryOutcome::Skipped, "skipped"),
        (EntryOutcome::Succeeded, "succeeded"),
    ];
    let parts: Vec<String> = named
        .iter()
        .map(|(outcome, name)| (summary.count(*outcome), name))
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| format!("{count} {name}"))
        .collect();
    format!(
        "{}: {}",
        counted(summary.entries, "entry", "entries"),
        parts.join(", ")
    )
}

fn of_summary(
    summary: &mut LogSummary,
    is_on_demand: bool,
    recognition: &Recognition,
) -> Explanation {
    summary
        .causes
        .sort_by_key(|known| std::cmp::Reverse((known.cause.severity, known.entries)));
    let mut causes = summary.causes.iter();
    let Some(first) = causes.next() else {
        let cause = match is_on_demand {
            true => InputCause::OnDemandSucceeded,
            false => InputCause::LogAllSucceeded,
        };
        return Explanation::of_input(recognition, cause);
    };
    let mut explanation = match is_without_status(first) {
        true => Explanation::of_input(recognition, InputCause::EntryWithoutStatus),
        false => Explanation::of_operation(recognition, first.cause.clone()),
    };
    explanation.further = causes
        .map(|known| FurtherCause {
            cause: ExplainedCause::Operation(known.cause.clone()),
            headline: known.cause.headline(),
            count: known.entries,
        })
        .collect();
    if summary.entries > 1 {
        let headline = lead(summary, first);
        explanation = explanation.with_headline(headline);
    }
    of_entry(&first.first, explanation)
}

/// Whether an entry neither says how it ended nor names an error.
fn is_without_status(known: &CauseCount) -> bool {
    known.first.outcome() == EntryOutcome::Unknown
        && matches!(
            known.cause.kind,
            CauseKind::UnknownFailure | CauseKind::UnknownWarning
        )
        && known.first.error.code.is_none()
}

fn lead(summary: &LogSummary, first: &CauseCount) -> String {
    let headline = first.cause.headline();
    let failed = summary.count(EntryOutcome::Failed);
    if first.cause.severity <= CauseSeverity::Check && failed == 0 {
        return format!("No entry failed. Most frequent: {headline}");
    }
    format!(
        "{failed} of {} failed. {} for one cause: {headline}",
        counted(summary.entries, "entry", "entries"),
        first.entries,
    )
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

/// What one entry says, for the cause that leads.
fn of_entry(entry: &LogEntry<'_>, explanation: Explanation) -> Explanation {
    let facts = entry.facts();
    let subject = entry.subject();
    let user = match (subject.display_name, subject.identifier) {
        (Some(name), Some(identifier)) => Some(format!("{name}, {identifier}")),
        (name, identifier) => name.or(identifier).map(str::to_owned),
    };
    let status = facts.http_status.map(|status| status.to_string());
    let scoping = [
        ("IsActive", facts.is_active),
        ("Assigned", facts.assigned),
        ("IsInProvisioningScope", facts.in_scope),
    ];
    let scoping: Vec<String> = scoping
        .into_iter()
        .filter_map(|(name, value)| Some(format!("{name} {}", value?)))
        .collect();
    let step = entry.worst_step();
    let mut explanation = explanation
        .read_some("User", user)
        .read_some("Error code", facts.code.as_deref())
        .read_some("Step", step.and_then(|step| step.name.as_deref()))
        .read_some("Status of the response", status)
        .read_some("scimType", facts.scim_type.as_deref())
        .read_some("Talkdesk says", facts.detail.as_deref())
        .read_some("Filter", facts.filter.as_deref())
        .read_some("Target attribute", facts.property_name.as_deref())
        .read_some("SkipReason", facts.skip_reason.as_deref())
        .read("Scope", scoping.join(", "))
        .read_some("Retries", facts.retries.map(|count| count.to_string()))
        .read_some("Next try", facts.next_retry.as_deref());
    if facts.detail.is_none() {
        explanation = explanation.read_some("Message", facts.message.as_deref());
    }
    for (name, value) in sent(entry) {
        explanation = explanation.read("Sent", format!("{name} = {value}"));
    }
    explanation = explanation.read_some("Initiated by", entry.initiated_by.as_deref());
    if explanation.confidence == CauseConfidence::Possible {
        explanation =
            explanation.with_hidden("Whether this is the cause: the entry allows others.");
    }
    explanation
}
