//! The requests of a stage, each with what is expected, sent and returned.

use leptos::prelude::*;

use crate::browser::event::is_open;
use crate::components::icon::{Icon, icons};
use crate::pages::connection::lifecycle::context::{LifecycleSection, use_section};
use crate::pages::connection::lifecycle::started_run::StartedRun;
use crate::pages::connection::step_view::{
    SeverityWord, StepEvidence, StepStatus, response_text, under_way,
};
use connection_test::diagnosis::messages::VerdictSeverity;
use connection_test::http::http_text::summary;
use connection_test::lifecycle::evaluation::verdict;
use connection_test::lifecycle::plan::is_extra;
use connection_test::lifecycle::report::request_text;
use connection_test::lifecycle::stages::LifecycleStage;
use connection_test::lifecycle::steps::StepId;
use connection_test::steps::runner::TestRun;
use connection_test::steps::step::{Step, StepKind};

#[component]
pub(super) fn Steps(stage: LifecycleStage) -> impl IntoView {
    let rows = stage.steps();
    let rows = rows.map(|step| view! { <StepRow step=step.step()/> }.into_any());
    view! { <ol>{rows.collect::<Vec<_>>()}</ol> }
}

#[component]
fn StepRow(step: &'static Step<StepId>) -> impl IntoView {
    let section = use_section();
    let open = RwSignal::new(false);
    let status = Signal::derive(move || {
        let (word, severity) = status_of(section.started().as_deref(), step.id);
        (word.to_owned(), severity)
    });
    view! {
        <li hidden=move || !is_shown(section, step.id)>
            <details on:toggle=move |toggle| open.set(is_open(&toggle))>
                <summary>
                    <Icon of=icons::RIGHT class="muted"/>
                    <span class="grow small">{step.name}</span>
                    <SeverityWord status/>
                    <code class="muted">
                        {step.method.name()} " " {move || response(section, step.id)}
                    </code>
                </summary>
                <div class="lc-evidence">
                    {move || open.get().then(|| view! { <Evidence step/> }.into_any())}
                </div>
            </details>
        </li>
    }
}

/// Whether a step is worth a row. Some are only if something was left open.
fn is_shown(section: LifecycleSection, step: StepId) -> bool {
    let is_made =
        |started: &StartedRun| started.current_step == Some(step) || started.run.times(step) > 0;
    !is_extra(step, &section.shown_needs())
        || section.started().is_some_and(|started| is_made(&started))
}

fn status_of(started: Option<&StartedRun>, step: StepId) -> StepStatus {
    let Some(started) = started else {
        return ("", VerdictSeverity::Skipped);
    };
    let verdict =
        || verdict(&started.run, step).map(|verdict| (verdict.word(), verdict.severity()));
    let unmade = if started.running { "" } else { "not run" };
    under_way(started, step)
        .or_else(verdict)
        .unwrap_or((unmade, VerdictSeverity::Skipped))
}

/// What came, in a word or two.
fn response(section: LifecycleSection, step: StepId) -> String {
    let started = section.started();
    let outcome = started
        .as_ref()
        .and_then(|started| started.run.outcome(step));
    outcome.map(summary).unwrap_or_default()
}

#[component]
fn Evidence(step: &'static Step<StepId>) -> impl IntoView {
    let section = use_section();
    view! {
        <StepEvidence
            expected=step.expected
            source=step.source
            request=Signal::derive(move || request(section, step))
            response=Signal::derive(move || response_in_full(section, step.id))
        />
    }
}

/// What the last test sent, or what the next one would.
fn request(section: LifecycleSection, step: &Step<StepId>) -> String {
    match (section.started(), section.page.address().url) {
        (Some(started), _) => request_text(&started.run, &started.tenant, step.id),
        (None, Some(tenant)) => {
            let run = section.lifecycle.sketch(section.needs.get());
            request_text(&run, &tenant, step.id)
        }
        (None, None) => format!("{} (the Tenant URL is missing)", step.method.name()),
    }
}

fn response_in_full(section: LifecycleSection, step: StepId) -> String {
    let started = section.started();
    response_text(
        started
            .as_ref()
            .and_then(|started| started.run.outcome(step)),
    )
}
