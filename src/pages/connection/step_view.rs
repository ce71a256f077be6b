//! What the lists of both tests show of a step.

use crate::components::element::{El, el, link, several};
use crate::state::connection::started_test::StartedTest;
use connection_test::diagnosis::messages::VerdictSeverity;
use connection_test::http::http_text::response;
use connection_test::http::outcome::Outcome;
use connection_test::steps::runner::TestRun;
use connection_test::steps::step::Step;

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

pub(super) fn status(read: impl Fn() -> StepStatus + Clone + 'static) -> El {
    let class = read.clone();
    el("span")
        .live_attr("class", move || Some(format!("st {}", class().1.class())))
        .live_text(move || read().0.to_owned())
}

/// What is expected of a step, what was asked, and what came.
pub(super) fn evidence<I>(step: &Step<I>, request: &str, outcome: Option<&Outcome>) -> El {
    let expected = el("p").text(step.expected).text(" ").child(
        link("", step.source.url, step.source.title)
            .attr("target", "_blank")
            .attr("rel", "noreferrer"),
    );
    let came = outcome.map_or_else(|| "Nothing came yet.".to_owned(), response);
    several()
        .child(el("h3").text("Expected"))
        .child(expected)
        .child(el("h3").text("Request"))
        .child(exchange("Request", request))
        .child(el("h3").text("Response"))
        .child(exchange("Response", &came))
}

/// One side of an exchange. It may be wider or longer than its box, and then
/// the keyboard has to be able to scroll it.
fn exchange(name: &str, text: &str) -> El {
    el("pre")
        .attr("tabindex", "0")
        .attr("role", "group")
        .attr("aria-label", name)
        .text(text)
}
