//! The relay on this computer: what is typed about it, what it says of itself,
//! and whether requests go through it. Only its port is ever stored.

use leptos::prelude::*;

use crate::browser;
use crate::browser::clock::BrowserClock;
use crate::browser::csp_lock;
use crate::browser::event::member;
use crate::browser::http::relay_status::{browser_access, relay_status};
use crate::browser::location;
use crate::browser::microsoft::fill_random;
use crate::browser::storage::BrowserStorage;
use connection_test::http::cancel_token::CancelToken;
use connection_test::http::client::Clock;
use connection_test::http::request_route::RequestRoute;
use connection_test::relay::browser_access::BrowserAccess;
use connection_test::relay::paired::PairedRelay;
use connection_test::relay::pairing_code::{PairingCode, PairingCodeError};
use connection_test::relay::port::{RelayPort, RelayPortError};
use connection_test::relay::session::Challenge;
use connection_test::relay::status::{RelayStatus, StatusResponse, read};
use connection_test::tenant_url::TenantUrl;
use setup::store::KeyValueStorage;

/// How long to wait before the relay is asked for its status again.
const POLL_MS: f64 = 2_000.0;

/// Where the port is stored.
const PORT_KEY: &str = "scimdesk/relay-port";

#[derive(Default)]
struct RelayData {
    status: RelayStatus,
    access: BrowserAccess,
    paired: Option<PairedRelay>,
}

/// A handle to the relay. A trigger notifies of what the relay says, as in
/// [`super::ConnectionState`].
#[derive(Debug, Clone, Copy)]
pub struct RelayState {
    data: StoredValue<RelayData, LocalStorage>,
    changed: Trigger,
    /// The pairing code as typed. It stays in memory.
    pub typed_code: RwSignal<String>,
    /// The port as typed.
    pub typed_port: RwSignal<String>,
}

impl RelayState {
    pub(super) fn new() -> Self {
        let stored = BrowserStorage.get(PORT_KEY).ok().flatten();
        let port = stored.filter(|text| RelayPort::parse(text).is_ok());
        Self {
            data: StoredValue::new_local(RelayData::default()),
            changed: Trigger::new(),
            typed_code: RwSignal::new(String::new()),
            typed_port: RwSignal::new(port.unwrap_or_else(|| RelayPort::default().to_string())),
        }
    }

    /// The port as typed, or what is wrong with it. Whoever reads it follows its
    /// changes.
    pub fn port(&self) -> Result<RelayPort, RelayPortError> {
        self.typed_port.with(|typed| RelayPort::parse(typed))
    }

    /// Takes in what is typed as the port.
    pub fn set_port(&self, typed: String) {
        if let Ok(port) = RelayPort::parse(&typed) {
            // Without room for it, it is typed again another time.
            let _ = match port.is_usual() {
                true => BrowserStorage.remove(PORT_KEY),
                false => BrowserStorage.put(PORT_KEY, &port.to_string()),
            };
        }
        self.typed_port.set(typed);
        self.set_status(RelayStatus::NotReachable);
    }

    /// The code as typed, or what is wrong with it. Whoever reads it follows its
    /// changes.
    pub fn code(&self) -> Result<PairingCode, PairingCodeError> {
        self.typed_code.with(|typed| PairingCode::parse(typed))
    }

    /// What the relay said last. Whoever reads it follows its changes.
    pub fn status(&self) -> RelayStatus {
        self.changed.track();
        self.data.with_value(|data| data.status.clone())
    }

    /// How the browser treats the page. Whoever reads it follows its changes.
    pub fn access(&self) -> BrowserAccess {
        self.changed.track();
        self.data.with_value(|data| data.access)
    }

    /// The way to a service. Whoever reads it follows its changes.
    pub fn route(&self, tenant: &TenantUrl) -> RequestRoute {
        self.changed.track();
        self.data.with_value(|data| {
            let paired = data.paired.as_ref().filter(|relay| relay.is_for(tenant));
            paired.cloned().map(RequestRoute::Relay).unwrap_or_default()
        })
    }

    /// Requests go directly to the service again.
    pub fn stop_using(&self) {
        self.typed_code.set(String::new());
        self.data.set_value(RelayData::default());
        self.changed.notify();
    }

    fn set_status(&self, status: RelayStatus) {
        let is_other = self.data.try_update_value(|data| {
            let is_other = data.status != status;
            data.status = status;
            is_other
        });
        if is_other == Some(true) {
            self.changed.notify();
        }
    }

    /// Challenges the relay now, and pairs with it if it proves that it has the
    /// typed code and is for this service.
    pub async fn check(&self, tenant: Option<&TenantUrl>, cancel: &CancelToken) {
        let Ok(port) = untrack(|| self.port()) else {
            return;
        };
        let code = untrack(|| self.code()).ok();
        let page_origin = location::origin();
        let Some(challenge) = Challenge::new(port, &page_origin, fill_random) else {
            return;
        };
        let response = relay_status(&challenge, cancel).await;
        let is_still_typed = untrack(|| self.port() == Ok(port) && self.code().ok() == code);
        if cancel.is_cancelled() || !is_still_typed {
            return;
        }
        let response = StatusResponse::of(response.as_ref());
        let status = read(response, &challenge, code.as_ref(), tenant);
        if !status.keeps_pairing() {
            self.data.update_value(|data| data.paired = None);
        }
        if let (RelayStatus::Ready(base), Some(code)) = (&status, code) {
            self.pair(PairedRelay::new(port, code, base.clone(), page_origin));
        }
        self.set_status(status);
    }

    fn pair(&self, relay: PairedRelay) {
        let is_other = self
            .data
            .with_value(|data| data.paired.as_ref() != Some(&relay));
        if is_other {
            self.data.update_value(|data| data.paired = Some(relay));
            self.changed.notify();
        }
    }

    /// Asks again and again until it is cancelled, while the page is in sight.
    pub fn poll(&self, tenant: Signal<Option<TenantUrl>>, cancel: CancelToken) {
        let relay = *self;
        browser::run(Box::pin(async move {
            while !cancel.is_cancelled() {
                if is_in_sight() && !csp_lock::is_locked_now() {
                    let access = browser_access().await;
                    let before = relay
                        .data
                        .try_update_value(|data| std::mem::replace(&mut data.access, access));
                    if before != Some(access) {
                        relay.changed.notify();
                    }
                    let tenant = tenant.try_get_untracked().flatten();
                    relay.check(tenant.as_ref(), &cancel).await;
                }
                cancel
                    .run_until_cancelled(BrowserClock.sleep(POLL_MS))
                    .await;
            }
        }));
    }
}

/// Whether the tab is the one that is shown.
fn is_in_sight() -> bool {
    member(&document(), "visibilityState")
        .as_string()
        .as_deref()
        != Some("hidden")
}
