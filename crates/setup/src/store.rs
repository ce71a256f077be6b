//! Persists the set-ups of one browser.
//!
//! A browser may hand a tab an older text than another tab has written, so
//! reading before writing protects nothing, and neither does reading back.
//! Each record therefore carries the times of its edits ([`super::replica`]).
//! A tab merges whatever it reads or hears of into what it knows, and writes
//! again when the shelf lacks a part of that. When all events have arrived, all
//! tabs and the shelf hold every edit.
//!
//! What is written can always be read back: a text that makes a record too long
//! stays in memory. A record that cannot be read stays where it is and is
//! reported; its place is never written to. When the shelf refuses to write,
//! the store goes on in memory, says what is unsaved and tries again.

use self::sync::{OnShelf, Removed, key};
use super::entry::{Entry, SaveError};
use super::record::RecordError;
use super::replica::Moment;
use super::{Setup, SetupId, Timestamp};

pub use super::storage::{Shelf, ShelfError};

mod sync;

/// What every key of a set-up begins with.
pub const PREFIX: &str = "scimdesk/setup/";

/// A record that cannot be read and is therefore left alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// Its key on the shelf.
    pub key: String,
    /// Why it cannot be read.
    pub error: RecordError,
    /// Its text, so that the admin can save it.
    pub text: String,
}

/// What a set-up is called in lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Its identity.
    pub id: SetupId,
    /// Its name.
    pub name: String,
    /// Region and application, in short.
    pub about: String,
}

/// A set-up with changes that are in this tab only.
#[derive(Debug, Clone, Copy)]
pub struct Unsaved<'a> {
    /// The set-up.
    pub setup: &'a Setup,
    /// Why.
    pub error: &'a SaveError,
    /// Whether there is any work in it.
    pub has_work: bool,
}

/// The set-ups of one browser as one tab sees them.
#[derive(Debug)]
pub struct Store<S> {
    shelf: S,
    clock: fn() -> Moment,
    last: Moment,
    memory: Vec<Entry>,
    removed: Vec<Removed>,
    aside: Vec<Aside>,
    refused: Option<ShelfError>,
}

impl<S: Shelf> Store<S> {
    /// Reads all set-ups from a shelf. The clock gives milliseconds since 1970.
    pub fn open(shelf: S, clock: fn() -> Moment) -> Self {
        let mut store = Self {
            shelf,
            clock,
            last: 0,
            memory: Vec::new(),
            removed: Vec::new(),
            aside: Vec::new(),
            refused: None,
        };
        match store.shelf.keys() {
            Err(error) => store.refused = Some(error),
            Ok(keys) => {
                for id in keys.iter().filter_map(|key| key.strip_prefix(PREFIX)) {
                    let _ = store.pull(&SetupId(id.to_owned()));
                }
            }
        }
        store
    }

    /// Takes over what another tab wrote or removed (`None`). The shelf may
    /// already hold something newer, or still something older.
    pub fn absorb(&mut self, key: &str, written: Option<&str>) {
        if let Some(id) = key.strip_prefix(PREFIX) {
            let id = SetupId(id.to_owned());
            self.save(&id);
            let is_back = written.is_some_and(|text| self.hear(&id, text));
            match self.pull(&id) {
                OnShelf::Same | OnShelf::Unreadable => {}
                OnShelf::Older => self.push(&id),
                OnShelf::Nothing => {
                    let unsaved = |entry: &Entry| entry.unsaved.is_some();
                    if is_back || self.entry(&id).is_some_and(unsaved) {
                        self.push(&id);
                    } else {
                        let _ = self.forget(&id, false);
                    }
                }
            }
        }
        // Whatever was removed or became shorter may have made room.
        self.save_unsaved();
    }

    /// Puts back what somebody cleared at once, and returns what that was.
    pub fn absorb_clear(&mut self) -> Vec<SetupId> {
        let shelf = &self.shelf;
        self.aside
            .retain(|aside| !matches!(shelf.get(&aside.key), Ok(None)));
        let mut cleared = Vec::new();
        for id in self.ids(|_| true) {
            if let Some(entry) = self.entry_mut(&id) {
                entry.stage();
            }
            let on_shelf = self.pull(&id);
            if on_shelf == OnShelf::Nothing {
                cleared.push(id.clone());
            }
            if matches!(on_shelf, OnShelf::Nothing | OnShelf::Older) {
                self.push(&id);
            }
        }
        cleared
    }

    /// Records that could not be read.
    pub fn aside(&self) -> &[Aside] {
        &self.aside
    }

    /// Throws an unreadable record away, when the admin asks for it.
    pub fn discard_aside(&mut self, key: &str) {
        match self.shelf.remove(key) {
            Ok(()) => {
                self.aside.retain(|aside| aside.key != key);
                self.save_unsaved();
            }
            Err(error) => self.refused = Some(error),
        }
    }

    /// Why the shelf did not do what it was asked, until it does again.
    pub fn trouble(&self) -> Option<ShelfError> {
        let unsaved = self.memory.iter().find_map(|entry| match entry.unsaved {
            Some(SaveError::Shelf(error)) => Some(error),
            _ => None,
        });
        unsaved.or(self.refused)
    }

    /// Set-ups with changes that are in this tab only.
    pub fn unsaved(&self) -> impl Iterator<Item = Unsaved<'_>> {
        self.memory.iter().filter_map(|entry| {
            Some(Unsaved {
                setup: &entry.setup,
                error: entry.unsaved.as_ref()?,
                has_work: entry.has_work,
            })
        })
    }

    /// One set-up.
    pub fn get(&self, id: &SetupId) -> Option<&Setup> {
        self.entry(id).map(|entry| &entry.setup)
    }

    /// All set-ups, the oldest first.
    pub fn list(&self) -> Vec<Summary> {
        self.memory
            .iter()
            .map(|Entry { setup, .. }| Summary {
                id: setup.id.clone(),
                name: setup.shown_name().to_owned(),
                about: setup.about(),
            })
            .collect()
    }

    /// Adds or puts back a set-up.
    pub fn insert(&mut self, setup: Setup) {
        let id = setup.id.clone();
        let now = self.now();
        let known = match self.entry(&id) {
            Some(entry) => Some(entry.replica.clone()),
            None => self.take_removed(&id),
        };
        self.seat(Entry::inserted(setup, known, now));
        self.push(&id);
        self.save_unsaved_after(&id);
    }

    /// Changes a set-up in memory and returns the result, or `None` when nobody
    /// has a set-up of that identity. Neither reads nor writes the shelf: call
    /// [`Store::save_all`] when somebody pauses.
    pub fn edit(&mut self, id: &SetupId, change: impl FnOnce(&mut Setup)) -> Option<&Setup> {
        let now = self.now();
        let entry = self.entry_mut(id)?;
        entry.change(change, now);
        Some(&entry.setup)
    }

    /// Writes the changes of all set-ups.
    pub fn save_all(&mut self) {
        for id in self.ids(Entry::needs_saving) {
            self.save(&id);
        }
    }

    /// Writes the changes of a set-up, merged with what is on the shelf.
    fn save(&mut self, id: &SetupId) {
        let Some(entry) = self.entry_mut(id).filter(|entry| entry.needs_saving()) else {
            return;
        };
        entry.stage();
        if entry.needs_saving() {
            let _ = self.pull(id);
            self.push(id);
            self.save_unsaved_after(id);
        }
    }

    /// Copies a set-up under a new identity.
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

    /// Removes a set-up and hands it back, for undo by [`Store::insert`].
    pub fn delete(&mut self, id: &SetupId) -> Option<Setup> {
        let setup = self.forget(id, true)?;
        match self.shelf.remove(&key(id)) {
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

    fn now(&mut self) -> Moment {
        self.last = (self.clock)().max(self.last.saturating_add(1));
        self.last
    }
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod tabs_tests;
