//! What the test showed: whether the Tenant URL needs the flag, what to do, and
//! what works. Its room is there from the start.

use leptos::prelude::*;

use crate::components::icon::Icon;
use crate::pages::connection::lifecycle::context::use_section;
use crate::pages::connection::lifecycle::severity::icon_of;
use crate::pages::connection::lifecycle::started_run::{StartedRun, ended};
use connection_test::diagnosis::messages::VerdictSeverity;
use connection_test::lifecycle::evaluation::broke_at;
use connection_test::lifecycle::report::{LifecycleReport, ReportLine};
use connection_test::steps::step::StepKind;
use connection_test::tenant_url::entra_flag::ENTRA_FLAG;

#[component]
pub(super) fn ReportSection() -> impl IntoView {
    let section = use_section();
    // Nothing of it changes while the test runs.
    let is_ended = Memo::new(move |_| section.started().is_some_and(|started| !started.running));
    let started = move || {
        let _ = is_ended.get();
        untrack(|| section.started())
    };
    view! {
        <section class="section" aria-label="Result of the lifecycle test">
            <div class="lifecycle-report" role="status">
                {move || report(started().as_deref())}
            </div>
        </section>
    }
}

fn report(started: Option<&StartedRun>) -> AnyView {
    let Some((started, report)) = ended(started) else {
        return view! { <Expectations/> }.into_any();
    };
    let lines = all_lines(started, &report);
    view! { <Results report lines/> }.into_any()
}

/// What there is to know besides the headline, what ended the test first.
fn all_lines(started: &StartedRun, report: &LifecycleReport) -> Vec<ReportLine> {
    let bad = |text| ReportLine {
        severity: VerdictSeverity::Bad,
        text,
    };
    let stopped = broke_at(&started.run)
        .map(|step| bad(format!("The test stopped at “{}”.", step.step().name)));
    let diagnostics = started.run.diagnostics().iter();
    let diagnostics = diagnostics.map(|diagnostic| bad(diagnostic.message()));
    let lines = stopped.into_iter().chain(diagnostics);
    lines.chain(report.lines.clone()).collect()
}

/// What the test will show.
#[component]
fn Expectations() -> impl IntoView {
    view! {
        <div class="stack">
            <h3>"Tenant URL"</h3>
            <p class="muted">
                "The test shows whether your Tenant URL needs the flag "
                <code class="nowrap">{format!("?{ENTRA_FLAG}")}</code> "."
            </p>
        </div>
        <div class="stack">
            <h3>"Results"</h3>
            <p class="muted">
                "The test shows whether Entra can create, find, update, deactivate and delete users, with the roles and teams that this setup maps."
            </p>
        </div>
    }
}

#[component]
fn Results(report: LifecycleReport, lines: Vec<ReportLine>) -> impl IntoView {
    let has_remedy = !report.remedy.is_empty();
    let remedy = has_remedy.then(|| {
        view! {
            <h3>"What to do"</h3>
            <p>{report.remedy}</p>
        }
        .into_any()
    });
    let has_lines = !lines.is_empty();
    let lines = has_lines.then(|| view! { <Lines lines/> }.into_any());
    view! {
        <div class="stack">
            {remedy}
            <h3>"Tenant URL"</h3>
            <FlagResponse flag=report.flag/>
        </div>
        <div class="stack">
            <h3>"Results"</h3>
            {lines}
        </div>
    }
}

/// The response to the question whether the Tenant URL needs the flag.
#[component]
fn FlagResponse(flag: (VerdictSeverity, String, &'static str)) -> impl IntoView {
    let (severity, response, reason) = flag;
    let (icon, class) = icon_of(severity);
    view! {
        <p class="hint">
            <Icon of=icon class=class/>
            <span>
                <b>{response}</b>
                <span class="muted">{reason}</span>
            </span>
        </p>
    }
}

#[component]
fn Lines(lines: Vec<ReportLine>) -> impl IntoView {
    let lines = lines.into_iter().map(|line| {
        let (icon, class) = icon_of(line.severity);
        view! {
            <li class="hint">
                <Icon of=icon class=class/>
                <span>{line.text}</span>
            </li>
        }
        .into_any()
    });
    view! { <ul class="stack">{lines.collect::<Vec<_>>()}</ul> }
}
