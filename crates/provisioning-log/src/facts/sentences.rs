//! Facts in the sentences of Entra, such as "Failed to update User 'ana'".

use std::borrow::Cow;

use super::{ErrorFacts, ObjectType, ProvisioningAction, fill};
use crate::reference;
use crate::reference::ReferenceType;

/// What Entra says it failed to do, in lower case.
const ACTIONS: [(&str, ProvisioningAction); 8] = [
    ("failed to create ", ProvisioningAction::Create),
    ("failed to update ", ProvisioningAction::Update),
    ("failed to disable ", ProvisioningAction::Disable),
    ("failed to delete ", ProvisioningAction::Delete),
    ("failed to soft delete ", ProvisioningAction::Disable),
    ("entryexportadd", ProvisioningAction::Create),
    ("entryexportupdatesoftdelete", ProvisioningAction::Disable),
    ("entryexportdelete", ProvisioningAction::Delete),
];

/// Sentences of Entra that only failures have, in lower case.
const FAILED: [&str; 9] = [
    "failed to create ",
    "failed to update ",
    "failed to disable ",
    "failed to delete ",
    "failed to soft delete ",
    "failed to match ",
    "failed to process ",
    "failed to export ",
    "failed to import ",
];

/// Labels of the result of an entry or a step, in lower case.
const RESULT_LABELS: [&str; 3] = ["status", "result", "resulttype"];

/// What stands before the name of a target attribute, in lower case.
const PROPERTIES: [&str; 4] = [
    "value of the property name ",
    "value of the property ",
    "and the property is ",
    "joining property ",
];

/// What stands after one.
const NOT_A_PROPERTY: &str = " is not a valid propertyname";

/// In bytes.
const MAX_NAME: usize = 200;

pub(super) fn read(facts: &mut ErrorFacts<'_>, text: &str) {
    let low = text.to_ascii_lowercase();
    let action = ACTIONS.iter().find(|(sentence, _)| low.contains(sentence));
    facts.action = facts.action.or(action.map(|(_, action)| *action));
    if facts.object.is_none() && action.is_some() {
        facts.object = object(&low);
    }
    fill(
        &mut facts.property_name,
        property(text, &low).map(Cow::Owned),
    );
    for entry in reference::codes_in(text) {
        let name = || Some(Cow::Borrowed(entry.name));
        match entry.entry_type {
            ReferenceType::SkipReason => fill(&mut facts.skip_reason, name()),
            ReferenceType::StepName => fill(&mut facts.step_name, name()),
            ReferenceType::ScimType => fill(&mut facts.scim_type, name()),
            ReferenceType::ErrorCode
            | ReferenceType::QuarantineReason
            | ReferenceType::JobStatus
            | ReferenceType::ExecutionState => fill(&mut facts.code, name()),
            ReferenceType::Sentence => {}
        }
    }
    read_flags(facts, text);
}

/// Whether a text says that an operation failed: by a sentence, or by a result as the
/// portal copies it, such as `Status: Failure`, with the value perhaps in the next
/// line.
pub(super) fn say_failed(text: &str) -> bool {
    let low = text.to_ascii_lowercase();
    if FAILED.iter().any(|sentence| low.contains(sentence)) {
        return true;
    }
    let mut words = low
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .peekable();
    while let Some(word) = words.next() {
        let value = words.peek().copied().unwrap_or_default();
        if RESULT_LABELS.contains(&word) && matches!(value, "failure" | "failed") {
            return true;
        }
    }
    false
}

fn object(low: &str) -> Option<ObjectType> {
    let (_, rest) = low.split_once("failed to ")?;
    let mut words = rest.split_whitespace().skip(1);
    match words.find(|word| *word == "user" || *word == "group")? {
        "group" => Some(ObjectType::Group),
        _ => Some(ObjectType::User),
    }
}

fn property(text: &str, low: &str) -> Option<String> {
    let before = PROPERTIES.iter().find_map(|sentence| {
        let at = low.find(sentence)? + sentence.len();
        text[at..].split_whitespace().next()
    });
    let name = before.or_else(|| {
        let at = low.find(NOT_A_PROPERTY)?;
        text[..at].split_whitespace().next_back()
    })?;
    let name = name.trim_matches(['\'', '"', '.', ',', ';', '“', '”']);
    (!name.is_empty() && name.len() <= MAX_NAME).then(|| name.to_owned())
}

/// Details of a scoping step as the portal copies them: `IsActive: False, …`.
fn read_flags(facts: &mut ErrorFacts<'_>, text: &str) {
    for part in text.split([',', ';', '\n']) {
        let Some((name, value)) = part.split_once(':') else {
            continue;
        };
        let Some(value) = value.split_whitespace().next() else {
            continue;
        };
        // Only what is true or false, which does not borrow from the text.
        let value = match value {
            _ if value.eq_ignore_ascii_case("true") => "true",
            _ if value.eq_ignore_ascii_case("false") => "false",
            _ => continue,
        };
        facts.read_step_detail(name.trim(), value);
    }
}
