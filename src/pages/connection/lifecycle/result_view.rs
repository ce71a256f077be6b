//! How a life-cycle test came out, in one sentence, with the answer to the
//! flag question.

use leptos::prelude::*;
use web_sys::Node;

use super::job::Job;
use super::view::LifecycleSection;
use crate::components::copy_value::copy;
use crate::components::element::{El, button, el, several};
use connection_test::diagnosis::messages::Grade;
use connection_test::lifecycle::evaluation::broke_at;
use connection_test::lifecycle::report::http_text;
use connection_test::lifecycle::report::report;

/// The card. It is there from the start, and says what it waits for.
pub(super) fn result(scene: LifecycleSection) -> El {
    // Changes when a test begins, cleans up and ends, not with every answer:
    // what is made anew is read out again.
    let phase: Memo<String> = Memo::new(move |_| match scene.ward.life(&scene.key.get()) {
        None => String::new(),
        Some(job) => {
            let phase = match (job.running, job.is_cleaning()) {
                (true, _) if job.queued => "queued",
                (true, false) => "asking",
                (true, true) => "cleaning",
                (false, _) => "done",
            };
            format!("{phase} {}", job.course.user.user_name)
        }
    });
    let job = move || {
        // Read and not only tracked: a memo that nobody reads does not look.
        let _ = phase.get();
        untrack(|| scene.ward.life(&scene.key.get()))
    };
    let card = el("div")
        .attr("role", "group")
        .attr("aria-label", "Result of the life-cycle test");
    let shown = card.node().clone();
    card.live_attr("class", move || {
        let ended = job().filter(|job| !job.running);
        let report = ended.and_then(|job| report(&job.course, &job.tenant));
        Some(match report {
            Some(report) => format!("verdict {}", report.grade.class()),
            None => "verdict".to_owned(),
        })
    })
    .child(
        el("div")
            .attr("role", "status")
            .live(move || words(job().as_deref())),
    )
    .live(move || match job() {
        Some(job) if !job.running => buttons(scene, &job, &shown),
        _ => several(),
    })
}

fn words(job: Option<&Job>) -> El {
    let announce = |headline: &str, text: &str| {
        several()
            .child(el("h3").text(headline))
            .child(el("p").text(text))
    };
    let Some(job) = job else {
        return announce(
            "Not run yet",
            "The result will stand here, and what became of each step below.",
        );
    };
    if job.queued {
        return announce(
            "Waiting for another tab",
            "A test of the same service is running in another tab of this browser. This one begins when that one has ended.",
        );
    }
    let who = &job.course.user.user_name;
    if job.is_cleaning() {
        return announce(
            "Removing the test user",
            &format!("{who} is deleted, and looked for afterwards."),
        );
    }
    let Some(report) = report(&job.course, &job.tenant).filter(|_| !job.running) else {
        return announce(
            "Running",
            &format!("The test user is {who}. The steps below show how far the test is."),
        );
    };
    let broke = broke_at(&job.course)
        .map(|step| el("p").text(&format!("It ended at the step “{}”.", step.step().name)));
    let lines = (!report.lines.is_empty()).then(|| {
        el("ul")
            .class("evidence")
            .children(report.lines.iter().map(|line| el("li").text(line)))
    });
    let remedy = (!report.remedy.is_empty()).then(|| el("p").text(&report.remedy));
    let (grade, flag, why) = &report.flag;
    let flag = (*grade != Grade::Skipped).then(|| {
        el("div")
            .child(el("p").child(el("b").text(flag)))
            .child(el("p").text(why))
    });
    let diagnostics = job.course.diagnostics().iter();
    let diagnostics = diagnostics.map(|diagnostic| el("p").text(&diagnostic.message()));
    announce(&report.headline, &report.cause)
        .children(diagnostics.collect::<Vec<_>>())
        .maybe(broke)
        .maybe(lines)
        .maybe(remedy)
        .maybe(flag)
}

fn buttons(scene: LifecycleSection, job: &Job, shown: &Node) -> El {
    let Some(report) = report(&job.course, &job.tenant) else {
        return several();
    };
    let ticket = http_text::ticket(&job.course, &job.tenant, &report, &job.begun.to_minute());
    let shown = shown.clone();
    el("div")
        .class("row no-print")
        .child(button("", "Copy for a ticket", move || {
            copy(
                scene.place.app,
                "The life-cycle test’s result".to_owned(),
                ticket.clone(),
                shown.clone(),
            );
        }))
}
