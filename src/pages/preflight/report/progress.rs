//! How far a run is, in the places where its report will be.

use leptos::prelude::*;
use preflight::protocol::PreflightProgress;
use provisioning::format::{counted, grouped, percent, size};

use crate::pages::preflight::report::user_table::FirstUsers;
use crate::pages::preflight::state::PreflightState;
use crate::pages::preflight::use_page;
use crate::pages::preflight::widgets::ProgressBar;

/// It is told of progress several times a second, so only texts and values
/// follow that.
#[component]
pub(crate) fn RunProgress() -> impl IntoView {
    let state = use_page().state;
    // The first users are the same from some point on.
    let first = Memo::new(move |_| {
        let first = |progress: &PreflightProgress| progress.first.clone();
        state.run().progress().map(first).unwrap_or_default()
    });
    view! {
        <section class="section" aria-label="Progress">
            <h2 class="pf-sentence">"Checking users"</h2>
            <div>
                <ProgressBar
                    label="Progress of the check"
                    percent=Signal::derive(move || read_percent(state))
                />
            </div>
            <p class="pf-legend">{move || progress_text(state)}</p>
            <dl class="facts section" aria-hidden="true">
                <Waiting name="First cycle"/>
                <Waiting name="Licenses"/>
                <Waiting name="Roles and teams"/>
            </dl>
            {move || view! { <FirstUsers rows=first.get()/> }.into_any()}
        </section>
    }
}

/// A fact that is not known yet.
#[component]
fn Waiting(name: &'static str) -> impl IntoView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>"–"</dd>
            <dd>"\u{a0}"</dd>
        </div>
    }
}

/// How much of the files is read, in percent.
fn read_percent(state: PreflightState) -> u32 {
    let run = state.run();
    let progress = run.progress();
    progress.map_or(0, |progress| percent(progress.bytes, progress.of))
}

fn progress_text(state: PreflightState) -> String {
    let run = state.run();
    let Some(progress) = run.progress() else {
        return "Starting".to_owned();
    };
    let totals = &progress.totals;
    format!(
        "{} of {}: {} so far, {} rejected. You can search and open users when the check ends.",
        size(progress.bytes),
        size(progress.of),
        counted(totals.users.into(), "user", "users"),
        grouped(totals.refused.into())
    )
}
