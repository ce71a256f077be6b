//! What a log says as a whole: outcomes, causes, cycles and users.
//!
//! [`LogReport`] takes entries from a [`LogReader`](crate::read::LogReader). It
//! holds some bytes of each, and where it is in its file.

mod causes;
mod counts;
mod cycles;
mod entries;
mod export;
mod lead;
mod query;
mod summary;
#[cfg(test)]
mod tests;
mod users;

use provisioning::chunked::ChunkedVec;

use crate::cause::{Cause, CauseSeverity, diagnose};
use crate::entry::{EntryOutcome, LogEntry, LogTime};
use crate::facts::ObjectType;
use crate::read::{EntryPosition, EntrySink};

use causes::CauseTable;
use cycles::CycleTable;
use entries::{NONE, StoredEntry};
use users::UserTable;

pub use causes::{CauseId, CauseSummary};
pub use counts::{OutcomeCounts, StatusRank};
pub use cycles::{MAX_BUCKETS, OutcomeBucket};
pub use export::{LogExportFormat, summary_json};
pub use lead::LogLead;
pub use query::{LogUserRow, TimelineEntry, UserFilter, UserOrder, UserPage};
pub use summary::LogSummary;
pub use users::LogUserId;

/// Accumulates entries.
#[derive(Debug, Default)]
pub struct LogReport {
    entries: ChunkedVec<StoredEntry>,
    users: UserTable,
    causes: CauseTable,
    cycles: CycleTable,
    counts: OutcomeCounts,
    /// Entries that name nobody.
    without_user: OutcomeCounts,
    application: Option<String>,
    first: Option<LogTime>,
    last: Option<LogTime>,
}

impl EntrySink for LogReport {
    fn entry(&mut self, entry: &LogEntry<'_>, position: EntryPosition) {
        self.add(entry, position);
    }
}

impl LogReport {
    pub fn add(&mut self, entry: &LogEntry<'_>, position: EntryPosition) {
        let outcome = entry.outcome();
        let time = entry.time.as_deref().and_then(LogTime::parse);
        let user = self.users.find_or_add(&entry.subject());
        let mut next_retry = None;
        let mut cause = None;
        let mut severity = CauseSeverity::Harmless;
        if explains(outcome) {
            let facts = entry.facts();
            let retry = facts.next_retry.as_deref();
            next_retry = retry.and_then(LogTime::parse);
            let found = diagnose(&facts);
            severity = severity_of(&found, outcome);
            cause = Some(self.causes.find_or_add(found, severity));
        }
        let rank = StatusRank::of(outcome, severity);
        let cycle = entry.cycle_id.as_deref();
        let stored = StoredEntry::new(
            position,
            time,
            self.cycles.find_or_add(cycle, time),
            cause,
            entry.action,
            rank,
        );
        self.counts.count(rank);
        self.first = self.first.into_iter().chain(time).min();
        self.last = self.last.into_iter().chain(time).max();
        if self.application.is_none() {
            self.application = entry.service_principal.as_deref().map(str::to_owned);
        }
        let number = self.entries.next_number();
        if let Some(cause) = cause {
            let has_failed = outcome == EntryOutcome::Failed;
            let new = user.map(|user| self.users.add_cause(user, cause, has_failed));
            self.causes
                .count(cause, new.unwrap_or_default(), has_failed, number, time);
        }
        let previous = match user {
            Some(user) => {
                let group = entry.object_type() == Some(ObjectType::Group);
                self.users
                    .count(user, number, rank, time, next_retry, group)
            }
            None => {
                self.without_user.count(rank);
                NONE
            }
        };
        let user = user.map_or(NONE, |user| user.0);
        self.entries.push(stored.of_user(user, previous));
    }

    pub fn entries(&self) -> u32 {
        self.entries.next_number()
    }
}

/// What has a cause. An entry that doesn't say how it ended has none.
fn explains(outcome: EntryOutcome) -> bool {
    match outcome {
        EntryOutcome::Failed | EntryOutcome::Warned | EntryOutcome::Skipped => true,
        EntryOutcome::Unknown | EntryOutcome::Succeeded => false,
    }
}

/// What failed is never harmless, whatever its cause usually is.
fn severity_of(cause: &Cause, outcome: EntryOutcome) -> CauseSeverity {
    match outcome {
        EntryOutcome::Failed if cause.severity < CauseSeverity::Transient => CauseSeverity::Failure,
        EntryOutcome::Warned => cause.severity.max(CauseSeverity::Check),
        _ => cause.severity,
    }
}
