//! Logs with known causes, of which each is counted exactly.

use super::{ids, report_of};
use crate::facts::ProvisioningAction;
use crate::fixtures::{FORMATS, FixtureEntry, files};
use crate::format::LogFormat;
use crate::read::{LogReader, ReadLimits};
use crate::report::{LogLead, LogReport, OutcomeCounts};

const REQUIRED: &str = r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"400","detail":"name.familyName is required"}"#;
const EXISTS: &str = r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":409,"scimType":"uniqueness","detail":"User already exists"}"#;
const INACTIVE: &str = r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"409","detail":"User must be Active."}"#;

/// Of ten users, four fail in two cycles, one after the other, two for the first
/// cause, one is in sync, and five succeed.
fn entries_of(user: u32) -> Vec<FixtureEntry> {
    let failed = |code, response| {
        [0, 1]
            .map(|cycle| FixtureEntry::failed(user, cycle, code, response))
            .to_vec()
    };
    match user % 10 {
        0 | 1 => failed("BadRequest", REQUIRED),
        2 => failed("Conflict", EXISTS),
        3 => {
            let mut entries = failed("Conflict", INACTIVE);
            for entry in &mut entries {
                entry.action = ProvisioningAction::Update;
            }
            entries
        }
        4 => vec![FixtureEntry::skipped(user, 1, "RedundantExport")],
        _ => vec![FixtureEntry::succeeded(user, 0)],
    }
}

fn entries(users: u32) -> Vec<FixtureEntry> {
    (0..users).flat_map(entries_of).collect()
}

/// The causes of so many tens of users.
fn due(tens: u32) -> [(&'static str, u32, u32); 4] {
    [
        ("required-value-missing", 4 * tens, 2 * tens),
        ("user-exists", 2 * tens, tens),
        ("user-inactive", 2 * tens, tens),
        ("in-sync", tens, tens),
    ]
}

#[test]
fn every_cause_is_counted_in_every_format() {
    for format in FORMATS {
        let (_, log, summary) = report_of(format, &entries(10));
        let mut found = ids(&summary);
        let mut expected = due(1).to_vec();
        assert_eq!(found[0], expected[0], "{format:?}");
        assert_eq!(found.last(), Some(&expected[3]), "{format:?}");
        found.sort_unstable();
        expected.sort_unstable();
        assert_eq!(found, expected, "{format:?}");
        assert_eq!(log.entries, 14, "{format:?}");
        let users = OutcomeCounts {
            failed: 4,
            skipped_harmless: 1,
            succeeded: 5,
            ..OutcomeCounts::default()
        };
        assert_eq!(summary.users, users, "{format:?}");
        assert_eq!(summary.entries.failed, 8, "{format:?}");
        assert_eq!(summary.without_user.all(), 0, "{format:?}");
        let LogLead::Failed {
            users: 4,
            of_users: 10,
            recovered: 0,
            cause: Some((id, 2)),
            ..
        } = summary.lead
        else {
            panic!("{format:?} {:?}", summary.lead);
        };
        assert_eq!(id, summary.causes[0].id, "{format:?}");
    }
}

#[test]
fn cycles_are_counted() {
    let (_, _, summary) = report_of(LogFormat::Graph, &entries(10));
    let [first, second] = summary.buckets.as_slice() else {
        panic!("{:?}", summary.buckets);
    };
    assert_eq!((first.users.failed, first.users.succeeded), (4, 5));
    assert_eq!((second.users.failed, second.users.skipped_harmless), (4, 1));
    assert_eq!(summary.cycles, 2);
}

#[test]
fn ten_thousand_users_are_counted_exactly() {
    let (_, log, summary) = report_of(LogFormat::PortalJson, &entries(10_000));
    assert_eq!(log.entries, 14_000);
    let mut found = ids(&summary);
    found.sort_unstable();
    let mut expected = due(1000);
    expected.sort_unstable();
    assert_eq!(found, expected);
}

/// What stands in the texts of ten users for the tens of their numbers, in decimal
/// and, where ids are made, in hexadecimal.
const TENS: u32 = 777_777;

/// Entries as Graph gives them, of ten users each time. Making them anew would take
/// longer than reading them.
struct TenUsers(String);

impl TenUsers {
    fn new() -> Self {
        let users = TENS * 10..TENS * 10 + 10;
        let entries: Vec<FixtureEntry> = users.flat_map(entries_of).collect();
        let [(_, bytes)] = &files(LogFormat::Graph, &entries)[..] else {
            panic!("one file");
        };
        Self(String::from_utf8(bytes.clone()).unwrap())
    }

    /// The same for other users. Ids become those of no fixture, but stay unique.
    fn of(&self, tens: u32) -> String {
        let users = self.0.replace(&TENS.to_string(), &format!("{tens:06}"));
        let mut out = users;
        for last in 0..10 {
            let id = |number: u32| format!("{number:012x}");
            out = out.replace(&id(TENS * 10 + last), &id(tens * 10 + last));
        }
        out
    }
}

#[test]
fn a_million_entries_are_counted_exactly() {
    let mut report = LogReport::default();
    let mut reader = LogReader::new(ReadLimits {
        bytes: u64::MAX,
        ..ReadLimits::default()
    });
    reader.begin_file("log.json");
    let ten_users = TenUsers::new();
    // Fourteen entries each.
    let tens = 71_428;
    for ten in 0..tens {
        reader
            .feed(ten_users.of(ten).as_bytes(), &mut report)
            .unwrap();
    }
    let rest: Vec<FixtureEntry> = (0..8)
        .map(|user| FixtureEntry::succeeded(8_000_000 + user, 0))
        .collect();
    for (_, bytes) in files(LogFormat::Graph, &rest) {
        reader.feed(&bytes, &mut report).unwrap();
    }
    let log = reader.finish(&mut report).unwrap();
    let summary = report.summary(&log.files, &log.notes);
    assert_eq!(log.entries, 1_000_000);
    let mut found = ids(&summary);
    found.sort_unstable();
    let mut expected = due(tens);
    expected.sort_unstable();
    assert_eq!(found, expected);
    assert_eq!(summary.users.all(), tens * 10 + 8);
}

/// A cause that fails for one user and is skipped for others leads with the one.
#[test]
fn who_was_skipped_for_a_cause_has_not_failed_for_it() {
    let mut entries: Vec<FixtureEntry> = (0..5)
        .map(|user| FixtureEntry::skipped(user, 0, "EntryNotEffectivelyEntitled"))
        .collect();
    entries.push(FixtureEntry::failed(5, 0, "BadRequest", REQUIRED));
    entries.extend((0..3).map(|user| FixtureEntry::failed(user, 1, "Conflict", EXISTS)));
    let (_, _, summary) = report_of(LogFormat::Graph, &entries);
    for cause in &summary.causes {
        assert!(cause.failed_users <= cause.users, "{cause:?}");
        assert!(cause.failed_users <= summary.users.failed, "{cause:?}");
    }
    let LogLead::Failed {
        users: 4,
        cause: Some((_, 3)),
        ..
    } = summary.lead
    else {
        panic!("{:?}", summary.lead);
    };
}
