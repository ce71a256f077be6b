//! Outcomes in the order of what needs attention.

use serde::{Deserialize, Serialize};

use crate::cause::CauseSeverity;
use crate::entry::EntryOutcome;

/// An outcome, the least worrying first: of several, the greatest counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum StatusRank {
    SkippedHarmless,
    Succeeded,
    /// A skip that may not be intended.
    Skipped,
    Unknown,
    Warned,
    Failed,
}

impl StatusRank {
    pub(super) fn of(outcome: EntryOutcome, severity: CauseSeverity) -> Self {
        match outcome {
            EntryOutcome::Failed => StatusRank::Failed,
            EntryOutcome::Warned => StatusRank::Warned,
            EntryOutcome::Unknown => StatusRank::Unknown,
            EntryOutcome::Succeeded => StatusRank::Succeeded,
            EntryOutcome::Skipped if severity == CauseSeverity::Harmless => {
                StatusRank::SkippedHarmless
            }
            EntryOutcome::Skipped => StatusRank::Skipped,
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            StatusRank::Failed => "Failed",
            StatusRank::Warned => "Warning",
            StatusRank::Unknown => "Not known",
            StatusRank::Skipped => "Skipped",
            StatusRank::SkippedHarmless => "Skipped, no action needed",
            StatusRank::Succeeded => "Succeeded",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct OutcomeCounts {
    pub failed: u32,
    pub warned: u32,
    pub unknown: u32,
    pub skipped: u32,
    pub skipped_harmless: u32,
    pub succeeded: u32,
}

impl OutcomeCounts {
    pub(super) fn count(&mut self, rank: StatusRank) {
        *match rank {
            StatusRank::Failed => &mut self.failed,
            StatusRank::Warned => &mut self.warned,
            StatusRank::Unknown => &mut self.unknown,
            StatusRank::Skipped => &mut self.skipped,
            StatusRank::SkippedHarmless => &mut self.skipped_harmless,
            StatusRank::Succeeded => &mut self.succeeded,
        } += 1;
    }

    pub fn all(&self) -> u32 {
        self.failed
            + self.warned
            + self.unknown
            + self.skipped
            + self.skipped_harmless
            + self.succeeded
    }
}
