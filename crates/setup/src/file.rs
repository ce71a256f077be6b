//! Export to a file and import from one. The file is the record itself, laid
//! out for reading, so that it can be kept under version control.

use serde_json::Value;

use super::record::{self, MAX_BYTES, SetupRecordError};
use super::replica::EDITS;
use super::sample_users::MAX_SAMPLE_USERS;
use super::store::{KeyValueStorage, Store};
use super::{Setup, SetupId, Timestamp, import};
use provisioning::entra::MAX_EXPRESSION;
use provisioning::expectations::MAX_EXPECTED;
use provisioning::format::grouped;

/// The value of the member `format` in a file of several setups.
const SETUPS_FORMAT: &str = "scimdesk-setups";

/// More setups than one file is read for.
const MAX_SETUPS: usize = 500;

/// More rows, and more steps, than a setup is read with.
const MAX_ELEMENTS: usize = 5_000;

/// Why a file cannot be imported.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    #[error(transparent)]
    Record(#[from] SetupRecordError),
    /// Analyzing it would take long.
    #[error(
        "The expression for “{target}” has {} characters; Entra accepts at most {}.",
        grouped(*.characters as u64),
        grouped(MAX_EXPRESSION as u64)
    )]
    LongExpression { target: String, characters: usize },
    #[error("It has {} {what}; at most {} are allowed.", grouped(*.count as u64), grouped(*.most as u64))]
    TooMany {
        what: &'static str,
        count: usize,
        most: usize,
    },
    /// One of several, counted from one.
    #[error("Setup {number} of the file: {error}")]
    InSetup {
        number: usize,
        error: Box<FileError>,
    },
}

/// The text of an exported file.
pub fn export(setup: &Setup) -> String {
    let record = record::write(setup);
    let mut text = serde_json::to_string_pretty(&record).unwrap_or_default();
    text.push('\n');
    // Line breaks and spaces must not make it too long to be imported.
    match text.len() > MAX_BYTES {
        true => record.to_string(),
        false => text,
    }
}

/// The name of an exported file.
pub fn file_name(setup: &Setup) -> String {
    format!("{}.scimdesk.json", file_stem(setup))
}

/// The setup's name with everything replaced that file systems dislike.
pub fn file_stem(setup: &Setup) -> String {
    let mut name = String::new();
    for c in setup.name.chars().take(60) {
        // Letters of other scripts are fine in file names; of ASCII only some are.
        if c.is_ascii_alphanumeric() || !c.is_ascii() {
            name.push(c.to_ascii_lowercase());
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    match name.trim_end_matches('-') {
        "" => "setup".to_owned(),
        name => name.to_owned(),
    }
}

/// Files of several setups, each short enough to be imported.
pub fn export_all<'a>(setups: impl Iterator<Item = &'a Setup>) -> Vec<String> {
    let mut files: Vec<Vec<String>> = Vec::new();
    let mut length = MAX_BYTES;
    for setup in setups {
        let record = record::text(&record::write(setup));
        let more = record.len() + 100;
        length += more;
        match files.last_mut() {
            Some(file) if length < MAX_BYTES => file.push(record),
            _ => {
                length = more;
                files.push(vec![record]);
            }
        }
    }
    let text = |records: Vec<String>| {
        let records = records.join(",");
        format!("{{\"format\":\"{SETUPS_FORMAT}\",\"setups\":[{records}],\"version\":1}}")
    };
    files.into_iter().map(text).collect()
}

/// Reads a file of one or several setups and checks all of it.
pub(crate) fn read(text: &str) -> Result<Vec<Setup>, FileError> {
    if text.len() > MAX_BYTES {
        return Err(SetupRecordError::TooLong { bytes: text.len() }.into());
    }
    let mut file = record::parse(text.trim_start_matches('\u{feff}'))?;
    if file.get("format").and_then(Value::as_str) != Some(SETUPS_FORMAT) {
        return Ok(vec![checked(file)?]);
    }
    match file.get("version").and_then(Value::as_u64) {
        Some(1) => {}
        Some(version) if version > 1 => return Err(SetupRecordError::Newer { version }.into()),
        _ => return Err(SetupRecordError::OtherFormat.into()),
    }
    let Some(Value::Array(records)) = file.get_mut("setups").map(Value::take) else {
        return Err(SetupRecordError::OtherFormat.into());
    };
    limit("setups", records.len(), MAX_SETUPS)?;
    let setups = records.into_iter().enumerate().map(|(index, record)| {
        checked(record).map_err(|error| FileError::InSetup {
            number: index + 1,
            error: Box::new(error),
        })
    });
    setups.collect()
}

/// Reads the text of one setup and checks all of it.
pub(crate) fn read_one(text: &str) -> Result<Setup, FileError> {
    checked(record::parse(text)?)
}

fn checked(record: Value) -> Result<Setup, FileError> {
    let mut setup = record::from_value(record)?;
    // A file has no edits to merge.
    let _ = setup.rest.remove(EDITS);
    limit("mapping rows", setup.mapping.rows.len(), MAX_ELEMENTS)?;
    limit("steps", setup.guide.steps.len(), MAX_ELEMENTS)?;
    let (users, values) = setup.sample_user_counts();
    limit("sample users", users, MAX_SAMPLE_USERS)?;
    limit("expected values for one sample user", values, MAX_EXPECTED)?;
    for row in &setup.mapping.rows {
        let characters = row.source.text().chars().count();
        if characters > MAX_EXPRESSION {
            return Err(FileError::LongExpression {
                target: row.target.clone(),
                characters,
            });
        }
    }
    Ok(setup)
}

fn limit(what: &'static str, count: usize, most: usize) -> Result<(), FileError> {
    match count > most {
        true => Err(FileError::TooMany { what, count, most }),
        false => Ok(()),
    }
}

/// Adds the setups of a file to the store, all of them or none. One keeps its
/// identity when that is free here, so that "export, delete, import" brings
/// back the same setup; otherwise it becomes a further one under a new
/// identity and a free name. Its evidence counts as that of somebody else, since
/// the file could have been edited.
pub fn import<S: KeyValueStorage>(
    store: &mut Store<S>,
    text: &str,
    new_id: impl Fn() -> SetupId,
    now: &Timestamp,
) -> Result<Vec<Setup>, FileError> {
    let candidates = import::from_file(text)?.into_iter();
    Ok(candidates
        .map(|candidate| candidate.accept(store, &new_id, now))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::StorageError;
    use provisioning::mapping::{Row, Source};
    use serde_json::json;

    fn named(name: &str) -> Setup {
        Setup::new(
            SetupId("0123456789abcdef".to_owned()),
            name.to_owned(),
            Timestamp("2026-11-23T19:00:00.000Z".to_owned()),
        )
    }

    #[test]
    fn file_names_are_safe() {
        let cases = [
            ("Contoso production", "contoso-production.scimdesk.json"),
            ("../../etc/passwd", "etc-passwd.scimdesk.json"),
            ("Müller & Söhne: EU?", "müller-söhne-eu.scimdesk.json"),
            ("", "setup.scimdesk.json"),
            ("***", "setup.scimdesk.json"),
        ];
        for (name, file) in cases {
            assert_eq!(file_name(&named(name)), file);
        }
    }

    #[test]
    fn an_exported_file_reads_back_also_with_a_byte_order_mark() {
        let setup = named("Contoso");
        let text = format!("\u{feff}{}", export(&setup));
        assert_eq!(record::read(text.trim_start_matches('\u{feff}')), Ok(setup));
    }

    struct NoStorage;

    impl KeyValueStorage for NoStorage {
        fn keys(&self) -> Result<Vec<String>, StorageError> {
            Ok(Vec::new())
        }
        fn get(&self, _: &str) -> Result<Option<String>, StorageError> {
            Ok(None)
        }
        fn put(&self, _: &str, _: &str) -> Result<(), StorageError> {
            Ok(())
        }
        fn remove(&self, _: &str) -> Result<(), StorageError> {
            Ok(())
        }
    }

    fn now() -> Timestamp {
        Timestamp("2026-11-24T08:00:00.000Z".to_owned())
    }

    fn new_id() -> SetupId {
        SetupId("ffff".to_owned())
    }

    #[test]
    fn one_bad_setup_of_a_file_changes_nothing() {
        let row = |length: usize| {
            let mut setup = named("Fabrikam");
            let text = "x".repeat(length);
            setup
                .mapping
                .put(Row::new("title", Source::Expression(text)));
            record::write(&setup)
        };
        let many = |count: usize| {
            let mut setup = named("Fabrikam");
            let rows = (0..count).map(|number| Row::new(&number.to_string(), Source::None));
            setup.mapping.rows = rows.collect();
            record::write(&setup)
        };
        let mut deep = record::write(&named("Fabrikam")).to_string();
        deep.insert_str(
            1,
            &format!("\"deep\":{}{},", "[".repeat(5000), "]".repeat(5000)),
        );
        let good = record::write(&named("Contoso"));
        let several = |bad: Value| {
            json!({"format": SETUPS_FORMAT, "version": 1, "setups": [good, bad]}).to_string()
        };
        let newer = json!({"format": record::FORMAT, "version": 99});
        let cases = [
            (
                row(10_001).to_string(),
                "The expression for “title” has 10,001 characters",
            ),
            (many(5_001).to_string(), "5,001 mapping rows"),
            (deep, "100 levels deep"),
            (" ".repeat(MAX_BYTES + 1), "It’s 4000 kB"),
            (
                several(row(10_001)),
                "Setup 2 of the file: The expression for “title”",
            ),
            (several(newer), "Setup 2 of the file: A newer version"),
            (
                several(json!(7)),
                "Setup 2 of the file: This isn’t a scimdesk setup",
            ),
            (
                json!({"format": SETUPS_FORMAT, "version": 2, "setups": []}).to_string(),
                "newer version",
            ),
            (
                json!({"format": SETUPS_FORMAT, "version": 1}).to_string(),
                "isn’t a scimdesk setup",
            ),
        ];
        for (text, says) in cases {
            let mut store = Store::open(NoStorage, || 0);
            let error = import(&mut store, &text, new_id, &now())
                .expect_err(says)
                .to_string();
            assert!(error.contains(says), "{says}: {error}");
            assert!(store.list().is_empty(), "{says}");
        }
        let mut store = Store::open(NoStorage, || 0);
        let longest = import(&mut store, &several(row(10_000)), new_id, &now());
        assert_eq!(longest.map(|setups| setups.len()), Ok(2));
    }

    #[test]
    fn all_setups_of_a_rescue_are_imported_again() {
        let setups: Vec<Setup> = (0..5)
            .map(|number| {
                let mut setup = named(&format!("Setup {number}"));
                setup.id = SetupId(format!("{number}"));
                setup.guide.set_note("1.1", "n".repeat(1_200_000));
                setup
            })
            .collect();
        let files = export_all(setups.iter());
        assert_eq!(files.len(), 2);
        let mut store = Store::open(NoStorage, || 0);
        for file in files {
            let _ = import(&mut store, &file, new_id, &now()).expect("each file is valid");
        }
        for setup in &setups {
            let mut imported = store.get(&setup.id).cloned().expect("it is there");
            let origin = imported
                .imported()
                .map(|origin| (origin.when, origin.source));
            assert_eq!(origin, Some((now(), import::ImportSource::File)));
            let _ = imported.rest.remove(import::MEMBER);
            assert_eq!(&imported, setup);
        }
    }

    #[test]
    fn laying_out_makes_no_file_too_long_to_be_imported() {
        let mut setup = named("Contoso");
        let _ = setup
            .rest
            .insert("list".to_owned(), vec![1; 700_000].into());
        let text = export(&setup);
        assert!(text.len() <= MAX_BYTES, "{}", text.len());
        assert_eq!(record::read(&text), Ok(setup));
    }
}
