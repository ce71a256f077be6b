//! What the components of the connection page share.

use leptos::prelude::*;

use crate::state::App;
use crate::state::connection::ConnectionState;
use connection_test::checks::matching::Matching;
use connection_test::tenant_url::rules::{self, TenantUrlCheck};

#[derive(Debug, Clone, Copy)]
pub(super) struct ConnectionPage {
    /// The frame's state.
    pub(super) app: App,
    /// Token and last test.
    pub(super) connection: ConnectionState,
    /// The address of the open set-up, as typed.
    pub(super) typed: Memo<String>,
    /// The matching attributes of the open setup.
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
