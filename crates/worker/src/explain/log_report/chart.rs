//! Outcomes by cycle over time.

use provisioning::format::grouped;
use provisioning_log::entry::LogTime;
use provisioning_log::report::{LogSummary, OutcomeBucket, OutcomeCounts};
use worker_messages::explain::CycleCount;

use super::overview::totals;
use crate::explain::clock;

/// Users where the log names them, entries otherwise.
fn counts(bucket: &OutcomeBucket) -> &OutcomeCounts {
    match bucket.users.all() {
        0 => &bucket.entries,
        _ => &bucket.users,
    }
}

fn one_day(summary: &LogSummary) -> bool {
    match (summary.first, summary.last) {
        (Some(first), Some(last)) => clock::day(first) == clock::day(last),
        _ => true,
    }
}

pub(super) fn cycles(summary: &LogSummary) -> Vec<CycleCount> {
    let one_day = one_day(summary);
    let cycles = summary.buckets.iter().map(|bucket| {
        let totals = totals(counts(bucket));
        CycleCount {
            label: label(bucket, one_day),
            succeeded: totals.succeeded,
            failed: totals.failed,
            warned: totals.warned + totals.unknown,
            skipped: totals.skipped,
        }
    });
    cycles.collect()
}

fn label(bucket: &OutcomeBucket, one_day: bool) -> String {
    match (bucket.first, one_day) {
        (None, _) => String::new(),
        (Some(first), true) => clock::clock(first),
        (Some(first), false) => clock::short_date(first),
    }
}

fn has_cycles(summary: &LogSummary) -> bool {
    summary.buckets.iter().any(|bucket| bucket.cycles > 0)
}

/// Such as "Users by cycle, November 28".
pub(super) fn title(summary: &LogSummary) -> String {
    let what = match summary.users.all() {
        0 => "Entries",
        _ => "Users",
    };
    let by = match has_cycles(summary) {
        true => "by cycle",
        false => "over time",
    };
    let days = match (summary.first, summary.last) {
        (Some(first), Some(last)) if one_day(summary) || first > last => {
            format!(", {}", clock::date(first))
        }
        (Some(first), Some(last)) => {
            format!(", {} to {}", clock::date(first), clock::date(last))
        }
        _ => String::new(),
    };
    format!("{what} {by}{days}")
}

/// Where failures begin or rise: at least four times as many as ever before.
pub(super) fn failures_begin(buckets: &[OutcomeBucket]) -> Option<usize> {
    let mut most = buckets.first().map(|first| counts(first).failed)?;
    for (index, bucket) in buckets.iter().enumerate().skip(1) {
        let failed = counts(bucket).failed;
        if failed > 0 && failed >= most.saturating_mul(4).max(most.saturating_add(3).min(5)) {
            return Some(index);
        }
        most = most.max(failed);
    }
    None
}

/// What the chart shows, in a sentence or two.
pub(super) fn text(summary: &LogSummary) -> String {
    let buckets = &summary.buckets;
    let one_day = one_day(summary);
    let when = |time: Option<LogTime>| {
        time.map_or_else(String::new, |time| match one_day {
            true => clock::clock(time),
            false => clock::short(time),
        })
    };
    let (Some(first), Some(last)) = (buckets.first(), buckets.last()) else {
        return String::new();
    };
    let span = match has_cycles(summary) {
        true => format!(
            "{} cycles from {} to {}.",
            grouped(summary.cycles.into()),
            when(first.first),
            when(last.first)
        ),
        false => format!("From {} to {}.", when(summary.first), when(summary.last)),
    };
    let begin = failures_begin(buckets).and_then(|index| buckets.split_at_checked(index));
    let Some((before, [begin, ..])) = begin else {
        return span;
    };
    let verb = match before.iter().any(|bucket| counts(bucket).failed > 0) {
        true => "rise",
        false => "start",
    };
    format!(
        "{span} Failures {verb} at {}. Check what was assigned or changed before it.",
        when(begin.first)
    )
}
