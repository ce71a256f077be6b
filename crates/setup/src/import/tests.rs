use super::*;
use crate::record;
use crate::store::StorageError;
use crate::tenant_evidence::{
    EvidenceKind, EvidenceOutcome, EvidenceRecord, EvidenceStatus, ResponseFormat,
};
use crate::{PassedTest, SetupId};

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

fn at(hour: u32) -> Timestamp {
    Timestamp(format!("2026-11-23T{hour:02}:00:00.000Z"))
}

fn named(id: &str, name: &str) -> Setup {
    Setup::new(SetupId(id.to_owned()), name.to_owned(), at(9))
}

fn new_id() -> SetupId {
    SetupId("ffff".to_owned())
}

#[test]
fn accepting_adds_a_setup_and_never_overwrites_one() {
    use ImportSource::{File, Link};
    // The identity and name it comes with, its source, and those it gets.
    let cases = [
        ("00aa", "Fabrikam", File, "00aa", "Fabrikam"),
        ("0123", "Contoso", File, "ffff", "Contoso (2)"),
        ("", "Contoso", Link, "ffff", "Contoso (2)"),
        ("not hex", "", File, "ffff", ""),
    ];
    for (id, name, source, new, free) in cases {
        let mut store = Store::open(NoStorage, || 0);
        let open = named("0123", "Contoso");
        store.insert(open.clone());
        let setup = named(id, name);
        let candidate = ImportCandidate { setup, source };
        let accepted = candidate.accept(&mut store, new_id, &at(12));
        assert_eq!(
            (accepted.id.0.as_str(), accepted.name.as_str()),
            (new, free)
        );
        assert_eq!(store.get(&open.id), Some(&open));
        assert_eq!(store.get(&accepted.id), Some(&accepted));
        let origin = accepted.imported().expect("it was imported");
        assert_eq!(
            origin,
            ImportRecord {
                when: at(12),
                source
            }
        );
    }
}

#[test]
fn evidence_from_before_the_import_is_marked() {
    let mut setup = named("00aa", "Contoso");
    assert!(!setup.is_imported_evidence(&at(10)));
    setup.connection_passed = Some(PassedTest {
        when: at(10),
        tenant_url: "https://a.example".to_owned(),
        matching: None,
    });
    let text = file::export(&setup);
    let mut candidates = from_file(&text).expect("a file of ours");
    let candidate = candidates.pop().expect("one setup");
    assert_eq!(candidate.setup, setup);
    let mut store = Store::open(NoStorage, || 0);
    let accepted = candidate.accept(&mut store, new_id, &at(12));
    assert_eq!(accepted.connection_passed, setup.connection_passed);
    for (hour, is_imported) in [(10, true), (12, true), (13, false)] {
        assert_eq!(accepted.is_imported_evidence(&at(hour)), is_imported);
    }
    // The mark travels; a second import replaces it.
    let again = record::read(&record::write(&accepted).to_string()).expect("a setup");
    assert_eq!(again.imported(), accepted.imported());
}

/// What a file says of the tenant is somebody else's word; what is read later is
/// not, even if a script collected it before the import.
#[test]
fn evidence_of_a_file_is_marked_until_it_is_read_here() {
    let kind = EvidenceKind::Started;
    let mut setup = named("00aa", "Contoso");
    let record = EvidenceRecord {
        kind,
        when: at(10),
        outcome: EvidenceOutcome::Proven,
        summary: "Active".to_owned(),
        proven: vec!["2.20".to_owned()],
        contradictions: Vec::new(),
        format: ResponseFormat::EvidencePack,
        basis: setup.evidence_basis(kind),
        is_imported: false,
    };
    assert!(setup.record_evidence(record.clone(), &at(10)));
    let is_imported = |setup: &Setup| match setup.evidence_status(kind) {
        EvidenceStatus::Current(record) => record.is_imported,
        other => panic!("{other:?}"),
    };
    assert!(!is_imported(&setup));
    let text = file::export(&setup);
    let mut store = Store::open(NoStorage, || 0);
    let mut all = file::import(&mut store, &text, new_id, &at(12)).expect("a file of ours");
    let mut candidates = from_file(&text).expect("a file of ours");
    let candidate = candidates.pop().expect("one setup");
    all.push(candidate.accept(&mut store, new_id, &at(12)));
    assert_eq!(all.len(), 2);
    for mut imported in all {
        assert!(is_imported(&imported));
        let again =
            crate::record::read(&crate::record::write(&imported).to_string()).expect("a setup");
        assert!(is_imported(&again));
        let collected = EvidenceRecord {
            when: at(11),
            ..record.clone()
        };
        assert!(imported.record_evidence(collected, &at(13)));
        assert!(!is_imported(&imported));
    }
}

#[test]
fn a_damaged_mark_is_none() {
    for origin in [
        json!(null),
        json!({}),
        json!({"when": "2026", "from": "elsewhere"}),
        json!({"when": 7, "from": "link"}),
        json!({"from": "link"}),
    ] {
        let mut setup = named("00aa", "Contoso");
        let _ = setup.rest.insert(MEMBER.to_owned(), origin);
        assert_eq!(setup.imported(), None);
    }
}
