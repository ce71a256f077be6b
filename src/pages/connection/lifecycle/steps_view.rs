//! The list of steps. All of them are there from the start, in their order.

use leptos::prelude::*;

use super::started_run::StartedRun;
use super::view::LifecycleSection;
use crate::browser::event::is_open;
use crate::components::element::{El, el, several};
use crate::pages::connection::step_view::{self, StepStatus, status, under_way};
use connection_test::diagnosis::messages::VerdictSeverity;
use connection_test::http::http_text::summary;
use connection_test::lifecycle::evaluation::verdict;
use connection_test::lifecycle::plan::is_extra;
use connection_test::lifecycle::report::request_text;
use connection_test::lifecycle::steps::StepId;
use connection_test::steps::runner::TestRun;
use connection_test::steps::step::{Step, StepKind};

pub(super) fn steps(section: LifecycleSection) -> El {
    several().child(el("h3").text("The steps, in order")).child(
        el("ol")
            .class("lc-steps")
            .children(StepId::STEPS.iter().map(|step| row(section, step))),
    )
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

fn row(section: LifecycleSection, step: &'static Step<StepId>) -> El {
    let open = RwSignal::new(false);
    let started = move || section.lifecycle.life(&section.key.get());
    let state = status(move || status_of(started().as_deref(), step.id));
    let response = el("span").class("mono").live_text(move || {
        started()
            .and_then(|started| started.run.outcome(step.id).map(summary))
            .unwrap_or_default()
    });
    let line = el("summary")
        .child(el("span").class("toggle").text(step.name))
        .child(el("span").class("mono").text(step.method.name()))
        .child(response)
        .child(state);
    let more = el("details")
        .child(line)
        .child(el("div").class("details").live(move || {
            if open.get() {
                evidence(section, step, started().as_deref())
            } else {
                several()
            }
        }))
        .on("toggle", move |event| open.set(is_open(&event)));
    el("li")
        // Not worth a row unless something was left open.
        .live_flag("hidden", move || {
            let started = started();
            let extra = match &started {
                Some(started) => is_extra(step.id, &started.run.needs),
                None => section.needs.with(|needs| is_extra(step.id, needs)),
            };
            extra
                && !started.is_some_and(|started| {
                    started.current_step == Some(step.id) || started.run.times(step.id) > 0
                })
        })
        .child(more)
}

fn evidence(
    section: LifecycleSection,
    step: &'static Step<StepId>,
    started: Option<&StartedRun>,
) -> El {
    let request = match (started, section.page.address().url) {
        (Some(started), _) => request_text(&started.run, &started.tenant, step.id),
        (None, Some(tenant)) => {
            let run = section.lifecycle.sketch(section.needs.get());
            request_text(&run, &tenant, step.id)
        }
        (None, None) => format!("{} (the Tenant URL is missing)", step.method.name()),
    };
    let outcome = started.and_then(|started| started.run.outcome(step.id));
    step_view::evidence(step, &request, outcome)
}
