//! Evaluates a request of which the page learnt nothing. The browser says no more
//! than “failed”, so the address itself and further requests without the token
//! have to narrow it down.

use super::Evaluated;
use crate::diagnosis::messages::Code;
use crate::http::outcome::Probe;
use crate::scim::evidence::Evidence;
use crate::tenant_url::host_suggestion::suggest_region;
use crate::tenant_url::{HostKind, Scheme, TenantUrl};
use provisioning::talkdesk::regions::RegionSource;

/// Evaluates by what the further requests told. `ms` is how long the browser took
/// to give up.
pub(super) fn evaluate(tenant: &TenantUrl, probe: Probe, ms: u32) -> Evaluated {
    match probe {
        Probe::Offline => (Code::Offline, vec![Evidence::NoNetwork]),
        Probe::Policy => (Code::PolicyBlocked, vec![Evidence::PolicyStopped]),
        Probe::Locked => (Code::RequestsLocked, Vec::new()),
        Probe::Redirected => (Code::AllRedirected, vec![Evidence::RedirectedWithoutToken]),
        Probe::Readable { status, preflight } => {
            let code = if preflight {
                Code::PreflightWithoutToken
            } else {
                Code::PreflightRefused
            };
            (code, vec![Evidence::ReadableWithoutToken(status)])
        }
        Probe::Reached => (Code::Unreadable, vec![Evidence::Reached]),
        Probe::LedElsewhere => (Code::Redirected, vec![Evidence::LedElsewhere]),
        Probe::Unknown => (Code::Undecided, vec![Evidence::FailedAfter(ms)]),
        Probe::Nothing | Probe::TimedOut => {
            let (code, mut evidence) = unreachable(tenant);
            evidence.push(Evidence::FailedAfter(ms));
            (code, evidence)
        }
    }
}

/// Why nothing answers, as far as the address tells.
fn unreachable(tenant: &TenantUrl) -> Evaluated {
    let alone = |code| (code, Vec::new());
    match (tenant.host_kind(), tenant.scheme) {
        (HostKind::Loopback | HostKind::OtherLoopback, Scheme::Https) => {
            alone(Code::UnreachableHereSecure)
        }
        (HostKind::Loopback | HostKind::OtherLoopback, Scheme::Http) => {
            alone(Code::UnreachableHere)
        }
        (HostKind::Ip, _) => alone(Code::UnreachableIp),
        (HostKind::Name, _) => match tenant.region() {
            Some(facts) if facts.source == RegionSource::Unconfirmed => {
                alone(Code::UnreachableUnconfirmed)
            }
            Some(_) => alone(Code::UnreachableTalkdesk),
            None => match suggest_region(&tenant.host) {
                Some(meant) => (
                    Code::UnreachableTypo,
                    vec![Evidence::Resembles {
                        region: meant.name,
                        host: meant.host,
                    }],
                ),
                None if tenant.is_private_name() => alone(Code::UnreachablePrivateName),
                None => alone(Code::Unreachable),
            },
        },
    }
}
