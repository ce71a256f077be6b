//! The connection: does the service respond the way Entra needs, and if not,
//! what is there to do? Three tabs: the test from this browser, the explanation
//! of an error that was seen elsewhere, and the lifecycle test. The crate
//! `connection-test` has everything that needs no browser.

mod address_field;
mod check_row;
mod checks_view;
mod command_choice;
mod context;
pub mod explain;
mod explanation_view;
mod field_findings;
mod form_view;
mod history_view;
pub mod lifecycle;
mod lookup_fields;
mod more_menu;
mod next_button;
mod open_log_badge;
pub mod parts;
mod passed_view;
mod redacted_input;
mod relay;
mod result_card;
mod result_details;
mod result_footer;
mod result_sentence;
mod step_view;
mod terminal_commands;
mod terminal_view;
mod test_tab;
mod token_field;
pub mod vendor_ticket;

use leptos::prelude::*;

use crate::components::page_head::PageHead;
use crate::components::tabs::{Tab, Tabs};
use crate::state::connection::ConnectionState;
use crate::state::connection::selected_tab::{EXPLAIN, TEST, USER};
use crate::state::route::Route;
use crate::state::use_app;
use context::ConnectionPage;
use lifecycle::OrphanedUserRecords;
use open_log_badge::OpenLogBadge;
use parts::ConnectionParts;
use test_tab::TestTab;

pub fn view() -> AnyView {
    view! { <Connection/> }.into_any()
}

#[component]
fn Connection() -> impl IntoView {
    let app = use_app();
    let connection = ConnectionState::of(app);
    // Another setup's token is forgotten before anything here reads it.
    connection.belong_to(app.open_id.get_untracked());
    Effect::new(move |_| connection.belong_to(app.open_id.get()));
    let page = ConnectionPage::new(app, connection);
    provide_context(page);
    // A link to a tab has its id at the end.
    Effect::new(move |_| {
        if let Route::Connection(Some(tab)) = app.route.get() {
            page.select_tab(&tab);
        }
    });
    let parts: ConnectionParts = expect_context();
    let has_orphaned_users = OrphanedUserRecords::of(app).were_any();
    let tabs = vec![
        Tab::new(TEST, "Test from here".to_owned(), || {
            view! { <TestTab/> }.into_any()
        }),
        Tab::new(EXPLAIN, "Explain an error".to_owned(), parts.explain)
            .with_badge(|| view! { <OpenLogBadge/> }),
        Tab::new(USER, "Test user".to_owned(), parts.test_user),
    ];
    view! {
        <PageHead
            title="Connection"
            lead=move || view! { {move || lead(page.tab.get())} }.into_any()
        />
        <div class="body" class:explaining=move || page.tab.get() == EXPLAIN>
            {(parts.orphaned_users)(has_orphaned_users)}
            <Tabs id="connection" label="Connection" tabs selected=page.tab/>
        </div>
    }
}

/// What a tab answers.
fn lead(tab: &str) -> &'static str {
    match tab {
        EXPLAIN => "Drop a provisioning log, or paste any message from Entra, Graph or a terminal.",
        USER => "Creates one user, checks what Entra will do with it, and deletes it again.",
        _ => {
            "Sends the same request as Test connection in Entra, then checks what the service supports. Read-only."
        }
    }
}
