//! What the open step ends with.

use leptos::prelude::*;

use crate::pages::guide::actions;
use crate::state::use_app;
use guide::progress::{self, StepState};
use guide::step::GuideStep;
use setup::Timestamp;

#[component]
pub fn StepButtons(step: &'static GuideStep) -> impl IntoView {
    let app = use_app();
    let number = step.number;
    let state = move || app.setup.with(|setup| progress::state(step, setup));
    view! {
        <div class="row no-print">
            {move || match state() {
                StepState::Done(when) => view! { <DoneContinue when/> }.into_any(),
                _ => view! { <DoneNext/> }.into_any(),
            }}
            {move || match state() {
                StepState::Done(_) => None,
                _ if !progress::is_optional(step) => None,
                StepState::NotNeeded(_) => Some(view! { <Needed number/> }.into_any()),
                StepState::Open | StepState::NotApplicable(_) => {
                    Some(view! { <NotNeeded number/> }.into_any())
                }
            }}
        </div>
    }
}

#[component]
fn DoneContinue(when: Timestamp) -> impl IntoView {
    let app = use_app();
    view! {
        <span class="tag ok">{format!("done {}", when.to_minute())}</span>
        <button type="button" on:click=move |_| actions::go_on(app)>
            "Continue"
        </button>
    }
}

#[component]
fn DoneNext() -> impl IntoView {
    let app = use_app();
    view! {
        <button type="button" class="primary" on:click=move |_| actions::done_next(app)>
            "Done, next"
        </button>
    }
}

#[component]
fn Needed(number: &'static str) -> impl IntoView {
    let app = use_app();
    view! {
        <button type="button" on:click=move |_| app.mark(number, None)>
            "It is needed after all"
        </button>
    }
}

#[component]
fn NotNeeded(number: &'static str) -> impl IntoView {
    let app = use_app();
    view! {
        <button type="button" on:click=move |_| actions::skip(app, number)>
            "Not needed"
        </button>
    }
}
