//! The report as text for a ticket. It names no user.

use provisioning::format::counted;
use provisioning_log::entry::LogTime;
use provisioning_log::report::LogSummary;

use super::overview::sentence;

/// Causes that are listed.
const MAX_CAUSES: usize = 20;

pub(super) fn of_log(summary: &LogSummary) -> String {
    let mut lines = vec![sentence(summary)];
    let period = |time: Option<LogTime>| time.map_or_else(String::new, LogTime::to_iso);
    lines.push(format!(
        "Provisioning log ({}), {} in {}, {} to {}.",
        summary
            .format
            .map_or("unknown format", |format| format.label()),
        counted(summary.entries.all().into(), "entry", "entries"),
        counted(summary.cycles.into(), "cycle", "cycles"),
        period(summary.first),
        period(summary.last)
    ));
    for cause in summary.causes.iter().take(MAX_CAUSES) {
        lines.push(format!(
            "- {}: {} [{}]\n  {}\n  {}",
            counted(cause.users.into(), "user", "users"),
            cause.cause.headline(),
            cause.cause.info().id,
            cause.cause.explanation(),
            cause.cause.next_action()
        ));
    }
    lines.join("\n")
}
