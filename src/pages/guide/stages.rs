//! The list of steps in five stages.

use leptos::prelude::*;

use crate::browser::elements;
use crate::components::icon::{Icon, LabeledIcon, icons};
use crate::components::status::{Status, StatusKind};
use crate::pages::guide::evidence::EvidenceText;
use crate::pages::guide::frame::ListOpen;
use crate::pages::guide::{actions, evidence, use_open_step};
use crate::state::{App, use_app};
use guide::checklist::{ChecklistStep, Stage};
use guide::content;
use guide::status::{self, StepStatus};
use guide::step_list::short_numbers;

/// The id of the link of the open step.
const OPEN_LINK: &str = "open-link";

#[component]
pub fn Stages() -> impl IntoView {
    let open = use_open_step();
    let ListOpen(list) = expect_context();
    Effect::new(move |_| {
        let _ = open.0.get();
        // The list scrolls and nothing else: a link that is in sight stays.
        elements::after_click(|| elements::reveal_nearest(OPEN_LINK));
    });
    view! {
        <nav class="stages" aria-label="Steps" on:click=move |_| list.set(false)>
            {Stage::ALL
                .into_iter()
                .map(|stage| view! { <StageSection stage/> }.into_any())
                .collect::<Vec<_>>()}
        </nav>
    }
}

#[component]
fn StageSection(stage: Stage) -> impl IntoView {
    let app = use_app();
    let open = use_open_step();
    let totals = move || app.guide(|input| status::of_stage(stage, input));
    let is_done = move || totals().done == totals().needed;
    let has_open = move || open.step().is_some_and(|step| step.stage == stage);
    view! {
        <details class="stage" open=move || has_open() || !is_done()>
            // A click on a stage leaves the list open.
            <summary on:click=|click| click.stop_propagation()>
                <Icon of=icons::RIGHT/>
                {stage.title()}
                {move || {
                    let totals = totals();
                    let kind = match totals.done == totals.needed {
                        true => StatusKind::Ok,
                        false => StatusKind::Plain,
                    };
                    let text = format!("{} of {}", totals.done, totals.needed);
                    view! { <Status kind text/> }.into_any()
                }}
            </summary>
            <ol>{move || rows(app, stage, open.0.get(), false)}</ol>
            {move || {
                let text = app.guide(|input| status::left_out_summary(Some(stage), input));
                text.map(|text| view! { <LeftOutRows stage text/> }.into_any())
            }}
        </details>
    }
}

/// Steps that do not apply, in one line.
#[component]
fn LeftOutRows(stage: Stage, text: String) -> impl IntoView {
    let app = use_app();
    let open = use_open_step();
    let has_open = move || {
        let step = open.step().filter(|step| step.stage == stage);
        step.is_some_and(|step| app.guide(|input| status::status(step, input).is_left_out()))
    };
    view! {
        <details class="skipped" open=has_open>
            <summary on:click=|click| click.stop_propagation()>{text}</summary>
            <ol>{move || rows(app, stage, open.0.get(), true)}</ol>
        </details>
    }
}

fn rows(app: App, stage: Stage, open: &'static str, left_out: bool) -> Vec<AnyView> {
    app.guide(|input| {
        let steps = stage
            .steps()
            .map(|step| (step, status::status(step, input)));
        let steps = steps.filter(|(_, status)| status.is_left_out() == left_out);
        // What several steps in a row need is said once.
        let mut spoken = None;
        let rows = steps.map(|(step, status)| {
            let title = content::title(step, input);
            let found = evidence::of_step(&status);
            let proof = found.clone().filter(|_| found != spoken);
            spoken = found;
            row(step, &status, title, proof, step.number == open)
        });
        rows.collect()
    })
}

fn row(
    step: &'static ChecklistStep,
    status: &StepStatus,
    title: String,
    proof: Option<EvidenceText>,
    is_open: bool,
) -> AnyView {
    let (icon, class, label) = match status {
        StepStatus::NeedsAttention { .. } => (icons::WARN, "warn", "Needs attention"),
        _ if is_open => (icons::NOW, "", "Open"),
        StepStatus::ByHand(_) => (icons::DONE, "ok", "Done by hand"),
        StepStatus::Verified { .. } => (icons::DONE, "ok", "Verified"),
        StepStatus::LeftOut(_) => (icons::SKIP, "", "Left out"),
        StepStatus::Open | StepStatus::WaitingForInput { .. } => (icons::TODO, "", "To do"),
    };
    let numbers = short_numbers(step);
    let is_long = numbers.len() > MAX_BESIDE;
    view! {
        <li>
            <a
                href=actions::address(step)
                class:done=status.is_done()
                id=is_open.then_some(OPEN_LINK)
                aria-current=is_open.then_some("step")
            >
                <LabeledIcon of=icon class=class label=label/>
                <span>{title}</span>
                <span class="no" class:below=is_long>
                    {numbers}
                </span>
                {proof
                    .map(|(kind, text)| {
                        view! { <span class=format!("proof {}", kind.class())>{text}</span> }
                            .into_any()
                    })}
            </a>
        </li>
    }
    .into_any()
}

/// Bytes of the numbers that fit beside a title.
const MAX_BESIDE: usize = 12;
