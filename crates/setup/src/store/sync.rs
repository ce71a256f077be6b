//! How a store and its storage converge.

use super::super::entry::{self, SaveError, SetupEntry};
use super::super::record::{MAX_BYTES, SetupRecordError};
use super::super::replica::{EditTime, Replica};
use super::super::{Setup, SetupId};
use super::{KeyValueStorage, PREFIX, Store, UnreadableRecord};

/// How far in the future a record may claim to have been edited.
const DAY: EditTime = 86_400_000;

/// What is known of a setup that is gone.
#[derive(Debug)]
pub(super) struct RemovedSetup {
    pub(super) id: SetupId,
    pub(super) replica: Replica,
    /// Whether this tab removed it, and not another one.
    pub(super) here: bool,
}

/// How what a tab knows compares with what is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StoredState {
    /// All of it is there, or storage cannot be read.
    Same,
    /// Some of it is not.
    Older,
    Missing,
    Unreadable,
}

pub(super) fn key(id: &SetupId) -> String {
    format!("{PREFIX}{}", id.0)
}

impl<S: KeyValueStorage> Store<S> {
    pub(super) fn ids(&self, of: impl Fn(&SetupEntry) -> bool) -> Vec<SetupId> {
        let entries = self.memory.iter().filter(|entry| of(entry));
        entries.map(|entry| entry.setup.id.clone()).collect()
    }

    pub(super) fn entry(&self, id: &SetupId) -> Option<&SetupEntry> {
        self.memory.iter().find(|entry| entry.setup.id == *id)
    }

    pub(super) fn entry_mut(&mut self, id: &SetupId) -> Option<&mut SetupEntry> {
        self.memory.iter_mut().find(|entry| entry.setup.id == *id)
    }

    /// Replaces a setup, or inserts it by the time of its creation.
    pub(super) fn put_entry(&mut self, entry: SetupEntry) {
        match self.entry_mut(&entry.setup.id) {
            Some(old) => *old = entry,
            None => {
                let index = self
                    .memory
                    .partition_point(|old| old.setup.created <= entry.setup.created);
                self.memory.insert(index, entry);
            }
        }
    }

    pub(super) fn remove_entry(&mut self, id: &SetupId, here: bool) -> Option<Setup> {
        let index = self.memory.iter().position(|entry| entry.setup.id == *id)?;
        let SetupEntry { setup, replica, .. } = self.memory.remove(index);
        self.removed.push(RemovedSetup {
            id: id.clone(),
            replica,
            here,
        });
        Some(setup)
    }

    /// What is known of a setup that comes back.
    pub(super) fn take_removed(&mut self, id: &SetupId) -> Option<Replica> {
        let index = self.removed.iter().position(|removed| removed.id == *id)?;
        Some(self.removed.swap_remove(index).replica)
    }

    /// What is known of a setup that this tab removed.
    fn removed_here(&self, id: &SetupId) -> Option<&Replica> {
        let removed = self.removed.iter().find(|removed| removed.id == *id)?;
        removed.here.then_some(&removed.replica)
    }

    pub(super) fn read(
        &self,
        id: &SetupId,
        text: &str,
    ) -> Result<(Setup, Replica), SetupRecordError> {
        entry::read(id, text, (self.clock)().saturating_add(DAY))
    }

    /// Whether this tab removed the setup when it knew all of this.
    pub(super) fn removed_later(&self, id: &SetupId, theirs: &Replica) -> bool {
        self.removed_here(id)
            .is_some_and(|known| !known.clone().merge(theirs))
    }

    /// Merges a text that another tab wrote and that may be gone from storage
    /// again. Returns whether it undoes a removal in this tab.
    pub(super) fn merge_event(&mut self, id: &SetupId, text: &str) -> bool {
        // What is still in storage is read from there.
        if matches!(self.storage.get(&key(id)), Ok(Some(current)) if current == text) {
            return false;
        }
        match self.read(id, text) {
            Ok((setup, theirs)) if !self.removed_later(id, &theirs) => {
                let removed_here = self.removed_here(id).is_some();
                self.merge_record(setup, theirs);
                removed_here
            }
            _ => false,
        }
    }

    /// Merges what is stored now.
    pub(super) fn pull(&mut self, id: &SetupId) -> StoredState {
        let key = key(id);
        let text = match self.storage.get(&key) {
            Ok(Some(text)) => text,
            Ok(None) => {
                self.unreadable.retain(|unreadable| unreadable.key != key);
                return StoredState::Missing;
            }
            Err(_) => return StoredState::Same,
        };
        if self.entry(id).is_some_and(|entry| entry.is_saved_as(&text)) {
            return StoredState::Same;
        }
        self.unreadable.retain(|unreadable| unreadable.key != key);
        match self.read(id, &text) {
            Ok((_, theirs)) if self.removed_later(id, &theirs) => {
                let _ = self.storage.remove(&key);
                StoredState::Same
            }
            Ok((setup, theirs)) => {
                self.merge_record(setup, theirs.clone());
                match self.entry_mut(id) {
                    Some(entry) if entry.replica == theirs => {
                        entry.saved = Some(text);
                        StoredState::Same
                    }
                    _ => StoredState::Older,
                }
            }
            Err(error) => {
                self.unreadable.push(UnreadableRecord { key, error, text });
                match self.entry_mut(id) {
                    Some(entry) if entry.needs_saving() => {
                        entry.unsaved = Some(SaveError::Occupied);
                    }
                    _ => {
                        let _ = self.remove_entry(id, false);
                    }
                }
                StoredState::Unreadable
            }
        }
    }

    /// Adds what another tab knows to what this one knows.
    pub(super) fn merge_record(&mut self, setup: Setup, theirs: Replica) {
        self.last = self.last.max(theirs.latest());
        match self.entry_mut(&setup.id) {
            Some(entry) => entry.merge(&theirs),
            None => {
                let known = self.take_removed(&setup.id);
                let mut entry = SetupEntry::read(setup, theirs);
                if let Some(known) = known {
                    entry.merge(&known);
                }
                self.put_entry(entry);
            }
        }
    }

    /// Writes what this tab knows, but for what would make it too long.
    pub(super) fn push(&mut self, id: &SetupId) {
        if self.entry_mut(id).is_some_and(SetupEntry::hold_back) {
            // What another tab has replaces what is held back.
            let _ = self.pull(id);
        }
        let key = key(id);
        let occupied = self
            .unreadable
            .iter()
            .any(|unreadable| unreadable.key == key);
        let Some(entry) = self.memory.iter_mut().find(|entry| entry.setup.id == *id) else {
            return;
        };
        let text = entry.text();
        let written = if text.len() > MAX_BYTES {
            Err(entry.too_long_error(false))
        } else if occupied {
            Err(SaveError::Occupied)
        } else {
            self.storage
                .put(&key, &text)
                .map_err(SaveError::KeyValueStorage)
        };
        if written.is_ok() {
            self.refused = None;
        }
        entry.wrote(text, written);
    }

    /// Tries again what could not be written, when one setup could.
    pub(super) fn save_unsaved_after(&mut self, id: &SetupId) {
        if self.entry(id).is_some_and(|entry| entry.unsaved.is_none()) {
            self.save_unsaved();
        }
    }

    /// Tries again what could not be written.
    pub(super) fn save_unsaved(&mut self) {
        let can_succeed = |entry: &SetupEntry| {
            matches!(
                entry.unsaved,
                Some(SaveError::KeyValueStorage(_) | SaveError::Occupied)
            )
        };
        for id in self.ids(can_succeed) {
            if self.pull(&id) != StoredState::Unreadable {
                self.push(&id);
            }
        }
    }
}
