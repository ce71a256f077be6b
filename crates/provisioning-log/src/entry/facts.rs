//! What of an entry says why it did not succeed.

use std::borrow::Cow;

use super::{EntryOutcome, LogEntry, LogStep, LoggedStatus, attribute_name};
use crate::facts::{ErrorFacts, OperationStatus};

impl LogEntry<'_> {
    pub fn facts(&self) -> ErrorFacts<'_> {
        let worst = self.worst_step();
        let mut facts = ErrorFacts {
            action: self.action,
            status: match self.outcome() {
                EntryOutcome::Failed => Some(OperationStatus::Failure),
                EntryOutcome::Warned => Some(OperationStatus::Warning),
                EntryOutcome::Skipped => Some(OperationStatus::Skipped),
                EntryOutcome::Succeeded => Some(OperationStatus::Success),
                EntryOutcome::Unknown => None,
            },
            deactivates: self.deactivates(),
            object: self.object_type(),
            step: worst.and_then(|step| step.step_type),
            step_name: worst.and_then(|step| step.name.as_deref().map(Cow::Borrowed)),
            code: self.error.code.as_deref().map(Cow::Borrowed),
            ..ErrorFacts::default()
        };
        if let Some(message) = self.message(worst) {
            facts.read_message(message);
        }
        // The first value of each counts.
        for detail in worst
            .into_iter()
            .chain(&self.steps)
            .flat_map(|step| &step.details)
        {
            facts.read_step_detail(&detail.key, &detail.value);
        }
        facts.property_name = facts
            .property_name
            .map(|name| Cow::Owned(attribute_name(&name).into_owned()));
        facts
    }

    /// Whether the change sets `active` to false.
    fn deactivates(&self) -> bool {
        self.modified_properties.iter().any(|property| {
            let new = property.new.as_deref().unwrap_or_default();
            property.name == "active" && new.eq_ignore_ascii_case("false")
        })
    }

    /// The first step that has the worst status, if one did not succeed.
    pub fn worst_step(&self) -> Option<&LogStep<'_>> {
        let badness = |step: &LogStep<'_>| match step.status {
            LoggedStatus::Known(OperationStatus::Failure) => 4,
            LoggedStatus::Known(OperationStatus::Warning) => 3,
            LoggedStatus::Unrecognized => 2,
            LoggedStatus::Known(OperationStatus::Skipped) => 1,
            LoggedStatus::Known(OperationStatus::Success) | LoggedStatus::Missing => 0,
        };
        let bad = self.steps.iter().filter(|step| badness(step) > 0);
        // Of equals, `max_by_key` gives the last.
        bad.rev().max_by_key(|step| badness(step))
    }

    /// The text that holds the target's response, or else the first that says
    /// anything.
    fn message<'e>(&'e self, worst: Option<&'e LogStep<'_>>) -> Option<&'e str> {
        let texts = [
            self.error.reason.as_deref(),
            worst.and_then(|step| step.description.as_deref()),
            self.error.additional_details.as_deref(),
        ];
        let mut texts = texts.into_iter().flatten();
        let response = texts.clone().find(|text| {
            text.contains("Status") || text.contains("Response") || text.contains('{')
        });
        response.or_else(|| texts.find(|text| !text.eq_ignore_ascii_case("null")))
    }
}
