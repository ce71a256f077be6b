//! What is known of one failed, skipped or warned operation, wherever it was read.

mod sentences;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

pub use crate::scim_error::RequestMethod;

use crate::scim_error::{ErrorBody, ScimError};

/// What Entra did, or was about to do. Source: `provisioningAction` of
/// <https://learn.microsoft.com/graph/api/resources/provisioningobjectsummary>.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ProvisioningAction {
    Create,
    Update,
    Delete,
    StagedDelete,
    Disable,
    Other,
}

/// The outcome of an entry or of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum OperationStatus {
    Success,
    Warning,
    Failure,
    Skipped,
}

/// `provisioningStepType`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum StepType {
    Import,
    Scoping,
    Matching,
    Processing,
    ReferenceResolution,
    Export,
}

/// What kind of object an entry is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ObjectType {
    User,
    Group,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ErrorFacts<'a> {
    pub action: Option<ProvisioningAction>,
    /// Whether the operation sets `active` to false, whatever the action is.
    pub deactivates: bool,
    /// Of the entry, or of its worst step where that is worse.
    pub status: Option<OperationStatus>,
    pub object: Option<ObjectType>,
    /// Of the step that failed or was skipped.
    pub step: Option<StepType>,
    pub step_name: Option<Cow<'a, str>>,
    /// `errorCode` of the entry, as it is spelled there.
    pub code: Option<Cow<'a, str>>,
    /// `SkipReason` of a step.
    pub skip_reason: Option<Cow<'a, str>>,
    /// `reason` of the entry or `description` of the step, whole.
    pub message: Option<Cow<'a, str>>,
    /// The status inside the message, which the target responded with.
    pub http_status: Option<u16>,
    pub scim_type: Option<Cow<'a, str>>,
    /// What the target says, without the parts around it.
    pub detail: Option<Cow<'a, str>>,
    /// What the target's response is, as far as the message has it.
    pub body: ErrorBody,
    /// What Entra says in the message, around the response.
    pub entra_text: Option<Cow<'a, str>>,
    pub method: Option<RequestMethod>,
    /// The filter of the request that failed, decoded.
    pub filter: Option<Cow<'a, str>>,
    /// `PropertyName` of a step: the target attribute, under its real name.
    pub property_name: Option<Cow<'a, str>>,
    /// `IsActive`, or "Active in the source system".
    pub is_active: Option<bool>,
    /// `Assigned`, or "Assigned to the application".
    pub assigned: Option<bool>,
    /// "User has the required role".
    pub has_role: Option<bool>,
    /// `IsInProvisioningScope`, or "Scoping filter evaluation passed".
    pub in_scope: Option<bool>,
    /// How often Entra retried.
    pub retries: Option<u32>,
    /// The time of the next try, as it is spelled in the message.
    pub next_retry: Option<Cow<'a, str>>,
}

impl<'a> ErrorFacts<'a> {
    /// The facts of a text alone, such as a pasted error or a response. That it
    /// failed is known if the text says so.
    pub fn of_message(message: &'a str) -> Self {
        let mut facts = Self::default();
        facts.read_message(message);
        if sentences::say_failed(message) {
            facts.status = Some(OperationStatus::Failure);
        }
        facts
    }

    /// Reads the reason of an entry, the description of a step or any pasted
    /// error. What is known already stays.
    pub fn read_message(&mut self, message: &'a str) {
        let error = ScimError::read(message);
        let owned = |text: Option<String>| text.map(Cow::Owned);
        self.message = Some(Cow::Borrowed(message));
        self.http_status = self.http_status.or(error.http_status);
        self.method = self.method.or(error.method);
        self.retries = self.retries.or(error.retries);
        self.body = error.body;
        let next = error.next_retry.map(Cow::Borrowed);
        fill(&mut self.scim_type, owned(error.scim_type));
        fill(&mut self.detail, owned(error.detail));
        fill(&mut self.filter, owned(error.filter));
        fill(&mut self.next_retry, next);
        sentences::read(self, &error.entra_text);
        let text = (!error.entra_text.is_empty()).then_some(error.entra_text);
        fill(&mut self.entra_text, owned(text));
    }

    /// Reads one of the details of a step, as it is spelled there. Other details
    /// are passed over, and the first value of each counts.
    pub fn read_step_detail(&mut self, name: &str, value: &'a str) {
        let value = value.trim();
        if value.is_empty() || value == "(Null)" || value == "(EmptyString)" {
            return;
        }
        // The log leaves dots and colons out of names, and sometimes spaces.
        let name: String = name.chars().filter(|c| !c.is_whitespace()).collect();
        let flag = match name.as_str() {
            "SkipReason" => return fill(&mut self.skip_reason, Some(Cow::Borrowed(value))),
            "PropertyName" => return fill(&mut self.property_name, Some(Cow::Borrowed(value))),
            // Not `active`, which is a value of the target.
            "IsActive" | "Active" | "Activeinthesourcesystem" => &mut self.is_active,
            "Assigned" | "IsAssigned" | "Assignedtotheapplication" => &mut self.assigned,
            "HasRequiredRole" | "Userhastherequiredrole" => &mut self.has_role,
            "IsInProvisioningScope" | "Scopingfilterevaluationpassed" => &mut self.in_scope,
            _ => return,
        };
        let read = match value {
            _ if value.eq_ignore_ascii_case("true") => Some(true),
            _ if value.eq_ignore_ascii_case("false") => Some(false),
            _ => None,
        };
        *flag = flag.or(read);
    }

    /// Whether the operation was to end a user's access.
    pub fn ends_access(&self) -> bool {
        use ProvisioningAction::{Delete, Disable, StagedDelete};
        self.deactivates || matches!(self.action, Some(Delete | Disable | StagedDelete))
    }
}

/// Sets a fact that is not known yet.
fn fill<T>(fact: &mut Option<T>, read: Option<T>) {
    if fact.is_none() {
        *fact = read;
    }
}

#[cfg(test)]
mod tests;
