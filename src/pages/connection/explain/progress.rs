//! How far the reading of a file is.

use leptos::prelude::*;
use provisioning::format::{grouped, percent, size};

use crate::components::icon::{Icon, icons};
use crate::pages::connection::explain::state::{ExplainState, ExplainStatus};
use crate::pages::connection::explain::use_explain;
use crate::state::use_app;

/// Progress is told several times a second, so only texts and values follow it.
#[component]
pub(super) fn Progress() -> impl IntoView {
    let app = use_app();
    let state = use_explain();
    let read = Signal::derive(move || read_percent(state));
    view! {
        <section class="section" aria-label="Progress">
            <h2 class="sentence">
                <Icon of=icons::SPIN class="spin"/>
                {move || format!(" Reading {}", state.title())}
            </h2>
            <svg
                class="explain-progress"
                role="progressbar"
                aria-label="Progress of reading"
                aria-valuemin="0"
                aria-valuemax="100"
                aria-valuenow=move || read.get().to_string()
            >
                <rect class="f-line" width="100%" height="12"></rect>
                <rect class="f-ok" width=move || format!("{}%", read.get()) height="12"></rect>
            </svg>
            <p class="small">{move || progress_text(state)}</p>
            <p class="section">
                <button type="button" class="btn" on:click=move |_| state.cancel(app)>
                    "Cancel"
                </button>
            </p>
        </section>
    }
}

fn read_percent(state: ExplainState) -> u32 {
    match state.status() {
        ExplainStatus::ReadingLog(Some(progress)) => percent(progress.bytes, progress.of),
        _ => 0,
    }
}

fn progress_text(state: ExplainState) -> String {
    match state.status() {
        ExplainStatus::ReadingLog(Some(progress)) => format!(
            "{} of {}: {} entries so far",
            size(progress.bytes),
            size(progress.of),
            grouped(progress.entries.into())
        ),
        _ => "Starting".to_owned(),
    }
}
