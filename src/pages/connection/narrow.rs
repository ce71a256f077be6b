//! Narrows down why the browser let nothing be read. It gives no reason, so
//! requests without the token have to tell: one that needs no preflight, one
//! that needs one, and one that does not ask to read the answer.

use super::client::{Stop, is_online, pause};
use super::policy::{PolicyWatch, REPORT_MS};
use super::probe::{Heard, Way, ask_blindly, ask_without_token};
use super::turn::Turn;
use connection_test::http::outcome::Probe;
use connection_test::tenant_url::{HostKind, parse};

/// Finds out what can be found out. Nothing when the admin ended the test.
pub async fn narrow(url: &str, turn: &Turn, policy: &PolicyWatch, stop: &Stop) -> Option<Probe> {
    if !is_online() && !is_here(url) {
        return Some(Probe::Offline);
    }
    pause(REPORT_MS, stop).await;
    if policy.has_stopped_it() {
        return Some(Probe::Policy);
    }
    let status = match ask_without_token(url, Way::Plain, stop, turn.permit(stop).await?).await {
        Heard::Answer(status) => status,
        Heard::Redirect | Heard::Elsewhere => return Some(Probe::Redirected),
        Heard::TimedOut => return Some(Probe::TimedOut),
        Heard::Cancelled => return None,
        Heard::Nothing | Heard::Unsent => {
            return match ask_blindly(url, stop, turn.permit(stop).await?).await {
                Heard::Answer(_) | Heard::Redirect => Some(Probe::Reached),
                Heard::Elsewhere => Some(Probe::LedElsewhere),
                Heard::TimedOut => Some(Probe::TimedOut),
                Heard::Cancelled => None,
                Heard::Nothing => Some(Probe::Nothing),
                Heard::Unsent => Some(Probe::Unknown),
            };
        }
    };
    let permit = turn.permit(stop).await?;
    let preflight = match ask_without_token(url, Way::Preflighted, stop, permit).await {
        Heard::Answer(_) | Heard::Redirect | Heard::Elsewhere => true,
        Heard::Nothing | Heard::TimedOut | Heard::Unsent => false,
        Heard::Cancelled => return None,
    };
    Some(Probe::Readable { status, preflight })
}

/// Whether the address is this computer's own, which needs no network.
fn is_here(url: &str) -> bool {
    parse(url).is_ok_and(|parts| parts.host_kind() == HostKind::Loopback)
}
