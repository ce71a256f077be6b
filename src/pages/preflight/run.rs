//! The one button, and how far the run is.

use leptos::prelude::*;

use crate::components::when::When;
use crate::pages::preflight::report::user_table::FirstUsers;
use crate::pages::preflight::state::{PreflightState, RunStatus};
use crate::pages::preflight::use_page;
use crate::state::use_app;
use preflight::protocol::PreflightProgress;
use provisioning::format::{counted, percent, size};

const WHY_ID: &str = "pf-why";

/// The button, and what stands in its way.
#[component]
pub(crate) fn RunBar() -> impl IntoView {
    let app = use_app();
    let state = use_page().state;
    let blocker = Memo::new(move |_| {
        let blocker = (!state.is_running()).then(|| state.blocker()).flatten();
        blocker.map_or_else(String::new, |blocker| blocker.to_string())
    });
    let rests = move || !blocker.with(String::is_empty);
    // A report that is up to date needs no second run.
    let fresh = Memo::new(move |_| state.is_done() && !state.is_outdated(app));
    // A blocked button keeps the focus, so that the reason is read out.
    view! {
        <div class="row pf-run no-print">
            <button
                type="button"
                id="pf-run"
                class:primary=move || !state.is_running() && !rests() && !fresh.get()
                aria-describedby=WHY_ID
                aria-disabled=move || rests().then_some("true")
                on:click=move |_| state.begin_or_cancel(app)
            >
                {move || run_label(&state.run())}
            </button>
            <p id=WHY_ID class="hint">
                {move || blocker.get()}
            </p>
        </div>
    }
}

fn run_label(run: &RunStatus) -> &'static str {
    match run {
        RunStatus::Running(_) => "Cancel",
        RunStatus::Empty => "Run the preflight",
        _ => "Run again",
    }
}

/// How far the run is, while there is one.
#[component]
pub(crate) fn RunProgress() -> impl IntoView {
    let state = use_page().state;
    view! {
        <div class="no-print">
            <When is=Signal::derive(move || state.is_running())>
                <ProgressBar/>
            </When>
        </div>
    }
}

/// The bar with what is known so far. It is told of progress several times a
/// second, so only texts and values follow that.
#[component]
fn ProgressBar() -> impl IntoView {
    let state = use_page().state;
    // The first users are the same from some point on.
    let first = Memo::new(move |_| {
        let first = |progress: &PreflightProgress| progress.first.clone();
        state.run().progress().map(first).unwrap_or_default()
    });
    view! {
        <div class="stack">
            <progress
                class="pf-progress"
                aria-label="Progress of the run"
                max="100"
                value=move || hundredths(state).to_string()
            ></progress>
            <p>{move || state.run().progress().map_or_else(begins, progress_text)}</p>
            <p class="hint">
                "Searching, ordering and opening a user come with the report, when the run has ended."
            </p>
            {move || view! { <FirstUsers rows=first.get()/> }.into_any()}
        </div>
    }
}

/// How much of the files is read, in percent.
fn hundredths(state: PreflightState) -> u32 {
    let run = state.run();
    let progress = run.progress();
    progress.map_or(0, |progress| percent(progress.bytes, progress.of))
}

fn begins() -> String {
    "The run begins".to_owned()
}

fn progress_text(progress: &PreflightProgress) -> String {
    let totals = &progress.totals;
    format!(
        "{} percent, {} of {}: {} so far, of whom {} refused.",
        percent(progress.bytes, progress.of),
        size(progress.bytes),
        size(progress.of),
        counted(totals.users.into(), "user", "users"),
        counted(totals.refused.into(), "is", "are")
    )
}
