//! The last tests of a setup, kept in the browser without anything secret or
//! personal: no token, no email address, nothing of a body.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Value, json};
use thiserror::Error;

use connection_test::diagnosis::messages::VerdictSeverity;
use setup::store::{self, KeyValueStorage, StorageError};
use setup::{SetupId, Timestamp};

pub const MAX_RUNS: usize = 10;

const PREFIX: &str = "scimdesk/runs/";

const VERSION: u64 = 1;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    pub begun: Timestamp,
    /// The address that was tested, without its query.
    pub address: String,
    /// The result in a sentence, as it was shown then.
    pub headline: String,
    /// Stored as its class in the style sheets.
    #[serde(
        rename = "grade",
        serialize_with = "write_class",
        deserialize_with = "read_class"
    )]
    pub severity: VerdictSeverity,
    /// What came to Entra's own question, in a few words.
    #[serde(rename = "answer")]
    pub response: String,
    /// A bad one is none: the rest of the record is worth more.
    #[serde(default, deserialize_with = "read_ms")]
    pub ms: Option<u32>,
}

fn write_class<S: Serializer>(
    severity: &VerdictSeverity,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(severity.class())
}

fn read_class<'de, D: Deserializer<'de>>(deserializer: D) -> Result<VerdictSeverity, D::Error> {
    let class = String::deserialize(deserializer)?;
    VerdictSeverity::of_class(&class).ok_or_else(|| serde::de::Error::custom("an unknown grade"))
}

fn read_ms<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    let ms = Value::deserialize(deserializer)?.as_u64();
    Ok(ms.and_then(|ms| ms.try_into().ok()))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Unread {
    /// It is no record of this kind.
    #[error(
        "The record of the last tests is damaged. It stays as it is, and new tests aren’t added."
    )]
    Damaged,
    /// A newer version of the app wrote it.
    #[error(
        "A newer version of scimdesk wrote the record of the last tests. It stays as it is, and new tests aren’t added."
    )]
    Newer,
}

fn key(setup: &SetupId) -> String {
    format!("{PREFIX}{}", setup.0)
}

/// The last tests of a setup, the newest first. A shelf that gives nothing
/// holds none.
pub fn load(storage: &impl KeyValueStorage, setup: &SetupId) -> Result<Vec<Run>, Unread> {
    match storage.get(&key(setup)) {
        Ok(Some(text)) => read(&text),
        Ok(None) | Err(_) => Ok(Vec::new()),
    }
}

/// Adds a test to those of a setup and forgets the oldest ones beyond
/// [`MAX_RUNS`]. What cannot be read is not written over.
pub fn add(storage: &impl KeyValueStorage, setup: &SetupId, run: Run) -> Result<(), StorageError> {
    let Ok(mut runs) = load(storage, setup) else {
        return Ok(());
    };
    runs.insert(0, run);
    runs.truncate(MAX_RUNS);
    storage.put(&key(setup), &write(&runs))
}

pub fn clear(storage: &impl KeyValueStorage, setup: &SetupId) -> Result<(), StorageError> {
    storage.remove(&key(setup))
}

/// Forgets the tests of setups that are gone.
pub fn tidy(storage: &impl KeyValueStorage) -> Result<(), StorageError> {
    let keys = storage.keys()?;
    for own in &keys {
        let Some(id) = own.strip_prefix(PREFIX) else {
            continue;
        };
        if !keys.contains(&format!("{}{id}", store::PREFIX)) {
            storage.remove(own)?;
        }
    }
    Ok(())
}

fn read(text: &str) -> Result<Vec<Run>, Unread> {
    let mut value: Value = serde_json::from_str(text).map_err(|_| Unread::Damaged)?;
    match value.get("version").and_then(Value::as_u64) {
        Some(VERSION) => {}
        Some(newer) if newer > VERSION => return Err(Unread::Newer),
        _ => return Err(Unread::Damaged),
    }
    serde_json::from_value(value["runs"].take()).map_err(|_| Unread::Damaged)
}

fn write(runs: &[Run]) -> String {
    json!({ "version": VERSION, "runs": runs }).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;
    use std::collections::BTreeMap;

    #[derive(Default)]
    struct MemoryStorage(RefCell<BTreeMap<String, String>>);

    impl KeyValueStorage for MemoryStorage {
        fn keys(&self) -> Result<Vec<String>, StorageError> {
            Ok(self.0.borrow().keys().cloned().collect())
        }
        fn get(&self, key: &str) -> Result<Option<String>, StorageError> {
            Ok(self.0.borrow().get(key).cloned())
        }
        fn put(&self, key: &str, text: &str) -> Result<(), StorageError> {
            self.0.borrow_mut().insert(key.to_owned(), text.to_owned());
            Ok(())
        }
        fn remove(&self, key: &str) -> Result<(), StorageError> {
            self.0.borrow_mut().remove(key);
            Ok(())
        }
    }

    fn id() -> SetupId {
        SetupId("a1".to_owned())
    }

    fn nth(nth: usize) -> Run {
        Run {
            begun: Timestamp(format!("2026-11-24T08:{nth:02}:00Z")),
            address: "https://api.talkdeskapp.eu/scim/v2".to_owned(),
            headline: "Talkdesk rejects the token (401)".to_owned(),
            severity: VerdictSeverity::Bad,
            response: "401 Unauthorized".to_owned(),
            ms: (nth > 0).then_some(120),
        }
    }

    #[test]
    fn the_newest_come_first_and_the_oldest_go() {
        let storage = MemoryStorage::default();
        for run in 0..12 {
            add(&storage, &id(), nth(run)).expect("it has room");
        }
        let due: Vec<Run> = (2..12).rev().map(nth).collect();
        assert_eq!(load(&storage, &id()), Ok(due));
        clear(&storage, &id()).expect("it can forget");
        assert_eq!(load(&storage, &id()), Ok(Vec::new()));
    }

    #[test]
    fn what_cannot_be_read_is_left_as_it_is() {
        let cases = [
            ("", Unread::Damaged),
            ("[]", Unread::Damaged),
            ("{\"version\":1}", Unread::Damaged),
            ("{\"version\":1,\"runs\":[{}]}", Unread::Damaged),
            ("{\"version\":\"1\",\"runs\":[]}", Unread::Damaged),
            ("{\"version\":2,\"runs\":{}}", Unread::Newer),
        ];
        for (text, due) in cases {
            let storage = MemoryStorage::default();
            storage.put(&key(&id()), text).expect("it has room");
            assert_eq!(load(&storage, &id()), Err(due), "{text}");
            add(&storage, &id(), nth(1)).expect("nothing is written");
            assert_eq!(storage.get(&key(&id())), Ok(Some(text.to_owned())));
        }
    }

    fn loaded(change: impl FnOnce(&mut Value)) -> Result<Vec<Run>, Unread> {
        let mut stored = json!({ "version": VERSION, "runs": [nth(1)] });
        change(&mut stored["runs"][0]);
        let storage = MemoryStorage::default();
        storage
            .put(&key(&id()), &stored.to_string())
            .expect("it has room");
        load(&storage, &id())
    }

    #[test]
    fn only_a_known_class_is_read() {
        for severity in [
            VerdictSeverity::Good,
            VerdictSeverity::Remark,
            VerdictSeverity::Bad,
            VerdictSeverity::Unknown,
            VerdictSeverity::Skipped,
        ] {
            let runs = loaded(|run| run["grade"] = json!(severity.class()));
            assert_eq!(runs.map(|runs| runs[0].severity), Ok(severity));
        }
        for class in [json!("Bad"), json!("bad callout"), json!(""), json!(1)] {
            assert_eq!(loaded(|run| run["grade"] = class), Err(Unread::Damaged));
        }
    }

    #[test]
    fn a_bad_time_is_none() {
        for (ms, expected) in [
            (json!(120), Some(120)),
            (json!(-1), None),
            (json!(1.5), None),
            (json!("120"), None),
            (json!(u64::MAX), None),
            (Value::Null, None),
        ] {
            let runs = loaded(|run| run["ms"] = ms);
            assert_eq!(runs.map(|runs| runs[0].ms), Ok(expected));
        }
        let runs = loaded(|run| drop(run.as_object_mut().expect("a run").remove("ms")));
        assert_eq!(runs.map(|runs| runs[0].ms), Ok(None));
    }

    #[test]
    fn tests_of_setups_that_are_gone_are_forgotten() {
        let storage = MemoryStorage::default();
        let gone = SetupId("b2".to_owned());
        storage.put("scimdesk/setup/a1", "{}").expect("it has room");
        add(&storage, &id(), nth(1)).expect("it has room");
        add(&storage, &gone, nth(2)).expect("it has room");
        tidy(&storage).expect("it can forget");
        assert_eq!(load(&storage, &id()).map(|runs| runs.len()), Ok(1));
        assert_eq!(load(&storage, &gone), Ok(Vec::new()));
    }
}
