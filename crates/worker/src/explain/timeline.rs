//! One entry of a user as steps: in scope, matched, values, request, response.

use provisioning::format::counted;
use provisioning::mapping::MappingSet;
use provisioning_log::cause::Cause;
use provisioning_log::entry::{EntryOutcome, LogEntry, LogStep, LogTime, LoggedStatus};
use provisioning_log::facts::{OperationStatus, ProvisioningAction, StepType};
use worker_messages::explain::{EntryTimeline, StepTone, TimelineStep};

use super::clock;
use super::comparison::sent_values;

/// Characters of one detail of a step that are shown.
const MAX_DETAIL: usize = 1_000;
/// Details of one step that are shown.
const MAX_DETAILS: usize = 60;

pub fn timeline_entry(
    entry: &LogEntry<'_>,
    cause: Option<&Cause>,
    set: &MappingSet,
    original: String,
) -> EntryTimeline {
    let attribute = cause.and_then(Cause::attribute);
    let mut values = sent_values(entry, set, attribute);
    let mut steps = Vec::new();
    for step in &entry.steps {
        let is_export = step.step_type == Some(StepType::Export);
        if is_export && !values.is_empty() {
            // The log has no step for the values, or it came without them.
            steps.push(values_step(std::mem::take(&mut values), StepTone::Passed));
        }
        let mut shown = shown_step(step, entry.action);
        if step.step_type == Some(StepType::Processing) {
            shown.values = std::mem::take(&mut values);
            if shown.values.iter().any(|value| value.is_cause) {
                shown.tone = StepTone::Failed;
            }
        }
        steps.push(shown);
    }
    if !values.is_empty() {
        steps.push(values_step(values, StepTone::Unknown));
    }
    if let Some(response) = response_step(entry) {
        steps.push(response);
    }
    EntryTimeline {
        title: entry_title(entry),
        tone: match entry.outcome() {
            EntryOutcome::Failed => StepTone::Failed,
            EntryOutcome::Warned => StepTone::Warned,
            EntryOutcome::Skipped => StepTone::Skipped,
            EntryOutcome::Succeeded => StepTone::Passed,
            EntryOutcome::Unknown => StepTone::Unknown,
        },
        steps,
        original,
    }
}

fn values_step(values: Vec<worker_messages::explain::SentValue>, tone: StepTone) -> TimelineStep {
    let is_cause = values.iter().any(|value| value.is_cause);
    TimelineStep {
        tone: if is_cause { StepTone::Failed } else { tone },
        title: "Values".to_owned(),
        values,
        ..TimelineStep::default()
    }
}

fn entry_title(entry: &LogEntry<'_>) -> String {
    let action = action_name(entry.action);
    let outcome = match entry.outcome() {
        EntryOutcome::Failed => "failed",
        EntryOutcome::Warned => "with a warning",
        EntryOutcome::Skipped => "skipped",
        EntryOutcome::Succeeded => "succeeded",
        EntryOutcome::Unknown => "outcome not known",
    };
    match entry.time.as_deref().and_then(LogTime::parse) {
        Some(time) => format!("{action} {outcome}, {}", clock::short(time)),
        None => format!("{action} {outcome}"),
    }
}

/// The action of an entry in a word.
pub fn action_name(action: Option<ProvisioningAction>) -> &'static str {
    match action {
        Some(ProvisioningAction::Create) => "Create",
        Some(ProvisioningAction::Update) => "Update",
        Some(ProvisioningAction::Delete) => "Delete",
        Some(ProvisioningAction::StagedDelete) => "Staged delete",
        Some(ProvisioningAction::Disable) => "Disable",
        Some(ProvisioningAction::Other) | None => "Other",
    }
}

fn tone(status: LoggedStatus) -> StepTone {
    match status {
        LoggedStatus::Known(OperationStatus::Success) => StepTone::Passed,
        LoggedStatus::Known(OperationStatus::Failure) => StepTone::Failed,
        LoggedStatus::Known(OperationStatus::Warning) => StepTone::Warned,
        LoggedStatus::Known(OperationStatus::Skipped) => StepTone::Skipped,
        LoggedStatus::Missing | LoggedStatus::Unrecognized => StepTone::Unknown,
    }
}

fn shown_step(step: &LogStep<'_>, action: Option<ProvisioningAction>) -> TimelineStep {
    let details = step.details.iter().take(MAX_DETAILS).map(|detail| {
        let value = provisioning::format::shortened(&detail.value, MAX_DETAIL);
        (detail.attribute().into_owned(), value)
    });
    let time = step.time.as_deref().and_then(LogTime::parse);
    TimelineStep {
        tone: tone(step.status),
        title: step_title(step, action),
        time: time.map_or_else(String::new, clock::clock_with_seconds),
        text: step.description.as_deref().unwrap_or_default().to_owned(),
        values: Vec::new(),
        details: details.collect(),
    }
}

/// What a step is called, by its kind, its name and how it ended.
fn step_title(step: &LogStep<'_>, action: Option<ProvisioningAction>) -> String {
    let name = step.name.as_deref().unwrap_or_default();
    let passed = tone(step.status) == StepTone::Passed;
    let title = match step.step_type {
        Some(StepType::Scoping) if passed => "In scope",
        Some(StepType::Scoping) => "Scope",
        Some(StepType::Matching) if name.contains("NotFound") => "No match in Talkdesk",
        Some(StepType::Matching) if passed => "Looked up in Talkdesk",
        Some(StepType::Matching) => "Look up in Talkdesk",
        Some(StepType::Import) => "Read from Entra",
        Some(StepType::Processing) => "Values",
        Some(StepType::ReferenceResolution) => "References",
        Some(StepType::Export) => match action {
            Some(ProvisioningAction::Create) => "Request: POST /Users",
            Some(ProvisioningAction::Update | ProvisioningAction::Disable) => {
                "Request: PATCH /Users"
            }
            Some(ProvisioningAction::Delete) => "Request: DELETE /Users",
            _ => "Request",
        },
        None if name.is_empty() => "Step",
        None => name,
    };
    title.to_owned()
}

/// What the target responded, read from the message of the entry.
fn response_step(entry: &LogEntry<'_>) -> Option<TimelineStep> {
    let facts = entry.facts();
    let outcome = entry.outcome();
    if matches!(outcome, EntryOutcome::Succeeded) {
        return None;
    }
    let title = match (facts.http_status, &facts.code) {
        (Some(status), _) => format!("Talkdesk returned {status}"),
        (None, Some(code)) => format!("Entra recorded {code}"),
        (None, None) => return None,
    };
    let message = facts.detail.as_deref().or(facts.message.as_deref());
    let mut text = message.map_or_else(String::new, |message| {
        format!(
            "“{}”",
            provisioning::format::shortened(message.trim(), MAX_DETAIL)
        )
    });
    if let Some(retries) = facts.retries {
        let tries = counted(u64::from(retries) + 1, "time", "times");
        text.push_str(&format!(" Entra tried {tries}."));
    }
    if let Some(next) = facts.next_retry.as_deref().and_then(LogTime::parse) {
        text.push_str(&format!(" It tries again {}.", clock::short(next)));
    }
    let time = entry.time.as_deref().and_then(LogTime::parse);
    Some(TimelineStep {
        tone: match outcome {
            EntryOutcome::Failed => StepTone::Failed,
            EntryOutcome::Skipped => StepTone::Skipped,
            EntryOutcome::Warned => StepTone::Warned,
            EntryOutcome::Succeeded | EntryOutcome::Unknown => StepTone::Unknown,
        },
        title,
        time: time.map_or_else(String::new, clock::clock_with_seconds),
        text: text.trim().to_owned(),
        ..TimelineStep::default()
    })
}
