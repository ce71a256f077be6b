//! Setups that leave the browser in a file, and that come from a file or a link.

use leptos::prelude::*;

use crate::browser;
use crate::state::App;
use setup::SetupId;
use setup::file::{self, FileError};
use setup::import::ImportCandidate;

impl App {
    /// Saves a setup to a file. Returns whether that worked.
    pub fn export(&self, id: &SetupId) -> bool {
        self.store.with_value(|store| {
            store.get(id).is_some_and(|setup| {
                let (name, text) = (file::file_name(setup), file::export(setup));
                browser::save_file(&name, "application/json", &text).is_ok()
            })
        })
    }

    /// Adds the setups of a file and opens the last one. Returns their names.
    pub fn import(&self, text: &str) -> Result<Vec<String>, FileError> {
        let imported = self
            .store
            .try_update_value(|store| {
                file::import(store, text, browser::random_id, &browser::now())
            })
            .unwrap_or(Ok(Vec::new()))?;
        let names = imported.iter().map(|setup| setup.name.clone()).collect();
        if let Some(last) = imported.into_iter().next_back() {
            self.open(last);
        }
        Ok(names)
    }

    /// Adds a setup that the admin has seen, and opens it. Returns its name.
    pub fn accept_import(&self, candidate: ImportCandidate) -> String {
        let added = self
            .store
            .try_update_value(|store| candidate.accept(store, browser::random_id, &browser::now()));
        let Some(setup) = added else {
            return String::new();
        };
        let name = setup.name.clone();
        self.open(setup);
        name
    }

    /// The name that an import gets.
    pub fn import_name(&self, candidate: &ImportCandidate) -> String {
        self.store
            .with_value(|store| store.free_name(&candidate.setup.name))
    }
}
