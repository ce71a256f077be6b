//! The list of steps. All of them are there from the start, in their order.

use leptos::prelude::*;

use super::context::{LifecycleSection, use_section};
use super::started_run::StartedRun;
use crate::browser::event::is_open;
use crate::pages::connection::step_view::{
    StepEvidence, StepStatus, StepStatusWord, response_text, under_way,
};
use connection_test::diagnosis::messages::VerdictSeverity;
use connection_test::http::http_text::summary;
use connection_test::lifecycle::evaluation::verdict;
use connection_test::lifecycle::plan::is_extra;
use connection_test::lifecycle::report::request_text;
use connection_test::lifecycle::steps::StepId;
use connection_test::steps::runner::TestRun;
use connection_test::steps::step::{Step, StepKind};

#[component]
pub(super) fn Steps() -> impl IntoView {
    let rows = StepId::STEPS.iter();
    let rows = rows.map(|step| view! { <StepRow step/> }.into_any());
    let rows = rows.collect::<Vec<_>>();
    view! {
        <h3>"The steps, in order"</h3>
        <ol class="lc-steps">{rows}</ol>
    }
}

#[component]
fn StepRow(step: &'static Step<StepId>) -> impl IntoView {
    let section = use_section();
    let open = RwSignal::new(false);
    let status = Signal::derive(move || status_of(section.started().as_deref(), step.id));
    view! {
        <li hidden=move || !is_shown(section, step.id)>
            <details on:toggle=move |toggle| open.set(is_open(&toggle))>
                <summary>
                    <span class="toggle">{step.name}</span>
                    <span class="mono">{step.method.name()}</span>
                    <span class="mono">{move || response(section, step.id)}</span>
                    <StepStatusWord status/>
                </summary>
                <div class="details">
                    {move || open.get().then(|| view! { <Evidence step/> }.into_any())}
                </div>
            </details>
        </li>
    }
}

/// Whether a step is worth a row. Some are only if something was left open.
fn is_shown(section: LifecycleSection, step: StepId) -> bool {
    let started = section.started();
    let extra = match &started {
        Some(started) => is_extra(step, &started.run.needs),
        None => section.needs.with(|needs| is_extra(step, needs)),
    };
    let is_made =
        |started: &StartedRun| started.current_step == Some(step) || started.run.times(step) > 0;
    !extra || started.is_some_and(|started| is_made(&started))
}

fn status_of(started: Option<&StartedRun>, step: StepId) -> StepStatus {
    let Some(started) = started else {
        return ("", VerdictSeverity::Skipped);
    };
    let verdict =
        || verdict(&started.run, step).map(|verdict| (verdict.word(), verdict.severity()));
    let unmade = if started.running { "" } else { "not made" };
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

/// What the last test asked, or what the next one would.
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
