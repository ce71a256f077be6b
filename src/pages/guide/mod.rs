//! The checklist.

mod actions;
mod checklist;
mod pane_view;
pub mod report_page;
mod step_view;
mod table;

use leptos::prelude::*;

use crate::components::page_title::PageTitle;
use crate::components::when::When;
use crate::pages::guide::checklist::PartSection;
use crate::state::route::Route;
use crate::state::use_app;
use guide::parts::{self, PARTS};
use guide::progress::{self, StepCount};

pub use actions::{done_next, go_on};

/// The number of the open step; empty when none is open.
#[derive(Debug, Clone, Copy)]
struct OpenStep(Memo<&'static str>);

impl OpenStep {
    fn is(self, number: &str) -> bool {
        self.0.get() == number
    }
}

/// The open step. Call it while a component is made, not in a handler.
fn use_open_step() -> OpenStep {
    expect_context()
}

/// `#/guide` and `#/guide/<step>`
pub fn view() -> AnyView {
    view! { <GuidePage/> }.into_any()
}

#[component]
fn GuidePage() -> impl IntoView {
    let app = use_app();
    provide_context(OpenStep(Memo::new(move |_| {
        app.route
            .with(|route| app.setup.with(|setup| actions::open_step(route, setup)))
            .map_or("", |step| step.number)
    })));
    view! {
        <Head/>
        <ProgressBar/>
        <UnknownStep/>
        {PARTS.iter().map(|part| view! { <PartSection part/> }.into_any()).collect::<Vec<_>>()}
    }
}

#[component]
fn Head() -> impl IntoView {
    let app = use_app();
    let has_next = Signal::derive(move || app.setup.with(|setup| progress::next(setup).is_some()));
    view! {
        <div class="head">
            <PageTitle text="Set up provisioning"/>
            <div class="row no-print">
                <When
                    is=has_next
                    otherwise=|| view! { <span class="tag ok">"all steps are done"</span> }
                >
                    <button type="button" class="quiet" on:click=move |_| go_on(app)>
                        "Continue"
                    </button>
                </When>
                <button
                    type="button"
                    class="quiet"
                    disabled=move || app.setup.with(|setup| !setup.guide.has_marks())
                    on:click=move |_| actions::reset(app)
                >
                    "Reset"
                </button>
                <a class="button" href="#/guide/report">
                    "Hand-over report"
                </a>
            </div>
        </div>
    }
}

#[component]
fn ProgressBar() -> impl IntoView {
    let app = use_app();
    let progress = move || app.setup.with(progress::overall);
    view! {
        <div class="progress">
            <progress
                aria-label="Steps done"
                max=move || progress().needed.max(1).to_string()
                value=move || progress().done.to_string()
            ></progress>
            <span>{move || format!("{} done", count_text(progress()))}</span>
        </div>
    }
}

fn count_text(progress: StepCount) -> String {
    format!("{} of {}", progress.done, progress.needed)
}

/// A notice when the address names a step that does not exist.
#[component]
fn UnknownStep() -> impl IntoView {
    let app = use_app();
    view! {
        {move || {
            app.route
                .with(unknown_step)
                .map(|number| {
                    view! {
                        <div class="notice" role="alert">
                            <h2>{format!("The guide has no step “{number}”")}</h2>
                            <p>"The address may be cut short. All steps are below."</p>
                        </div>
                    }
                        .into_any()
                })
        }}
    }
}

fn unknown_step(route: &Route) -> Option<String> {
    match route {
        Route::Guide(Some(number)) if parts::step(number).is_none() => Some(number.clone()),
        _ => None,
    }
}
