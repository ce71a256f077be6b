//! What the lists of both tests show of a step.

use leptos::prelude::*;

use crate::state::connection::started_test::StartedTest;
use connection_test::diagnosis::messages::VerdictSeverity;
use connection_test::http::http_text::response;
use connection_test::http::outcome::Outcome;
use connection_test::steps::runner::TestRun;
use connection_test::steps::step::SpecReference;

/// A step in a word or two, and how good that is.
pub(super) type StepStatus = (&'static str, VerdictSeverity);

/// What a step says while it is being made.
pub(super) fn under_way<R: TestRun, D>(
    test: &StartedTest<R, D>,
    step: R::Step,
) -> Option<StepStatus> {
    (test.current_step == Some(step)).then_some(match test.waits {
        true => ("waiting for the limit", VerdictSeverity::Remark),
        false => ("asking", VerdictSeverity::Skipped),
    })
}

/// What came to a step, in full.
pub(super) fn response_text(outcome: Option<&Outcome>) -> String {
    outcome.map_or_else(|| "Nothing came yet.".to_owned(), response)
}

#[component]
pub(super) fn StepStatusWord(#[prop(into)] status: Signal<StepStatus>) -> impl IntoView {
    view! {
        <span class=move || format!("st {}", status.get().1.class())>
            {move || status.get().0}
        </span>
    }
}

/// What is expected of a step, what was asked, and what came.
#[component]
pub(super) fn StepEvidence(
    expected: &'static str,
    /// Where it says so.
    source: SpecReference,
    #[prop(into)] request: Signal<String>,
    #[prop(into)] response: Signal<String>,
) -> impl IntoView {
    view! {
        <h3>"Expected"</h3>
        <p>{expected} " " <SourceLink url=source.url title=source.title/></p>
        <h3>"Request"</h3>
        <Exchange name="Request" text=request/>
        <h3>"Response"</h3>
        <Exchange name="Response" text=response/>
    }
}

/// One side of an exchange. It may be wider or longer than its box, and then
/// the keyboard has to be able to scroll it.
#[component]
fn Exchange(name: &'static str, text: Signal<String>) -> impl IntoView {
    view! {
        <pre tabindex="0" role="group" aria-label=name>
            {move || text.get()}
        </pre>
    }
}

/// A link to the page that says so.
#[component]
pub(super) fn SourceLink(url: &'static str, title: &'static str) -> impl IntoView {
    view! {
        <a href=url target="_blank" rel="noreferrer">
            {title}
        </a>
    }
}

/// What was seen, line by line.
#[component]
pub(super) fn EvidenceList(lines: Vec<String>) -> impl IntoView {
    let lines = lines
        .into_iter()
        .map(|line| view! { <li>{line}</li> }.into_any());
    view! { <ul class="evidence">{lines.collect::<Vec<_>>()}</ul> }
}
