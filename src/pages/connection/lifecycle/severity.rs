//! Icons and colors of how good something is.

use crate::components::icon::icons;
use connection_test::diagnosis::messages::VerdictSeverity;

/// The icon and the class of its color.
pub(super) fn icon_of(severity: VerdictSeverity) -> (&'static str, &'static str) {
    match severity {
        VerdictSeverity::Good => (icons::DONE, "okc"),
        VerdictSeverity::Remark => (icons::INFO, "warnc"),
        VerdictSeverity::Bad => (icons::BAD, "badc"),
        VerdictSeverity::Unknown => (icons::WARN, "warnc"),
        VerdictSeverity::Skipped => (icons::TODO, "muted"),
    }
}
