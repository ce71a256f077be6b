//! Causes that no entry of the provisioning log has: of a job, of a request, of a
//! response that succeeded, and of inputs that another page takes.

mod input;
mod job;
mod request;
mod response;

use provisioning_log::cause::{CauseOwner, CauseSource};

use crate::destination::Destination;
use crate::severity::ExplanationSeverity;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InputCause {
    // Synchronization jobs.
    QuarantineCredentials,
    QuarantineUnreachable,
    QuarantineIncompatible,
    JobNotConfigured,
    JobNeverRan,
    JobPaused,
    JobDisabled,
    JobFailed,
    JobRunning,
    JobUnknown,
    SecretsSaved,
    SecretsMissing,
    // Requests.
    FilterUnquoted,
    FilterSingleQuotes,
    FilterOpenQuote,
    FilterValuePath,
    FilterSupported,
    ProbeRequest,
    RequestSeen,
    RequestWithoutStatus,
    PatchBooleanText,
    PatchDottedNames,
    PatchRoleText,
    PatchAppRoles,
    PatchOther,
    CreateBooleanText,
    CreateMissingRequired,
    CreateAppRoles,
    CreateOther,
    RequestEmpty,
    // Responses.
    UserCreated,
    CreatedWithoutBody,
    ChangeAccepted,
    AcceptedForLater,
    UserReturned,
    UserReturnedInactive,
    ListEmpty,
    ListWithUsers,
    ListOtherCase,
    ListOtherValue,
    ListSeveralUsers,
    ProbeFoundUser,
    IdNotText,
    IdMissing,
    ActiveNotBoolean,
    PatchUnsupported,
    FilterUnsupported,
    ConfigSupported,
    ConfigSilent,
    ErrorWithoutReason,
    BodyUnreadable,
    BodyUnknown,
    // Other inputs.
    LogEmpty,
    LogAllSucceeded,
    LogIncomplete,
    LogUnreadable,
    EntryWithoutStatus,
    OnDemandSucceeded,
    OnDemandUnreadable,
    SecretUpdated,
    GraphListEmpty,
    GraphListOther,
    GraphDenied,
    GraphSignInExpired,
    GraphNotFound,
    GraphThrottled,
    GraphOther,
    SchemaToImport,
    UsersToPreflight,
    ExpressionToEdit,
    SetupToImport,
    GroupRule,
    OtherCondition,
    NameOfLog,
    StatusWithoutError,
    CodeUnknown,
    MessageUnknown,
    NotRecognized,
}

/// What is the same for all inputs with a cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InputCauseInfo {
    pub cause: InputCause,
    /// A name in kebab-case that stays.
    pub id: &'static str,
    pub severity: ExplanationSeverity,
    pub owner: CauseOwner,
    /// What it is, without a period.
    pub headline: &'static str,
    pub explanation: &'static str,
    pub next_action: &'static str,
    pub destination: Destination,
    pub source: Option<CauseSource>,
}

const FAMILIES: [&[InputCauseInfo]; 4] = [
    job::CAUSES,
    request::CAUSES,
    response::CAUSES,
    input::CAUSES,
];

/// Every cause.
pub fn all() -> impl Iterator<Item = &'static InputCauseInfo> {
    FAMILIES.into_iter().flatten()
}

impl InputCause {
    /// A test proves that every cause is in a table.
    pub fn info(self) -> &'static InputCauseInfo {
        let found = all().find(|info| info.cause == self);
        found.unwrap_or(&input::NOT_RECOGNIZED)
    }
}

const fn cause(
    cause: InputCause,
    id: &'static str,
    severity: ExplanationSeverity,
    owner: CauseOwner,
) -> InputCauseInfo {
    InputCauseInfo {
        cause,
        id,
        severity,
        owner,
        headline: "",
        explanation: "",
        next_action: "",
        destination: Destination::Elsewhere,
        source: None,
    }
}

impl InputCauseInfo {
    /// Headline, explanation and next action.
    const fn texts(mut self, texts: [&'static str; 3]) -> InputCauseInfo {
        [self.headline, self.explanation, self.next_action] = texts;
        self
    }

    const fn to(mut self, destination: Destination) -> InputCauseInfo {
        self.destination = destination;
        self
    }

    const fn source(mut self, source: CauseSource) -> InputCauseInfo {
        self.source = Some(source);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cause_is_in_a_table_once() {
        let mut causes: Vec<InputCause> = all().map(|info| info.cause).collect();
        let count = causes.len();
        causes.sort_unstable();
        causes.dedup();
        assert_eq!(causes.len(), count, "twice");
        // The last variant is the number of all.
        assert_eq!(count, InputCause::NotRecognized as usize + 1);
        let mut ids: Vec<&str> = all().map(|info| info.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count);
    }

    #[test]
    fn texts_are_complete() {
        for info in all() {
            assert!(
                !info.headline.is_empty() && !info.headline.ends_with('.'),
                "{}",
                info.id
            );
            assert!(info.explanation.ends_with('.'), "{}", info.id);
            assert!(info.next_action.ends_with('.'), "{}", info.id);
            if info.severity >= ExplanationSeverity::Failure {
                assert_ne!(info.owner, CauseOwner::NoAction, "{}", info.id);
            }
        }
    }
}
