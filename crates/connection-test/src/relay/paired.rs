//! The relay that the page is paired with, and where its requests go.

use std::cell::RefCell;
use std::rc::Rc;

use super::pairing_code::PairingCode;
use super::port::RelayPort;
use super::session::{Challenge, RelayPass, RelaySession};
use crate::tenant_url::TenantUrl;
use crate::tenant_url::entra_flag::without_flag;

/// A relay that proved that it has the page's code. Clones share the code and the
/// session.
#[derive(Debug, Clone)]
pub struct PairedRelay {
    pub port: RelayPort,
    pub code: Rc<PairingCode>,
    /// The address below which it forwards requests, as it says.
    pub base: String,
    /// Of the page, as the relay was started for it.
    page_origin: String,
    session: Rc<RefCell<Option<Rc<RelaySession>>>>,
}

/// The session changes while the relay stays the same.
impl PartialEq for PairedRelay {
    fn eq(&self, other: &Self) -> bool {
        self.port == other.port && self.code == other.code && self.base == other.base
    }
}

impl Eq for PairedRelay {}

impl PairedRelay {
    pub fn new(port: RelayPort, code: PairingCode, base: String, page_origin: String) -> Self {
        PairedRelay {
            port,
            code: Rc::new(code),
            base,
            page_origin,
            session: Rc::default(),
        }
    }

    /// A new challenge for whatever has the relay's port now.
    pub fn challenge(&self, fill_random: impl FnOnce(&mut [u8]) -> bool) -> Option<Challenge> {
        Challenge::new(self.port, &self.page_origin, fill_random)
    }

    /// Requests go on in this session.
    pub fn open(&self, session: RelaySession) {
        self.session.replace(Some(Rc::new(session)));
    }

    /// What the next request is authorized with. Nothing before the relay has
    /// proved itself to a run.
    pub fn pass(&self) -> Option<RelayPass> {
        self.session.borrow().as_ref().map(RelayPass::next)
    }

    /// Where a request to a URL of the service goes. Nothing if the relay does
    /// not forward to that URL.
    pub fn url_of(&self, url: &str) -> Option<String> {
        let rest = url.strip_prefix(self.base.trim_end_matches('/'))?;
        let is_below = rest.is_empty() || rest.starts_with(['/', '?']);
        is_below.then(|| format!("{}/scim{rest}", self.port.origin()))
    }

    /// Whether it forwards to this service.
    pub fn is_for(&self, tenant: &TenantUrl) -> bool {
        self.base.trim_end_matches('/') == base_of(tenant)
    }
}

/// The base address of a service, as a relay is started with it: without a
/// query, which goes along with each request.
pub fn base_of(tenant: &TenantUrl) -> String {
    let tenant = without_flag(tenant);
    format!("{}{}", tenant.origin(), tenant.path.trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::steps::request::below;
    use crate::tenant_url::parse;

    fn relay(base: &str) -> PairedRelay {
        let code = PairingCode::parse("0123-4567-89AB-CDEF-GHJK-MNPQ-RS").expect("a code");
        let port = RelayPort::parse("8400").expect("a port");
        let page_origin = "https://page.example".to_owned();
        PairedRelay::new(port, code, base.to_owned(), page_origin)
    }

    #[test]
    fn a_request_keeps_its_path_and_query() {
        let cases = [
            (
                "https://api.talkdeskapp.eu/scim/v2",
                "/Users?filter=userName+eq+%22a%22",
                "http://localhost:8400/scim/Users?filter=userName+eq+%22a%22",
            ),
            (
                "https://api.talkdeskapp.eu/scim/v2/?aadOptscim062020",
                "/Users/u%2F7",
                "http://localhost:8400/scim/Users/u%2F7",
            ),
            (
                "https://host.example/scim?k=v",
                "/Users?count=1",
                "http://localhost:8400/scim/Users?count=1&k=v",
            ),
            (
                "https://host.example",
                "/Schemas",
                "http://localhost:8400/scim/Schemas",
            ),
        ];
        for (tenant, target, due) in cases {
            let tenant = parse(tenant).expect("a URL");
            let relay = relay(&base_of(&tenant));
            let url = relay.url_of(&below(&tenant, target));
            assert_eq!(url.as_deref(), Some(due));
            assert!(relay.is_for(&tenant));
        }
    }

    #[test]
    fn nothing_goes_to_a_relay_that_does_not_forward_it() {
        let relay = relay("https://api.talkdeskapp.eu/scim/v2");
        for url in [
            "https://api.talkdeskapp.com/scim/v2/Users",
            "http://api.talkdeskapp.eu/scim/v2/Users",
            "https://api.talkdeskapp.eu/scim/v1/Users",
            "https://api.talkdeskapp.eu/scim/v22/Users",
            "https://api.talkdeskapp.eu/",
        ] {
            assert_eq!(relay.url_of(url), None, "{url}");
        }
        let other = parse("https://api.talkdeskapp.com/scim/v2").expect("a URL");
        assert!(!relay.is_for(&other));
    }
}
