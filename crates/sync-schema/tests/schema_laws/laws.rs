use super::*;

/// A file without the parts that an export may change.
fn rest(text: &str) -> Value {
    let mut root: Value = serde_json::from_str(text).unwrap();
    let schema = match root.get_mut("schema") {
        Some(schema) => schema,
        None => &mut root,
    };
    let mapping = &mut schema["synchronizationRules"][0]["objectMappings"][1];
    mapping["attributeMappings"] = Value::Null;
    mapping["flowTypes"] = Value::Null;
    if schema.get("directories").is_some() {
        schema["directories"][0]["objects"][0]["attributes"] = Value::Null;
    }
    root
}

fn elements(text: &str) -> Vec<Value> {
    let root: Value = serde_json::from_str(text).unwrap();
    let schema = root.get("schema").unwrap_or(&root);
    let list = &schema["synchronizationRules"][0]["objectMappings"][1]["attributeMappings"];
    list.as_array().cloned().unwrap_or_default()
}

fn decode(bytes: &[u8]) -> String {
    sync_schema::encoding::decode(bytes).unwrap().text
}

/// Whether the text and the tree of the row for a target differ.
fn differs_in(notes: &[Unsupported], row: &Row) -> bool {
    let differ = |note: &Unsupported| matches!(note, Unsupported::TextAndTreeDiffer { target, .. } if *target == row.target);
    notes.iter().any(differ)
}

/// Whether the text and the tree of any row differ.
fn differs(read: &ParsedSchema) -> bool {
    let differ = |note: &Unsupported| matches!(note, Unsupported::TextAndTreeDiffer { .. });
    read.notes.iter().any(differ)
}

proptest! {
    #[test]
    fn nothing_to_change_changes_nothing(file in file()) {
        let read = read(&file.bytes, None).unwrap();
        prop_assert_eq!(read.set.rows.len(), file.rows);
        let made = export(&file.bytes, read.pick, &read.set, &ExportOptions::default()).unwrap();
        prop_assert_eq!(made.refusals.len(), 0);
        if !differs(&read) {
            prop_assert_eq!(made.splices.len(), 0);
            prop_assert_eq!(apply(&file.bytes, &made), file.bytes);
        }
    }

    #[test]
    fn what_was_exported_is_read_back(file in file(), set in set()) {
        let pick = read(&file.bytes, None).unwrap().pick;
        let made = export(&file.bytes, pick, &set, &ExportOptions::default()).unwrap();
        // Nothing with an error goes into a file that has not got it already.
        let old = read(&file.bytes, None).unwrap();
        let refused = |row: &&Row| first_error(&row.target, &row.source).is_some();
        let faulty = set.rows.iter().filter(refused).count();
        prop_assert!(made.refusals.len() <= faulty);
        let has = |row: &Row| old.set.rows.iter().any(|old| {
            old.target == row.target && canonical(old).source == canonical(row).source
        });
        if made.refusals.is_empty() {
            prop_assert!(set.rows.iter().filter(refused).all(has));
        }
        if !made.refusals.is_empty() {
            prop_assert_eq!(made.splices.len(), 0);
            return Ok(());
        }
        let changed = apply(&file.bytes, &made);
        let read = read(&changed, None).unwrap();
        let says_two_things = |note: &Unsupported| match note {
            Unsupported::TextAndTreeDiffer { target, .. } => !set.rows.iter().any(|row| row.target == *target && refused(&row)),
            _ => false,
        };
        prop_assert!(!read.notes.iter().any(says_two_things), "{:?}", read.notes);
        let rows = |set: &MappingSet| set.rows.iter().map(canonical).collect::<Vec<_>>();
        prop_assert_eq!(rows(&read.set), rows(&set));
        prop_assert_eq!(read.set.operations, set.operations);
        prop_assert!(compare(&read.set, &set).is_same());
        let again = export(&changed, pick, &set, &ExportOptions::default()).unwrap();
        prop_assert_eq!(again.splices.len(), 0);
    }

    #[test]
    fn only_what_has_to_change_changes(file in file(), set in set()) {
        let before = read(&file.bytes, None).unwrap();
        let made = export(&file.bytes, before.pick, &set, &ExportOptions::default()).unwrap();
        let changed = decode(&apply(&file.bytes, &made));
        if !made.refusals.is_empty() {
            prop_assert_eq!(changed, decode(&file.bytes));
            return Ok(());
        }
        prop_assert_eq!(rest(&changed), rest(&file.text));
        // Every member of a row that the setup has too is still there,
        // except for those that it says otherwise.
        let old = elements(&file.text);
        let before_notes = before.notes.clone();
        let (mut left, new) = (before.set.rows.iter().zip(&old).collect::<Vec<_>>(), elements(&changed));
        for (row, element) in set.rows.iter().zip(&new) {
            let Some(at) = left.iter().position(|(old, _)| old.target == row.target) else {
                continue;
            };
            let (before, was) = left.remove(at);
            if canonical(before) == canonical(row) && !differs_in(&before_notes, row) {
                prop_assert_eq!(element, was);
            }
            prop_assert_eq!(element.get("unknown"), was.get("unknown"));
        }
    }

    #[test]
    fn no_error_breaks_the_reader(file in file(), at in any::<prop::sample::Index>(), with in "\\PC{0,2}", cut in any::<bool>()) {
        let at = at.index(file.text.len() + 1);
        prop_assume!(file.text.is_char_boundary(at));
        let (head, tail) = file.text.split_at(at);
        let damaged = if cut { head.to_owned() } else { format!("{head}{with}{tail}") };
        if let Ok(read) = read(damaged.as_bytes(), None) {
            let made = export(damaged.as_bytes(), read.pick, &read.set, &ExportOptions::default()).unwrap();
            prop_assert_eq!(made.refusals.len(), 0);
            if !differs(&read) {
                prop_assert_eq!(made.splices.len(), 0);
            }
        }
    }
}
