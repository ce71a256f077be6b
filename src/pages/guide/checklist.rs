//! The parts of the guide with their steps.

use leptos::prelude::*;

use crate::browser::event;
use crate::components::when::When;
use crate::pages::guide::step_view::StepBody;
use crate::pages::guide::{actions, count_text, use_open_step};
use crate::state::use_app;
use guide::fill;
use guide::progress::{self, StepState};
use guide::step::{GuidePart, GuideStep};
use setup::Setup;

#[component]
pub fn PartSection(part: &'static GuidePart) -> impl IntoView {
    let app = use_app();
    let progress = move || app.setup.with(|setup| progress::part_progress(part, setup));
    let steps = part.steps().into_iter();
    view! {
        <section class="part">
            <h2 class="part-head">
                <span>{format!("{} {}", part.number, part.title)}</span>
                <span class="count">{move || count_text(progress())}</span>
            </h2>
            {part.remark.map(|remark| view! { <p class="remark">{remark}</p> }.into_any())}
            <ol class="steps">
                {steps.map(|step| view! { <StepRow step/> }.into_any()).collect::<Vec<_>>()}
            </ol>
        </section>
    }
}

#[component]
fn StepRow(step: &'static GuideStep) -> impl IntoView {
    let app = use_app();
    let open = use_open_step();
    let number = step.number;
    let is_open = move || open.is(number);
    let state = move || app.setup.with(|setup| progress::state(step, setup));
    let is_done = move || matches!(state(), StepState::Done(_));
    let is_greyed = move || {
        matches!(
            state(),
            StepState::NotApplicable(_) | StepState::NotNeeded(_)
        )
    };
    let title = move || app.setup.with(|setup| fill::text(step.title, setup));
    view! {
        <li class:done=is_done class:greyed=is_greyed class:now=is_open>
            <div class="line">
                <input
                    type="checkbox"
                    class="tick"
                    aria-label=move || format!("{number} {} done", title())
                    prop:checked=is_done
                    on:change=move |change| {
                        actions::set_done(app, number, event::is_checked(&change));
                    }
                />
                <span class="no">{number}</span>
                <h3>
                    <a
                        href=format!("#/guide/{number}")
                        id=move || is_open().then_some("open-step")
                        aria-expanded=move || is_open().to_string()
                    >
                        {move || title()}
                    </a>
                </h3>
                <StepTags step/>
            </div>
            <When is=Signal::derive(is_open)>
                <StepBody step/>
            </When>
        </li>
    }
}

/// The few words at the end of a closed line.
#[component]
fn StepTags(step: &'static GuideStep) -> impl IntoView {
    let app = use_app();
    view! {
        <span class="tags">
            {move || {
                let tags = app.setup.with(|setup| tags(step, setup)).into_iter().flatten();
                tags.map(|tag| view! { <span class="tag">{tag}</span> }.into_any())
                    .collect::<Vec<_>>()
            }}
        </span>
    }
}

fn tags(step: &GuideStep, setup: &Setup) -> [Option<&'static str>; 2] {
    let state_tag = match progress::state(step, setup) {
        StepState::NotApplicable(_) | StepState::NotNeeded(_) => Some("not needed"),
        StepState::Done(_) => None,
        StepState::Open if progress::is_optional(step) => Some("optional"),
        StepState::Open if step.is_added => Some("added"),
        StepState::Open => None,
    };
    let is_noted = !setup.guide.note(step.number).is_empty();
    [state_tag, is_noted.then_some("note")]
}
