//! Entries that outlive the text that they were read from.

use std::borrow::Cow;

use super::{EntryError, LogEntry, LogIdentity, LogStep, LoggedDetail, ModifiedProperty};

type Text<'a> = Option<Cow<'a, str>>;

fn owned(text: Text<'_>) -> Text<'static> {
    text.map(|text| Cow::Owned(text.into_owned()))
}

impl LoggedDetail<'_> {
    pub fn into_owned(self) -> LoggedDetail<'static> {
        LoggedDetail {
            key: Cow::Owned(self.key.into_owned()),
            value: Cow::Owned(self.value.into_owned()),
        }
    }
}

fn owned_details(details: Vec<LoggedDetail<'_>>) -> Vec<LoggedDetail<'static>> {
    details.into_iter().map(LoggedDetail::into_owned).collect()
}

impl LogStep<'_> {
    pub fn into_owned(self) -> LogStep<'static> {
        LogStep {
            name: owned(self.name),
            step_type: self.step_type,
            status: self.status,
            description: owned(self.description),
            time: owned(self.time),
            details: owned_details(self.details),
        }
    }
}

impl ModifiedProperty<'_> {
    pub fn into_owned(self) -> ModifiedProperty<'static> {
        ModifiedProperty {
            name: Cow::Owned(self.name.into_owned()),
            old: owned(self.old),
            new: owned(self.new),
        }
    }
}

impl LogIdentity<'_> {
    pub fn into_owned(self) -> LogIdentity<'static> {
        LogIdentity {
            id: owned(self.id),
            name: owned(self.name),
            identity_type: owned(self.identity_type),
            details: owned_details(self.details),
        }
    }
}

impl EntryError<'_> {
    pub fn into_owned(self) -> EntryError<'static> {
        EntryError {
            code: owned(self.code),
            reason: owned(self.reason),
            additional_details: owned(self.additional_details),
            category: owned(self.category),
            recommended_action: owned(self.recommended_action),
        }
    }
}

impl LogEntry<'_> {
    pub fn into_owned(self) -> LogEntry<'static> {
        let steps = self.steps.into_iter().map(LogStep::into_owned);
        let properties = self.modified_properties.into_iter();
        LogEntry {
            id: owned(self.id),
            change_id: owned(self.change_id),
            cycle_id: owned(self.cycle_id),
            job_id: owned(self.job_id),
            time: owned(self.time),
            action: self.action,
            duration_ms: self.duration_ms,
            status: self.status,
            error: self.error.into_owned(),
            steps: steps.collect(),
            modified_properties: properties.map(ModifiedProperty::into_owned).collect(),
            source: self.source.into_owned(),
            target: self.target.into_owned(),
            service_principal: owned(self.service_principal),
            source_system: owned(self.source_system),
            target_system: owned(self.target_system),
            initiated_by: owned(self.initiated_by),
        }
    }
}
