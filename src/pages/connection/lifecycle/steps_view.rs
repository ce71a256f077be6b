//! The list of steps. All of them are there from the start, in their order.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::job::Job;
use super::view::LifecycleSection;
use crate::components::element::{El, el, link, several};
use connection_test::diagnosis::messages::Grade;
use connection_test::http::http_text::{response, summary};
use connection_test::lifecycle::evaluation::verdict;
use connection_test::lifecycle::plan::is_extra;
use connection_test::lifecycle::report::http_text;
use connection_test::lifecycle::steps::{LifecycleStep, STEPS, StepId};

/// All steps.
pub(super) fn steps(scene: LifecycleSection) -> El {
    several().child(el("h3").text("The steps, in order")).child(
        el("ol")
            .class("lc-steps")
            .children(STEPS.iter().map(|step| row(scene, step))),
    )
}

/// What the row says, and its grade.
fn word(job: Option<&Job>, step: StepId) -> (&'static str, Grade) {
    let Some(job) = job else {
        return ("", Grade::Skipped);
    };
    if job.asking == Some(step) {
        return match job.waits {
            true => ("waiting for the limit", Grade::Remark),
            false => ("asking", Grade::Skipped),
        };
    }
    match verdict(&job.course, step) {
        Some(verdict) => (verdict.word(), verdict.grade()),
        None if job.running => ("", Grade::Skipped),
        None => ("not made", Grade::Skipped),
    }
}

fn row(scene: LifecycleSection, step: &'static LifecycleStep) -> El {
    let open = RwSignal::new(false);
    let job = move || scene.ward.life(&scene.key.get());
    let state = el("span")
        .live_attr("class", move || {
            Some(format!("st {}", word(job().as_deref(), step.id).1.class()))
        })
        .live_text(move || word(job().as_deref(), step.id).0.to_owned());
    let answer = el("span").class("mono").live_text(move || {
        job()
            .and_then(|job| job.course.outcome(step.id).map(summary))
            .unwrap_or_default()
    });
    let line = el("summary")
        .child(el("span").class("toggle").text(step.name))
        .child(el("span").class("mono").text(step.method.name()))
        .child(answer)
        .child(state);
    let more = el("details")
        .child(line)
        .child(el("div").class("details").live(move || {
            if open.get() {
                evidence(scene, step, job().as_deref())
            } else {
                several()
            }
        }))
        .on("toggle", move |event| {
            let element = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok());
            open.set(element.is_some_and(|element| element.has_attribute("open")));
        });
    el("li")
        // Not worth a row unless something was left open.
        .live_flag("hidden", move || {
            let job = job();
            let extra = match &job {
                Some(job) => is_extra(step.id, &job.course.needs),
                None => scene.needs.with(|needs| is_extra(step.id, needs)),
            };
            extra
                && !job
                    .is_some_and(|job| job.asking == Some(step.id) || job.course.times(step.id) > 0)
        })
        .child(more)
}

fn evidence(scene: LifecycleSection, step: &'static LifecycleStep, job: Option<&Job>) -> El {
    let expected = el("p").text(step.expected).text(" ").child(
        link("", step.source.url, step.source.title)
            .attr("target", "_blank")
            .attr("rel", "noreferrer"),
    );
    let (request, came) = match (job, scene.place.address().url) {
        (Some(job), _) => (
            http_text::request(&job.course, &job.tenant, step.id),
            job.course.outcome(step.id).map(response),
        ),
        (None, Some(tenant)) => {
            let course = scene.ward.sketch(scene.needs.get());
            (http_text::request(&course, &tenant, step.id), None)
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
