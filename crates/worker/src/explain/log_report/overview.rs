//! The report before anything is opened: sentence, causes, outcomes by cycle.

use explain::lead_sentence;
use provisioning::format::counted;
use provisioning_log::cause::{CauseConfidence, CauseSeverity, FixLocation};
use provisioning_log::read::{ReadLimit, ReadNotes};
use provisioning_log::report::{CauseSummary, LogLead, LogSummary, OutcomeCounts};
use worker_messages::explain::{CauseCount, FixTarget, LogOverview, LogTotals, ResultTone};

use super::chart;
use crate::explain::reference::tone;

pub(super) fn overview(summary: &LogSummary) -> LogOverview {
    let shown = |harmless: bool| {
        let ranked = summary.causes.iter().enumerate();
        let own = ranked
            .filter(move |(_, cause)| (cause.severity == CauseSeverity::Harmless) == harmless);
        own.map(|(rank, cause)| cause_count(rank, cause, summary))
            .collect()
    };
    let users = summary.users;
    let mut notes = notes(&summary.notes);
    if summary.without_user.all() > 0 {
        notes.push(format!(
            "{} no user and {} in no count of users.",
            counted(
                summary.without_user.all().into(),
                "entry names",
                "entries name"
            ),
            if summary.without_user.all() == 1 {
                "is"
            } else {
                "are"
            }
        ));
    }
    if matches!(summary.lead, LogLead::NoEntries) {
        notes.push(
            "An empty log isn’t good news. A job in quarantine writes no entries: paste the job instead."
                .to_owned(),
        );
    }
    LogOverview {
        format: summary
            .format
            .map_or("Log", |format| format.label())
            .to_owned(),
        entries: summary.entries.all(),
        users: users.all(),
        tone: lead_tone(summary),
        sentence: sentence(summary),
        causes: shown(false),
        skipped: shown(true),
        skipped_users: users.skipped_harmless,
        notes,
        totals: totals(match users.all() {
            0 => &summary.entries,
            _ => &users,
        }),
        cycles: chart::cycles(summary),
        chart_title: chart::title(summary),
        chart_text: chart::text(summary),
        failures_begin: chart::failures_begin(&summary.buckets)
            .and_then(|at| u32::try_from(at).ok()),
    }
}

pub(super) fn totals(counts: &OutcomeCounts) -> LogTotals {
    LogTotals {
        succeeded: counts.succeeded,
        failed: counts.failed,
        warned: counts.warned,
        skipped: counts.skipped + counts.skipped_harmless,
        unknown: counts.unknown,
    }
}

/// A log that was not read to its end is no reason for an all-clear.
fn lead_tone(summary: &LogSummary) -> ResultTone {
    match summary.lead {
        LogLead::Failed { .. } => ResultTone::Bad,
        LogLead::NoEntries
        | LogLead::Unknown { .. }
        | LogLead::Warned { .. }
        | LogLead::Skipped { .. } => ResultTone::Warning,
        _ if summary.notes.is_incomplete() => ResultTone::Warning,
        LogLead::OnlyHarmlessSkips { .. } => ResultTone::Plain,
        LogLead::Succeeded { .. } => ResultTone::Good,
    }
}

/// What the log says in one sentence.
pub(super) fn sentence(summary: &LogSummary) -> String {
    let lead = lead_sentence(summary);
    match summary.notes.is_incomplete() {
        true => format!("{lead}, as far as the log could be read."),
        false => format!("{lead}."),
    }
}

fn cause_count(rank: usize, summary: &CauseSummary, log: &LogSummary) -> CauseCount {
    let cause = &summary.cause;
    let headline = cause.headline();
    let affected = match log.users.failed {
        0 => log.users.all(),
        failed => failed,
    };
    let share = u64::from(summary.users) * 1_000 / u64::from(affected.max(1));
    let next_action = cause.next_action();
    CauseCount {
        cause: u32::try_from(rank).unwrap_or(u32::MAX),
        users: summary.users,
        entries: summary.entries,
        tone: tone(summary.severity),
        list_title: format!(
            "{}: {headline}",
            counted(summary.users.into(), "user", "users")
        ),
        headline,
        explanation: cause.explanation(),
        text: match cause.confidence {
            CauseConfidence::Certain => next_action,
            CauseConfidence::Likely => format!("Likely. {next_action}"),
            CauseConfidence::Possible => format!("Possible cause. {next_action}"),
        },
        target: target(cause.info().fix, cause.attribute()),
        share: u32::try_from(share.min(1_000)).unwrap_or(1_000),
    }
}

/// Where a cause is fixed.
pub(super) fn target(fix: FixLocation, attribute: Option<&str>) -> FixTarget {
    match fix {
        FixLocation::Mapping => FixTarget::Mapping(attribute.map(str::to_owned)),
        FixLocation::MatchingAttribute => FixTarget::Mapping(None),
        FixLocation::GuideStep(number) => FixTarget::GuideStep(number.to_owned()),
        FixLocation::ConnectionTest => FixTarget::ConnectionTest,
        FixLocation::LifecycleTest => FixTarget::LifecycleTest,
        FixLocation::Preflight => FixTarget::Preflight,
        FixLocation::Ticket => FixTarget::Ticket,
        FixLocation::Elsewhere => FixTarget::Elsewhere,
    }
}

/// What a limit left out, and how to see it. The numbers are those of
/// `ReadLimits`.
fn limit_note(limit: ReadLimit) -> &'static str {
    match limit {
        ReadLimit::Bytes => {
            "Only the first 400 MB were read. Download a shorter period to see the rest."
        }
        ReadLimit::Entries => {
            "Only the first 1,000,000 entries were read. Download a shorter period to see the rest."
        }
        ReadLimit::EntryBytes => "Entries larger than 2 MB were left out.",
        ReadLimit::JoinedBytes => {
            "Only the first 256 MB of steps and properties were read. Download a shorter period, or JSON instead of CSV, to see the rest."
        }
    }
}

/// Limits that were reached, and what could not be read or used.
fn notes(notes: &ReadNotes) -> Vec<String> {
    let mut texts = Vec::new();
    for limit in &notes.limits {
        texts.push(limit_note(*limit).to_owned());
    }
    if notes.more_pages {
        texts.push(
            "The file is one page of Microsoft Graph, which says that more follow. Open all pages together."
                .to_owned(),
        );
    }
    if notes.steps_missing {
        texts.push(
            "The file with the steps (ProvisioningLogs_ProvisioningSteps) is missing, so a failed step may be unknown. Open all files of the download together."
                .to_owned(),
        );
    }
    let mut count = |number: u64, one: &str, many: &str| {
        if number > 0 {
            texts.push(format!("{}.", counted(number, one, many)));
        }
    };
    count(
        notes.unreadable,
        "entry is damaged and wasn’t read",
        "entries are damaged and weren’t read",
    );
    count(
        notes.foreign,
        "record isn’t of a provisioning log",
        "records aren’t of a provisioning log",
    );
    count(
        notes.damaged_files,
        "file ends in the middle of an entry",
        "files end in the middle of an entry",
    );
    count(
        notes.rows_without_entry,
        "row of steps or properties has no entry",
        "rows of steps or properties have no entry",
    );
    count(
        notes.invalid_bytes,
        "byte isn’t text, shown as a question mark",
        "bytes aren’t text, shown as question marks",
    );
    if !notes.unknown_columns.is_empty() {
        texts.push(format!(
            "Columns that weren’t recognized: {}.",
            notes.unknown_columns.join(", ")
        ));
    }
    texts
}
