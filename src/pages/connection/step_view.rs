//! What the lists of both tests show of a step.

use leptos::prelude::*;

use crate::components::icon::{Icon, icons};
use crate::components::links::OutsideLink;
use crate::state::connection::started_test::StartedTest;
use connection_test::diagnosis::messages::VerdictSeverity;
use connection_test::http::http_text::response;
use connection_test::http::outcome::Outcome;
use connection_test::steps::runner::TestRun;
use connection_test::steps::step::SpecReference;

/// A step in a word or two, and how good that is.
pub(super) type StepStatus = (&'static str, VerdictSeverity);

/// The icon beside such words.
pub(super) fn severity_icon(severity: VerdictSeverity) -> &'static str {
    match severity {
        VerdictSeverity::Good => icons::CHECK,
        VerdictSeverity::Remark => icons::WARN,
        VerdictSeverity::Bad => icons::BAD,
        VerdictSeverity::Unknown => icons::Q,
        VerdictSeverity::Skipped => icons::DASH,
    }
}

/// What a step says while it is being made.
pub(super) fn under_way<R: TestRun, D>(
    test: &StartedTest<R, D>,
    step: R::Step,
) -> Option<StepStatus> {
    (test.current_step == Some(step)).then_some(match test.waits {
        true => ("waiting for the rate limit", VerdictSeverity::Remark),
        false => ("running", VerdictSeverity::Skipped),
    })
}

/// What came to a step, in full.
pub(super) fn response_text(outcome: Option<&Outcome>) -> String {
    outcome.map_or_else(|| "No response yet.".to_owned(), response)
}

/// Words with the icon and the color of a severity.
#[component]
pub(super) fn SeverityWord(
    #[prop(into)] status: Signal<(String, VerdictSeverity)>,
) -> impl IntoView {
    view! {
        <span class=move || format!("st {}", status.get().1.class())>
            {move || {
                let (text, severity) = status.get();
                (!text.is_empty()).then(|| view! { <Icon of=severity_icon(severity)/> }.into_any())
            }}
            {move || status.get().0}
        </span>
    }
}

/// What is expected of a step, the request, and the response.
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
        <pre class="code" tabindex="0" role="group" aria-label=name>
            {move || text.get()}
        </pre>
    }
}

/// A link to the page that says so.
#[component]
fn SourceLink(url: &'static str, title: &'static str) -> impl IntoView {
    view! {
        <OutsideLink href=url label=title/>
    }
}

/// What was seen, line by line.
#[component]
pub(super) fn EvidenceList(lines: Vec<String>) -> impl IntoView {
    let lines = lines
        .into_iter()
        .map(|line| view! { <li>{line}</li> }.into_any());
    view! { <ul class="sentences small">{lines.collect::<Vec<_>>()}</ul> }
}
