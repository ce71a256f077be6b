//! Every code, quarantine reason, skip reason, step name and sentence of Entra's
//! provisioning that is known, with what it means.

mod error_codes;
mod job_values;
mod log_values;
mod search;
mod sentences;

use serde::{Deserialize, Serialize};

use crate::cause_kind::CauseKind;

pub use search::{ReferenceHit, ReferenceMatch, codes_in, search, sentences_in};

/// What an entry of the reference is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ReferenceType {
    /// `errorCode` of a log entry, or the code of a failed connection.
    ErrorCode,
    /// `quarantine.reason` of a job.
    QuarantineReason,
    /// `SkipReason` of a step.
    SkipReason,
    /// The name of a step, or the event name of an older log.
    StepName,
    /// `status.code` of a job.
    JobStatus,
    /// `lastExecution.state` of a job.
    ExecutionState,
    /// A sentence that the portal or the log shows.
    Sentence,
    /// `scimType` of a response.
    ScimType,
}

/// What an entry says about the cause of a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReferenceDiagnosis {
    /// It names the cause.
    Cause(CauseKind),
    /// It names what was done, and the cause if that failed.
    CauseOfFailure(CauseKind),
    /// It is Entra's name for a status that the target responded with.
    HttpStatus(u16),
    /// Entra uses it for many causes; the response inside the message tells.
    Wrapper(CauseKind),
    /// It is not about a failure.
    None,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReferenceEntry {
    pub entry_type: ReferenceType,
    /// As Microsoft spells it.
    pub name: &'static str,
    /// Other names of the same.
    pub other_names: &'static [&'static str],
    /// What it means, in one or two sentences.
    pub meaning: &'static str,
    pub diagnosis: ReferenceDiagnosis,
}

impl ReferenceEntry {
    /// The name and the other names.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.name).chain(self.other_names.iter().copied())
    }

    /// The kind of cause that its texts are shown with.
    pub fn cause(&self) -> Option<CauseKind> {
        match self.diagnosis {
            ReferenceDiagnosis::Cause(kind)
            | ReferenceDiagnosis::CauseOfFailure(kind)
            | ReferenceDiagnosis::Wrapper(kind) => Some(kind),
            ReferenceDiagnosis::HttpStatus(status) => CauseKind::of_status(status),
            ReferenceDiagnosis::None => None,
        }
    }
}

/// All entries, error codes first.
pub fn entries() -> impl Iterator<Item = &'static ReferenceEntry> {
    error_codes::ERROR_CODES
        .iter()
        .chain(&job_values::QUARANTINE_REASONS)
        .chain(&log_values::SKIP_REASONS)
        .chain(&log_values::STEP_NAMES)
        .chain(&job_values::JOB_STATUSES)
        .chain(&job_values::EXECUTION_STATES)
        .chain(&log_values::SCIM_TYPES)
        .chain(&sentences::SENTENCES)
}

/// The entry of a code as it is written in a log, perhaps with the name of an
/// application before it, as in `ContosoEntryConflict`.
pub fn entry_of(code: &str) -> Option<&'static ReferenceEntry> {
    search::exact(code.trim())
}

#[cfg(test)]
mod tests;
