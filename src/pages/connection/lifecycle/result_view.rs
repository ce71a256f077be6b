//! How a lifecycle test came out, in one sentence, with the response to the
//! flag question.

use leptos::html;
use leptos::prelude::*;

use super::context::{LifecycleSection, use_section};
use super::started_run::{StartedRun, is_cleaning};
use crate::browser::announcer::use_announcer;
use crate::components::copy_value::copy;
use crate::pages::connection::step_view::EvidenceList;
use connection_test::diagnosis::messages::VerdictSeverity;
use connection_test::lifecycle::evaluation::broke_at;
use connection_test::lifecycle::report::{self, LifecycleReport};
use connection_test::steps::step::StepKind;

/// The card. It is there from the start, and says what it waits for.
#[component]
pub(super) fn ResultCard() -> impl IntoView {
    let section = use_section();
    // Changes when a test begins, cleans up and ends, not with every response:
    // what changes is read out again.
    let phase = Memo::new(move |_| phase(section));
    let started = move || {
        // Read and not only tracked: a memo that nobody reads does not look.
        let _ = phase.get();
        untrack(|| section.started())
    };
    let card = NodeRef::<html::Div>::new();
    view! {
        <div
            role="group"
            aria-label="Result of the life-cycle test"
            class=move || card_class(started().as_deref())
            node_ref=card
        >
            <div role="status">{move || message(started().as_deref())}</div>
            {move || {
                ticket(started().as_deref())
                    .map(|ticket| view! { <CopyTicket ticket card/> }.into_any())
            }}
        </div>
    }
}

fn phase(section: LifecycleSection) -> String {
    let Some(started) = section.started() else {
        return String::new();
    };
    let phase = match (started.running, is_cleaning(&started)) {
        (true, _) if started.queued => "queued",
        (true, false) => "asking",
        (true, true) => "cleaning",
        (false, _) => "done",
    };
    format!("{phase} {}", started.run.user.user_name)
}

/// A test that has ended, with its report.
fn ended(started: Option<&StartedRun>) -> Option<(&StartedRun, LifecycleReport)> {
    let started = started.filter(|started| !started.running)?;
    Some((started, report::report(&started.run, &started.tenant)?))
}

fn card_class(started: Option<&StartedRun>) -> String {
    match ended(started) {
        Some((_, report)) => format!("verdict {}", report.severity.class()),
        None => "verdict".to_owned(),
    }
}

/// The result as a text for a ticket.
fn ticket(started: Option<&StartedRun>) -> Option<String> {
    let (started, report) = ended(started)?;
    let begun = started.begun.to_minute();
    Some(report::ticket(
        &started.run,
        &started.tenant,
        &report,
        &begun,
    ))
}

fn message(started: Option<&StartedRun>) -> AnyView {
    let Some((started, report)) = ended(started) else {
        let (headline, text) = waiting_message(started);
        return view! {
            <h3>{headline}</h3>
            <p>{text}</p>
        }
        .into_any();
    };
    let diagnostics = started.run.diagnostics().iter();
    let diagnostics = diagnostics.map(|diagnostic| diagnostic.message()).collect();
    let broke_at = broke_at(&started.run).map(|step| step.step().name);
    view! { <Report report diagnostics broke_at/> }.into_any()
}

/// The headline and the text while there is no result.
fn waiting_message(started: Option<&StartedRun>) -> (&'static str, String) {
    let Some(started) = started else {
        return (
            "Not run yet",
            "The result will stand here, and what became of each step below.".to_owned(),
        );
    };
    if started.queued {
        return (
            "Waiting for another tab",
            "A test of the same service is running in another tab of this browser. This one begins when that one has ended.".to_owned(),
        );
    }
    let who = &started.run.user.user_name;
    if is_cleaning(started) {
        return (
            "Removing the test user",
            format!("{who} is deleted, and looked for afterwards."),
        );
    }
    (
        "Running",
        format!("The test user is {who}. The steps below show how far the test is."),
    )
}

/// What is read out at the end of a test.
#[component]
fn Report(
    report: LifecycleReport,
    /// What was noticed in responses, each in a sentence.
    diagnostics: Vec<String>,
    /// The name of the step at which the test ended early.
    broke_at: Option<&'static str>,
) -> impl IntoView {
    let diagnostics = diagnostics.into_iter();
    let diagnostics = diagnostics.map(|message| view! { <p>{message}</p> }.into_any());
    let diagnostics = diagnostics.collect::<Vec<_>>();
    let broke_at = broke_at
        .map(|name| view! { <p>{format!("It ended at the step “{name}”.")}</p> }.into_any());
    let has_lines = !report.lines.is_empty();
    let lines = has_lines.then(|| view! { <EvidenceList lines=report.lines/> }.into_any());
    let has_remedy = !report.remedy.is_empty();
    let remedy = has_remedy.then(|| view! { <p>{report.remedy}</p> }.into_any());
    let (severity, answer, reason) = report.flag;
    let is_answered = severity != VerdictSeverity::Skipped;
    let flag = is_answered.then(|| view! { <FlagAnswer answer reason/> }.into_any());
    view! {
        <h3>{report.headline}</h3>
        <p>{report.cause}</p>
        {diagnostics}
        {broke_at}
        {lines}
        {remedy}
        {flag}
    }
}

/// The response to the question whether the Tenant URL needs the flag.
#[component]
fn FlagAnswer(answer: String, reason: &'static str) -> impl IntoView {
    view! {
        <div>
            <p>
                <b>{answer}</b>
            </p>
            <p>{reason}</p>
        </div>
    }
}

#[component]
fn CopyTicket(
    ticket: String,
    /// What is selected if the browser does not let the page copy.
    card: NodeRef<html::Div>,
) -> impl IntoView {
    let announcer = use_announcer();
    let copy_it = move |_| {
        if let Some(card) = card.get_untracked() {
            let what = "The life-cycle test’s result".to_owned();
            copy(announcer, what, ticket.clone(), card.into());
        }
    };
    view! {
        <div class="row no-print">
            <button type="button" on:click=copy_it>
                "Copy for a ticket"
            </button>
        </div>
    }
}
