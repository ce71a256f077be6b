//! The checklist.

pub mod pane_view;
pub mod report_page;
pub mod step_view;

use leptos::prelude::*;

use crate::browser::{self, focus_soon};
use crate::components::bridge::from_element;
use crate::components::element::{self, El, button, el, link, several};
use crate::components::page_title::page_title;
use crate::pages::guide::step_view::step_body;
use crate::state::UNDO_ID;
use crate::state::route::Route;
use crate::state::{App, Undo, use_app};
use guide::fill;
use guide::parts::{self, PARTS};
use guide::progress::{self, StepCount, StepState};
use guide::step::{GuidePart, GuideStep};
use setup::{Setup, StepMark};

/// The step that is open: the one of the address, else the next one to do.
fn open_step(route: &Route, setup: &Setup) -> Option<&'static GuideStep> {
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
pub fn open_next(app: App, number: &str) {
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
        app.mark(step.number, Some(StepMark::Done(browser::now())));
        app.announce(format!("Step {} done", step.number));
        open_next(app, step.number);
    }
}

fn count_text(progress: StepCount) -> String {
    format!("{} of {}", progress.done, progress.needed)
}

pub fn view() -> AnyView {
    from_element(page(use_app()))
}

/// `#/guide` and `#/guide/<step>`
pub fn page(app: App) -> El {
    let open = Memo::new(move |_| {
        app.route
            .with(|route| app.setup.with(|setup| open_step(route, setup)))
            .map_or("", |step| step.number)
    });
    several()
        .child(head(app))
        .child(progress_bar(app))
        .live(move || unknown_step(app))
        .children(PARTS.iter().map(|part| part_view(app, part, open)))
}

fn head(app: App) -> El {
    let reset = move || {
        let before = app.setup.with_untracked(|setup| setup.guide.clone());
        app.edit(|setup| setup.guide.clear_marks());
        app.offer_undo(
            "All ticks taken back",
            Undo::new(move |app| app.edit(|setup| setup.guide = before.clone())),
        );
        focus_soon(UNDO_ID);
    };
    let buttons = el("div")
        .class("row no-print")
        .live(
            move || match app.setup.with(|setup| progress::next(setup).is_some()) {
                true => button("quiet", "Continue", move || go_on(app)),
                false => el("span").class("tag ok").text("all steps are done"),
            },
        )
        .child(
            button("quiet", "Reset", reset).live_flag("disabled", move || {
                app.setup.with(|setup| !setup.guide.has_marks())
            }),
        )
        .child(link("button", "#/guide/report", "Hand-over report"));
    el("div")
        .class("head")
        .child(page_title("Set up provisioning"))
        .child(buttons)
}

fn progress_bar(app: App) -> El {
    let progress = move || app.setup.with(progress::overall);
    el("div")
        .class("progress")
        .child(
            el("progress")
                .attr("aria-label", "Steps done")
                .live_attr("max", move || Some(progress().needed.max(1).to_string()))
                .live_attr("value", move || Some(progress().done.to_string())),
        )
        .child(el("span").live_text(move || format!("{} done", count_text(progress()))))
}

fn unknown_step(app: App) -> El {
    app.route.with(|route| match route {
        Route::Guide(Some(number)) if parts::step(number).is_none() => el("div")
            .class("notice")
            .attr("role", "alert")
            .child(el("h2").text(&format!("The guide has no step “{number}”")))
            .child(el("p").text("The address may be cut short. All steps are below.")),
        _ => several(),
    })
}

fn part_view(app: App, part: &'static GuidePart, open: Memo<&'static str>) -> El {
    let heading = el("h2")
        .class("part-head")
        .child(el("span").text(&format!("{} {}", part.number, part.title)))
        .child(el("span").class("count").live_text(move || {
            count_text(app.setup.with(|setup| progress::part_progress(part, setup)))
        }));
    el("section")
        .class("part")
        .child(heading)
        .maybe(
            part.remark
                .map(|remark| el("p").class("remark").text(remark)),
        )
        .child(
            el("ol")
                .class("steps")
                .children(part.steps().into_iter().map(|step| row(app, step, open))),
        )
}

fn row(app: App, step: &'static GuideStep, open: Memo<&'static str>) -> El {
    let number = step.number;
    let is_open = move || open.get() == number;
    let state = Memo::new(move |_| app.setup.with(|setup| progress::state(step, setup)));
    let done = move || state.with(|state| matches!(state, StepState::Done(_)));
    let name = move || app.setup.with(|setup| fill::text(step.title, setup));
    let tick = el("input")
        .attr("type", "checkbox")
        .class("tick")
        .live_attr("aria-label", move || {
            Some(format!("{number} {} done", name()))
        })
        .live_checked(done)
        .on("change", move |event| {
            let mark = element::checked(&event).then(|| StepMark::Done(browser::now()));
            app.mark(number, mark);
        });
    let opener = el("a")
        .attr("href", &format!("#/guide/{number}"))
        .live_attr("id", move || is_open().then(|| "open-step".to_owned()))
        .live_attr("aria-expanded", move || Some(is_open().to_string()))
        .live_text(name);
    let line = el("div")
        .class("line")
        .child(tick)
        .child(el("span").class("no").text(number))
        .child(el("h3").child(opener))
        .child(
            el("span")
                .class("tags")
                .live(move || tags(app, step, &state.get())),
        );
    el("li")
        .live_class("done", done)
        .live_class("greyed", move || {
            state.with(|state| {
                matches!(state, StepState::NotApplicable(_) | StepState::NotNeeded(_))
            })
        })
        .live_class("now", is_open)
        .child(line)
        .live(move || match is_open() {
            true => step_body(app, step),
            false => several(),
        })
}

/// The few words at the end of a closed line.
fn tags(app: App, step: &GuideStep, state: &StepState) -> El {
    let state_tag = match state {
        StepState::NotApplicable(_) | StepState::NotNeeded(_) => Some("not needed"),
        StepState::Done(_) => None,
        StepState::Open if progress::is_optional(step) => Some("optional"),
        StepState::Open if step.is_added => Some("added"),
        StepState::Open => None,
    };
    let noted = app
        .setup
        .with(|setup| !setup.guide.note(step.number).is_empty());
    several().children(
        state_tag
            .into_iter()
            .chain(noted.then_some("note"))
            .map(|tag| el("span").class("tag").text(tag)),
    )
}
