mod planted;
mod users;

use crate::fixtures::{FixtureEntry, files};
use crate::format::LogFormat;
use crate::read::{LogReader, ReadLimits, ReadLog};
use crate::report::{LogReport, LogSummary};

/// The report of entries that were written in a format.
fn report_of(format: LogFormat, entries: &[FixtureEntry]) -> (LogReport, ReadLog, LogSummary) {
    let mut report = LogReport::default();
    let mut reader = LogReader::new(ReadLimits::default());
    for (name, bytes) in files(format, entries) {
        reader.begin_file(name);
        for part in bytes.chunks(1 << 16) {
            reader.feed(part, &mut report).unwrap();
        }
        reader.end_file(&mut report).unwrap();
    }
    let log = reader.finish(&mut report).unwrap();
    let summary = report.summary(&log.files, &log.notes);
    (report, log, summary)
}

fn ids(summary: &LogSummary) -> Vec<(&'static str, u32, u32)> {
    let causes = summary.causes.iter();
    causes
        .map(|cause| (cause.cause.info().id, cause.entries, cause.users))
        .collect()
}
