//! Keeps the set-ups of one browser.
//!
//! Every change is applied to what the shelf holds at that moment, not to what
//! this tab remembers, so two open tabs add up instead of overwriting each
//! other. A record that cannot be read stays where it is and is reported; its
//! place is never written to. When the shelf refuses to write, the store goes
//! on in memory and says so.

use super::record::{self, RecordError};
use super::{Setup, SetupId, Timestamp};

/// What every key of a set-up begins with.
pub const PREFIX: &str = "scimdesk/setup/";

/// Why a shelf did not do what it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShelfError {
    /// The browser forbids this page to store anything.
    Forbidden,
    /// There is no room left.
    Full,
}

/// A place that keeps text under keys, such as the browser's local storage.
pub trait Shelf {
    /// All keys, this program's and others.
    fn keys(&self) -> Result<Vec<String>, ShelfError>;
    /// The text under a key.
    fn get(&self, key: &str) -> Result<Option<String>, ShelfError>;
    /// Puts text under a key.
    fn put(&self, key: &str, text: &str) -> Result<(), ShelfError>;
    /// Takes the key and its text away.
    fn remove(&self, key: &str) -> Result<(), ShelfError>;
}

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

/// The set-ups of one browser as one tab sees them.
#[derive(Debug)]
pub struct Store<S> {
    shelf: S,
    memory: Vec<Setup>,
    aside: Vec<Aside>,
    trouble: Option<ShelfError>,
}

fn key(id: &SetupId) -> String {
    format!("{PREFIX}{}", id.0)
}

impl<S: Shelf> Store<S> {
    /// Reads all set-ups from a shelf.
    pub fn open(shelf: S) -> Self {
        let mut store = Self {
            shelf,
            memory: Vec::new(),
            aside: Vec::new(),
            trouble: None,
        };
        match store.shelf.keys() {
            Err(error) => store.trouble = Some(error),
            Ok(keys) => {
                for key in keys {
                    store.absorb(&key);
                }
            }
        }
        store
    }

    /// Takes over what the shelf now holds under a key, which may be what
    /// another tab wrote or removed.
    pub fn absorb(&mut self, key: &str) {
        let Some(id) = key.strip_prefix(PREFIX) else {
            return;
        };
        let id = SetupId(id.to_owned());
        self.aside.retain(|aside| aside.key != key);
        match self.shelf.get(key) {
            Err(error) => self.trouble = Some(error),
            Ok(None) => {
                let _ = self.forget(&id);
            }
            Ok(Some(text)) => match record::read(&text) {
                // The key decides, so that a copied record cannot pose as another.
                Ok(setup) => {
                    self.remember(Setup { id, ..setup });
                }
                Err(error) => {
                    let _ = self.forget(&id);
                    self.aside.push(Aside {
                        key: key.to_owned(),
                        error,
                        text,
                    });
                }
            },
        }
    }

    /// Records that could not be read.
    pub fn aside(&self) -> &[Aside] {
        &self.aside
    }

    /// Throws an unreadable record away, when the admin asks for it.
    pub fn discard_aside(&mut self, key: &str) {
        match self.shelf.remove(key) {
            Ok(()) => self.aside.retain(|aside| aside.key != key),
            Err(error) => self.trouble = Some(error),
        }
    }

    /// Why the latest writing failed, until one succeeds again.
    pub fn trouble(&self) -> Option<ShelfError> {
        self.trouble
    }

    /// One set-up.
    pub fn get(&self, id: &SetupId) -> Option<&Setup> {
        self.memory.iter().find(|setup| setup.id == *id)
    }

    /// All set-ups, the oldest first.
    pub fn list(&self) -> Vec<Summary> {
        self.memory
            .iter()
            .map(|setup| Summary {
                id: setup.id.clone(),
                name: setup.shown_name().to_owned(),
                about: setup.about(),
            })
            .collect()
    }

    /// Adds or puts back a set-up.
    pub fn insert(&mut self, setup: Setup) {
        self.write(&setup);
        self.remember(setup);
    }

    /// Applies a change to the newest state of a set-up and returns the result.
    ///
    /// Returns `None` when nobody has a set-up of that identity, or when what
    /// is on the shelf can no longer be read and must not be overwritten.
    pub fn update(&mut self, id: &SetupId, change: impl FnOnce(&mut Setup)) -> Option<Setup> {
        let on_shelf = match self.trouble {
            // What could not be written must not be undone by the older shelf.
            Some(_) => None,
            None => self.shelf.get(&key(id)).ok().flatten(),
        };
        let mut setup = match on_shelf.map(|text| record::read(&text)) {
            Some(Ok(setup)) => Setup {
                id: id.clone(),
                ..setup
            },
            // A newer version in another tab may have written it: not ours to change.
            Some(Err(_)) => {
                self.absorb(&key(id));
                return None;
            }
            // Another tab deleted it while this one still works on it: work wins.
            None => self.get(id)?.clone(),
        };
        change(&mut setup);
        self.write(&setup);
        self.remember(setup.clone());
        Some(setup)
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
        let setup = self.forget(id)?;
        if let Err(error) = self.shelf.remove(&key(id)) {
            self.trouble = Some(error);
        }
        Some(setup)
    }

    /// A name nobody has: the wanted one, or with a number behind it.
    pub fn free_name(&self, wanted: &str) -> String {
        let taken = |name: &str| self.memory.iter().any(|setup| setup.name == name);
        if !taken(wanted) {
            return wanted.to_owned();
        }
        (2..)
            .map(|number| format!("{wanted} ({number})"))
            .find(|name| !taken(name))
            .unwrap_or_else(|| wanted.to_owned())
    }

    /// Puts a set-up in its place: where it was, or by the time it was made.
    fn remember(&mut self, setup: Setup) {
        match self.memory.iter_mut().find(|old| old.id == setup.id) {
            Some(old) => *old = setup,
            None => {
                let place = self
                    .memory
                    .partition_point(|old| old.created <= setup.created);
                self.memory.insert(place, setup);
            }
        }
    }

    fn forget(&mut self, id: &SetupId) -> Option<Setup> {
        let place = self.memory.iter().position(|setup| setup.id == *id)?;
        Some(self.memory.remove(place))
    }

    fn write(&mut self, setup: &Setup) {
        let key = key(&setup.id);
        let occupied = self.aside.iter().any(|aside| aside.key == key);
        if occupied {
            return;
        }
        let was_in_trouble = self.trouble.is_some();
        self.trouble = self
            .shelf
            .put(&key, &record::write(setup).to_string())
            .err();
        if was_in_trouble && self.trouble.is_none() {
            self.write_all();
        }
    }

    /// Brings to the shelf what piled up in memory while it refused to write.
    fn write_all(&mut self) {
        for setup in &self.memory {
            let text = record::write(setup).to_string();
            if let Err(error) = self.shelf.put(&key(&setup.id), &text) {
                self.trouble = Some(error);
                return;
            }
        }
    }
}

#[cfg(test)]
#[path = "store_tests.rs"]
mod tests;
