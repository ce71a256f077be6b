//! The one button, and how far the run is.

use leptos::prelude::*;

use crate::components::element::{El, el, several};
use crate::pages::preflight::PreflightPage;
use crate::pages::preflight::report::users::first_users;
use crate::pages::preflight::state::RunStatus;
use preflight::protocol::PreflightProgress;
use provisioning::format::{counted, percent, size};

const WHY_ID: &str = "pf-why";

/// The button, what stands in its way, the progress and the first users.
pub(crate) fn run(page: PreflightPage) -> El {
    let (app, state) = (page.app, page.state);
    let blocker = Memo::new(move |_| {
        let blocker = (!state.is_running()).then(|| state.blocker()).flatten();
        blocker.map_or_else(String::new, |blocker| blocker.to_string())
    });
    let rests = move || !blocker.with(String::is_empty);
    // A report that is up to date needs no second run.
    let fresh = Memo::new(move |_| state.is_done() && !state.is_outdated(app));
    let go = el("button")
        .attr("type", "button")
        .attr("id", "pf-run")
        .attr("aria-describedby", WHY_ID)
        .live_class("primary", move || {
            !state.is_running() && !rests() && !fresh.get()
        })
        // It keeps the focus, so that the reason is read out.
        .live_attr("aria-disabled", move || rests().then(|| "true".to_owned()))
        .live_text(move || {
            let label = match *state.run() {
                RunStatus::Running(_) => "Cancel",
                RunStatus::Empty => "Run the preflight",
                _ => "Run again",
            };
            label.to_owned()
        })
        .on("click", move |_| {
            if untrack(|| state.is_running()) {
                state.cancel(app);
            } else {
                state.begin(app);
            }
        });
    let why = el("p")
        .attr("id", WHY_ID)
        .class("hint")
        .live_text(move || blocker.get());
    several()
        .child(el("div").class("row pf-run no-print").child(go).child(why))
        .child(progress(page))
}

fn progress(page: PreflightPage) -> El {
    let state = page.state;
    let running = Memo::new(move |_| state.is_running());
    let current = move || match &*state.run() {
        RunStatus::Running(progress) => progress.clone(),
        _ => None,
    };
    let hundredths = move || current().map_or(0, |progress| percent(progress.bytes, progress.of));
    // The bar stays the same element while its value changes.
    let shown = move || {
        if !running.get() {
            return several();
        }
        let bar = el("progress")
            .class("pf-progress")
            .attr("aria-label", "Progress of the run")
            .attr("max", "100")
            .live_attr("value", move || Some(hundredths().to_string()));
        el("div")
            .class("stack")
            .child(bar)
            .child(el("p").live_text(move || current().map_or_else(begins, |now| progress_text(&now))))
            .child(el("p").class("hint").text(
                "Searching, ordering and opening a user come with the report, when the run has ended.",
            ))
            .live(move || first_users(current().as_deref()))
    };
    el("div").class("no-print").live(shown)
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
