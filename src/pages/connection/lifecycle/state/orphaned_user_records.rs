//! The notes of test users in this browser: in IndexedDB, where a note is on
//! the disk before the user is created, and in local storage, where the first
//! version wrote them and where they go if there is no IndexedDB.
//!
//! What is in IndexedDB is also held in memory, so that views need not wait;
//! tabs tell each other of changes over a channel.

use leptos::prelude::*;

use super::orphaned_user_storage;
use crate::browser;
use crate::browser::broadcast::BroadcastChannel;
use crate::browser::event::always;
use crate::browser::event::member;
use crate::browser::storage::BrowserStorage;
use crate::browser::storage::indexed_db;
use crate::state::App;
use connection_test::lifecycle::orphaned_user::{self, Note, OrphanedUser, PREFIX, Storage};
use setup::store::KeyValueStorage;

/// The channel on which tabs tell each other of changes.
const CHANNEL: &str = "scimdesk/leftover";

#[derive(Default)]
struct State {
    durable: Vec<(String, String)>,
    is_read: bool,
    failed: bool,
    channel: Option<BroadcastChannel>,
}

#[derive(Debug, Clone, Copy)]
pub struct OrphanedUserRecords {
    state: StoredValue<State, LocalStorage>,
    changed: Trigger,
    were_any: Memo<bool>,
}

impl OrphanedUserRecords {
    pub fn of(app: App) -> Self {
        app.page_state(Self::open)
    }

    /// Begins to read the notes and to follow other tabs.
    fn open() -> Self {
        let (state, changed) = (StoredValue::new_local(State::default()), Trigger::new());
        let were_any = Memo::new(move |before: Option<&bool>| {
            changed.track();
            before.is_some_and(|before| *before) || is_any(state)
        });
        let records = Self {
            state,
            changed,
            were_any,
        };
        records.follow();
        records.refresh();
        records
    }

    /// Whether there is a note, or was one since the app started, so that what
    /// became of it is still shown.
    pub fn were_any(&self) -> Signal<bool> {
        self.were_any.into()
    }

    /// All notes. Whoever reads them follows their changes.
    pub fn all(&self) -> Vec<Note> {
        self.changed.track();
        self.state
            .with_value(|state| orphaned_user_storage::all(&state.durable, &BrowserStorage))
    }

    /// Whether the notes were read. The caller tracks changes.
    pub fn is_read(&self) -> bool {
        self.changed.track();
        self.state.with_value(|state| state.is_read)
    }

    /// Whether notes are on the disk before a user is created, as far as is
    /// known. The caller tracks changes.
    pub fn is_durable(&self) -> bool {
        self.changed.track();
        self.state.with_value(|state| !state.failed)
    }

    /// Writes the note of a user; says whether it was written at all. While a
    /// setup has the note of another user, no new one is written. Without
    /// IndexedDB it goes to local storage, which the view says.
    pub async fn persist(&self, setup_key: &str, left: &OrphanedUser) -> bool {
        let notes = self
            .state
            .with_value(|state| orphaned_user_storage::all(&state.durable, &BrowserStorage));
        let Some(text) = orphaned_user::write(left) else {
            return false;
        };
        if orphaned_user::is_taken(&notes, setup_key, &left.user_name) {
            return false;
        }
        let key = orphaned_user::key_of(setup_key, &left.user_name);
        let failed = indexed_db::put(&key, &text).await.is_err();
        let written = if failed {
            BrowserStorage.put(&key, &text).is_ok()
        } else {
            // One of the first version is not needed any more. If it stays, it
            // is shown only when the other is gone.
            let _ = orphaned_user_storage::take(&BrowserStorage, setup_key, &left.user_name);
            true
        };
        self.state.update_value(|state| {
            state.failed = failed;
            if !failed {
                state.durable.retain(|(other, _)| *other != key);
                state.durable.push((key, text));
            }
        });
        self.announce();
        written
    }

    /// Removes the notes of a user. One that stays is still shown.
    pub async fn remove(&self, setup_key: &str, user_name: &str) {
        let _ = orphaned_user_storage::take(&BrowserStorage, setup_key, user_name);
        self.remove_durable(&orphaned_user::key_of(setup_key, user_name))
            .await;
    }

    /// Removes a note that the admin has seen, readable or not. One that was
    /// changed meanwhile stays.
    pub async fn remove_note(&self, note: &Note) {
        if let Ok(left) = &note.content {
            let setup_key = orphaned_user::setup_key(&note.key, &left.user_name);
            return self.remove(setup_key, &left.user_name).await;
        }
        match note.storage {
            Storage::Local => {
                if BrowserStorage.get(&note.key) == Ok(Some(note.text.clone())) {
                    let _ = BrowserStorage.remove(&note.key);
                }
                self.announce();
            }
            Storage::Durable => self.remove_durable(&note.key).await,
        }
    }

    /// Writes a note again that was removed, where it was.
    pub async fn restore(&self, note: Note) {
        let Note { key, text, .. } = note;
        let is_durable =
            note.storage == Storage::Durable && indexed_db::put(&key, &text).await.is_ok();
        if is_durable {
            self.state
                .update_value(|state| state.durable.push((key, text)));
        } else {
            let _ = BrowserStorage.put(&key, &text);
        }
        self.announce();
    }

    async fn remove_durable(&self, key: &str) {
        if indexed_db::remove(key).await.is_ok() {
            self.state
                .update_value(|state| state.durable.retain(|(other, _)| other != key));
        }
        self.announce();
    }

    fn refresh(&self) {
        let records = *self;
        browser::run(Box::pin(async move {
            let read = indexed_db::all().await;
            records.state.update_value(|state| {
                state.is_read = true;
                match read {
                    Ok(durable) => state.durable = durable,
                    Err(_) => state.failed = true,
                }
            });
            records.changed.notify();
        }));
    }

    /// Notifies views and other tabs.
    fn announce(&self) {
        self.changed.notify();
        self.state
            .with_value(|state| state.channel.as_ref().map(BroadcastChannel::notify));
    }

    fn follow(&self) {
        let records = *self;
        let channel = BroadcastChannel::open(CHANNEL, Box::new(move || records.refresh()));
        self.state.update_value(|state| state.channel = channel);
        always(
            "storage",
            Box::new(move |event| {
                let key = member(&event, "key").as_string();
                // Without a key everything was cleared.
                if key.is_none_or(|key| key.starts_with(PREFIX)) {
                    records.refresh();
                }
            }),
        );
    }
}

/// Whether there is a note, readable or not.
fn is_any(state: StoredValue<State, LocalStorage>) -> bool {
    let is_stored = || {
        let keys = BrowserStorage.keys().unwrap_or_default();
        keys.iter().any(|key| key.starts_with(PREFIX))
    };
    state.with_value(|state| !state.durable.is_empty()) || is_stored()
}
