//! What can be done with a result: the next thing, and giving it to others.

use std::rc::Rc;

use leptos::prelude::*;

use super::context::use_connection_page;
use super::next_button::NextButton;
use crate::browser::{self, clock};
use crate::components::copy_button::CopyButton;
use crate::components::icon::{Icon, icons};
use crate::components::menu::Menu;
use crate::state::App;
use crate::state::connection::Test;
use connection_test::diagnosis::messages::Next;
use connection_test::diagnosis::report::CheckReport;

/// Writes the report of a test.
fn report(test: &Test, write: fn(&CheckReport<'_>) -> String) -> String {
    let when = test.begun.to_minute();
    write(&CheckReport {
        tenant: &test.tenant,
        run: &test.run,
        diagnosis: &test.details,
        when: &when,
    })
}

/// "Tested 14:32, took 0.4 s".
fn time_line(test: &Test) -> String {
    let ms = test.run.response_ms();
    let time = clock::time_of_day(&test.begun);
    format!("Tested {time}, took {}.{} s", ms / 1_000, ms % 1_000 / 100)
}

#[component]
pub(super) fn ResultFooter(test: Rc<Test>) -> impl IntoView {
    let next = test.details.next(&test.tenant);
    let text = report(&test, |report| report.text());
    // Where only the service's owner can help, the ticket is the thing to do.
    let class = match next {
        Next::Contact => "primary",
        _ => "quiet",
    };
    // The command is on the card itself.
    let button = (next != Next::Terminal)
        .then(|| view! { <NextButton next is_primary=Signal::stored(true)/> }.into_any());
    view! {
        <footer>
            <div class="row wrap grow no-print">
                {button}
                <CopyButton
                    class
                    label="Copy for a ticket"
                    what="Result"
                    text=move |()| text.clone()
                />
            </div>
            <span class="muted small num nowrap">{time_line(&test)}</span>
            <ResultMenu test/>
        </footer>
    }
}

#[component]
fn ResultMenu(test: Rc<Test>) -> impl IntoView {
    let app = use_connection_page().app;
    let markdown = StoredValue::new(report(&test, |report| report.markdown()));
    let json = StoredValue::new(report(&test, |report| report.json()));
    view! {
        <Menu label="More for this result" class="no-print">
            // The menu stays open, so that the button can say what it did.
            <div class="menu-copy" on:click=move |click| click.stop_propagation()>
                <CopyButton
                    label="Copy as Markdown"
                    what="Result in Markdown"
                    text=move |()| markdown.get_value()
                />
            </div>
            <button type="button" on:click=move |_| json.with_value(|json| save(app, json))>
                <Icon of=icons::SAVE/>
                "Save as JSON"
            </button>
        </Menu>
    }
}

fn save(app: App, json: &str) {
    if browser::save_file("connection-test.json", "application/json", json).is_err() {
        app.show_error("This browser doesn’t let the page save a file. Copy the result instead.");
    }
}
