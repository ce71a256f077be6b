//! The table of checks. Its rows are there from the start, in a fixed order.

use leptos::prelude::*;

use super::context::ConnectionPage;
use super::verdict_view::evidence_list;
use crate::components::element::{El, el, link, several};
use crate::state::connection::Test;
use connection_test::checks::check::{CHECKS, Check, CheckInput};
use connection_test::diagnosis::diagnose::CheckVerdict;
use connection_test::diagnosis::messages::VerdictSeverity;
use connection_test::diagnosis::report;
use connection_test::http::http_text;
use connection_test::http::outcome::Outcome;
use connection_test::http::request::Method;
use connection_test::tenant_url::TargetService;

/// What a row shows: what came and what it means, as far as the test is.
fn came(test: &Test, nth: usize) -> Option<(&Outcome, &CheckVerdict)> {
    test.outcomes.get(nth).zip(test.diagnosis.verdicts.get(nth))
}

/// The word under "CheckVerdict" and its grade.
fn word(test: Option<&Test>, nth: usize) -> (&'static str, VerdictSeverity) {
    let Some(test) = test else {
        return ("not asked yet", VerdictSeverity::Skipped);
    };
    match came(test, nth) {
        Some((outcome, verdict)) => (
            report::word(outcome, verdict.code),
            verdict.code.finding().severity,
        ),
        None if test.running && !test.queued && test.outcomes.len() == nth => match test.waits {
            Some(_) => ("waiting for the limit", VerdictSeverity::Remark),
            None => ("asking", VerdictSeverity::Skipped),
        },
        None => ("waiting", VerdictSeverity::Skipped),
    }
}

pub(super) fn checks(page: ConnectionPage) -> El {
    let heads = ["Check", "Request", "Answer", "Time", "Verdict"]
        .map(|name| el("th").attr("scope", "col").text(name));
    let rows = CHECKS
        .iter()
        .enumerate()
        .map(|(nth, check)| row(page, nth, check));
    el("table")
        .class("checks")
        .child(el("caption").class("said").text("Checks"))
        .child(el("thead").child(el("tr").children(heads)))
        .children(rows)
}

fn row(page: ConnectionPage, nth: usize, check: &'static Check) -> El {
    let open = RwSignal::new(false);
    let connection = page.connection;
    let more_id = format!("check-{nth}");
    let toggle = el("button")
        .attr("type", "button")
        .class("toggle")
        .attr("aria-controls", &more_id)
        .live_attr("aria-expanded", move || Some(open.get().to_string()))
        .text(check.name)
        .on("click", move |_| open.update(|open| *open = !*open));
    let request = move || {
        let input = input(page);
        format!("{} {}", Method::Get.name(), check.target_for_people(&input))
    };
    let response = move || {
        connection
            .test()
            .and_then(|test| came(&test, nth).map(|(outcome, _)| http_text::summary(outcome)))
            .unwrap_or_default()
    };
    let time = move || {
        let ms = connection.test().and_then(|test| came(&test, nth)?.0.ms());
        ms.map(|ms| format!("{ms} ms")).unwrap_or_default()
    };
    let cell = |label: &str, class: &str| el("td").class(class).attr("data-label", label);
    let word = el("span")
        .live_attr("class", move || {
            Some(format!(
                "st {}",
                word(connection.test().as_deref(), nth).1.class()
            ))
        })
        .live_text(move || word(connection.test().as_deref(), nth).0.to_owned());
    let line = el("tr")
        .child(el("th").attr("scope", "row").child(toggle))
        .child(cell("Request", "mono").live_text(request))
        .child(cell("Answer", "mono").live_text(response))
        .child(cell("Time", "time").live_text(time))
        .child(cell("Verdict", "").child(word));
    let more = el("tr")
        .class("more")
        .attr("id", &more_id)
        .live_flag("hidden", move || !open.get())
        .child(el("td").attr("colspan", "5").live(move || {
            if open.get() {
                details(page, check, connection.test().as_deref(), nth)
            } else {
                several()
            }
        }));
    el("tbody")
        // Not worth a row unless the setup has the attribute, or until
        // somebody names a user.
        .live_flag("hidden", move || !check.is_wanted(&input(page)))
        .child(line)
        .child(more)
}

/// What the last test asked for, or what the next one would.
fn input(page: ConnectionPage) -> CheckInput {
    if let Some(test) = page.connection.test() {
        return test.input.clone();
    }
    page.connection
        .input(page.matching.get(), "random".to_owned())
}

fn details(page: ConnectionPage, check: &'static Check, test: Option<&Test>, nth: usize) -> El {
    let request = match (test, page.address().url) {
        (Some(test), _) => check.request_text(&test.tenant, &test.input),
        (None, Some(tenant)) => check.request_text(&tenant, &input(page)),
        (None, None) => "The Tenant URL is missing.".to_owned(),
    };
    let came = test.and_then(|test| {
        let (outcome, verdict) = came(test, nth)?;
        Some((outcome, findings(verdict, test.tenant.service())))
    });
    let (response, message) = match came {
        Some((outcome, message)) => (http_text::response(outcome), Some(message)),
        None => ("Nothing came yet.".to_owned(), None),
    };
    let expected = el("p").text(check.expected).text(" ").child(
        link("", check.source.url, check.source.title)
            .attr("target", "_blank")
            .attr("rel", "noreferrer"),
    );
    el("div")
        .class("details")
        .maybe(message)
        .child(el("h3").text("Expected"))
        .child(expected)
        .child(el("h3").text("Request"))
        .child(exchange("Request", &request))
        .child(el("h3").text("Response"))
        .child(exchange("Response", &response))
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

/// Cause, remedy and evidence of one check. A good one needs no remedy.
fn findings(verdict: &CheckVerdict, service: TargetService) -> El {
    let finding = verdict.code.finding();
    let message = (finding.severity != VerdictSeverity::Good).then(|| {
        several()
            .child(el("h3").text("Cause"))
            .child(el("p").text(&verdict.fill(service, finding.cause)))
            .child(el("h3").text("Remedy"))
            .child(el("p").text(&verdict.fill(service, finding.remedy)))
    });
    let seen = (!verdict.evidence.is_empty()).then(|| {
        several()
            .child(el("h3").text("Seen"))
            .child(evidence_list(&verdict.evidence))
    });
    several().maybe(message).maybe(seen)
}
