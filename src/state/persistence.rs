//! What other tabs write, and what could not be written.

use leptos::prelude::*;

use crate::browser;
use crate::browser::storage::BrowserStorage;
use crate::state::banners::Banner;
use crate::state::{App, CURRENT_KEY};
use setup::entry::SaveError;
use setup::store::Store;
use setup::{SetupId, file};

impl App {
    /// Saves all set-ups with unsaved work to a file, or to several when one
    /// would be too long to import.
    pub fn export_unsaved(&self) {
        self.store.with_value(|store| {
            let unsaved = store.unsaved().filter(|unsaved| unsaved.is_worth_saving);
            for text in file::export_all(unsaved.map(|unsaved| unsaved.setup)) {
                let _ = browser::save_file("unsaved.scimdesk.json", "application/json", &text);
            }
        });
    }

    /// Whether closing the tab would lose work.
    pub fn has_unsaved_work(&self) -> bool {
        self.store
            .with_value(|store| store.unsaved().any(|unsaved| unsaved.is_worth_saving))
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

    /// Shows what the store now has of the open set-up, and what another tab
    /// deleted while it was being edited here.
    pub(crate) fn follow_store(&self) {
        let id = self.setup.with_untracked(|setup| setup.id.clone());
        let deleted = self
            .store
            .try_update_value(Store::take_deleted_with_edits)
            .unwrap_or_default();
        match self.store.with_value(|store| store.get(&id).cloned()) {
            Some(setup) if self.setup.with_untracked(|open| *open != setup) => {
                self.setup.set(setup);
            }
            Some(_) => {}
            None => self.leave_removed(),
        }
        for setup in deleted.into_iter().filter(|setup| setup.id != id) {
            let banner = Banner::Gone(Box::new(setup));
            self.banners.update(|banners| banners.push(banner));
        }
        self.refresh();
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
    banners
}
