//! What the first sentence says.

use serde::{Deserialize, Serialize};

use super::LogReport;
use super::causes::{CauseId, CauseSummary};
use super::counts::{OutcomeCounts, StatusRank};

/// The worst that is in a log, with its numbers. Users are counted where the
/// entries name them, and entries otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum LogLead {
    /// A log without entries says nothing about the users.
    NoEntries,
    Failed {
        users: u32,
        of_users: u32,
        entries: u32,
        of_entries: u32,
        /// Of the users that failed, those whose last entry succeeded.
        recovered: u32,
        /// The most frequent cause of what failed, and how many users have it.
        cause: Option<(CauseId, u32)>,
    },
    /// Entries that don't say how they ended, and none that failed.
    Unknown { entries: u32, of_entries: u32 },
    Warned {
        users: u32,
        of_users: u32,
        entries: u32,
        cause: Option<(CauseId, u32)>,
    },
    /// Skips that may not be intended.
    Skipped {
        users: u32,
        of_users: u32,
        entries: u32,
        cause: Option<(CauseId, u32)>,
    },
    /// Nobody had to be changed.
    OnlyHarmlessSkips { users: u32, entries: u32 },
    Succeeded {
        users: u32,
        entries: u32,
        skipped: u32,
    },
}

impl LogReport {
    pub(super) fn lead(
        &self,
        users: &OutcomeCounts,
        recovered: u32,
        causes: &[CauseSummary],
    ) -> LogLead {
        let entries = &self.counts;
        let frequent_cause = || {
            let causes = causes.iter().filter(|cause| cause.failed > 0);
            // Of equally frequent ones, the worst comes first.
            let cause = causes
                .rev()
                .max_by_key(|cause| (cause.failed_users, cause.failed))?;
            Some((cause.id, cause.failed_users))
        };
        let (of_users, of_entries) = (users.all(), entries.all());
        if of_entries == 0 {
            LogLead::NoEntries
        } else if entries.failed > 0 {
            LogLead::Failed {
                users: users.failed,
                of_users,
                entries: entries.failed,
                of_entries,
                recovered,
                cause: frequent_cause(),
            }
        } else if entries.unknown > 0 {
            LogLead::Unknown {
                entries: entries.unknown,
                of_entries,
            }
        } else if entries.warned > 0 {
            LogLead::Warned {
                users: users.warned,
                of_users,
                entries: entries.warned,
                cause: causes.first().map(|cause| (cause.id, cause.users)),
            }
        } else if entries.skipped > 0 {
            LogLead::Skipped {
                users: self.users_with(StatusRank::Skipped),
                of_users,
                entries: entries.skipped,
                cause: causes.first().map(|cause| (cause.id, cause.users)),
            }
        } else if entries.succeeded == 0 {
            LogLead::OnlyHarmlessSkips {
                users: of_users,
                entries: of_entries,
            }
        } else {
            LogLead::Succeeded {
                users: users.succeeded,
                entries: entries.succeeded,
                skipped: entries.skipped_harmless,
            }
        }
    }
}
