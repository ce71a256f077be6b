//! The report before anything is opened: sentence, causes, outcomes by cycle.

use explain::{log_notes, log_sentence, log_severity};
use provisioning::format::counted;
use provisioning_log::cause::{CauseConfidence, CauseSeverity, FixLocation};
use provisioning_log::report::{CauseSummary, LogSummary, OutcomeCounts};
use worker_messages::explain::{CauseCount, FixTarget, LogOverview, LogTotals};

use super::chart;
use crate::explain::reference::tone;
use crate::explain::text::tone as of_explained;

pub(super) fn overview(summary: &LogSummary) -> LogOverview {
    let shown = |harmless: bool| {
        let ranked = summary.causes.iter().enumerate();
        let own = ranked
            .filter(move |(_, cause)| (cause.severity == CauseSeverity::Harmless) == harmless);
        own.map(|(rank, cause)| cause_count(rank, cause, summary))
            .collect()
    };
    let users = summary.users;
    LogOverview {
        format: summary
            .format
            .map_or("Log", |format| format.label())
            .to_owned(),
        entries: summary.entries.all(),
        users: users.all(),
        tone: of_explained(log_severity(summary)),
        sentence: log_sentence(summary),
        causes: shown(false),
        skipped: shown(true),
        skipped_users: users.skipped_harmless,
        notes: log_notes(summary),
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

fn cause_count(rank: usize, summary: &CauseSummary, log: &LogSummary) -> CauseCount {
    let cause = &summary.cause;
    let headline = cause.headline();
    let (own, affected) = match log.users.failed {
        0 => (summary.users, log.users.all()),
        failed => (summary.failed_users, failed),
    };
    let share = u64::from(own) * 1_000 / u64::from(affected.max(1));
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
