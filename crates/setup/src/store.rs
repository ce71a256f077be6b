//! Persists the setups of one browser.
//!
//! A browser may hand a tab an older text than another tab has written, so
//! reading before writing protects nothing, and neither does reading back.
//! Each record therefore carries the times of its edits ([`super::replica`]).
//! A tab merges whatever it reads, and what storage events carry, into what it knows, and writes
//! again when storage lacks a part of that. When all events have arrived, all
//! tabs and the storage have every edit.
//!
//! What is written can always be read back: a text that makes a record too long
//! stays in memory. A record that cannot be read stays where it is and is
//! reported; its key is never written to. When storage refuses to write,
//! the store goes on in memory, says what is unsaved and tries again.
//!
//! A record that vanished may have been deleted by another tab or cleared with
//! all others; storage does not tell which. Edits that waited meanwhile are
//! therefore kept until somebody restores or dismisses them.

use self::sync::{RemovedSetup, StoredState, key};
use super::entry::{SaveError, SetupEntry};
use super::record::SetupRecordError;
use super::replica::EditTime;
use super::{Setup, SetupId, Timestamp};

pub use super::storage::{KeyValueStorage, StorageError};

mod sync;

/// What every key of a setup begins with.
pub const PREFIX: &str = "scimdesk/setup/";

/// A record that cannot be read and is therefore left alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadableRecord {
    pub key: String,
    pub error: SetupRecordError,
    /// Its text, so that the admin can save it.
    pub text: String,
}

/// What a setup is called in lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetupSummary {
    pub id: SetupId,
    pub name: String,
    /// Region and application, in short.
    pub about: String,
    /// When it was last edited, in milliseconds since 1970; 0 if that is not known.
    pub changed: EditTime,
}

/// A setup with changes that are in this tab only.
#[derive(Debug, Clone, Copy)]
pub struct UnsavedSetup<'a> {
    pub setup: &'a Setup,
    pub error: &'a SaveError,
    pub is_worth_saving: bool,
}

/// A setup that vanished while this tab had it, until it is restored or
/// dismissed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeletedSetup {
    pub setup: Setup,
    /// Whether edits of this tab are in it that were never saved.
    pub has_edits: bool,
}

/// The setups of one browser as one tab sees them.
#[derive(Debug)]
pub struct Store<S> {
    storage: S,
    clock: fn() -> EditTime,
    last: EditTime,
    memory: Vec<SetupEntry>,
    removed: Vec<RemovedSetup>,
    deleted: Vec<DeletedSetup>,
    unreadable: Vec<UnreadableRecord>,
    refused: Option<StorageError>,
}

impl<S: KeyValueStorage> Store<S> {
    /// Reads all setups from storage. The clock gives milliseconds since 1970.
    pub fn open(storage: S, clock: fn() -> EditTime) -> Self {
        let mut store = Self {
            storage,
            clock,
            last: 0,
            memory: Vec::new(),
            removed: Vec::new(),
            deleted: Vec::new(),
            unreadable: Vec::new(),
            refused: None,
        };
        match store.storage.keys() {
            Err(error) => store.refused = Some(error),
            Ok(keys) => {
                for id in keys.iter().filter_map(|key| key.strip_prefix(PREFIX)) {
                    let _ = store.pull(&SetupId(id.to_owned()));
                }
            }
        }
        store
    }

    /// Takes over what another tab wrote or removed (`None`). Storage may
    /// already have something newer, or still something older.
    pub fn sync_from_storage(&mut self, key: &str, written: Option<&str>) {
        if let Some(id) = key.strip_prefix(PREFIX) {
            let id = SetupId(id.to_owned());
            self.save(&id);
            let is_back = written.is_some_and(|text| self.merge_event(&id, text));
            match self.pull(&id) {
                StoredState::Same | StoredState::Unreadable => {}
                StoredState::Older => self.push(&id),
                StoredState::Missing => {
                    let unsaved = |entry: &SetupEntry| entry.unsaved.is_some();
                    if is_back || self.entry(&id).is_some_and(unsaved) {
                        self.push(&id);
                    } else {
                        self.follow_removal(&id);
                    }
                }
            }
            // What this tab knew of a setup that is back was merged with it.
            if self.entry(&id).is_some() {
                self.dismiss_deleted(&id);
            }
        }
        // Whatever was removed or became shorter may have made room.
        self.save_unsaved();
    }

    /// Puts back what somebody cleared at once, and returns what that was.
    pub fn sync_cleared(&mut self) -> Vec<SetupId> {
        let storage = &self.storage;
        self.unreadable
            .retain(|unreadable| !matches!(storage.get(&unreadable.key), Ok(None)));
        self.put_back_edits();
        let mut cleared = Vec::new();
        for id in self.ids(|_| true) {
            if let Some(entry) = self.entry_mut(&id) {
                entry.stage();
            }
            let stored = self.pull(&id);
            if stored == StoredState::Missing {
                cleared.push(id.clone());
            }
            if matches!(stored, StoredState::Missing | StoredState::Older) {
                self.push(&id);
            }
        }
        cleared
    }

    pub fn unreadable(&self) -> &[UnreadableRecord] {
        &self.unreadable
    }

    /// Throws an unreadable record away, when the admin asks for it.
    pub fn discard_unreadable(&mut self, key: &str) {
        match self.storage.remove(key) {
            Ok(()) => {
                self.unreadable.retain(|unreadable| unreadable.key != key);
                self.save_unsaved();
            }
            Err(error) => self.refused = Some(error),
        }
    }

    /// Why storage refused the last request.
    pub fn storage_error(&self) -> Option<StorageError> {
        let unsaved = self.memory.iter().find_map(|entry| match entry.unsaved {
            Some(SaveError::KeyValueStorage(error)) => Some(error),
            _ => None,
        });
        unsaved.or(self.refused)
    }

    /// Setups with changes that are in this tab only.
    pub fn unsaved(&self) -> impl Iterator<Item = UnsavedSetup<'_>> {
        self.memory.iter().filter_map(|entry| {
            Some(UnsavedSetup {
                setup: &entry.setup,
                error: entry.unsaved.as_ref()?,
                is_worth_saving: entry.is_worth_saving,
            })
        })
    }

    pub fn get(&self, id: &SetupId) -> Option<&Setup> {
        self.entry(id).map(|entry| &entry.setup)
    }

    /// All setups, the oldest first.
    pub fn list(&self) -> Vec<SetupSummary> {
        self.memory
            .iter()
            .map(|entry| SetupSummary {
                id: entry.setup.id.clone(),
                name: entry.setup.shown_name().to_owned(),
                about: entry.setup.about(),
                changed: entry.last_edit(),
            })
            .collect()
    }

    /// Adds or puts back a setup.
    pub fn insert(&mut self, setup: Setup) {
        let id = setup.id.clone();
        self.put_back(setup);
        self.push(&id);
        self.save_unsaved_after(&id);
    }

    /// Changes a setup in memory and returns the result, or `None` when nobody
    /// has a setup of that identity. Neither reads nor writes storage: call
    /// [`Store::save_all`] when somebody pauses.
    pub fn edit(&mut self, id: &SetupId, change: impl FnOnce(&mut Setup)) -> Option<&Setup> {
        let now = self.now();
        let entry = self.entry_mut(id)?;
        entry.change(change, now);
        Some(&entry.setup)
    }

    pub fn save_all(&mut self) {
        for id in self.ids(SetupEntry::needs_saving) {
            self.save(&id);
        }
    }

    /// Writes the changes of a setup, merged with what is stored. A setup
    /// that another tab deleted meanwhile stays deleted: whoever edited it did
    /// not know. Its edits stay among [`Store::deleted`].
    fn save(&mut self, id: &SetupId) {
        let Some(entry) = self.entry_mut(id).filter(|entry| entry.needs_saving()) else {
            return;
        };
        entry.stage();
        if !entry.needs_saving() {
            return;
        }
        // What storage refused may be missing for that reason.
        let was_refused = entry.unsaved.is_some();
        if self.pull(id) == StoredState::Missing && !was_refused {
            let setup = self.remove_entry(id, false);
            self.deleted.extend(setup.map(|setup| DeletedSetup {
                setup,
                has_edits: true,
            }));
            return;
        }
        self.push(id);
        self.save_unsaved_after(id);
    }

    /// Setups that vanished while edits of this tab waited to be saved, with
    /// these edits, and those that [`Store::keep_deleted`] was given.
    pub fn deleted(&self) -> &[DeletedSetup] {
        &self.deleted
    }

    /// Keeps a setup that another tab deleted, so that it can be restored.
    pub fn keep_deleted(&mut self, setup: Setup) {
        let mut deleted = self.deleted.iter();
        if !deleted.any(|deleted| deleted.setup.id == setup.id) {
            self.deleted.push(DeletedSetup {
                setup,
                has_edits: false,
            });
        }
    }

    pub fn dismiss_deleted(&mut self, id: &SetupId) {
        self.deleted.retain(|deleted| deleted.setup.id != *id);
    }

    /// Removes what is no longer stored. What another tab wrote into it before
    /// belongs to the edits that are kept of it.
    fn follow_removal(&mut self, id: &SetupId) {
        let Some(setup) = self.remove_entry(id, false) else {
            return;
        };
        let mut deleted = self.deleted.iter_mut();
        if let Some(deleted) = deleted.find(|deleted| deleted.setup.id == *id) {
            deleted.setup = setup;
        }
    }

    /// Puts setups back whose edits were never saved. Somebody who cleared
    /// everything deleted none of them on purpose.
    fn put_back_edits(&mut self) {
        let deleted = self.deleted.iter().filter(|deleted| deleted.has_edits);
        let setups: Vec<Setup> = deleted.map(|deleted| deleted.setup.clone()).collect();
        for setup in setups {
            self.put_back(setup);
        }
    }

    fn put_back(&mut self, setup: Setup) {
        self.dismiss_deleted(&setup.id);
        let now = self.now();
        let known = match self.entry(&setup.id) {
            Some(entry) => Some(entry.replica.clone()),
            None => self.take_removed(&setup.id),
        };
        self.put_entry(SetupEntry::inserted(setup, known, now));
    }

    /// Copies a setup under a new identity.
    pub fn duplicate(&mut self, id: &SetupId, new_id: SetupId, now: Timestamp) -> Option<Setup> {
        let source = self.get(id)?;
        let copy = Setup {
            id: new_id,
            name: self.free_name(&source.name),
            created: now,
            ..source.clone()
        };
        self.insert(copy.clone());
        Some(copy)
    }

    /// Removes a setup and hands it back, for undo by [`Store::insert`].
    pub fn delete(&mut self, id: &SetupId) -> Option<Setup> {
        let setup = self.remove_entry(id, true)?;
        match self.storage.remove(&key(id)) {
            Ok(()) => self.save_unsaved(),
            Err(error) => self.refused = Some(error),
        }
        Some(setup)
    }

    /// A name nobody has: the wanted one, or with a number behind it.
    pub fn free_name(&self, wanted: &str) -> String {
        let taken = |name: &str| self.memory.iter().any(|entry| entry.setup.name == name);
        if !taken(wanted) {
            return wanted.to_owned();
        }
        (2..)
            .map(|number| format!("{wanted} ({number})"))
            .find(|name| !taken(name))
            .unwrap_or_else(|| wanted.to_owned())
    }

    fn now(&mut self) -> EditTime {
        self.last = (self.clock)().max(self.last.saturating_add(1));
        self.last
    }
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod tabs_tests;
