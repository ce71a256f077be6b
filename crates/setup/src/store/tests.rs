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
    /// Changes a set-up and saves it.
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
fn work_in_one_tab_survives_deletion_in_another() {
    let storage = TestStorage::default();
    let mut one = with_one(&storage);
    let _ = open(storage.clone()).delete(&id("one"));
    let updated = one.update(&id("one"), |setup| setup.name = "Kept".to_owned());
    assert_eq!(updated.map(|setup| setup.name).as_deref(), Some("Kept"));
    assert_eq!(open(storage).list().len(), 1);
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
fn what_could_not_be_read_back_is_not_written_and_the_rest_is() {
    let storage = TestStorage::default();
    let mut store = with_one(&storage);
    for text in ["n", "漢"] {
        let bytes = MAX_BYTES / text.len() + 1;
        let long = text.repeat(bytes);
        let setup = store.update(&id("one"), |setup| {
            setup.guide.set_note("1.1", long.clone())
        });
        assert_eq!(
            setup.map(|setup| setup.guide.note("1.1") == long),
            Some(true)
        );
        let held_back = SaveError::TooLong {
            field: "the note on step 1.1".to_owned(),
            rest_is_saved: true,
        };
        assert_eq!(too_long_error(&store), Some(held_back.clone()));
        let _ = store.update(&id("one"), |setup| setup.name.push('!'));
        assert_eq!(too_long_error(&store), Some(held_back));
        assert_eq!(
            store
                .get(&id("one"))
                .map(|setup| setup.guide.note("1.1").len()),
            Some(long.len())
        );
        let stored = open(storage.clone());
        assert!(stored.unreadable().is_empty());
        assert_eq!(
            stored.get(&id("one")).map(|setup| &setup.name),
            store.get(&id("one")).map(|setup| &setup.name)
        );

        // What another tab writes meanwhile does not take the long text away.
        let mut other = open(storage.clone());
        let _ = other.update(&id("one"), |setup| setup.application_name.push('x'));
        store.sync_from_storage("scimdesk/setup/one", None);
        assert_eq!(
            store
                .get(&id("one"))
                .map(|setup| setup.guide.note("1.1").len()),
            Some(long.len())
        );

        let _ = store.update(&id("one"), note_of(10));
        assert_eq!(too_long_error(&store), None);
        assert_eq!(open(storage.clone()).get(&id("one")), store.get(&id("one")));
    }
}

#[test]
fn two_tabs_whose_work_is_too_long_together_lose_nothing() {
    let storage = TestStorage::default();
    let mut one = with_one(&storage);
    storage.broken.set(Some(StorageError::Full));
    let _ = one.update(&id("one"), note_of(2_500_000));
    storage.broken.set(None);
    let mut other = open(storage.clone());
    let _ = other.update(&id("one"), |setup| {
        setup.guide.set_note("1.2", "m".repeat(2_400_000))
    });
    one.sync_from_storage("scimdesk/setup/one", None);
    let both = one
        .get(&id("one"))
        .map(|setup| (setup.guide.note("1.1").len(), setup.guide.note("1.2").len()));
    assert_eq!(both, Some((2_500_000, 2_400_000)));
    let error = SaveError::TooLong {
        field: "the note on step 1.1".to_owned(),
        rest_is_saved: false,
    };
    assert_eq!(too_long_error(&one), Some(error));
    assert!(open(storage.clone()).unreadable().is_empty());
    let _ = one.update(&id("one"), note_of(10));
    assert_eq!(too_long_error(&one), None);
    assert_eq!(open(storage).get(&id("one")), one.get(&id("one")));
}

#[test]
fn unsaved_work_is_not_replaced_by_an_older_record() {
    let storage = TestStorage::default();
    let mut one = with_one(&storage);
    let mut other = open(storage.clone());
    storage.broken.set(Some(StorageError::Full));
    let _ = one.update(&id("one"), note_of(5));
    one.insert(Setup::new(id("two"), "Blank".to_owned(), now()));
    let _ = one.duplicate(&id("one"), id("three"), now());
    let unsaved: Vec<(String, bool)> = one
        .unsaved()
        .map(|unsaved| (unsaved.setup.name.clone(), unsaved.is_worth_saving))
        .collect();
    let expected = [("Contoso", true), ("Blank", false), ("Contoso (2)", true)];
    assert_eq!(
        unsaved,
        expected.map(|(name, is_worth_saving)| (name.to_owned(), is_worth_saving))
    );
    // Another tab removes something large, and what it writes fits.
    storage.broken.set(None);
    let _ = other.update(&id("one"), |setup| {
        setup.application_name = "App".to_owned()
    });
    one.sync_from_storage("scimdesk/setup/one", None);
    let merged = one.get(&id("one")).cloned();
    let fields = merged
        .as_ref()
        .map(|setup| (setup.guide.note("1.1"), setup.application_name.as_str()));
    assert_eq!(fields, Some(("nnnnn", "App")));
    assert_eq!(one.unsaved().count(), 0);
    assert_eq!(open(storage.clone()).get(&id("one")), merged.as_ref());
    assert_eq!(open(storage).list().len(), 3);
}

#[test]
fn unsaved_work_survives_a_removal_and_an_unreadable_record() {
    let storage = TestStorage::default();
    let mut one = with_one(&storage);
    storage.broken.set(Some(StorageError::Full));
    let _ = one.update(&id("one"), note_of(5));
    let key = "scimdesk/setup/one".to_owned();
    let _ = storage
        .content
        .borrow_mut()
        .insert(key.clone(), "{ damaged".to_owned());
    storage.broken.set(None);
    one.sync_from_storage(&key, Some("{ damaged"));
    assert_eq!(too_long_error(&one), Some(SaveError::Occupied));
    assert_eq!(one.unreadable().len(), 1);
    let _ = one.update(&id("one"), note_of(6));
    assert_eq!(storage.get(&key), Ok(Some("{ damaged".to_owned())));
    one.discard_unreadable(&key);
    assert_eq!(one.unsaved().count(), 0);
    assert_eq!(
        open(storage.clone())
            .get(&id("one"))
            .map(|setup| setup.guide.note("1.1").len()),
        Some(6)
    );

    storage.broken.set(Some(StorageError::Full));
    let _ = one.update(&id("one"), note_of(7));
    storage.broken.set(None);
    storage.content.borrow_mut().clear();
    one.sync_from_storage(&key, None);
    assert_eq!(
        open(storage)
            .get(&id("one"))
            .map(|setup| setup.guide.note("1.1").len()),
        Some(7)
    );
}

#[test]
fn what_was_cleared_is_put_back_and_named() {
    let storage = TestStorage::default();
    let mut one = with_one(&storage);
    one.insert(Setup::new(id("two"), "Fabrikam".to_owned(), now()));
    assert!(one.sync_cleared().is_empty());
    storage.content.borrow_mut().clear();
    assert_eq!(one.sync_cleared(), [id("one"), id("two")]);
    assert_eq!(open(storage).list(), one.list());
}

#[test]
fn a_set_up_that_another_tab_deleted_can_be_put_back() {
    let storage = TestStorage::default();
    let mut one = with_one(&storage);
    let mut other = open(storage.clone());
    let key = "scimdesk/setup/one";
    let shown = one.get(&id("one")).cloned().expect("it is there");
    let _ = other.delete(&id("one"));
    one.sync_from_storage(key, None);
    assert!(one.list().is_empty());
    one.insert(shown.clone());
    let text = storage.get(key).expect("allowed").expect("written");
    other.sync_from_storage(key, Some(&text));
    assert_eq!(other.get(&id("one")), Some(&shown));
    assert_eq!(open(storage).list().len(), 1);
}

#[test]
fn edits_are_not_part_of_a_set_up_or_its_file() {
    let storage = TestStorage::default();
    let mut store = with_one(&storage);
    let _ = store.update(&id("one"), note_of(5));
    let text = storage
        .get("scimdesk/setup/one")
        .expect("allowed")
        .expect("written");
    assert!(text.contains("\"edits\""));
    let read = open(storage).get(&id("one")).cloned().expect("it is there");
    assert!(read.rest.is_empty());
    assert!(!crate::file::export(&read).contains("edits"));
}
