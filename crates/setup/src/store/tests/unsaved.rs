use super::*;

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

/// A save that comes before the event of clearing finds each record missing, as
/// after a deletion.
#[test]
fn edits_that_waited_while_storage_was_cleared_are_retained_and_put_back() {
    let storage = TestStorage::default();
    let mut one = with_one(&storage);
    let later = Timestamp("2026-11-23T20:00:00.000Z".to_owned());
    one.insert(Setup::new(id("two"), "Fabrikam".to_owned(), later));
    let _ = one.edit(&id("one"), note_of(5));
    storage.content.borrow_mut().clear();
    one.save_all();
    assert!(matches!(one.deleted(), [deleted] if deleted.has_edits));
    assert_eq!(one.sync_cleared(), [id("one"), id("two")]);
    assert!(one.deleted().is_empty());
    assert_eq!(one.unsaved().count(), 0);
    let again = open(storage);
    assert_eq!(again.list(), one.list());
    let note = again.get(&id("one")).map(|setup| setup.guide.note("1.1"));
    assert_eq!(note, Some("nnnnn"));
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
