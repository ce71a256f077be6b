use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::*;

/// A shelf in memory that several stores can share and that can be broken.
#[derive(Clone, Default)]
struct TestShelf {
    content: Rc<RefCell<BTreeMap<String, String>>>,
    broken: Rc<Cell<Option<ShelfError>>>,
}

impl Shelf for TestShelf {
    fn keys(&self) -> Result<Vec<String>, ShelfError> {
        self.state()?;
        Ok(self.content.borrow().keys().cloned().collect())
    }
    fn get(&self, key: &str) -> Result<Option<String>, ShelfError> {
        Ok(self.content.borrow().get(key).cloned())
    }
    fn put(&self, key: &str, text: &str) -> Result<(), ShelfError> {
        self.state()?;
        let _ = self.content.borrow_mut().insert(key.into(), text.into());
        Ok(())
    }
    fn remove(&self, key: &str) -> Result<(), ShelfError> {
        self.state()?;
        let _ = self.content.borrow_mut().remove(key);
        Ok(())
    }
}

impl TestShelf {
    fn state(&self) -> Result<(), ShelfError> {
        self.broken.get().map_or(Ok(()), Err)
    }
}

fn now() -> Timestamp {
    Timestamp("2026-11-23T19:00:00.000Z".to_owned())
}

fn id(text: &str) -> SetupId {
    SetupId(text.to_owned())
}

fn with_one(shelf: &TestShelf) -> Store<TestShelf> {
    let mut store = Store::open(shelf.clone());
    store.insert(Setup::new(id("one"), "Contoso".to_owned(), now()));
    store
}

#[test]
fn what_one_session_keeps_the_next_one_finds() {
    let shelf = TestShelf::default();
    let mut first = with_one(&shelf);
    let _ = first.update(&id("one"), |setup| {
        setup.application_name = "App".to_owned()
    });
    let second = Store::open(shelf);
    assert_eq!(second.get(&id("one")), first.get(&id("one")));
}

#[test]
fn two_tabs_add_up() {
    let shelf = TestShelf::default();
    let mut one = with_one(&shelf);
    let mut other = Store::open(shelf);
    let note = |text: &str| {
        let text = text.to_owned();
        move |setup: &mut Setup| setup.guide.set_note(&text, "seen".to_owned())
    };
    let _ = one.update(&id("one"), note("1.1"));
    let both = other.update(&id("one"), note("1.2")).expect("it exists");
    assert_eq!(both.guide.steps.len(), 2);
    one.absorb("scimdesk/setup/one");
    assert_eq!(one.get(&id("one")), Some(&both));
}

#[test]
fn work_in_one_tab_survives_deletion_in_another() {
    let shelf = TestShelf::default();
    let mut one = with_one(&shelf);
    let _ = Store::open(shelf.clone()).delete(&id("one"));
    let kept = one.update(&id("one"), |setup| setup.name = "Kept".to_owned());
    assert_eq!(kept.map(|setup| setup.name).as_deref(), Some("Kept"));
    assert_eq!(Store::open(shelf).list().len(), 1);
}

#[test]
fn a_deletion_elsewhere_is_followed_when_nothing_is_being_changed() {
    let shelf = TestShelf::default();
    let mut one = with_one(&shelf);
    let _ = Store::open(shelf).delete(&id("one"));
    one.absorb("scimdesk/setup/one");
    assert!(one.list().is_empty());
}

#[test]
fn unreadable_records_are_reported_and_never_overwritten() {
    let newer = r#"{"format":"scimdesk-setup","version":999}"#;
    for text in ["{ damaged", newer] {
        let shelf = TestShelf::default();
        shelf.put("scimdesk/setup/one", text).expect("room");
        let mut store = Store::open(shelf.clone());
        assert_eq!(store.aside().len(), 1, "{text}");
        store.insert(Setup::new(id("one"), "Impostor".to_owned(), now()));
        assert_eq!(
            shelf.get("scimdesk/setup/one"),
            Ok(Some(text.to_owned())),
            "{text}"
        );
        store.discard_aside("scimdesk/setup/one");
        assert_eq!(shelf.get("scimdesk/setup/one"), Ok(None));
        assert!(store.aside().is_empty());
    }
}

#[test]
fn a_record_that_a_newer_version_rewrote_is_not_changed_by_this_one() {
    let shelf = TestShelf::default();
    let mut store = with_one(&shelf);
    let newer = r#"{"format":"scimdesk-setup","version":999}"#;
    shelf.put("scimdesk/setup/one", newer).expect("room");
    assert_eq!(store.update(&id("one"), |setup| setup.name.clear()), None);
    assert_eq!(shelf.get("scimdesk/setup/one"), Ok(Some(newer.to_owned())));
    assert_eq!(store.aside().len(), 1);
}

#[test]
fn foreign_keys_are_left_alone() {
    let shelf = TestShelf::default();
    shelf.put("someone-else", "{ damaged").expect("room");
    assert!(Store::open(shelf).aside().is_empty());
}

#[test]
fn a_full_shelf_is_reported_and_work_goes_on_and_is_written_later() {
    for error in [ShelfError::Full, ShelfError::Forbidden] {
        let shelf = TestShelf::default();
        let mut store = with_one(&shelf);
        shelf.broken.set(Some(error));
        for name in ["A", "B"] {
            let changed = store.update(&id("one"), |setup| setup.name.push_str(name));
            assert!(changed.is_some());
        }
        assert_eq!(store.trouble(), Some(error));
        let name = store.get(&id("one")).map(|setup| setup.name.clone());
        assert_eq!(name.as_deref(), Some("ContosoAB"));

        shelf.broken.set(None);
        store.insert(Setup::new(id("two"), "Fabrikam".to_owned(), now()));
        assert_eq!(store.trouble(), None);
        let names: Vec<String> = Store::open(shelf)
            .list()
            .into_iter()
            .map(|s| s.name)
            .collect();
        assert_eq!(names, ["ContosoAB", "Fabrikam"]);
    }
}

#[test]
fn copies_get_names_of_their_own_and_deletion_can_be_undone() {
    let shelf = TestShelf::default();
    let mut store = with_one(&shelf);
    for (number, name) in [("2", "Contoso (2)"), ("3", "Contoso (3)")] {
        let copy = store.duplicate(&id("one"), id(number), now());
        assert_eq!(copy.map(|setup| setup.name).as_deref(), Some(name));
    }
    let deleted = store.delete(&id("one")).expect("it was there");
    assert_eq!(Store::open(shelf.clone()).list().len(), 2);
    store.insert(deleted);
    assert_eq!(Store::open(shelf).list().len(), 3);
}
