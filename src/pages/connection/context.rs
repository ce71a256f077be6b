//! What the components of the connection page share.

use leptos::prelude::*;

use crate::state::App;
use crate::state::connection::ConnectionState;
use crate::state::tenant_field;
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

/// The page that a component belongs to. Call it while the component is made,
/// not in a handler.
pub(super) fn use_connection_page() -> ConnectionPage {
    expect_context()
}

impl ConnectionPage {
    pub(super) fn new(app: App, connection: ConnectionState) -> Self {
        Self {
            app,
            connection,
            typed: Memo::new(move |_| app.setup.with(|setup| tenant_field::text(&setup.tenant))),
            matching: Memo::new(move |_| app.setup.with(|setup| Matching::of(&setup.mapping))),
            tried: RwSignal::new(false),
        }
    }

    /// The typed address, evaluated. Whoever reads it follows its changes.
    pub(super) fn address(&self) -> TenantUrlCheck {
        self.typed.with(|typed| rules::validate(typed))
    }
}
