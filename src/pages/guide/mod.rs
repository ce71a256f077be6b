//! The guide: one step for each screen of the portal.
//!
//! [`start`] asks the questions at the start, [`frame`] is what is around every
//! step, [`stages`] the list of steps, [`mod@step_view`] the open one. [`finish`]
//! and [`report_page`] come after the last step. [`verify`] is beside steps that
//! the tenant can prove. Questions, steps and what comes
//! after them are chunks of their own.

mod actions;
mod evidence;
mod fact;
mod finish;
mod frame;
mod print;
mod report_page;
mod rich;
mod stages;
mod start;
mod step_view;
mod table;
pub mod verify;

use leptos::prelude::*;

use crate::browser;
use crate::pages::guide::frame::GuideFrame;
use crate::pages::guide::start::StartPage;
use crate::pages::guide::step_view::StepSection;
use crate::state::route::Route;
use crate::state::{App, use_app};
use guide::checklist::{ChecklistStep, step_of};
use guide::start_card::is_start_card_due;
use guide::status;

pub use actions::{done_next, go_on};

/// What is shown in place of a step: the questions at the start.
const START: &str = "start";

/// What is open: the number of a step, [`START`], or nothing that exists.
#[derive(Debug, Clone, Copy)]
struct OpenStep(Memo<&'static str>);

impl OpenStep {
    fn new(app: App) -> Self {
        Self(Memo::new(move |_| {
            app.route.with(|route| open_number(app, route))
        }))
    }

    fn is(self, number: &str) -> bool {
        self.0.get() == number
    }

    fn step(self) -> Option<&'static ChecklistStep> {
        step_of(self.0.get())
    }
}

/// The open step. Call it while a component is made, not in a handler.
fn use_open_step() -> OpenStep {
    expect_context()
}

/// The step of the address, else the questions, else the next step to do.
fn open_number(app: App, route: &Route) -> &'static str {
    match route {
        Route::Guide(Some(number)) if number == START => START,
        Route::Guide(Some(number)) => step_of(number).map_or("", |step| step.number),
        Route::Guide(None) => app.guide(|input| match is_start_card_due(input.setup) {
            true => START,
            false => status::next(input).map_or("", |step| step.number),
        }),
        _ => "",
    }
}

/// Shows how to verify the open step, from the moment when that is wanted. It is a
/// chunk of its own; the shell, which loads chunks, provides it.
#[derive(Debug, Clone, Copy)]
pub struct VerifyPart(pub fn(Signal<bool>) -> AnyView);

/// Provides the open step to the pages of the guide. Gives whether it is the
/// questions at the start, which are a chunk of their own.
pub fn provide_open_step(app: App) -> Signal<bool> {
    let open = OpenStep::new(app);
    provide_context(open);
    // Once nothing is left to do, the guide is its last page.
    Effect::new(move |_| {
        if app.route.with(|route| *route == Route::Guide(None)) && open.is("") {
            browser::replace("#/guide/finish");
        }
    });
    Signal::derive(move || open.is(START))
}

/// `#/guide/start`
pub fn start_view() -> AnyView {
    view! { <StartPage/> }.into_any()
}

/// `#/guide/<step>`
pub fn step_view() -> AnyView {
    view! {
        <GuideFrame>
            <StepSection/>
        </GuideFrame>
    }
    .into_any()
}

/// `#/guide/report` and `#/guide/finish`
pub fn later_view() -> AnyView {
    match use_app().route.get_untracked() {
        Route::Finish => finish::view(),
        _ => report_page::view(),
    }
}
