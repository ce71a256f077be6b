//! What a page shows of a log before anything is opened.

use serde::{Deserialize, Serialize};

use super::causes::CauseSummary;
use super::counts::{OutcomeCounts, StatusRank};
use super::cycles::OutcomeBucket;
use super::lead::LogLead;
use super::users::LogUserId;
use super::{LogReport, UserTable};
use crate::entry::LogTime;
use crate::format::LogFormat;
use crate::read::{LogFiles, ReadNotes};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogSummary {
    pub lead: LogLead,
    pub format: Option<LogFormat>,
    pub application: Option<String>,
    pub first: Option<LogTime>,
    pub last: Option<LogTime>,
    pub cycles: u32,
    pub entries: OutcomeCounts,
    /// Each user once, by the worst that happened.
    pub users: OutcomeCounts,
    /// Entries that name nobody, which are in no count of users.
    pub without_user: OutcomeCounts,
    /// Of `users`, those that are groups.
    pub groups: u32,
    /// The worst and most frequent first.
    pub causes: Vec<CauseSummary>,
    pub buckets: Vec<OutcomeBucket>,
    pub notes: ReadNotes,
}

impl LogReport {
    pub fn summary(&self, files: &LogFiles, notes: &ReadNotes) -> LogSummary {
        let causes = self.causes.ranked();
        let (mut users, mut groups, mut recovered) = (OutcomeCounts::default(), 0, 0);
        for (id, user) in self.users.iter() {
            users.count(user.rank);
            groups += u32::from(user.is_group);
            recovered += u32::from(user.rank == StatusRank::Failed && self.recovered(id));
        }
        LogSummary {
            lead: self.lead(&users, recovered, &causes),
            format: files.format(),
            application: self.application.clone(),
            first: self.first,
            last: self.last,
            cycles: self.cycles.len(),
            entries: self.counts,
            users,
            without_user: self.without_user,
            groups,
            buckets: self.buckets(),
            causes,
            notes: notes.clone(),
        }
    }

    pub(super) fn users(&self) -> &UserTable {
        &self.users
    }

    pub(super) fn users_with(&self, rank: StatusRank) -> u32 {
        let with = self.users.iter().filter(|(_, user)| user.rank == rank);
        u32::try_from(with.count()).unwrap_or(u32::MAX)
    }

    /// Whether an entry that succeeded is certainly later than all that failed.
    /// A skip proves nothing.
    pub(super) fn recovered(&self, user: LogUserId) -> bool {
        let (mut failed, mut succeeded) = (None, None);
        for (_, entry) in self.entries_of(user) {
            match entry.rank {
                StatusRank::Failed | StatusRank::Unknown | StatusRank::Warned => {
                    let Some(time) = entry.time() else {
                        return false;
                    };
                    failed = failed.max(Some(time));
                }
                StatusRank::Succeeded => succeeded = succeeded.max(entry.time()),
                StatusRank::Skipped | StatusRank::SkippedHarmless => {}
            }
        }
        succeeded > failed
    }
}
