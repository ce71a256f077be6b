//! The stages of the test, which are there before, during and after it, each
//! with its requests folded away.

use leptos::prelude::*;

use crate::components::icon::{Icon, LabeledIcon, icons};
use crate::pages::connection::lifecycle::context::{LifecycleSection, use_section};
use crate::pages::connection::lifecycle::started_run::StartedRun;
use crate::pages::connection::lifecycle::view::steps::Steps;
use connection_test::lifecycle::evaluation::StepVerdict;
use connection_test::lifecycle::stages::{LifecycleStage, STAGES, StageStatus, current_stage};
use connection_test::lifecycle::steps::StepId;
use connection_test::steps::step::StepKind;

#[component]
pub(super) fn Stages() -> impl IntoView {
    let rows = STAGES.into_iter();
    let rows = rows.map(|stage| view! { <StageRow stage/> }.into_any());
    view! { <ol class="lc-stages">{rows.collect::<Vec<_>>()}</ol> }
}

#[component]
fn StageRow(stage: LifecycleStage) -> impl IntoView {
    let section = use_section();
    let progress = Memo::new(move |_| progress(section.started().as_deref(), stage));
    let seconds = move || {
        let started = section.started();
        let ms = started.and_then(|started| stage.response_ms(&started.run));
        ms.map(|ms| format!("{:.1} s", f64::from(ms) / 1_000.0))
    };
    view! {
        <li>
            {move || icon(progress.get())}
            <details>
                <summary>
                    <b class="grow">{stage.name()}</b>
                    <span class="muted tiny num">{move || seconds().unwrap_or_default()}</span>
                    <Icon of=icons::RIGHT class="muted"/>
                    <span class="muted small">{move || line(section, stage, progress.get())}</span>
                </summary>
                <Steps stage/>
            </details>
        </li>
    }
}

/// What is shown of a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Progress {
    Open,
    /// Under way, with the step that is being made and whether it waits.
    Current(Option<StepId>, bool),
    NotRun,
    Passed,
    Unclear(StepId, StepVerdict),
    Failed(StepId, StepVerdict),
}

fn progress(started: Option<&StartedRun>, stage: LifecycleStage) -> Progress {
    let Some(started) = started else {
        return Progress::Open;
    };
    let current = current_stage(&started.run, started.current_step);
    if started.running && !started.queued && current == Some(stage) {
        return Progress::Current(started.current_step, started.waits);
    }
    match stage.status(&started.run) {
        StageStatus::NotRun if started.running => Progress::Open,
        StageStatus::NotRun => Progress::NotRun,
        StageStatus::Passed => Progress::Passed,
        StageStatus::Unclear(step, verdict) => Progress::Unclear(step, verdict),
        StageStatus::Failed(step, verdict) => Progress::Failed(step, verdict),
    }
}

fn icon(progress: Progress) -> AnyView {
    let (icon, label, class) = match progress {
        Progress::Open => (icons::TODO, "Not run yet", "muted"),
        Progress::NotRun => (icons::TODO, "Not run", "muted"),
        Progress::Current(..) => (icons::NOW, "Running", "acc"),
        Progress::Passed => (icons::DONE, "Passed", "okc"),
        Progress::Unclear(..) => (icons::WARN, "Not confirmed", "warnc"),
        Progress::Failed(..) => (icons::BAD, "Failed", "badc"),
    };
    view! { <LabeledIcon of=icon label class/> }.into_any()
}

fn line(section: LifecycleSection, stage: LifecycleStage, progress: Progress) -> String {
    let name = |step: StepId| step.step().name;
    match progress {
        Progress::Unclear(step, verdict) | Progress::Failed(step, verdict) => {
            format!("{}: {}", name(step), verdict.word())
        }
        Progress::Current(Some(step), true) => {
            format!("{}: waiting for the rate limit", name(step))
        }
        Progress::Current(Some(step), false) => name(step).to_owned(),
        Progress::NotRun => "Not run".to_owned(),
        Progress::Open | Progress::Passed | Progress::Current(None, _) => {
            stage.purpose(&section.shown_needs()).to_owned()
        }
    }
}
