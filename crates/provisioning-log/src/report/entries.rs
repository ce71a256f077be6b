//! What is held of each entry.

use super::causes::CauseId;
use super::counts::StatusRank;
use crate::entry::LogTime;
use crate::facts::ProvisioningAction;
use crate::read::EntryPosition;

pub(super) const NONE: u32 = u32::MAX;

const NO_TIME: i64 = i64::MIN;

/// The file of entries that are in joined tables.
const JOINED: u16 = u16::MAX;

#[derive(Debug, Clone, Copy)]
pub(super) struct StoredEntry {
    start: u64,
    time: i64,
    len: u32,
    pub(super) user: u32,
    /// The entry of the same user before this one in the log.
    pub(super) previous: u32,
    pub(super) cycle: u32,
    cause: u16,
    file: u16,
    pub(super) action: Option<ProvisioningAction>,
    pub(super) rank: StatusRank,
}

impl StoredEntry {
    pub(super) fn new(
        position: EntryPosition,
        time: Option<LogTime>,
        cycle: u32,
        cause: Option<CauseId>,
        action: Option<ProvisioningAction>,
        rank: StatusRank,
    ) -> Self {
        let (file, start, len) = match position {
            EntryPosition::File { file, start, len } => (file, start, len),
            EntryPosition::Joined(number) => (JOINED, u64::from(number), 0),
        };
        Self {
            start,
            time: time.map_or(NO_TIME, |time| time.0),
            len,
            user: NONE,
            previous: NONE,
            cycle,
            cause: cause.map_or(u16::MAX, |cause| cause.0),
            file,
            action,
            rank,
        }
    }

    /// The entry of a user, behind the user's previous one.
    pub(super) fn of_user(self, user: u32, previous: u32) -> Self {
        Self {
            user,
            previous,
            ..self
        }
    }

    pub(super) fn position(&self) -> EntryPosition {
        match self.file {
            JOINED => EntryPosition::Joined(u32::try_from(self.start).unwrap_or(NONE)),
            file => EntryPosition::File {
                file,
                start: self.start,
                len: self.len,
            },
        }
    }

    pub(super) fn time(&self) -> Option<LogTime> {
        (self.time != NO_TIME).then_some(LogTime(self.time))
    }

    pub(super) fn cause(&self) -> Option<CauseId> {
        (self.cause != u16::MAX).then_some(CauseId(self.cause))
    }
}
