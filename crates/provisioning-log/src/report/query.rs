//! Users and their entries, one page at a time.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::LogReport;
use super::causes::CauseId;
use super::counts::StatusRank;
use super::entries::StoredEntry;
use super::users::{LogUserId, UserText};
use crate::entry::LogTime;
use crate::facts::ProvisioningAction;
use crate::read::EntryPosition;

/// How many rows a page has at most.
const MAX_ROWS: usize = 500;

/// How many entries of a user are shown: the last.
const MAX_TIMELINE: usize = 1000;

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct UserFilter {
    pub cause: Option<CauseId>,
    pub status: Option<StatusRank>,
    /// Part of a name or an id, in any case.
    pub text: String,
    pub order: UserOrder,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum UserOrder {
    /// The worst first; what failed and succeeded later comes after what still
    /// fails.
    #[default]
    Severity,
    /// The last entry first.
    Time,
    /// By display name, or by another name without one.
    Name,
    /// As in the log.
    Log,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogUserRow {
    pub user: LogUserId,
    pub id: String,
    pub identifier: String,
    pub name: String,
    pub is_group: bool,
    /// The worst that happened.
    pub status: StatusRank,
    /// It failed, and succeeded later.
    pub recovered: bool,
    /// Of the latest entry that the filter's cause has, or else of the latest.
    pub action: Option<ProvisioningAction>,
    pub last: Option<LogTime>,
    pub next_retry: Option<LogTime>,
    pub entries: u32,
    pub causes: Vec<CauseId>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserPage {
    /// How many users the filter has.
    pub users: u32,
    pub rows: Vec<LogUserRow>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineEntry {
    pub entry: u32,
    pub position: EntryPosition,
    pub time: Option<LogTime>,
    pub action: Option<ProvisioningAction>,
    pub status: StatusRank,
    pub cause: Option<CauseId>,
}

impl TimelineEntry {
    fn of(number: u32, entry: &StoredEntry) -> Self {
        Self {
            entry: number,
            position: entry.position(),
            time: entry.time(),
            action: entry.action,
            status: entry.rank,
            cause: entry.cause(),
        }
    }
}

impl LogReport {
    /// The users of a filter, in its order.
    pub fn user_page(&self, filter: &UserFilter, first: u32, rows: usize) -> UserPage {
        let mut users = self.matching(filter);
        match filter.order {
            UserOrder::Log => {}
            UserOrder::Severity => users.sort_by_cached_key(|id| {
                let rank = self.users.get(*id).map(|user| user.rank);
                let recovered = rank == Some(StatusRank::Failed) && self.recovered(*id);
                (Reverse(rank), recovered)
            }),
            UserOrder::Time => users.sort_by_cached_key(|id| {
                let times = self.entries_of(*id).map(|(_, entry)| entry.time());
                Reverse(times.max())
            }),
            UserOrder::Name => users.sort_by_cached_key(|id| self.sort_name(*id)),
        }
        let start = users.len().min(first as usize);
        let shown = users.iter().skip(start).take(rows.min(MAX_ROWS));
        UserPage {
            users: u32::try_from(users.len()).unwrap_or(u32::MAX),
            rows: shown
                .filter_map(|id| self.user_row(*id, filter.cause))
                .collect(),
        }
    }

    /// The users of a filter, in the order of the log.
    fn matching(&self, filter: &UserFilter) -> Vec<LogUserId> {
        let text = filter.text.trim().to_lowercase();
        let matching = self.users().iter().filter(|(id, user)| {
            filter.status.is_none_or(|status| status == user.rank)
                && filter
                    .cause
                    .is_none_or(|cause| self.users.causes_of(*id).any(|own| own == cause))
                && (text.is_empty() || self.has_text(*id, &text))
        });
        matching.map(|(id, _)| id).collect()
    }

    fn sort_name(&self, user: LogUserId) -> String {
        let Some(user) = self.users.get(user) else {
            return String::new();
        };
        let texts = [UserText::Name, UserText::Identifier, UserText::Id];
        let mut texts = texts.into_iter().map(|which| self.users.text(user, which));
        let name = texts.find(|text| !text.is_empty());
        name.unwrap_or_default().to_lowercase()
    }

    fn has_text(&self, user: LogUserId, text: &str) -> bool {
        let Some(user) = self.users.get(user) else {
            return false;
        };
        let texts = [UserText::Name, UserText::Identifier, UserText::Id];
        texts.into_iter().any(|which| {
            let own = self.users.text(user, which);
            own.to_lowercase().contains(text)
        })
    }

    pub fn user_row(&self, id: LogUserId, cause: Option<CauseId>) -> Option<LogUserRow> {
        let user = self.users.get(id)?;
        let text = |which| self.users.text(user, which).to_owned();
        let own = self.entries_of(id);
        let own = own.filter(|(_, entry)| cause.is_none() || entry.cause() == cause);
        // Of entries of one time, the one that comes first here is the later one.
        let latest = own.map(|(_, entry)| entry).reduce(|latest, entry| {
            match entry.time() > latest.time() {
                true => entry,
                false => latest,
            }
        });
        Some(LogUserRow {
            user: id,
            id: text(UserText::Id),
            identifier: text(UserText::Identifier),
            name: text(UserText::Name),
            is_group: user.is_group,
            status: user.rank,
            recovered: user.rank == StatusRank::Failed && self.recovered(id),
            action: latest.and_then(|entry| entry.action),
            last: latest.and_then(StoredEntry::time),
            next_retry: user.next_retry,
            entries: user.entries,
            causes: self.users.causes_of(id).collect(),
        })
    }

    /// The entries of a user, the last of the log first.
    pub(super) fn entries_of(&self, user: LogUserId) -> impl Iterator<Item = (u32, &StoredEntry)> {
        let first = self.users.get(user).map(|user| user.entry);
        let numbered = |number: u32| Some((number, self.entries.get(number)?));
        std::iter::successors(first.and_then(numbered), move |(_, entry)| {
            numbered(entry.previous)
        })
    }

    /// The entries of a user by time.
    pub fn timeline(&self, user: LogUserId) -> Vec<TimelineEntry> {
        let own = self.entries_of(user);
        let mut timeline: Vec<TimelineEntry> = own
            .map(|(number, entry)| TimelineEntry::of(number, entry))
            .collect();
        timeline.sort_by_key(|entry| (entry.time, entry.entry));
        timeline.drain(..timeline.len().saturating_sub(MAX_TIMELINE));
        timeline
    }

    /// One entry by its number, such as the example of a cause.
    pub fn entry_at(&self, number: u32) -> Option<TimelineEntry> {
        let entry = self.entries.get(number)?;
        Some(TimelineEntry::of(number, entry))
    }

    /// Whom an entry is about.
    pub fn user_of(&self, number: u32) -> Option<LogUserId> {
        let user = LogUserId(self.entries.get(number)?.user);
        self.users.get(user).map(|_| user)
    }

    pub fn cause(&self, id: CauseId) -> Option<&super::CauseSummary> {
        self.causes.get(id)
    }
}
