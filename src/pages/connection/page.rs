//! The place where the connection is tested.

use leptos::prelude::*;

use super::checks_view::checks;
use super::form_view::form;
use super::history_view::history;
use super::lifecycle;
use super::state::ConnectionState;
use super::tenant_field;
use super::verdict_view::{reload_button, verdict_card};
use crate::browser::csp_lock;
use crate::components::element::{El, el, keep_running, several};
use crate::components::page_title::page_title;
use crate::pages::connection::pasted_output_view::paste;
use crate::pages::connection::provisioning_codes_view::codes;
use crate::pages::connection::shell_commands_view::terminal;
use crate::state::App;
use connection_test::checks::matching::Matching;
use connection_test::tenant_url::rules::{self, TenantUrlCheck};

/// What the parts of the place share.
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

/// The whole place.
pub fn page(app: App, connection: ConnectionState) -> El {
    keep_running(Box::new(move || {
        connection.belong_to(app.setup.with(|setup| setup.id.clone()));
    }));
    let page = ConnectionPage {
        app,
        connection,
        typed: Memo::new(move |_| app.setup.with(|setup| tenant_field::text(&setup.tenant))),
        matching: Memo::new(move |_| app.setup.with(|setup| Matching::of(&setup.mapping))),
        tried: RwSignal::new(false),
    };
    several()
        .child(page_title("Test the connection"))
        .child(el("p").class("lead").text(
            "Asks what Entra’s own Test connection asks, then looks at what the service says about itself. It changes nothing there; only the life-cycle test at the end of this page does, and says so.",
        ))
        .live(locked)
        .child(lifecycle::orphaned_users(page))
        .child(form(page))
        .child(verdict_card(page))
        .child(checks(page))
        .child(history(page))
        .child(terminal(page))
        .child(paste(page))
        .child(codes(page))
        .child(lifecycle::section(page))
}

/// What stands in the way of every test while a users file is open.
fn locked() -> El {
    if !csp_lock::is_locked() {
        return several();
    }
    el("div")
        .class("notice no-print")
        .child(el("h2").text("Requests are locked because a users file was opened"))
        .child(el("p").text(
            "Preflight added a security policy that blocks the requests of this page, and the browser enforces it until you reload the page. Reloading closes the users file and its report, so save what you need first.",
        ))
        .child(reload_button("small"))
}
