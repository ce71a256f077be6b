//! What the head of the result says.

use super::step_view::severity_icon;
use crate::components::icon::icons;
use crate::state::connection::Test;
use connection_test::diagnosis::messages::{Code, VerdictSeverity};
use connection_test::tenant_url::TargetService;

/// The sentence with its icon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ResultSentence {
    pub(super) icon: &'static str,
    pub(super) class: &'static str,
    pub(super) headline: String,
    pub(super) why: String,
}

fn waiting(icon: &'static str, class: &'static str, headline: &str, why: &str) -> ResultSentence {
    ResultSentence {
        icon,
        class,
        headline: headline.to_owned(),
        why: why.to_owned(),
    }
}

/// What is said of a test, or before there is one.
pub(super) fn sentence(test: Option<&Test>) -> ResultSentence {
    match test {
        None => waiting(
            icons::TODO,
            "muted",
            "Not tested yet",
            "Choose the region, paste the token that you enter in Entra, then choose Test connection.",
        ),
        Some(test) if test.queued => waiting(
            icons::CLOCK,
            "muted",
            "Waiting for another tab",
            "Another tab of this browser is sending requests. This test starts when that tab is done.",
        ),
        Some(test) if test.running => waiting(
            icons::SPIN,
            "acc spin",
            &format!("Testing {}", test.tenant.service().name()),
            "At most four requests per second, including those that the browser adds. If the service closes a connection, the browser may repeat a request at once.",
        ),
        Some(test) => ended(test),
    }
}

fn ended(test: &Test) -> ResultSentence {
    let finding = test.details.finding();
    let fill = |text: &str| {
        let service = test.tenant.service();
        service.fill_about(&test.details.attribute, text)
    };
    let (icon, class) = match finding.code {
        // Good, and still nothing that was achieved.
        Code::FineHere => (icons::INFO, "muted"),
        _ => icon(finding.severity),
    };
    let mut why = fill(finding.cause);
    if finding.code == Code::FineHere {
        why = format!("{why} {}", fill(finding.remedy));
    }
    ResultSentence {
        icon,
        class,
        headline: fill(finding.headline),
        why,
    }
}

/// The sentence while a users file locks all requests.
pub(super) fn locked() -> ResultSentence {
    let finding = Code::RequestsLocked.finding();
    waiting(
        icons::LOCK,
        "warnc",
        finding.headline,
        &TargetService::Other.fill(finding.cause),
    )
}

/// The icon of a result and its color.
pub(super) fn icon(severity: VerdictSeverity) -> (&'static str, &'static str) {
    let class = match severity {
        VerdictSeverity::Good => "okc",
        VerdictSeverity::Remark => "warnc",
        VerdictSeverity::Bad => "badc",
        VerdictSeverity::Unknown | VerdictSeverity::Skipped => "muted",
    };
    match severity {
        VerdictSeverity::Good => (icons::DONE, class),
        severity => (severity_icon(severity), class),
    }
}
