//! The list of steps. All of them are there from the start, in their order.

use leptos::prelude::*;

use super::started_run::StartedRun;
use super::view::LifecycleSection;
use crate::browser::event::is_open;
use crate::components::element::{El, el, link, several};
use connection_test::diagnosis::messages::VerdictSeverity;
use connection_test::http::http_text::{response, summary};
use connection_test::lifecycle::evaluation::verdict;
use connection_test::lifecycle::plan::is_extra;
use connection_test::lifecycle::report::http_text;
use connection_test::lifecycle::steps::{LifecycleStep, STEPS, StepId};

/// All steps.
pub(super) fn steps(section: LifecycleSection) -> El {
    several().child(el("h3").text("The steps, in order")).child(
        el("ol")
            .class("lc-steps")
            .children(STEPS.iter().map(|step| row(section, step))),
    )
}

/// What the row says, and its grade.
fn word(started: Option<&StartedRun>, step: StepId) -> (&'static str, VerdictSeverity) {
    let Some(started) = started else {
        return ("", VerdictSeverity::Skipped);
    };
    if started.current_step == Some(step) {
        return match started.waits {
            true => ("waiting for the limit", VerdictSeverity::Remark),
            false => ("asking", VerdictSeverity::Skipped),
        };
    }
    match verdict(&started.run, step) {
        Some(verdict) => (verdict.word(), verdict.severity()),
        None if started.running => ("", VerdictSeverity::Skipped),
        None => ("not made", VerdictSeverity::Skipped),
    }
}

fn row(section: LifecycleSection, step: &'static LifecycleStep) -> El {
    let open = RwSignal::new(false);
    let started = move || section.lifecycle.life(&section.key.get());
    let state = el("span")
        .live_attr("class", move || {
            Some(format!(
                "st {}",
                word(started().as_deref(), step.id).1.class()
            ))
        })
        .live_text(move || word(started().as_deref(), step.id).0.to_owned());
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
    step: &'static LifecycleStep,
    started: Option<&StartedRun>,
) -> El {
    let expected = el("p").text(step.expected).text(" ").child(
        link("", step.source.url, step.source.title)
            .attr("target", "_blank")
            .attr("rel", "noreferrer"),
    );
    let (request, came) = match (started, section.page.address().url) {
        (Some(started), _) => (
            http_text::request(&started.run, &started.tenant, step.id),
            started.run.outcome(step.id).map(response),
        ),
        (None, Some(tenant)) => {
            let run = section.lifecycle.sketch(section.needs.get());
            (http_text::request(&run, &tenant, step.id), None)
        }
        (None, None) => (
            format!("{} (the Tenant URL is missing)", step.method.name()),
            None,
        ),
    };
    several()
        .child(el("h3").text("Expected"))
        .child(expected)
        .child(el("h3").text("Request"))
        .child(el("pre").attr("tabindex", "0").text(&request))
        .child(el("h3").text("Response"))
        .child(
            el("pre")
                .attr("tabindex", "0")
                .text(came.as_deref().unwrap_or("Nothing came yet.")),
        )
}
