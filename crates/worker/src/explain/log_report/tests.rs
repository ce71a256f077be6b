use provisioning::format::grouped;
use provisioning::mapping::MappingSet;
use provisioning_log::fixtures::{FORMATS, FixtureEntry, files};
use provisioning_log::format::LogFormat;
use provisioning_log::read::{LogReader, ReadLimits};
use provisioning_log::report::UserOrder;
use worker_messages::explain::{
    ExplainSetup, LogOutcome, LogUserQuery, ResultTone, SentComparison, SentText, StepTone,
};

use super::{LogReading, ReadReport};

const NAME: &str = r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"400","scimType":"invalidValue","detail":"name.familyName is required"}"#;
const EXISTS: &str = r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"409","scimType":"uniqueness","detail":"User already exists"}"#;

/// Twelve users without a name, three who exist, four who are skipped, and twenty
/// who were created.
fn entries() -> Vec<FixtureEntry> {
    let users = |first: u32, count: u32| first..first + count;
    let name = users(0, 12).map(|user| FixtureEntry::failed(user, user % 3, "BadRequest", NAME));
    let exists = users(12, 3).map(|user| FixtureEntry::failed(user, 2, "Conflict", EXISTS));
    let skipped = users(15, 4).map(|user| FixtureEntry::skipped(user, 1, "NotEffectivelyEntitled"));
    let created = users(19, 20).map(|user| FixtureEntry::succeeded(user, user % 3));
    name.chain(exists).chain(skipped).chain(created).collect()
}

fn read(format: LogFormat, entries: &[FixtureEntry]) -> (ReadReport, Vec<Vec<u8>>) {
    let files = files(format, entries);
    let mut reading = LogReading::default();
    for (name, bytes) in &files {
        reading.begin_file(name);
        for part in bytes.chunks(1000) {
            reading.feed(part).expect(name);
        }
        reading.end_file().expect(name);
    }
    let report = reading.finish().expect("a log");
    (report, files.into_iter().map(|(_, bytes)| bytes).collect())
}

#[test]
fn every_format_has_the_same_sentence_and_causes() {
    for format in FORMATS {
        if format == LogFormat::AuditLog {
            // It names neither codes nor responses.
            continue;
        }
        let overview = read(format, &entries()).0.overview();
        assert!(
            overview
                .sentence
                .starts_with("15 of 39 users failed, 12 of them for one cause"),
            "{format:?}: {}",
            overview.sentence
        );
        assert_eq!(overview.tone, ResultTone::Bad, "{format:?}");
        // Skips without the details that tell why are to be looked at.
        let causes: Vec<u32> = overview.causes.iter().map(|cause| cause.users).collect();
        assert_eq!(causes, [12, 3, 4], "{format:?}: {:?}", overview.causes);
        let totals = overview.totals;
        assert_eq!(
            (
                totals.failed,
                totals.skipped,
                totals.succeeded,
                totals.unknown
            ),
            (15, 4, 20, 0),
            "{format:?}"
        );
    }
}

#[test]
fn a_log_over_a_limit_is_no_all_clear_and_says_what_was_not_read() {
    let fine: Vec<_> = (0..20)
        .map(|user| FixtureEntry::succeeded(user, 0))
        .collect();
    let read = |format, limits| {
        let mut reading = LogReading {
            reader: LogReader::new(limits),
            ..LogReading::default()
        };
        for (name, bytes) in files(format, &fine) {
            reading.begin_file(name);
            reading.feed(&bytes).expect(name);
            reading.end_file().expect(name);
        }
        reading.finish().expect("a log").overview()
    };
    let limits = ReadLimits::default();
    let all = read(LogFormat::PortalJson, limits);
    assert_eq!((all.tone, all.notes.len()), (ResultTone::Good, 0));
    let megabytes = |bytes: u64| format!("{} MB", bytes >> 20);
    for (format, reached, named) in [
        (
            LogFormat::PortalJson,
            ReadLimits {
                entries: 5,
                ..limits
            },
            format!("{} entries", grouped(limits.entries)),
        ),
        (
            LogFormat::PortalJson,
            ReadLimits {
                bytes: 5_000,
                ..limits
            },
            megabytes(limits.bytes),
        ),
        (
            LogFormat::PortalJson,
            ReadLimits {
                entry_bytes: 100,
                ..limits
            },
            megabytes(limits.entry_bytes as u64),
        ),
        (
            LogFormat::PortalCsv,
            ReadLimits {
                joined_bytes: 0,
                ..limits
            },
            megabytes(limits.joined_bytes as u64),
        ),
    ] {
        let overview = read(format, reached);
        assert_eq!(overview.tone, ResultTone::Warning, "{reached:?}");
        assert!(
            overview.notes.iter().any(|note| note.contains(&named)),
            "{named}: {:?}",
            overview.notes
        );
    }
}

#[test]
fn failures_start_in_a_cycle_or_rise_in_it() {
    for (first, second, expected) in [
        (0, 8, Some("Failures start at")),
        (1, 8, Some("Failures rise at")),
        (8, 8, None),
    ] {
        let failed = |users: std::ops::Range<u32>, cycle| {
            users.map(move |user| FixtureEntry::failed(user, cycle, "BadRequest", NAME))
        };
        let fine = (100..102).map(|user| FixtureEntry::succeeded(user, user - 100));
        let all: Vec<_> = failed(0..first, 0)
            .chain(failed(20..20 + second, 1))
            .chain(fine)
            .collect();
        let text = read(LogFormat::PortalJson, &all).0.overview().chart_text;
        match expected {
            Some(expected) => assert!(text.contains(expected), "{text}"),
            None => assert!(!text.contains("Failures"), "{text}"),
        }
    }
}

#[test]
fn users_are_listed_by_cause_text_and_order() {
    let (report, _) = read(LogFormat::PortalJson, &entries());
    let query = |cause, search: &str, order| LogUserQuery {
        cause,
        search: search.to_owned(),
        order,
        start: 0,
        count: 100,
    };
    let all = report.users(&query(None, "", UserOrder::Severity));
    assert_eq!(all.total, 39);
    let failed = all
        .rows
        .iter()
        .take_while(|row| row.outcome == LogOutcome::Failed);
    assert_eq!(failed.count(), 15);
    assert_eq!(report.users(&query(Some(1), "", UserOrder::Log)).total, 3);
    let found = report.users(&query(None, "user38@", UserOrder::Name));
    assert_eq!(
        (found.total, found.rows[0].outcome),
        (1, LogOutcome::Succeeded)
    );
    let window = LogUserQuery {
        start: 30,
        count: 5,
        ..LogUserQuery::default()
    };
    let window = report.users(&window);
    assert_eq!((window.start, window.rows.len(), window.total), (30, 5, 39));
}

#[test]
fn a_user_is_a_timeline_beside_what_the_setup_sends() {
    let (report, files) = read(LogFormat::PortalJson, &entries());
    let ranges = report.ranges(0).expect("a user");
    let bytes: Vec<Vec<u8>> = ranges
        .into_iter()
        .map(|range| {
            let (file, start, end) = range.expect("a range");
            files[file][start as usize..end as usize].to_vec()
        })
        .collect();
    let setup = ExplainSetup {
        set: MappingSet::default(),
        ..ExplainSetup::default()
    };
    let timeline = report.timeline(0, &bytes, &setup).expect("a user");
    assert_eq!(timeline.entries.len(), 1);
    let entry = &timeline.entries[0];
    assert_eq!(entry.tone, StepTone::Failed);
    assert!(
        entry
            .steps
            .iter()
            .any(|step| step.title == "Talkdesk returned 400")
    );
    assert!(entry.original.contains("\"id\""), "{}", entry.original);
    assert!(
        !timeline.ticket.contains("user0@contoso.com"),
        "{}",
        timeline.ticket
    );
    // Whatever the log lacks is not known, and never the same.
    let values = entry.steps.iter().flat_map(|step| &step.values);
    for value in values {
        let is_missing = matches!(value.sent, SentText::NotSent | SentText::NotLogged);
        assert!(
            !(is_missing && value.setup == SentComparison::Same) || value.is_cause,
            "{value:?}"
        );
    }
    assert!(report.ranges(39).is_none());
}

#[test]
fn a_log_without_failures_is_no_alarm_and_an_empty_one_no_all_clear() {
    let created: Vec<_> = (0..5)
        .map(|user| FixtureEntry::succeeded(user, 0))
        .collect();
    let overview = read(LogFormat::Graph, &created).0.overview();
    assert_eq!(overview.tone, ResultTone::Good);
    assert!(overview.causes.is_empty());
    let mut reading = LogReading::default();
    reading.begin_file("empty.json");
    let fed = reading.feed(b"{\"value\":[]}");
    let read = fed
        .and_then(|()| reading.end_file())
        .and_then(|()| reading.finish());
    if let Ok(report) = read {
        assert_eq!(report.overview().tone, ResultTone::Warning);
    }
}

#[test]
fn the_ticket_of_a_log_names_no_user() {
    let (report, _) = read(LogFormat::PortalJson, &entries());
    let ticket = report.ticket();
    assert!(ticket.contains("12 users"), "{ticket}");
    assert!(!ticket.contains("contoso.com"), "{ticket}");
}
