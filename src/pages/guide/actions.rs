//! What the admin does in the guide: opening steps and ticking them.

use leptos::prelude::*;

use crate::browser::{self, focus_soon};
use crate::state::route::Route;
use crate::state::{App, UNDO_ID, Undo};
use guide::parts;
use guide::progress;
use guide::step::GuideStep;
use setup::{Setup, StepMark};

/// The step that is open: the one of the address, else the next one to do.
pub fn open_step(route: &Route, setup: &Setup) -> Option<&'static GuideStep> {
    match route {
        Route::Guide(Some(number)) => parts::step(number),
        Route::Guide(None) => progress::next(setup),
        _ => None,
    }
}

fn go_to(step: Option<&GuideStep>) {
    match step {
        Some(step) => browser::go(&format!("#/guide/{}", step.number)),
        None => browser::go("#/guide"),
    }
}

/// Opens the next step to do, wherever the admin is.
pub fn go_on(app: App) {
    go_to(app.setup.with_untracked(progress::next));
}

/// Opens the next step to do behind a step.
fn open_next(app: App, number: &str) {
    go_to(
        app.setup
            .with_untracked(|setup| progress::next_after(number, setup)),
    );
}

/// Ticks the open step and opens the next.
pub fn done_next(app: App) {
    let open = app
        .route
        .with_untracked(|route| app.setup.with_untracked(|setup| open_step(route, setup)));
    if let Some(step) = open {
        set_done(app, step.number, true);
        app.announce(format!("Step {} done", step.number));
        open_next(app, step.number);
    }
}

pub fn set_done(app: App, number: &str, is_done: bool) {
    app.mark(number, is_done.then(|| StepMark::Done(browser::now())));
}

/// Marks a step as not needed and opens the next.
pub fn skip(app: App, number: &str) {
    app.mark(number, Some(StepMark::NotNeeded(browser::now())));
    open_next(app, number);
}

/// Takes all ticks back, which can be undone.
pub fn reset(app: App) {
    let before = app.setup.with_untracked(|setup| setup.guide.clone());
    app.edit(|setup| setup.guide.clear_marks());
    app.offer_undo(
        "All ticks taken back",
        Undo::new(move |app| app.edit(|setup| setup.guide = before.clone())),
    );
    focus_soon(UNDO_ID);
}
