//! Users, their entries, and what leads.

use std::borrow::Cow;

use super::report_of;
use crate::entry::{EntryError, LogEntry, LoggedDetail, LoggedStatus};
use crate::facts::OperationStatus;
use crate::fixtures::FixtureEntry;
use crate::format::LogFormat;
use crate::read::{EntryPosition, LogFiles, ReadNotes};
use crate::report::{
    LogExportFormat, LogLead, LogReport, LogSummary, MAX_BUCKETS, StatusRank, UserFilter,
};

const REQUIRED: &str = r#"{"status":"400","detail":"name.familyName is required"}"#;

fn added(entries: &[LogEntry<'_>]) -> (LogReport, LogSummary) {
    let mut report = LogReport::default();
    for entry in entries {
        report.add(entry, EntryPosition::Joined(0));
    }
    let summary = report.summary(&LogFiles::default(), &ReadNotes::default());
    (report, summary)
}

fn entry(id: &str, name: &str, status: OperationStatus, time: &'static str) -> LogEntry<'static> {
    let mut entry = LogEntry {
        status: LoggedStatus::Known(status),
        time: (!time.is_empty()).then_some(time.into()),
        ..LogEntry::default()
    };
    entry.source.id = (!id.is_empty()).then(|| Cow::Owned(id.to_owned()));
    entry.source.name = (!name.is_empty()).then(|| Cow::Owned(name.to_owned()));
    entry
}

#[test]
fn a_user_without_identity_is_the_one_with_the_same_name() {
    let mut entries: Vec<FixtureEntry> = (0..3)
        .map(|cycle| FixtureEntry::failed(7, cycle, "BadRequest", REQUIRED))
        .collect();
    for without in 0..3 {
        for (number, entry) in entries.iter_mut().enumerate() {
            entry.with_identity = number != without;
        }
        let (report, _, summary) = report_of(LogFormat::Graph, &entries);
        assert_eq!(summary.users.all(), 1, "{without}");
        let row = report
            .user_page(&UserFilter::default(), 0, 10)
            .rows
            .remove(0);
        assert_eq!(row.identifier, "user7@contoso.com");
        assert_eq!(row.name, "User 7");
        assert_eq!(row.entries, 3);
        assert_eq!(row.next_retry.unwrap().to_iso(), "2026-01-27T21:49:50Z");
    }
}

#[test]
fn users_with_one_name_and_different_ids_are_different() {
    let success = OperationStatus::Success;
    let (_, summary) = added(&[
        entry("1", "Ana", success, ""),
        entry("2", "Ana", success, ""),
        entry("", "Ana", success, ""),
        entry("", "", success, ""),
    ]);
    assert_eq!(summary.users.all(), 3);
    assert_eq!(summary.without_user.all(), 1);
}

#[test]
fn the_id_in_the_target_is_not_that_of_the_source() {
    let success = OperationStatus::Success;
    let named = |mut entry: LogEntry<'static>| {
        entry.source.details = vec![LoggedDetail {
            key: "UserPrincipalName".into(),
            value: "ana@contoso.com".into(),
        }];
        entry
    };
    let mut targeted = named(entry("", "Ana", success, ""));
    targeted.target.id = Some("t1".into());
    let mut alone = entry("", "", success, "");
    alone.target.id = Some("t1".into());
    let (_, summary) = added(&[named(entry("1", "Ana", success, "")), targeted, alone]);
    assert_eq!(summary.users.all(), 2);
}

#[test]
fn users_are_filtered_and_paged() {
    let mut entries: Vec<FixtureEntry> = (0..30)
        .map(|user| FixtureEntry::succeeded(user, 0))
        .collect();
    entries.extend((0..12).map(|user| FixtureEntry::failed(user, 1, "BadRequest", REQUIRED)));
    let (report, _, summary) = report_of(LogFormat::Graph, &entries);
    let by_cause = UserFilter {
        cause: Some(summary.causes[0].id),
        ..UserFilter::default()
    };
    let page = report.user_page(&by_cause, 10, 5);
    assert_eq!((page.users, page.rows.len()), (12, 2));
    assert_eq!(page.rows[0].name, "User 10");
    let by_text = UserFilter {
        text: " USER2".to_owned(),
        ..UserFilter::default()
    };
    assert_eq!(report.user_page(&by_text, 0, 50).users, 11);
    let by_status = UserFilter {
        status: Some(StatusRank::Succeeded),
        ..UserFilter::default()
    };
    assert_eq!(report.user_page(&by_status, 0, 50).users, 18);
    let timeline = report.timeline(page.rows[0].user);
    let statuses: Vec<StatusRank> = timeline.iter().map(|entry| entry.status).collect();
    assert_eq!(statuses, [StatusRank::Succeeded, StatusRank::Failed]);
    assert_eq!(report.user_of(timeline[0].entry), Some(page.rows[0].user));
}

#[test]
fn only_a_later_success_is_a_recovery() {
    use OperationStatus::{Failure, Skipped, Success};
    let (early, late) = ("2026-01-27T10:00:00Z", "2026-01-27T11:00:00Z");
    for (entries, recovered) in [
        (vec![(Failure, early), (Success, late)], 1),
        // Logs often begin with the last entry.
        (vec![(Success, late), (Failure, early)], 1),
        (vec![(Success, early), (Failure, late)], 0),
        (vec![(Failure, early), (Success, early)], 0),
        (vec![(Failure, early), (Skipped, late)], 0),
        (vec![(Failure, ""), (Success, late)], 0),
        (vec![(Failure, early), (Success, "")], 0),
    ] {
        let made: Vec<LogEntry<'_>> = entries
            .iter()
            .map(|(status, time)| entry("1", "Ana", *status, time))
            .collect();
        let (_, summary) = added(&made);
        let LogLead::Failed {
            users: 1,
            recovered: found,
            ..
        } = summary.lead
        else {
            panic!("{entries:?} {:?}", summary.lead);
        };
        assert_eq!(found, recovered, "{entries:?}");
    }
}

#[test]
fn the_worst_leads() {
    use OperationStatus::{Failure, Skipped, Success, Warning};
    let of = |statuses: &[LoggedStatus]| {
        let entries = statuses
            .iter()
            .enumerate()
            .map(|(number, status)| LogEntry {
                status: *status,
                ..entry(&number.to_string(), "", Success, "")
            });
        added(&entries.collect::<Vec<_>>()).1.lead
    };
    let known = LoggedStatus::Known;
    let (success, missing) = (known(Success), LoggedStatus::Missing);
    assert_eq!(of(&[]), LogLead::NoEntries);
    assert!(matches!(
        of(&[success]),
        LogLead::Succeeded {
            users: 1,
            entries: 1,
            skipped: 0
        }
    ));
    assert!(matches!(
        of(&[success, missing]),
        LogLead::Unknown {
            entries: 1,
            of_entries: 2
        }
    ));
    assert!(matches!(
        of(&[success, known(Warning)]),
        LogLead::Warned { users: 1, .. }
    ));
    let skipped = of(&[success, known(Skipped)]);
    assert!(
        matches!(skipped, LogLead::Skipped { users: 1, .. }),
        "{skipped:?}"
    );
    let all = [
        success,
        missing,
        known(Warning),
        known(Skipped),
        known(Failure),
    ];
    assert!(matches!(
        of(&all),
        LogLead::Failed {
            users: 1,
            of_users: 5,
            ..
        }
    ));
}

#[test]
fn failures_stand_above_skips_however_many() {
    let mut entries: Vec<FixtureEntry> = (0..50)
        .map(|user| FixtureEntry::skipped(user, 0, "RedundantExport"))
        .collect();
    entries.push(FixtureEntry::failed(99, 0, "BadRequest", REQUIRED));
    let (_, _, summary) = report_of(LogFormat::Graph, &entries);
    assert_eq!(summary.causes[0].users, 1);
    assert_eq!(summary.causes[1].users, 50);
}

#[test]
fn a_chart_is_bounded_and_has_all_entries() {
    use OperationStatus::Success;
    // Without cycles, by time.
    let times = [
        "2026-01-01T00:00:00Z",
        "2026-01-15T00:00:00Z",
        "2026-01-30T00:00:00Z",
    ];
    let (_, summary) = added(&times.map(|time| entry("1", "", Success, time)));
    assert!(summary.buckets.len() <= MAX_BUCKETS);
    let counted: u32 = summary
        .buckets
        .iter()
        .map(|bucket| bucket.entries.all())
        .sum();
    assert_eq!(counted, 3);
    // Many cycles.
    let cycles: Vec<LogEntry<'_>> = (0..500)
        .map(|cycle| LogEntry {
            cycle_id: Some(Cow::Owned(format!("cycle{cycle}"))),
            ..entry("1", "", Success, times[0])
        })
        .collect();
    let (_, summary) = added(&cycles);
    assert!(summary.buckets.len() <= MAX_BUCKETS);
    let counted: u32 = summary
        .buckets
        .iter()
        .map(|bucket| bucket.entries.all())
        .sum();
    assert_eq!((counted, summary.cycles), (500, 500));
}

#[test]
fn exports_have_every_user_and_no_formula() {
    let mut failed = entry(
        "1",
        "=cmd()",
        OperationStatus::Failure,
        "2026-01-27T10:00:00Z",
    );
    failed.error = EntryError {
        code: Some("New,Code".into()),
        ..EntryError::default()
    };
    let (report, summary) = added(&[failed, entry("2", "Bo", OperationStatus::Success, "")]);
    for format in [
        LogExportFormat::CausesCsv,
        LogExportFormat::UsersCsv,
        LogExportFormat::EntriesCsv,
        LogExportFormat::Json,
    ] {
        let text = report.export(&summary, format);
        assert!(!text.contains(",=cmd"), "{text}");
        assert!(text.contains("isn’t known here"), "{text}");
        if format != LogExportFormat::CausesCsv {
            assert!(text.contains("Bo"), "{text}");
        }
    }
    let json = report.export(&summary, LogExportFormat::Json);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["eachUser"].as_array().unwrap().len(), 2);
    assert_eq!(json["users"]["failed"], 1);
}
