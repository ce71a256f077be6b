//! The connection test: does the service answer the way Entra needs, and if
//! not, what is to be done? The crate `connection-test` has everything that
//! needs no browser.

mod address_field;
mod checks_view;
mod context;
mod field_findings;
mod form_view;
mod history_view;
mod lifecycle;
mod lookup_fields;
mod next_button;
mod pasted_output_view;
mod provisioning_codes_view;
mod redacted_input;
mod shell_commands_view;
mod step_view;
mod token_field;
mod verdict_view;

use leptos::prelude::*;

use crate::browser::csp_lock;
use crate::components::page_title::PageTitle;
use crate::state::connection::ConnectionState;
use crate::state::use_app;
use checks_view::Checks;
use context::ConnectionPage;
use form_view::ConnectionForm;
use history_view::TestHistory;
use lifecycle::{OrphanedUsers, TestUserTab};
use next_button::ReloadButton;
use pasted_output_view::PastedOutput;
use provisioning_codes_view::ProvisioningCodes;
use shell_commands_view::ShellCommands;
use verdict_view::VerdictCard;

pub fn view() -> AnyView {
    view! { <ConnectionTest/> }.into_any()
}

#[component]
fn ConnectionTest() -> impl IntoView {
    let app = use_app();
    let connection = ConnectionState::of(app);
    // Another setup's token is forgotten before anything here reads it.
    connection.belong_to(app.open_id.get_untracked());
    Effect::new(move |_| connection.belong_to(app.open_id.get()));
    provide_context(ConnectionPage::new(app, connection));
    view! {
        <PageTitle text="Test the connection"/>
        <p class="lead">
            "Asks what Entra’s own Test connection asks, then looks at what the service says about itself. It changes nothing there; only the life-cycle test at the end of this page does, and says so."
        </p>
        {move || csp_lock::is_locked().then(|| view! { <RequestsLocked/> }.into_any())}
        <OrphanedUsers/>
        <ConnectionForm/>
        <VerdictCard/>
        <Checks/>
        <TestHistory/>
        <ShellCommands/>
        <PastedOutput/>
        <ProvisioningCodes/>
        <TestUserTab/>
    }
}

/// The notice that no test can run while a users file is open.
#[component]
fn RequestsLocked() -> impl IntoView {
    view! {
        <div class="notice no-print">
            <h2>"Requests are locked because a users file was opened"</h2>
            <p>
                "Preflight added a security policy that blocks the requests of this page, and the browser enforces it until you reload the page. Reloading closes the users file and its report, so save what you need first."
            </p>
            <ReloadButton class="small"/>
        </div>
    }
}
