//! What is left of the last run: its counts, or what the setup stores of it.

use leptos::prelude::*;
use setup::{PreflightStatus, PreflightSummary, Timestamp, mapping_fingerprint};

use crate::browser::clock;
use crate::components::icon::{Icon, icons};
use crate::pages::preflight::report::issues::IssueList;
use crate::pages::preflight::report::summary::ReportSummary;
use crate::pages::preflight::use_page;
use crate::state::use_app;

#[component]
pub(crate) fn LastRun() -> impl IntoView {
    let app = use_app();
    let state = use_page().state;
    let outdated = move |mapping: &str| {
        app.setup
            .with(|setup| mapping_fingerprint(&setup.mapping) != mapping)
    };
    view! {
        {move || {
            let stored = state.stored().filter(|stored| stored.setup == app.open_id.get());
            match stored {
                Some(stored) => {
                    let set = untrack(|| app.setup.with(|setup| setup.mapping.clone()));
                    view! {
                        <section class="section" aria-label="Last run">
                            <p class="hint pf-last">
                                <Icon of=icons::CLOCK/>
                                <span>{when_text(&stored.when, outdated(&stored.mapping))}</span>
                            </p>
                            <ReportSummary counts=stored.counts.clone()/>
                            <IssueList counts=stored.counts.clone() set/>
                        </section>
                    }
                        .into_any()
                }
                None => {
                    let text = app
                        .setup
                        .with(|setup| match setup.preflight_status() {
                            PreflightStatus::NotRun => None,
                            PreflightStatus::Current(run) => Some(stored_text(run, false)),
                            PreflightStatus::OutOfDate(run) => Some(stored_text(run, true)),
                        });
                    text.map(|text| {
                            view! {
                                <p class="hint pf-last">
                                    <Icon of=icons::CLOCK/>
                                    <span>{text}</span>
                                </p>
                            }
                        })
                        .into_any()
                }
            }
        }}
    }
}

const CHANGED: &str = "The mappings have changed since.";

fn when_text(when: &Timestamp, outdated: bool) -> String {
    let age = clock::age(when);
    let text = format!("Counts of the last run, {age} ago. Open the file again to see its users.");
    match outdated {
        true => format!("{text} {CHANGED}"),
        false => text,
    }
}

fn stored_text(run: &PreflightSummary, outdated: bool) -> String {
    let text = format!("Last run {} ago: {}.", clock::age(&run.when), run.message());
    match outdated {
        true => format!("{text} {CHANGED}"),
        false => text,
    }
}
