//! Narrows down why the browser let nothing be read. It gives no reason, so
//! requests without the token have to tell: one that needs no preflight, one
//! that needs one, and one that does not ask to read the answer.

use super::client::{Heard, Stop, Way, ask_without_token, is_online, now_ms, pause};
use super::engine::REQUESTS_AT_WORST;
use super::outcome::Probe;
use super::pace::Pace;
use super::policy::PolicyWatch;
use super::tenant_url::{HostKind, parse};

/// How long a report of the policy may take to come in, in milliseconds: it is
/// a task of its own that waits behind those already there.
const REPORT_MS: f64 = 50.0;

/// Finds out what can be found out. Nothing when the admin ended the test.
pub async fn narrow(
    url: &str,
    pace: &mut Pace,
    policy: &PolicyWatch,
    stop: &Stop,
) -> Option<Probe> {
    if !is_online() && !is_here(url) {
        return Some(Probe::Offline);
    }
    pause(REPORT_MS, stop).await;
    if policy.has_stopped_it() {
        return Some(Probe::Policy);
    }
    let status = match hear(url, Way::Plain, pace, stop).await {
        Heard::Answer(status) => status,
        Heard::Redirect => return Some(Probe::Redirected),
        Heard::TimedOut => return Some(Probe::TimedOut),
        Heard::Cancelled => return None,
        Heard::Nothing => {
            return match hear(url, Way::Blind, pace, stop).await {
                Heard::Answer(_) | Heard::Redirect => Some(Probe::Reached),
                Heard::TimedOut => Some(Probe::TimedOut),
                Heard::Cancelled => None,
                Heard::Nothing => Some(Probe::Nothing),
            };
        }
    };
    let preflight = match hear(url, Way::Preflighted, pace, stop).await {
        Heard::Answer(_) | Heard::Redirect => true,
        Heard::Nothing | Heard::TimedOut => false,
        Heard::Cancelled => return None,
    };
    Some(Probe::Readable { status, preflight })
}

/// Whether the address is this computer's own, which needs no network.
fn is_here(url: &str) -> bool {
    parse(url).is_ok_and(|parts| parts.host_kind() == HostKind::Loopback)
}

/// Asks when the pace allows.
async fn hear(url: &str, way: Way, pace: &mut Pace, stop: &Stop) -> Heard {
    pause(pace.wait_ms(now_ms(), REQUESTS_AT_WORST), stop).await;
    let heard = ask_without_token(url, way, stop).await;
    pace.count(now_ms(), REQUESTS_AT_WORST);
    heard
}
