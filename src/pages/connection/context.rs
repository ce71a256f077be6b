//! What the components of the connection page share.

use leptos::prelude::*;

use crate::state::App;
use crate::state::connection::ConnectionState;
use connection_test::checks::matching::Matching;
use connection_test::tenant_url::rules::{self, TenantUrlCheck};

#[derive(Debug, Clone, Copy)]
pub(super) struct ConnectionPage {
    pub(super) app: App,
    pub(super) connection: ConnectionState,
    pub(super) typed: Memo<String>,
    pub(super) matching: Memo<Matching>,
    /// Whether somebody wanted to begin. Empty fields are found fault with
    /// only then.
    pub(super) tried: RwSignal<bool>,
}

impl ConnectionPage {
    /// The typed address, evaluated. Whoever reads it follows its changes.
    pub(super) fn address(&self) -> TenantUrlCheck {
        self.typed.with(|typed| rules::validate(typed))
    }
}
