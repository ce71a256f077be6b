//! One entry of a provisioning log, whichever format it was read from.

mod attribute_name;
mod facts;
mod owned;
mod time;
mod value;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::facts::{ObjectType, OperationStatus, ProvisioningAction, StepType};

pub use attribute_name::attribute_name;
pub use time::LogTime;
pub use value::LoggedValue;

/// A status as an entry or a step reports it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum LoggedStatus {
    #[default]
    Missing,
    Known(OperationStatus),
    /// A word or number that no documentation has.
    Unrecognized,
}

/// What an entry says about its object, with its steps and its error taken
/// into account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum EntryOutcome {
    Failed,
    Warned,
    Skipped,
    /// Neither the entry nor a step says how it ended.
    Unknown,
    Succeeded,
}

/// `errorInformation`. Empty texts are left out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct EntryError<'a> {
    pub code: Option<Cow<'a, str>>,
    pub reason: Option<Cow<'a, str>>,
    pub additional_details: Option<Cow<'a, str>>,
    pub category: Option<Cow<'a, str>>,
    pub recommended_action: Option<Cow<'a, str>>,
}

/// `provisioningSteps`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LogStep<'a> {
    pub name: Option<Cow<'a, str>>,
    pub step_type: Option<StepType>,
    pub status: LoggedStatus,
    pub description: Option<Cow<'a, str>>,
    pub time: Option<Cow<'a, str>>,
    pub details: Vec<LoggedDetail<'a>>,
}

/// A name and a value, as they are spelled in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoggedDetail<'a> {
    /// Without the dots and colons of attributes; see [`LoggedDetail::attribute`].
    pub key: Cow<'a, str>,
    pub value: Cow<'a, str>,
}

/// `modifiedProperties`. A missing value was not logged; it isn't empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ModifiedProperty<'a> {
    pub name: Cow<'a, str>,
    pub old: Option<Cow<'a, str>>,
    pub new: Option<Cow<'a, str>>,
}

/// `sourceIdentity`, `targetIdentity`. Empty texts are left out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LogIdentity<'a> {
    pub id: Option<Cow<'a, str>>,
    pub name: Option<Cow<'a, str>>,
    pub identity_type: Option<Cow<'a, str>>,
    pub details: Vec<LoggedDetail<'a>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LogEntry<'a> {
    pub id: Option<Cow<'a, str>>,
    pub change_id: Option<Cow<'a, str>>,
    pub cycle_id: Option<Cow<'a, str>>,
    pub job_id: Option<Cow<'a, str>>,
    /// As it is spelled; see [`LogTime::parse`].
    pub time: Option<Cow<'a, str>>,
    pub action: Option<ProvisioningAction>,
    pub duration_ms: Option<u64>,
    pub status: LoggedStatus,
    pub error: EntryError<'a>,
    pub steps: Vec<LogStep<'a>>,
    pub modified_properties: Vec<ModifiedProperty<'a>>,
    pub source: LogIdentity<'a>,
    pub target: LogIdentity<'a>,
    /// The name of the enterprise application.
    pub service_principal: Option<Cow<'a, str>>,
    pub source_system: Option<Cow<'a, str>>,
    pub target_system: Option<Cow<'a, str>>,
    pub initiated_by: Option<Cow<'a, str>>,
}

/// Who or what an entry is about. Each part can be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct EntrySubject<'e> {
    /// The object id in the source system.
    pub id: Option<&'e str>,
    /// The user principal name or another name that is unique.
    pub identifier: Option<&'e str>,
    pub display_name: Option<&'e str>,
    pub target_id: Option<&'e str>,
}

impl LoggedDetail<'_> {
    /// The key with the dots and colons that the log leaves out.
    pub fn attribute(&self) -> Cow<'_, str> {
        attribute_name(&self.key)
    }
}

impl LogIdentity<'_> {
    pub fn is_empty(&self) -> bool {
        self.id.is_none() && self.name.is_none() && self.details.is_empty()
    }

    fn detail(&self, key: &str) -> Option<&str> {
        let mut details = self.details.iter();
        let detail = details.find(|detail| detail.key.eq_ignore_ascii_case(key))?;
        LoggedValue::of(&detail.value).text()
    }
}

impl LogStep<'_> {
    pub fn detail(&self, key: &str) -> Option<&str> {
        let mut details = self.details.iter();
        let detail = details.find(|detail| detail.key.eq_ignore_ascii_case(key))?;
        Some(&detail.value)
    }
}

/// Details of a step that are no values of attributes.
const NO_VALUES: [&str; 3] = ["ReportableIdentifier", "SkipReason", "PropertyName"];

impl LogEntry<'_> {
    /// What was sent, under the real names of the attributes: the changed
    /// properties, and the details of the step that exports. Nothing for a value
    /// that was not logged.
    pub fn sent(&self) -> impl Iterator<Item = (Cow<'_, str>, Option<&str>)> {
        let properties = self
            .modified_properties
            .iter()
            .map(|property| (attribute_name(&property.name), property.new.as_deref()));
        let exports = self
            .steps
            .iter()
            .filter(|step| step.step_type == Some(StepType::Export));
        let exported = exports
            .flat_map(|step| &step.details)
            .filter(|detail| !NO_VALUES.contains(&&*detail.key))
            .map(|detail| (detail.attribute(), Some(&*detail.value)));
        properties.chain(exported)
    }

    /// The worst that the entry or one of its steps reports. An error code in an
    /// entry that reports success is a warning, because both can't be right.
    pub fn outcome(&self) -> EntryOutcome {
        let steps = self.steps.iter().map(|step| step.status);
        let mut statuses = steps.chain([self.status]);
        let (mut skipped, mut warned, mut unrecognized) = (false, false, false);
        let failed = statuses.any(|status| {
            match status {
                LoggedStatus::Known(OperationStatus::Failure) => return true,
                LoggedStatus::Known(OperationStatus::Warning) => warned = true,
                LoggedStatus::Known(OperationStatus::Skipped) => skipped = true,
                LoggedStatus::Unrecognized => unrecognized = true,
                LoggedStatus::Known(OperationStatus::Success) | LoggedStatus::Missing => {}
            }
            false
        });
        let contradicts = self.error.code.is_some() || self.error.names_status();
        match self.status {
            _ if failed => EntryOutcome::Failed,
            // The error of a skipped entry is why it was skipped.
            LoggedStatus::Known(OperationStatus::Skipped) if warned => EntryOutcome::Warned,
            _ if unrecognized => EntryOutcome::Unknown,
            _ if warned => EntryOutcome::Warned,
            _ if skipped => EntryOutcome::Skipped,
            LoggedStatus::Known(_) if contradicts => EntryOutcome::Warned,
            LoggedStatus::Known(_) => EntryOutcome::Succeeded,
            _ if contradicts => EntryOutcome::Failed,
            _ => EntryOutcome::Unknown,
        }
    }

    /// Empty identities leave the user to the details of the steps.
    pub fn subject(&self) -> EntrySubject<'_> {
        let reportable = || {
            let mut steps = self.steps.iter();
            steps.find_map(|step| LoggedValue::of(step.detail("ReportableIdentifier")?).text())
        };
        let identifier = self
            .source
            .detail("UserPrincipalName")
            .or_else(reportable)
            .or_else(|| self.target.detail("UserName"))
            .or_else(|| self.described_name());
        EntrySubject {
            id: self.source.id.as_deref(),
            identifier,
            display_name: self.source.name.as_deref().or(self.target.name.as_deref()),
            target_id: self.target.id.as_deref(),
        }
    }

    /// The name in a sentence such as "Received User 'ana@contoso.com' change of
    /// type (Update)".
    fn described_name(&self) -> Option<&str> {
        self.steps.iter().find_map(|step| {
            let text = step.description.as_deref()?;
            let (_, rest) = text.split_once("User '")?;
            let (name, _) = rest.split_once('\'')?;
            (!name.is_empty()).then_some(name)
        })
    }

    pub fn object_type(&self) -> Option<ObjectType> {
        let types = [&self.source, &self.target].map(|identity| identity.identity_type.as_deref());
        types.into_iter().flatten().find_map(|text| {
            let ends = |word: &str| {
                let start = text.len().checked_sub(word.len());
                let tail = start.and_then(|start| text.get(start..));
                tail.is_some_and(|tail| tail.eq_ignore_ascii_case(word))
            };
            match (ends("group"), ends("user")) {
                (true, _) => Some(ObjectType::Group),
                (_, true) => Some(ObjectType::User),
                _ => None,
            }
        })
    }

    /// The value before the change. Where the log has none, a step of matching
    /// has what the target had.
    pub fn old_value<'e>(&'e self, property: &'e ModifiedProperty<'_>) -> Option<&'e str> {
        if let Some(old) = &property.old {
            return Some(old);
        }
        let mut matching = self
            .steps
            .iter()
            .filter(|step| step.step_type == Some(StepType::Matching))
            .flat_map(|step| &step.details);
        let detail = matching.find(|detail| {
            detail.key == property.name || detail.attribute() == attribute_name(&property.name)
        })?;
        Some(&detail.value)
    }

    /// The id of the job without the version of its rules.
    pub fn job_id_without_version(&self) -> Option<&str> {
        let id = self.job_id.as_deref()?;
        Some(id.strip_suffix("#V2").unwrap_or(id))
    }
}

impl EntryError<'_> {
    fn names_status(&self) -> bool {
        let reason = self.reason.as_deref().unwrap_or_default();
        reason.contains("StatusCode:") || reason.contains("Web Response:")
    }
}

#[cfg(test)]
mod tests;
