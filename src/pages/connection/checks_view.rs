//! The table of checks. Its rows are there from the start, in a fixed order.

use leptos::prelude::*;

use super::context::ConnectionPage;
use super::step_view::{StepStatus, evidence, status, under_way};
use super::verdict_view::evidence_list;
use crate::components::element::{El, el, several};
use crate::state::connection::Test;
use connection_test::checks::check::{CheckId, CheckInput};
use connection_test::diagnosis::diagnose::CheckVerdict;
use connection_test::diagnosis::messages::VerdictSeverity;
use connection_test::diagnosis::report;
use connection_test::http::http_text;
use connection_test::http::outcome::Outcome;
use connection_test::steps::runner::TestRun;
use connection_test::steps::step::{Step, StepKind};
use connection_test::tenant_url::TargetService;

/// What a row shows: what came and what it means, as far as the test is.
fn came(test: &Test, id: CheckId) -> Option<(&Outcome, &CheckVerdict)> {
    let mut verdicts = test.details.verdicts.iter();
    let verdict = verdicts.find(|verdict| verdict.check == id);
    test.run.outcome(id).zip(verdict)
}

fn status_of(test: Option<&Test>, id: CheckId) -> StepStatus {
    let Some(test) = test else {
        return ("not asked yet", VerdictSeverity::Skipped);
    };
    let evaluated = came(test, id).map(|(outcome, verdict)| {
        (
            report::word(outcome, verdict.code),
            verdict.code.finding().severity,
        )
    });
    evaluated
        .or(under_way(test, id))
        .unwrap_or(("waiting", VerdictSeverity::Skipped))
}

pub(super) fn checks(page: ConnectionPage) -> El {
    let heads = ["Check", "Request", "Answer", "Time", "Verdict"]
        .map(|name| el("th").attr("scope", "col").text(name));
    let rows = CheckId::STEPS.iter().enumerate();
    let rows = rows.map(|(nth, check)| row(page, nth, check));
    el("table")
        .class("checks")
        .child(el("caption").class("said").text("Checks"))
        .child(el("thead").child(el("tr").children(heads)))
        .children(rows)
}

fn row(page: ConnectionPage, nth: usize, check: &'static Step<CheckId>) -> El {
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
        let target = check.id.target_for_people(&input);
        format!("{} {target}", check.method.name())
    };
    let response = move || {
        connection
            .test()
            .and_then(|test| test.run.outcome(check.id).map(http_text::summary))
            .unwrap_or_default()
    };
    let time = move || {
        let ms = connection
            .test()
            .and_then(|test| test.run.outcome(check.id)?.ms());
        ms.map(|ms| format!("{ms} ms")).unwrap_or_default()
    };
    let cell = |label: &str, class: &str| el("td").class(class).attr("data-label", label);
    let word = status(move || status_of(connection.test().as_deref(), check.id));
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
                details(page, check, connection.test().as_deref())
            } else {
                several()
            }
        }));
    el("tbody")
        // Not worth a row unless the setup has the attribute, or until
        // somebody names a user.
        .live_flag("hidden", move || !check.id.is_wanted(&input(page)))
        .child(line)
        .child(more)
}

/// What the last test asked for, or what the next one would.
fn input(page: ConnectionPage) -> CheckInput {
    if let Some(test) = page.connection.test() {
        return test.run.input.clone();
    }
    page.connection
        .input(page.matching.get(), "random".to_owned())
}

fn details(page: ConnectionPage, check: &'static Step<CheckId>, test: Option<&Test>) -> El {
    let tenant = match test {
        Some(test) => Some(test.tenant.clone()),
        None => page.address().url,
    };
    let request = match tenant {
        Some(tenant) => check.id.request(&input(page)).text(&tenant),
        None => "The Tenant URL is missing.".to_owned(),
    };
    let came = test.and_then(|test| {
        let (outcome, verdict) = came(test, check.id)?;
        Some((outcome, findings(verdict, test.tenant.service())))
    });
    let (outcome, message) = came.unzip();
    el("div")
        .class("details")
        .maybe(message)
        .child(evidence(check, &request, outcome))
}

/// Cause, remedy and evidence of one check. A good one needs no remedy.
fn findings(verdict: &CheckVerdict, service: TargetService) -> El {
    let finding = verdict.code.finding();
    let fill = |text: &str| service.fill_about(&verdict.attribute, text);
    let message = (finding.severity != VerdictSeverity::Good).then(|| {
        several()
            .child(el("h3").text("Cause"))
            .child(el("p").text(&fill(finding.cause)))
            .child(el("h3").text("Remedy"))
            .child(el("p").text(&fill(finding.remedy)))
    });
    let seen = (!verdict.evidence.is_empty()).then(|| {
        several()
            .child(el("h3").text("Seen"))
            .child(evidence_list(&verdict.evidence))
    });
    several().maybe(message).maybe(seen)
}
