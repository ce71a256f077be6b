//! The ticket for Talkdesk's support: a text with what is set up, what the tests of
//! this page showed, and what is not known. A chunk of its own.

use leptos::prelude::*;

use crate::browser::{self, clock};
use crate::pages::connection::lifecycle::ended_test;
use crate::state::App;
use crate::state::connection::ConnectionState;
use connection_test::diagnosis::report::CheckReport;
use guide::vendor_ticket::{LifecycleResult, VendorTicket, VendorTicketInput};

/// Saves it as one file: browsers ask about, or block, a second one.
pub fn save(app: App) {
    let ticket = untrack(|| ticket(app));
    match browser::save_file(&ticket.file_name, "text/markdown", &ticket.markdown) {
        Ok(()) => {
            app.show_message("Ticket saved. Attach the file or paste its text. No token is in it.")
        }
        Err(_) => {
            app.show_error("The browser didn’t save the file. Allow downloads for this page.")
        }
    }
}

fn ticket(app: App) -> VendorTicket {
    let connection = ConnectionState::of(app);
    let token = connection.token();
    let test = connection.test().filter(|test| !test.running);
    let test_when = test.as_ref().map(|test| test.begun.to_minute());
    let lifecycle = ended_test(app);
    let lifecycle_when = lifecycle
        .as_ref()
        .map(|(started, _)| started.begun.to_minute());
    let now = clock::now();
    app.guide(|input| {
        VendorTicket::new(&VendorTicketInput {
            guide: *input,
            connection: test
                .as_ref()
                .zip(test_when.as_ref())
                .map(|(test, when)| CheckReport {
                    tenant: &test.tenant,
                    run: &test.run,
                    diagnosis: &test.details,
                    when,
                }),
            lifecycle: lifecycle.as_ref().zip(lifecycle_when.as_ref()).map(
                |((started, report), when)| LifecycleResult {
                    run: &started.run,
                    tenant: &started.tenant,
                    report,
                    when,
                },
            ),
            app_version: env!("CARGO_PKG_VERSION"),
            now: &now,
            redactor: &token.redactor(),
        })
    })
}
