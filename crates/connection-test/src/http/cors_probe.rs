//! Finds out why the browser let nothing be read. It gives no reason, so
//! requests without the token have to tell: one that needs no preflight, one
//! that needs one, and one that does not ask to read the response.

use crate::http::cancel_token::CancelToken;
use crate::http::client::{Http, ProbeMode, ProbeResult};
use crate::http::outcome::Probe;
use crate::http::permit::RequestSlots;
use crate::tenant_url::{HostKind, parse};

/// Nothing if the test is cancelled meanwhile.
pub async fn cors_probe(
    http: &impl Http,
    url: &str,
    blocked_by_csp: bool,
    slots: &RequestSlots,
    cancel: &CancelToken,
) -> Option<Probe> {
    if !http.is_online() && !is_loopback(url) {
        return Some(Probe::Offline);
    }
    if blocked_by_csp {
        return Some(Probe::Policy);
    }
    let send = async |mode: ProbeMode| {
        let permit = slots.permit(mode.weight(), cancel).await?;
        let result = http.probe(url, mode, cancel, &permit).await;
        if result == ProbeResult::Unsent {
            permit.unsent();
        }
        (result != ProbeResult::Cancelled).then_some(result)
    };
    let status = match send(ProbeMode::Simple).await? {
        ProbeResult::Response(status) => status,
        ProbeResult::Redirect | ProbeResult::RedirectToOtherOrigin => {
            return Some(Probe::Redirected);
        }
        ProbeResult::TimedOut => return Some(Probe::TimedOut),
        ProbeResult::NoResponse | ProbeResult::Unsent | ProbeResult::Cancelled => {
            return Some(match send(ProbeMode::NoCors).await? {
                ProbeResult::Response(_) | ProbeResult::Redirect => Probe::Reached,
                ProbeResult::RedirectToOtherOrigin => Probe::LedElsewhere,
                ProbeResult::TimedOut => Probe::TimedOut,
                ProbeResult::NoResponse | ProbeResult::Cancelled => Probe::Nothing,
                ProbeResult::Unsent => Probe::Unknown,
            });
        }
    };
    let preflight = matches!(
        send(ProbeMode::Preflighted).await?,
        ProbeResult::Response(_) | ProbeResult::Redirect | ProbeResult::RedirectToOtherOrigin
    );
    Some(Probe::Readable { status, preflight })
}

/// Whether the host is this computer, which needs no network.
fn is_loopback(url: &str) -> bool {
    parse(url).is_ok_and(|parts| parts.host_kind() == HostKind::Loopback)
}
