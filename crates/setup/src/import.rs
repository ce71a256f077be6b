//! Setups from a file or a link before somebody accepts them, and what of an
//! accepted one was not made here.

use serde_json::{Value, json};

use crate::file::{self, FileError};
use crate::store::{KeyValueStorage, Store};
use crate::{Setup, SetupId, Timestamp};

/// The member of a record that says that it was imported.
pub(crate) const MEMBER: &str = "imported";

/// Where a setup comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportSource {
    File,
    Link,
}

impl ImportSource {
    const ALL: [Self; 2] = [Self::File, Self::Link];

    /// As it is written in the record.
    fn name(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Link => "link",
        }
    }
}

/// A setup that nobody has accepted yet.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportCandidate {
    pub setup: Setup,
    pub source: ImportSource,
}

/// When and from what a setup was imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRecord {
    pub when: Timestamp,
    pub source: ImportSource,
}

/// The setups of a file.
///
/// # Errors
///
/// One of them cannot be used; then none is.
pub fn from_file(text: &str) -> Result<Vec<ImportCandidate>, FileError> {
    let setups = file::read(text)?.into_iter();
    Ok(setups
        .map(|setup| ImportCandidate {
            setup,
            source: ImportSource::File,
        })
        .collect())
}

impl ImportCandidate {
    /// Adds it to the store as a further setup, never over another one, and
    /// returns it as it is there. A setup of a file keeps its identity when that
    /// is free, so that a deleted one comes back as itself.
    pub fn accept<S: KeyValueStorage>(
        self,
        store: &mut Store<S>,
        new_id: impl Fn() -> SetupId,
        now: &Timestamp,
    ) -> Setup {
        let mut setup = self.setup;
        let origin = json!({"when": now, "from": self.source.name()});
        let _ = setup.rest.insert(MEMBER.to_owned(), origin);
        setup.mark_evidence_as_imported();
        insert(store, setup, new_id)
    }
}

/// Adds a setup under an identity and a name that are free.
fn insert<S: KeyValueStorage>(
    store: &mut Store<S>,
    mut setup: Setup,
    new_id: impl Fn() -> SetupId,
) -> Setup {
    let id = &setup.id.0;
    let well_formed = !id.is_empty() && id.chars().all(|c| c.is_ascii_hexdigit());
    if !well_formed || store.get(&setup.id).is_some() {
        setup.id = new_id();
    }
    setup.name = store.free_name(&setup.name);
    store.insert(setup.clone());
    setup
}

impl Setup {
    /// When and from what this setup was imported, if it was.
    pub fn imported(&self) -> Option<ImportRecord> {
        let origin = self.rest.get(MEMBER)?;
        let text = |name: &str| origin.get(name).and_then(Value::as_str);
        let from = text("from")?;
        let source = ImportSource::ALL
            .into_iter()
            .find(|own| own.name() == from)?;
        let when = Timestamp(text("when")?.to_owned());
        Some(ImportRecord { when, source })
    }

    /// Whether evidence of a moment came with an import: nobody in this browser
    /// has seen it.
    pub fn is_imported_evidence(&self, when: &Timestamp) -> bool {
        self.imported().is_some_and(|origin| *when <= origin.when)
    }
}

#[cfg(test)]
mod tests;
