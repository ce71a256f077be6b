//! The tab before anything was dropped or pasted.

mod drop_area;
mod help;

use leptos::prelude::*;
use provisioning::format::grouped;

use crate::components::icon::{Icon, icons};
use crate::components::lock_line::LockLine;
use crate::components::when::When;
use crate::pages::connection::explain::empty::drop_area::DropArea;
use crate::pages::connection::explain::empty::help::{Examples, InputKinds, LogHelp};
use crate::pages::connection::explain::reference::ReferenceSearch;
use crate::pages::connection::explain::use_explain;
use crate::state::use_app;

#[component]
pub(super) fn EmptyTab() -> impl IntoView {
    let state = use_explain();
    let is_searching = Signal::derive(move || !state.searched().trim().is_empty());
    view! {
        <div class="explain-start section">
            <div class="stack loose no-print">
                <DropArea/>
                <LockLine before="Nothing is uploaded or stored, and tokens are removed from pasted text. Network access turns off before a file is read, and stays off until you close the file, which reloads the page."/>
                <OpenLog/>
                <LastLog/>
                <When is=Signal::derive(move || !is_searching.get())>
                    <InputKinds/>
                    <Examples/>
                </When>
                <ReferenceSearch/>
            </div>
            <LogHelp/>
        </div>
    }
}

/// The way back to a log that is still open.
#[component]
fn OpenLog() -> impl IntoView {
    let state = use_explain();
    view! {
        {move || {
            state
                .open_log()
                .map(|title| {
                    view! {
                        <div class="hint explain-back">
                            <Icon of=icons::FILE/>
                            <span>{format!("{title} is still open.")}</span>
                            <button
                                type="button"
                                class="btn small"
                                on:click=move |_| state.show_open_log()
                            >
                                "Back to the log"
                            </button>
                        </div>
                    }
                        .into_any()
                })
        }}
    }
}

/// The counts of the last log in this tab, once the log itself is closed.
#[component]
fn LastLog() -> impl IntoView {
    let app = use_app();
    let state = use_explain();
    let last = move || {
        let last = state.stored().filter(|_| state.open_log().is_none());
        last.filter(|last| last.setup == app.open_id.get())
    };
    view! {
        {move || {
            last()
                .map(|last| {
                    let causes = last.causes.iter();
                    let causes = causes
                        .map(|(users, headline)| {
                            let text = format!("{}: {headline}", grouped(u64::from(*users)));
                            view! { <li>{text}</li> }.into_any()
                        });
                    view! {
                        <section class="stack" aria-labelledby="last-log">
                            <h2 id="last-log">"Last log in this tab"</h2>
                            <p>{last.sentence.clone()}</p>
                            <ul class="sentences">{causes.collect::<Vec<_>>()}</ul>
                            <p class="muted small">
                                {format!(
                                    "Read {}. Only these counts were stored; open the log again to see the users.",
                                    last.when.to_minute(),
                                )}
                            </p>
                        </section>
                    }
                        .into_any()
                })
        }}
    }
}
