use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::*;
use crate::record::MAX_BYTES;

/// Storage in memory that several stores can share and that can be made to fail.
#[derive(Clone, Default)]
struct TestStorage {
    content: Rc<RefCell<BTreeMap<String, String>>>,
    broken: Rc<Cell<Option<StorageError>>>,
    calls: Rc<Cell<usize>>,
}

impl KeyValueStorage for TestStorage {
    fn keys(&self) -> Result<Vec<String>, StorageError> {
        self.state()?;
        Ok(self.content.borrow().keys().cloned().collect())
    }
    fn get(&self, key: &str) -> Result<Option<String>, StorageError> {
        self.calls.update(|calls| calls + 1);
        Ok(self.content.borrow().get(key).cloned())
    }
    fn put(&self, key: &str, text: &str) -> Result<(), StorageError> {
        self.state()?;
        let _ = self.content.borrow_mut().insert(key.into(), text.into());
        Ok(())
    }
    fn remove(&self, key: &str) -> Result<(), StorageError> {
        self.state()?;
        let _ = self.content.borrow_mut().remove(key);
        Ok(())
    }
}

impl TestStorage {
    fn state(&self) -> Result<(), StorageError> {
        self.calls.update(|calls| calls + 1);
        self.broken.get().map_or(Ok(()), Err)
    }
}

fn now() -> Timestamp {
    Timestamp("2026-11-23T19:00:00.000Z".to_owned())
}

fn id(text: &str) -> SetupId {
    SetupId(text.to_owned())
}

impl<S: KeyValueStorage> Store<S> {
    /// Changes a setup and saves it.
    pub(super) fn update(
        &mut self,
        id: &SetupId,
        change: impl FnOnce(&mut Setup),
    ) -> Option<Setup> {
        let _ = self.edit(id, change)?;
        self.save_all();
        self.get(id).cloned()
    }
}

fn open(storage: TestStorage) -> Store<TestStorage> {
    Store::open(storage, || 0)
}

fn with_one(storage: &TestStorage) -> Store<TestStorage> {
    let mut store = open(storage.clone());
    store.insert(Setup::new(id("one"), "Contoso".to_owned(), now()));
    store
}

/// A long text, and what is left of the room in a record.
fn note_of(bytes: usize) -> impl FnOnce(&mut Setup) {
    move |setup| setup.guide.set_note("1.1", "n".repeat(bytes))
}

fn too_long_error(store: &Store<TestStorage>) -> Option<SaveError> {
    let unsaved = store.unsaved().next()?;
    assert!(unsaved.is_worth_saving);
    Some(unsaved.error.clone())
}

#[test]
fn what_one_session_keeps_the_next_one_finds() {
    let storage = TestStorage::default();
    let mut first = with_one(&storage);
    let _ = first.update(&id("one"), |setup| {
        setup.application_name = "App".to_owned()
    });
    let second = open(storage);
    assert_eq!(second.get(&id("one")), first.get(&id("one")));
}

#[test]
fn typing_calls_storage_only_when_it_is_saved() {
    let storage = TestStorage::default();
    let mut store = with_one(&storage);
    storage.calls.set(0);
    for length in 1..=100 {
        let _ = store.edit(&id("one"), note_of(length));
    }
    assert_eq!(storage.calls.get(), 0);
    store.save_all();
    store.save_all();
    assert_eq!(storage.calls.get(), 2, "one reads and one writes");
    assert_eq!(open(storage).get(&id("one")), store.get(&id("one")));
}

#[test]
fn two_tabs_add_up() {
    let storage = TestStorage::default();
    let mut one = with_one(&storage);
    let mut other = open(storage);
    let note = |text: &str| {
        let text = text.to_owned();
        move |setup: &mut Setup| setup.guide.set_note(&text, "seen".to_owned())
    };
    let _ = one.update(&id("one"), note("1.1"));
    let both = other.update(&id("one"), note("1.2")).expect("it exists");
    assert_eq!(both.guide.steps.len(), 2);
    one.sync_from_storage("scimdesk/setup/one", None);
    assert_eq!(one.get(&id("one")), Some(&both));
}

#[test]
fn a_set_up_stays_deleted_when_edits_in_another_tab_wait_and_they_are_retained() {
    let name = |setup: &mut Setup| setup.name = "Typed".to_owned();
    for event_comes_first in [false, true] {
        let storage = TestStorage::default();
        let mut one = with_one(&storage);
        let mut other = open(storage.clone());
        let _ = one.edit(&id("one"), name);
        let _ = other.delete(&id("one"));
        if event_comes_first {
            one.sync_from_storage("scimdesk/setup/one", None);
        }
        one.save_all();
        assert!(one.list().is_empty());
        assert!(open(storage.clone()).list().is_empty());
        let [deleted] = one.deleted() else {
            panic!("{:?}", one.deleted());
        };
        let deleted = deleted.clone();
        assert_eq!(deleted.setup.name, "Typed");
        assert!(deleted.has_edits);

        // Whoever has seen the deletion can undo it, with what was typed.
        one.insert(deleted.setup.clone());
        assert!(one.deleted().is_empty());
        let text = storage.get("scimdesk/setup/one").expect("allowed");
        other.sync_from_storage("scimdesk/setup/one", text.as_deref());
        assert_eq!(other.get(&id("one")), Some(&deleted.setup));
    }
}

#[test]
fn what_another_tab_deleted_and_brought_back_is_not_deleted_and_has_the_edits_of_both() {
    let storage = TestStorage::default();
    let mut one = with_one(&storage);
    let mut other = open(storage.clone());
    let _ = one.edit(&id("one"), note_of(5));
    let deleted = other.delete(&id("one")).expect("it was there");
    one.save_all();
    assert_eq!(one.deleted().len(), 1);
    other.insert(deleted);
    let _ = other.update(&id("one"), |setup| setup.name = "Back".to_owned());
    let key = "scimdesk/setup/one";
    let text = storage.get(key).expect("allowed");
    one.sync_from_storage(key, text.as_deref());
    assert!(one.deleted().is_empty());
    let back = one.get(&id("one")).expect("it is back");
    assert_eq!(
        (back.name.as_str(), back.guide.note("1.1")),
        ("Back", "nnnnn")
    );
    assert_eq!(open(storage).get(&id("one")), Some(back));
}

#[test]
fn edits_stay_when_another_tab_wrote_and_deleted_before_its_events_came() {
    let storage = TestStorage::default();
    let mut one = with_one(&storage);
    let mut other = open(storage.clone());
    let _ = one.edit(&id("one"), note_of(5));
    let _ = other.update(&id("one"), |setup| setup.name = "Written".to_owned());
    let key = "scimdesk/setup/one";
    let written = storage.get(key).expect("allowed");
    let _ = other.delete(&id("one"));
    for event in [written.as_deref(), None] {
        one.sync_from_storage(key, event);
        assert!(one.list().is_empty());
        let [deleted] = one.deleted() else {
            panic!("{:?}", one.deleted());
        };
        let seen = (deleted.setup.name.as_str(), deleted.setup.guide.note("1.1"));
        assert_eq!(seen, ("Written", "nnnnn"));
        assert!(deleted.has_edits);
    }
}

#[test]
fn what_was_deleted_is_retained_until_it_is_dismissed() {
    let storage = TestStorage::default();
    let mut one = with_one(&storage);
    let shown = one.get(&id("one")).cloned().expect("it is there");
    let _ = one.edit(&id("one"), note_of(5));
    let _ = open(storage).delete(&id("one"));
    one.save_all();
    // What a page shows of it is no newer than what the store kept.
    one.keep_deleted(shown.clone());
    assert_eq!(one.deleted().len(), 1);
    assert!(one.deleted()[0].has_edits);
    one.dismiss_deleted(&id("one"));
    assert!(one.deleted().is_empty());
    one.keep_deleted(shown);
    assert!(!one.deleted()[0].has_edits);
    assert!(one.sync_cleared().is_empty(), "it was deleted, not cleared");
}

#[test]
fn a_deletion_elsewhere_is_followed_when_nothing_is_being_changed() {
    let storage = TestStorage::default();
    let mut one = with_one(&storage);
    let _ = open(storage).delete(&id("one"));
    one.sync_from_storage("scimdesk/setup/one", None);
    assert!(one.list().is_empty());
}

#[test]
fn unreadable_records_are_reported_and_never_overwritten() {
    let newer = r#"{"format":"scimdesk-setup","version":999}"#;
    for text in ["{ damaged", newer] {
        let storage = TestStorage::default();
        storage.put("scimdesk/setup/one", text).expect("room");
        let mut store = open(storage.clone());
        assert_eq!(store.unreadable().len(), 1, "{text}");
        store.insert(Setup::new(id("one"), "Impostor".to_owned(), now()));
        assert_eq!(
            storage.get("scimdesk/setup/one"),
            Ok(Some(text.to_owned())),
            "{text}"
        );
        store.discard_unreadable("scimdesk/setup/one");
        assert!(store.unreadable().is_empty());
        // What waited for the place is written now.
        assert_eq!(open(storage).list(), store.list());
        assert_eq!(store.unsaved().count(), 0);
    }
}

#[test]
fn a_record_that_a_newer_version_rewrote_is_not_changed_by_this_one() {
    let storage = TestStorage::default();
    let mut store = with_one(&storage);
    let newer = r#"{"format":"scimdesk-setup","version":999}"#;
    storage.put("scimdesk/setup/one", newer).expect("room");
    let _ = store.update(&id("one"), |setup| setup.name.clear());
    assert_eq!(
        storage.get("scimdesk/setup/one"),
        Ok(Some(newer.to_owned()))
    );
    assert_eq!(store.unreadable().len(), 1);
    assert_eq!(too_long_error(&store), Some(SaveError::Occupied));
}

#[test]
fn foreign_keys_are_left_alone() {
    let storage = TestStorage::default();
    storage.put("someone-else", "{ damaged").expect("room");
    assert!(open(storage).unreadable().is_empty());
}

#[test]
fn a_full_storage_is_reported_and_work_goes_on_and_is_written_later() {
    for error in [StorageError::Full, StorageError::Forbidden] {
        let storage = TestStorage::default();
        let mut store = with_one(&storage);
        storage.broken.set(Some(error));
        for name in ["A", "B"] {
            let changed = store.update(&id("one"), |setup| setup.name.push_str(name));
            assert!(changed.is_some());
        }
        assert_eq!(store.storage_error(), Some(error));
        let name = store.get(&id("one")).map(|setup| setup.name.clone());
        assert_eq!(name.as_deref(), Some("ContosoAB"));

        storage.broken.set(None);
        store.insert(Setup::new(id("two"), "Fabrikam".to_owned(), now()));
        assert_eq!(store.storage_error(), None);
        let names: Vec<String> = open(storage).list().into_iter().map(|s| s.name).collect();
        assert_eq!(names, ["ContosoAB", "Fabrikam"]);
    }
}

#[test]
fn copies_get_names_of_their_own_and_deletion_can_be_undone() {
    let storage = TestStorage::default();
    let mut store = with_one(&storage);
    for (number, name) in [("2", "Contoso (2)"), ("3", "Contoso (3)")] {
        let copy = store.duplicate(&id("one"), id(number), now());
        assert_eq!(copy.map(|setup| setup.name).as_deref(), Some(name));
    }
    let deleted = store.delete(&id("one")).expect("it was there");
    assert_eq!(open(storage.clone()).list().len(), 2);
    store.insert(deleted);
    assert_eq!(open(storage).list().len(), 3);
}

mod unsaved;
