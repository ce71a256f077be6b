//! Who a log is about.

use std::hash::{DefaultHasher, Hasher};

use hashbrown::HashTable;
use provisioning::chunked::{ChunkedVec, TextArena};
use serde::{Deserialize, Serialize};

use super::causes::CauseId;
use super::counts::StatusRank;
use super::entries::NONE;
use crate::entry::{EntrySubject, LogTime};

/// How many bytes of a name or an id are held.
const MAX_TEXT: usize = 256;

/// A user, or a group, in one report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LogUserId(pub u32);

/// One of the texts that users are found by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum UserText {
    Id,
    Identifier,
    Name,
}

#[derive(Debug)]
pub(super) struct StoredUser {
    texts: u32,
    lens: [u16; 3],
    /// The entry that came last in the log.
    pub(super) entry: u32,
    pub(super) entries: u32,
    /// The causes of the user, as a list.
    causes: u32,
    pub(super) next_retry: Option<LogTime>,
    last_failed: Option<LogTime>,
    pub(super) rank: StatusRank,
    pub(super) is_group: bool,
}

#[derive(Debug)]
struct UserCause {
    cause: CauseId,
    /// Whether an entry with this cause failed.
    has_failed: bool,
    next: u32,
}

/// What an entry adds to what is known of its user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct NewForUser {
    /// The first entry of the user with its cause.
    pub(super) cause: bool,
    /// The first of these that failed.
    pub(super) failure: bool,
}

/// By a hash, whose upper half stays in the table.
type UserIndex = HashTable<(u64, u32)>;

#[derive(Debug, Default)]
pub(super) struct UserTable {
    users: ChunkedVec<StoredUser>,
    texts: TextArena,
    ids: UserIndex,
    identifiers: UserIndex,
    causes: ChunkedVec<UserCause>,
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    let mut bytes = [0; 32];
    for part in text.as_bytes().chunks(bytes.len()) {
        for (to, from) in bytes.iter_mut().zip(part) {
            *to = from.to_ascii_lowercase();
        }
        hasher.write(bytes.get(..part.len()).unwrap_or_default());
    }
    hasher.finish()
}

fn short(text: &str) -> &str {
    let text = text.trim();
    text.get(..text.floor_char_boundary(MAX_TEXT))
        .unwrap_or(text)
}

impl UserTable {
    pub(super) fn len(&self) -> u32 {
        self.users.next_number()
    }

    pub(super) fn get(&self, user: LogUserId) -> Option<&StoredUser> {
        self.users.get(user.0)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (LogUserId, &StoredUser)> {
        (0..).map(LogUserId).zip(self.users.iter())
    }

    pub(super) fn text(&self, user: &StoredUser, which: UserText) -> &str {
        let [id, identifier, name] = user.lens;
        let (start, len) = match which {
            UserText::Id => (0, id),
            UserText::Identifier => (id, identifier),
            UserText::Name => (id + identifier, name),
        };
        self.texts
            .get(user.texts + u32::from(start), usize::from(len))
    }

    fn find(&self, which: UserText, text: &str) -> Option<LogUserId> {
        let index = match which {
            UserText::Id => &self.ids,
            UserText::Identifier | UserText::Name => &self.identifiers,
        };
        let wanted = hash(text);
        let same = |(own, number): &(u64, u32)| {
            let user = self.users.get(*number);
            let is = user.is_some_and(|user| self.text(user, which).eq_ignore_ascii_case(text));
            *own == wanted && is
        };
        index
            .find(wanted, same)
            .map(|(_, number)| LogUserId(*number))
    }

    /// Entries name a user by the id, by another name, or by both. `None` if an
    /// entry names nobody.
    pub(super) fn find_or_add(&mut self, subject: &EntrySubject<'_>) -> Option<LogUserId> {
        let id = short(subject.id.unwrap_or_default());
        let name = short(subject.display_name.unwrap_or_default());
        let identifier = short(subject.identifier.unwrap_or_default());
        let identifier = match (id, identifier) {
            // Nothing else tells the user from others.
            ("", "") => subject.target_id.map_or(name, short),
            (_, identifier) => identifier,
        };
        if id.is_empty() && identifier.is_empty() {
            return None;
        }
        let by_id = (!id.is_empty())
            .then(|| self.find(UserText::Id, id))
            .flatten();
        if let Some(user) = by_id {
            self.complete(user, id, identifier, name);
            return Some(user);
        }
        let by_name = (!identifier.is_empty())
            .then(|| self.find(UserText::Identifier, identifier))
            .flatten();
        // Two objects with different ids are two, whatever their name is.
        let by_name = by_name.filter(|user| {
            let known = self
                .get(*user)
                .map_or("", |user| self.text(user, UserText::Id));
            id.is_empty() || known.is_empty()
        });
        if let Some(user) = by_name {
            self.complete(user, id, identifier, name);
            return Some(user);
        }
        let user = LogUserId(self.users.next_number());
        self.users.push(StoredUser {
            texts: 0,
            lens: [0; 3],
            entry: NONE,
            entries: 0,
            causes: NONE,
            next_retry: None,
            last_failed: None,
            rank: StatusRank::SkippedHarmless,
            is_group: false,
        });
        self.complete(user, id, identifier, name);
        Some(user)
    }

    /// Adds texts that are not known yet.
    fn complete(&mut self, user: LogUserId, id: &str, identifier: &str, name: &str) {
        let Some(stored) = self.users.get(user.0) else {
            return;
        };
        let [has_id, has_identifier, has_name] = stored.lens.map(|len| len > 0);
        let adds_id = !has_id && !id.is_empty();
        let adds_identifier = !has_identifier && !identifier.is_empty();
        if !adds_id && !adds_identifier && (has_name || name.is_empty()) {
            return;
        }
        let known = [UserText::Id, UserText::Identifier, UserText::Name]
            .map(|which| self.text(stored, which).to_owned());
        let mut texts = [id, identifier, name];
        for (text, known) in texts.iter_mut().zip(&known) {
            if !known.is_empty() {
                *text = known;
            }
        }
        let position = self.texts.add_parts(&texts);
        if let Some(stored) = self.users.get_mut(user.0) {
            stored.texts = position;
            stored.lens = texts.map(|text| u16::try_from(text.len()).unwrap_or(0));
        }
        let rehash = |(hash, _): &(u64, u32)| *hash;
        let [id, identifier, _] = texts.map(hash);
        if adds_id {
            self.ids.insert_unique(id, (id, user.0), rehash);
        }
        if adds_identifier {
            self.identifiers
                .insert_unique(identifier, (identifier, user.0), rehash);
        }
    }

    /// Notes that a user has an entry with a cause.
    pub(super) fn add_cause(
        &mut self,
        user: LogUserId,
        cause: CauseId,
        has_failed: bool,
    ) -> NewForUser {
        let mut number = self.get(user).map_or(NONE, |user| user.causes);
        while let Some(known) = self.causes.get_mut(number) {
            if known.cause == cause {
                let failure = has_failed && !known.has_failed;
                known.has_failed |= has_failed;
                return NewForUser {
                    cause: false,
                    failure,
                };
            }
            number = known.next;
        }
        let number = self.causes.next_number();
        if let Some(stored) = self.users.get_mut(user.0) {
            let next = std::mem::replace(&mut stored.causes, number);
            self.causes.push(UserCause {
                cause,
                has_failed,
                next,
            });
        }
        NewForUser {
            cause: true,
            failure: has_failed,
        }
    }

    pub(super) fn causes_of(&self, user: LogUserId) -> impl Iterator<Item = CauseId> {
        let first = self.get(user).map_or(NONE, |user| user.causes);
        let all =
            std::iter::successors(self.causes.get(first), |cause| self.causes.get(cause.next));
        all.map(|cause| cause.cause)
    }

    /// Counts an entry. Gives the one before it.
    pub(super) fn count(
        &mut self,
        user: LogUserId,
        entry: u32,
        rank: StatusRank,
        time: Option<LogTime>,
        next_retry: Option<LogTime>,
        is_group: bool,
    ) -> u32 {
        let Some(stored) = self.users.get_mut(user.0) else {
            return NONE;
        };
        stored.entries += 1;
        stored.rank = stored.rank.max(rank);
        stored.is_group |= is_group;
        if rank == StatusRank::Failed && time >= stored.last_failed {
            stored.last_failed = time;
            stored.next_retry = next_retry;
        }
        std::mem::replace(&mut stored.entry, entry)
    }
}
