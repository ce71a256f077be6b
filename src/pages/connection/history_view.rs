//! The last tests of the setup, folded away until wanted.

use leptos::prelude::*;

use super::context::use_connection_page;
use super::step_view::SeverityWord;
use crate::browser::storage::BrowserStorage;
use crate::components::fold::Fold;
use crate::components::icon::{Icon, icons};
use crate::state::App;
use crate::state::connection::history::{self, Run};
use provisioning::format::grouped;

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
                unread()
                    .map(|unread| {
                        view! {
                            <p class="hint section">
                                <Icon of=icons::WARN class="warnc"/>
                                <span>{unread}</span>
                            </p>
                        }
                            .into_any()
                    })
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
        app.show_error("The browser doesn’t let this page change what it stored.");
    }
}

#[component]
fn KnownRuns(runs: Vec<Run>, forget: Callback<()>) -> impl IntoView {
    let count = runs.len();
    let rows = runs
        .into_iter()
        .map(|run| view! { <RunRow run/> }.into_any());
    let rows = rows.collect::<Vec<_>>();
    let summary = move || {
        view! {
            <b class="grow">"Last tests of this setup"</b>
            <span class="st">{count}</span>
        }
        .into_any()
    };
    view! {
        <Fold summary>
            <table class="table blocks checks runs">
                <caption class="sr">"Last tests"</caption>
                <thead>
                    <tr>
                        <th scope="col">"When"</th>
                        <th scope="col">"Tenant URL"</th>
                        <th scope="col">"Response"</th>
                        <th scope="col" class="num">
                            "Time"
                        </th>
                        <th scope="col">"Result"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <button
                type="button"
                class="btn small quiet no-print"
                on:click=move |_| forget.run(())
            >
                "Delete this list"
            </button>
        </Fold>
    }
}

#[component]
fn RunRow(run: Run) -> impl IntoView {
    view! {
        <tr>
            <th scope="row">{run.begun.to_minute()}</th>
            <td>
                <code>{run.address}</code>
            </td>
            <td>{run.response}</td>
            <td class="num muted">
                <span class="nowrap">
                    {run.ms.map(|ms| format!("{} ms", grouped(ms.into()))).unwrap_or_default()}
                </span>
            </td>
            <td>
                <SeverityWord status=Signal::stored((run.headline, run.severity))/>
            </td>
        </tr>
    }
}
