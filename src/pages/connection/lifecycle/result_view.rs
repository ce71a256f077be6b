//! How a life-cycle test came out, in one sentence, with the response to the
//! flag question.

use crate::browser::elements::Node;
use leptos::prelude::*;

use super::started_run::{StartedRun, is_cleaning};
use super::view::LifecycleSection;
use crate::components::copy_value::copy;
use crate::components::element::{El, button, el, several};
use connection_test::diagnosis::messages::VerdictSeverity;
use connection_test::lifecycle::evaluation::broke_at;
use connection_test::lifecycle::report::{report, ticket};
use connection_test::steps::step::StepKind;

/// The card. It is there from the start, and says what it waits for.
pub(super) fn result(section: LifecycleSection) -> El {
    // Changes when a test begins, cleans up and ends, not with every response:
    // what is made anew is read out again.
    let phase: Memo<String> =
        Memo::new(move |_| match section.lifecycle.life(&section.key.get()) {
            None => String::new(),
            Some(started) => {
                let phase = match (started.running, is_cleaning(&started)) {
                    (true, _) if started.queued => "queued",
                    (true, false) => "asking",
                    (true, true) => "cleaning",
                    (false, _) => "done",
                };
                format!("{phase} {}", started.run.user.user_name)
            }
        });
    let started = move || {
        // Read and not only tracked: a memo that nobody reads does not look.
        let _ = phase.get();
        untrack(|| section.lifecycle.life(&section.key.get()))
    };
    let card = el("div")
        .attr("role", "group")
        .attr("aria-label", "Result of the life-cycle test");
    let shown = card.node().clone();
    card.live_attr("class", move || {
        let ended = started().filter(|started| !started.running);
        let report = ended.and_then(|started| report(&started.run, &started.tenant));
        Some(match report {
            Some(report) => format!("verdict {}", report.severity.class()),
            None => "verdict".to_owned(),
        })
    })
    .child(
        el("div")
            .attr("role", "status")
            .live(move || message_view(started().as_deref())),
    )
    .live(move || match started() {
        Some(started) if !started.running => buttons(section, &started, &shown),
        _ => several(),
    })
}

fn message_view(started: Option<&StartedRun>) -> El {
    let announce = |headline: &str, text: &str| {
        several()
            .child(el("h3").text(headline))
            .child(el("p").text(text))
    };
    let Some(started) = started else {
        return announce(
            "Not run yet",
            "The result will stand here, and what became of each step below.",
        );
    };
    if started.queued {
        return announce(
            "Waiting for another tab",
            "A test of the same service is running in another tab of this browser. This one begins when that one has ended.",
        );
    }
    let who = &started.run.user.user_name;
    if is_cleaning(started) {
        return announce(
            "Removing the test user",
            &format!("{who} is deleted, and looked for afterwards."),
        );
    }
    let Some(report) = report(&started.run, &started.tenant).filter(|_| !started.running) else {
        return announce(
            "Running",
            &format!("The test user is {who}. The steps below show how far the test is."),
        );
    };
    let broke = broke_at(&started.run)
        .map(|step| el("p").text(&format!("It ended at the step “{}”.", step.step().name)));
    let lines = (!report.lines.is_empty()).then(|| {
        el("ul")
            .class("evidence")
            .children(report.lines.iter().map(|line| el("li").text(line)))
    });
    let remedy = (!report.remedy.is_empty()).then(|| el("p").text(&report.remedy));
    let (severity, flag, why) = &report.flag;
    let flag = (*severity != VerdictSeverity::Skipped).then(|| {
        el("div")
            .child(el("p").child(el("b").text(flag)))
            .child(el("p").text(why))
    });
    let diagnostics = started.run.diagnostics().iter();
    let diagnostics = diagnostics.map(|diagnostic| el("p").text(&diagnostic.message()));
    announce(&report.headline, &report.cause)
        .children(diagnostics.collect::<Vec<_>>())
        .maybe(broke)
        .maybe(lines)
        .maybe(remedy)
        .maybe(flag)
}

fn buttons(section: LifecycleSection, started: &StartedRun, shown: &Node) -> El {
    let Some(report) = report(&started.run, &started.tenant) else {
        return several();
    };
    let ticket = ticket(
        &started.run,
        &started.tenant,
        &report,
        &started.begun.to_minute(),
    );
    let shown = shown.clone();
    el("div")
        .class("row no-print")
        .child(button("", "Copy for a ticket", move || {
            copy(
                section.page.app,
                "The life-cycle test’s result".to_owned(),
                ticket.clone(),
                shown.clone(),
            );
        }))
}
