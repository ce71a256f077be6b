//! One setup as a tab knows it: what the pages show, what there is to write,
//! and what of that is unsaved.

use serde_json::Value;

use super::record::{self, MAX_BYTES, SetupRecordError};
use super::replica::{self, EditTime, LeafEdit, Replica};
use super::storage::StorageError;
use super::{Setup, SetupId};

/// Why changes of a setup are in this tab only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveError {
    KeyValueStorage(StorageError),
    /// A field is so long that the record could not be read back.
    TooLong {
        field: String,
        rest_is_saved: bool,
    },
    /// A record that cannot be read has its key.
    Occupied,
}

#[derive(Debug)]
pub(super) struct SetupEntry {
    pub setup: Setup,
    /// What this tab knows of the edits in all tabs.
    pub replica: Replica,
    /// The stored text, if it contains all of the replica.
    pub saved: Option<String>,
    /// Why changes are in this tab only.
    pub unsaved: Option<SaveError>,
    /// Whether somebody would miss it.
    pub is_worth_saving: bool,
    /// Values of leaves that are too long to be written.
    held_back: Vec<(String, Option<Value>)>,
    /// When the setup was last changed in a way that the replica lacks.
    changed: Option<EditTime>,
    /// Edits that the replica has and storage lacks.
    staged: Vec<LeafEdit>,
}

/// Reads a record. The key in storage decides about the identity, so that a
/// copied record cannot pose as another. No edit can be later than `newest`.
pub(super) fn read(
    id: &SetupId,
    text: &str,
    newest: EditTime,
) -> Result<(Setup, Replica), SetupRecordError> {
    let mut setup = record::read(text)?;
    setup.id = id.clone();
    let edits = setup.rest.remove(replica::EDITS);
    let mut members = record::members(&setup);
    if let Some(edits) = edits {
        let _ = members.insert(replica::EDITS.to_owned(), edits);
    }
    Ok((setup, Replica::of(members, newest)))
}

impl SetupEntry {
    pub fn read(setup: Setup, replica: Replica) -> Self {
        Self {
            setup,
            replica,
            saved: None,
            unsaved: None,
            is_worth_saving: true,
            held_back: Vec::new(),
            changed: None,
            staged: Vec::new(),
        }
    }

    /// A new setup, or one that comes back. A blank one is no work yet.
    pub fn inserted(mut setup: Setup, known: Option<Replica>, now: EditTime) -> Self {
        let _ = setup.rest.remove(replica::EDITS);
        let blank = Setup::new(setup.id.clone(), setup.name.clone(), setup.created.clone());
        let is_worth_saving = setup != blank;
        let members = record::members(&setup);
        let mut replica = match known {
            None => Replica::of(members, now),
            Some(mut known) => {
                let _ = known.edit(members, now);
                known
            }
        };
        // A tab that removed it has to see that this is later.
        replica.touch("name", now);
        Self {
            is_worth_saving,
            ..Self::read(setup, replica)
        }
    }

    /// Whether a stored text contains all that this tab knows.
    pub fn is_saved_as(&self, text: &str) -> bool {
        self.saved.as_deref() == Some(text)
    }

    pub fn text(&self) -> String {
        record::text(&record::with_members(&self.setup.id, self.replica.record()))
    }

    /// Changes the setup in memory. A key that somebody presses costs no more
    /// than this.
    pub fn change(&mut self, change: impl FnOnce(&mut Setup), now: EditTime) {
        change(&mut self.setup);
        self.is_worth_saving = true;
        self.changed = Some(now);
    }

    /// When it was last edited in any tab, as far as this one knows.
    pub fn last_edit(&self) -> EditTime {
        self.changed.unwrap_or(0).max(self.replica.latest())
    }

    /// Moves changes of the setup into the replica. Has to come before
    /// anything is merged, because merging reads the setup from the replica.
    pub fn stage(&mut self) {
        let Some(edit_time) = self.changed.take() else {
            return;
        };
        self.held_back.clear();
        let edits = self.replica.edit(record::members(&self.setup), edit_time);
        if !edits.is_empty() {
            self.saved = None;
        }
        self.staged.extend(edits);
    }

    /// Whether there are changes that storage lacks or refused.
    pub fn needs_saving(&self) -> bool {
        self.changed.is_some() || !self.staged.is_empty() || self.unsaved.is_some()
    }

    /// Takes back staged edits that would make the record too long to be read,
    /// until it is short enough. Returns whether there were any.
    pub fn hold_back(&mut self) -> bool {
        let mut edits = std::mem::take(&mut self.staged);
        // What another tab edited later is not taken back.
        edits.retain(|edit| self.replica.has(edit));
        while self.text().len() > MAX_BYTES && self.hold_back_largest(&mut edits) {}
        !self.held_back.is_empty()
    }

    /// Takes the edit back whose text is the longest. Returns whether there was
    /// one.
    #[cold]
    fn hold_back_largest(&mut self, edits: &mut Vec<LeafEdit>) -> bool {
        let indexes = 0..edits.len();
        let Some(index) = indexes.max_by_key(|index| self.replica.size(&edits[*index].path)) else {
            return false;
        };
        let held_back = self.replica.revert(edits.remove(index));
        self.held_back.push(held_back);
        true
    }

    /// Takes over what is newer in another copy.
    pub fn merge(&mut self, theirs: &Replica) {
        self.stage();
        if !self.replica.merge(theirs) {
            return;
        }
        self.saved = None;
        let members = replica::overlay(self.replica.record(), &self.held_back);
        // Every leaf was read from a record, so the whole can be read as well.
        if let Ok(mut setup) = record::from_value(record::with_members(&self.setup.id, members)) {
            let _ = setup.rest.remove(replica::EDITS);
            self.setup = setup;
        }
    }

    pub fn wrote(&mut self, text: String, written: Result<(), SaveError>) {
        self.saved = written.is_ok().then_some(text);
        self.unsaved = match written {
            Err(error) => Some(error),
            Ok(()) if self.held_back.is_empty() => None,
            Ok(()) => Some(self.too_long_error(true)),
        };
    }

    /// Names what makes it too long.
    #[cold]
    pub fn too_long_error(&self, rest_is_saved: bool) -> SaveError {
        let mut largest = self.replica.largest();
        let mut most = self.replica.size(largest);
        for (path, value) in &self.held_back {
            let size = replica::size(value.as_ref());
            if size > most {
                (largest, most) = (path, size);
            }
        }
        SaveError::TooLong {
            field: replica::leaf_label(largest),
            rest_is_saved,
        }
    }
}
