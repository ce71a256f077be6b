//! The connection test: does the service answer the way Entra needs, and if
//! not, what is to be done? The crate `connection-test` has everything that
//! needs no browser.

mod checks_view;
mod context;
mod form_view;
mod history_view;
mod lifecycle;
mod pasted_output_view;
mod provisioning_codes_view;
mod shell_commands_view;
mod step_view;
mod verdict_view;

use leptos::prelude::*;

use crate::browser::csp_lock;
use crate::components::bridge::from_element;
use crate::components::element::{El, el, keep_running, several};
use crate::components::page_title::page_title;
use crate::state::connection::ConnectionState;
use crate::state::tenant_field;
use crate::state::{App, use_app};
use checks_view::checks;
use connection_test::checks::matching::Matching;
use context::ConnectionPage;
use form_view::form;
use history_view::history;
use pasted_output_view::paste;
use provisioning_codes_view::codes;
use shell_commands_view::terminal;

use verdict_view::{reload_button, verdict_card};

pub fn view() -> AnyView {
    let app = use_app();
    from_element(page(app, ConnectionState::of(app)))
}

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

/// The notice that no test can run while a users file is open.
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
