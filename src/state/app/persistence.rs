//! What other tabs write, and what could not be written.

use leptos::prelude::*;

use crate::browser;
use crate::browser::storage::BrowserStorage;
use crate::state::banners::Banner;
use crate::state::{App, CURRENT_KEY};
use setup::entry::SaveError;
use setup::store::Store;
use setup::{Setup, SetupId, file};

impl App {
    /// Saves all setups with unsaved work to a file, or to several when one
    /// would be too long to import.
    pub fn export_unsaved(&self) {
        self.store.with_value(|store| {
            for text in file::export_all(unsaved_work(store)) {
                let _ = browser::save_file("unsaved.scimdesk.json", "application/json", &text);
            }
        });
    }

    /// Whether closing the tab would lose work.
    pub fn has_unsaved_work(&self) -> bool {
        self.store
            .with_value(|store| unsaved_work(store).next().is_some())
    }

    /// Takes over what another tab wrote or removed. Without a key, everything
    /// was cleared.
    pub fn sync_from_storage(&self, key: Option<String>, written: Option<String>) {
        let cleared = self.store.try_update_value(|store| match key {
            Some(key) => {
                store.sync_from_storage(&key, written.as_deref());
                Vec::new()
            }
            None => store.sync_cleared(),
        });
        self.follow_store();
        self.show_cleared(cleared.unwrap_or_default());
    }

    /// Shows what the store now has of the open setup, and what another tab
    /// deleted.
    pub(crate) fn follow_store(&self) {
        let id = self.setup.with_untracked(|setup| setup.id.clone());
        match self.store.with_value(|store| store.get(&id).cloned()) {
            Some(setup) if self.setup.with_untracked(|open| *open != setup) => {
                self.setup.set(setup);
            }
            Some(_) => {}
            None => self.leave_removed(),
        }
        self.refresh();
    }

    /// Takes a banner away that stays until then.
    pub fn dismiss(&self, banner: &Banner) {
        if let Banner::Gone(deleted) = banner {
            self.store
                .update_value(|store| store.dismiss_deleted(&deleted.setup.id));
        }
        self.banners
            .update(|banners| banners.retain(|other| other != banner));
    }

    fn show_cleared(&self, ids: Vec<SetupId>) {
        let names: Vec<String> = self.store.with_value(|store| {
            let setups = ids.iter().filter_map(|id| store.get(id));
            setups.map(|setup| setup.shown_name().to_owned()).collect()
        });
        if names.is_empty() {
            return;
        }
        let open = self.setup.with_untracked(|setup| setup.id.clone());
        self.persist_preference(CURRENT_KEY, Some(&open.0));
        self.banners.update(|banners| {
            banners.retain(|banner| !matches!(banner, Banner::Cleared { .. }));
            banners.push(Banner::Cleared { ids, names });
        });
    }

    pub fn remove(&self, ids: &[SetupId]) {
        self.store.update_value(|store| {
            for id in ids {
                let _ = store.delete(id);
            }
        });
        let open = self.setup.with_untracked(|setup| setup.id.clone());
        if ids.contains(&open) {
            self.open_any();
        }
        self.refresh();
    }
}

/// The setups that have work that is in this tab only.
fn unsaved_work(store: &Store<BrowserStorage>) -> impl Iterator<Item = &Setup> {
    let unsaved = store.unsaved().filter(|unsaved| unsaved.is_worth_saving);
    let deleted = store.deleted().iter().filter(|deleted| deleted.has_edits);
    unsaved
        .map(|unsaved| unsaved.setup)
        .chain(deleted.map(|deleted| &deleted.setup))
}

/// The banners about the storage as it is now.
pub(crate) fn banners_of(store: &Store<BrowserStorage>) -> Vec<Banner> {
    let mut names = Vec::new();
    let mut banners = Vec::new();
    for unsaved in store.unsaved().filter(|unsaved| unsaved.is_worth_saving) {
        let name = unsaved.setup.shown_name().to_owned();
        match unsaved.error {
            SaveError::KeyValueStorage(_) => names.push(name),
            error => banners.push(Banner::UnsavedSetup {
                name,
                error: error.clone(),
            }),
        }
    }
    if let Some(error) = store.storage_error() {
        let unsaved = names;
        banners.insert(0, Banner::Storage { error, unsaved });
    }
    banners.extend(
        store
            .unreadable()
            .iter()
            .cloned()
            .map(Banner::UnreadableRecord),
    );
    let deleted = store.deleted().iter().cloned().map(Box::new);
    banners.extend(deleted.map(Banner::Gone));
    banners
}
