//! A log while it is read, and the report on it as text for the page.

mod chart;
mod overview;
#[cfg(test)]
mod tests;
mod ticket;
mod user;

use provisioning_log::cause::Cause;
use provisioning_log::entry::LogTime;
use provisioning_log::read::{EntryPosition, LogReader, ReadLog};
use provisioning_log::report::{
    CauseId, LogExportFormat, LogReport, LogSummary, LogUserId, LogUserRow, StatusRank, UserFilter,
};
use worker_messages::explain::{
    ExplainSetup, ListedUser, LogOutcome, LogOverview, LogUserQuery, LogUserWindow, UserTimeline,
};

use super::clock;
use super::timeline::action_name;

/// Entries of one user that are shown: the last.
const MAX_ENTRIES: usize = 20;

/// A log that is being read.
#[derive(Debug, Default)]
pub struct LogReading {
    reader: LogReader,
    report: LogReport,
}

impl LogReading {
    pub fn begin_file(&mut self, name: &str) {
        self.reader.begin_file(name);
    }

    pub fn feed(&mut self, bytes: &[u8]) -> Result<(), String> {
        let fed = self.reader.feed(bytes, &mut self.report);
        fed.map_err(|error| error.to_string())
    }

    pub fn end_file(&mut self) -> Result<(), String> {
        let ended = self.reader.end_file(&mut self.report);
        ended.map_err(|error| error.to_string())
    }

    pub fn entries(&self) -> u32 {
        u32::try_from(self.reader.entries()).unwrap_or(u32::MAX)
    }

    pub fn finish(self) -> Result<ReadReport, String> {
        let Self { reader, mut report } = self;
        let log = reader.finish(&mut report);
        let log = log.map_err(|error| error.to_string())?;
        let summary = report.summary(&log.files, &log.notes);
        Ok(ReadReport {
            report,
            log,
            summary,
        })
    }
}

/// Where an entry is: the file, and the bytes from and to.
pub type EntryRange = (usize, f64, f64);

/// A log that was read.
#[derive(Debug)]
pub struct ReadReport {
    report: LogReport,
    log: ReadLog,
    summary: LogSummary,
}

impl ReadReport {
    pub fn overview(&self) -> LogOverview {
        overview::overview(&self.summary)
    }

    pub fn export(&self, format: LogExportFormat) -> String {
        self.report.export(&self.summary, format)
    }

    /// What the report says, for a ticket. It names no user.
    pub fn ticket(&self) -> String {
        ticket::of_log(&self.summary)
    }

    /// The id of a cause by its number on the page, which is its rank.
    fn cause_id(&self, number: u32) -> Option<CauseId> {
        let cause = self.summary.causes.get(usize::try_from(number).ok()?)?;
        Some(cause.id)
    }

    fn cause(&self, id: CauseId) -> Option<&Cause> {
        self.report.cause(id).map(|summary| &summary.cause)
    }

    pub fn users(&self, query: &LogUserQuery) -> LogUserWindow {
        let filter = UserFilter {
            cause: query.cause.and_then(|cause| self.cause_id(cause)),
            text: query.search.clone(),
            order: query.order,
            ..UserFilter::default()
        };
        let first = u32::try_from(query.start).unwrap_or(u32::MAX);
        let page = self.report.user_page(&filter, first, query.count);
        let rows = page.rows.iter().map(|row| self.row(row, filter.cause));
        LogUserWindow {
            total: page.users as usize,
            start: query.start,
            rows: rows.collect(),
        }
    }

    fn row(&self, row: &LogUserRow, cause: Option<CauseId>) -> ListedUser {
        let time = |time: Option<LogTime>| time.map_or_else(String::new, clock::short);
        ListedUser {
            user: row.user.0,
            name: name(row).to_owned(),
            action: action_name(row.action).to_owned(),
            outcome: outcome(row.status),
            result: self.result(row, cause),
            last_tried: time(row.last),
            next_try: match row.recovered {
                true => String::new(),
                false => time(row.next_retry),
            },
        }
    }

    /// The cause or outcome of a user in words.
    fn result(&self, row: &LogUserRow, cause: Option<CauseId>) -> String {
        let worst = || {
            let known = row.causes.iter().filter_map(|id| self.report.cause(*id));
            known
                .max_by_key(|known| known.severity)
                .map(|known| known.id)
        };
        let headline = match row.status {
            StatusRank::Succeeded | StatusRank::Unknown => None,
            _ => cause.or_else(worst).and_then(|id| self.cause(id)),
        };
        let text = match headline {
            Some(cause) => cause.headline(),
            None => row.status.label().to_owned(),
        };
        match row.recovered {
            true => format!("{text}, succeeded later"),
            false => text,
        }
    }

    /// Where the entries of a user are, the newest first. Nothing for those of
    /// joined tables, which are in memory.
    pub fn ranges(&self, user: u32) -> Option<Vec<Option<EntryRange>>> {
        self.report.user_row(LogUserId(user), None)?;
        let entries = self.report.timeline(LogUserId(user)).into_iter().rev();
        let ranges = entries.take(MAX_ENTRIES).map(|entry| match entry.position {
            EntryPosition::File { file, start, len } => {
                let start = start as f64;
                Some((usize::from(file), start, start + f64::from(len)))
            }
            EntryPosition::Joined(_) => None,
        });
        Some(ranges.collect())
    }

    /// One user, with the bytes of the entries in the order of
    /// [`ReadReport::ranges`].
    pub fn timeline(
        &self,
        user: u32,
        bytes: &[Vec<u8>],
        setup: &ExplainSetup,
    ) -> Option<UserTimeline> {
        user::timeline(self, LogUserId(user), bytes, &setup.set)
    }
}

fn name(row: &LogUserRow) -> &str {
    let mut names = [&row.name, &row.identifier, &row.id].into_iter();
    names
        .find(|name| !name.is_empty())
        .map_or("User without a name", String::as_str)
}

fn outcome(status: StatusRank) -> LogOutcome {
    match status {
        StatusRank::Failed => LogOutcome::Failed,
        StatusRank::Warned | StatusRank::Skipped => LogOutcome::Warned,
        StatusRank::SkippedHarmless => LogOutcome::Skipped,
        StatusRank::Unknown => LogOutcome::Unknown,
        StatusRank::Succeeded => LogOutcome::Succeeded,
    }
}
