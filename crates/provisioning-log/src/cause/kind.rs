use serde::{Deserialize, Serialize};

use super::{CauseInfo, CauseOwner, CauseSeverity, CauseSource, FixLocation};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CauseKind {
    /// An operation failed, and nothing that is known says why.
    UnknownFailure,
}

impl CauseKind {
    pub fn info(self) -> &'static CauseInfo {
        match self {
            CauseKind::UnknownFailure => &CauseInfo {
                id: "unknown-failure",
                severity: CauseSeverity::Failure,
                owner: CauseOwner::EntraAdmin,
                headline: "Unknown failure",
                explanation: "The operation failed with an error that this app doesn’t know.",
                next_action: "Read the error that is shown with the entry.",
                fix: FixLocation::Elsewhere,
                source: CauseSource::LogCodes,
            },
        }
    }
}
