//! The last tests of the setup, folded away until wanted.

use leptos::prelude::*;

use super::context::use_connection_page;
use crate::browser::storage::BrowserStorage;
use crate::state::App;
use crate::state::connection::history::{self, Run};

#[component]
pub(super) fn TestHistory() -> impl IntoView {
    let page = use_connection_page();
    let (app, connection) = (page.app, page.connection);
    // Follows the end of tests, not each of their responses.
    let ended = Memo::new(move |_| {
        let test = connection.test();
        test.filter(|test| !test.running)
            .map(|test| test.run.input.guid.clone())
    });
    let cleared = Trigger::new();
    let runs = Memo::new(move |_| {
        // Read and not only tracked: a memo that nobody reads does not look.
        let _ = ended.get();
        cleared.track();
        history::load(&BrowserStorage, &app.open_id.get())
    });
    let unread = move || runs.with(|runs| runs.as_ref().err().map(ToString::to_string));
    let known = move || runs.get().ok().filter(|runs| !runs.is_empty());
    let forget = Callback::new(move |()| {
        forget(app);
        cleared.notify();
    });
    view! {
        <div>
            {move || {
                unread().map(|unread| view! { <p class="callout warn">{unread}</p> }.into_any())
            }}
            // Made anew with each test, and so folded away again.
            <For each=known key=|runs| runs.first().map(|run| run.begun.0.clone()) let:runs>
                <KnownRuns runs forget/>
            </For>
        </div>
    }
}

fn forget(app: App) {
    let cleared = history::clear(&BrowserStorage, &app.open_id.get_untracked());
    if cleared.is_err() {
        app.announce("The browser does not let this page change what it stored.");
    }
}

#[component]
fn KnownRuns(runs: Vec<Run>, forget: Callback<()>) -> impl IntoView {
    let summary = format!("Last tests of this set-up ({})", runs.len());
    let rows = runs
        .into_iter()
        .map(|run| view! { <RunRow run/> }.into_any());
    view! {
        <details class="history">
            <summary>{summary}</summary>
            <table class="checks runs">
                <caption class="said">"Last tests"</caption>
                <thead>
                    <tr>
                        <th scope="col">"When"</th>
                        <th scope="col">"Address"</th>
                        <th scope="col">"Answer"</th>
                        <th scope="col">"Time"</th>
                        <th scope="col">"Verdict"</th>
                    </tr>
                </thead>
                <tbody>{rows.collect::<Vec<_>>()}</tbody>
            </table>
            <button type="button" class="small no-print" on:click=move |_| forget.run(())>
                "Forget these"
            </button>
        </details>
    }
}

#[component]
fn RunRow(run: Run) -> impl IntoView {
    view! {
        <tr>
            <th scope="row">{run.begun.to_minute()}</th>
            <td class="mono" data-label="Address">
                {run.address}
            </td>
            <td class="mono" data-label="Answer">
                {run.response}
            </td>
            <td class="time" data-label="Time">
                {run.ms.map(|ms| format!("{ms} ms")).unwrap_or_default()}
            </td>
            <td data-label="Verdict">
                <span class=format!("st {}", run.severity.class())>{run.headline}</span>
            </td>
        </tr>
    }
}
