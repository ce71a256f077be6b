//! The one button, and how far the run is.

use leptos::prelude::*;

use crate::components::element::{El, el, several};
use crate::pages::preflight::Place;
use crate::pages::preflight::numbers::{counted, percent, size};
use crate::pages::preflight::report::users::first_users;
use crate::pages::preflight::state::Run;
use preflight::protocol::Progress;

const WHY_ID: &str = "pf-why";

/// The button, what stands in its way, the progress and the first users.
pub(crate) fn run(place: Place) -> El {
    let (app, desk) = (place.app, place.desk);
    let missing = Memo::new(move |_| {
        let missing = (!desk.is_running()).then(|| desk.missing()).flatten();
        missing.map(|missing| missing.words()).unwrap_or_default()
    });
    let rests = move || !missing.with(String::is_empty);
    // A report that is up to date needs no second run.
    let fresh = Memo::new(move |_| desk.is_done() && !desk.is_outdated(app));
    let go = el("button")
        .attr("type", "button")
        .attr("id", "pf-run")
        .attr("aria-describedby", WHY_ID)
        .live_class("primary", move || {
            !desk.is_running() && !rests() && !fresh.get()
        })
        // It keeps the focus, so that the reason is heard.
        .live_attr("aria-disabled", move || rests().then(|| "true".to_owned()))
        .live_text(move || {
            let label = match *desk.run() {
                Run::Running(_) => "Cancel",
                Run::Empty => "Run the preflight",
                _ => "Run again",
            };
            label.to_owned()
        })
        .on("click", move |_| {
            if untrack(|| desk.is_running()) {
                desk.cancel(app);
            } else {
                desk.begin(app);
            }
        });
    let why = el("p")
        .attr("id", WHY_ID)
        .class("hint")
        .live_text(move || missing.get());
    several()
        .child(el("div").class("row pf-run no-print").child(go).child(why))
        .child(progress(place))
}

fn progress(place: Place) -> El {
    let desk = place.desk;
    let running = Memo::new(move |_| desk.is_running());
    let current = move || match &*desk.run() {
        Run::Running(progress) => progress.clone(),
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
            .child(el("p").live_text(move || current().map_or_else(begins, |now| words(&now))))
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

fn words(progress: &Progress) -> String {
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
