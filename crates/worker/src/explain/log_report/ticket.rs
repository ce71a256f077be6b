//! The report as text for a ticket. It names no user.

use explain::{log_extent, log_sentence};
use provisioning::format::counted;
use provisioning_log::report::LogSummary;

/// Causes that are listed.
const MAX_CAUSES: usize = 20;

pub(super) fn of_log(summary: &LogSummary) -> String {
    let mut lines = vec![log_sentence(summary)];
    lines.push(log_extent(summary));
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
