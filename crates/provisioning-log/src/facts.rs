//! What is known of one failed, skipped or warned operation, wherever it was read.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

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

/// The method of the request that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RequestMethod {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ErrorFacts<'a> {
    pub action: Option<ProvisioningAction>,
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
    /// Reads the reason of an entry, the description of a step or any pasted error.
    pub fn read_message(&mut self, message: &'a str) {
        self.message = Some(Cow::Borrowed(message));
    }

    /// Reads one of the details of a step. Names may be mangled.
    pub fn read_step_detail(&mut self, _name: &str, _value: &'a str) {}
}
