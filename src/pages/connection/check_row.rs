//! One check: what is seen of it at a glance, and its details.

use leptos::prelude::*;

use super::context::{ConnectionPage, use_connection_page};
use super::step_view::{EvidenceList, SeverityWord, StepEvidence, response_text, under_way};
use crate::state::connection::Test;
use connection_test::checks::check::{CheckId, CheckInput};
use connection_test::diagnosis::diagnose::CheckVerdict;
use connection_test::diagnosis::messages::VerdictSeverity;
use connection_test::diagnosis::report;
use connection_test::http::outcome::Outcome;
use connection_test::steps::runner::TestRun;
use connection_test::steps::step::Step;
use connection_test::tenant_url::TargetService;
use provisioning::format::grouped;

/// What a row shows: what came and what it means, as far as the test is.
fn came(test: &Test, id: CheckId) -> Option<(&Outcome, &CheckVerdict)> {
    let mut verdicts = test.details.verdicts.iter();
    let verdict = verdicts.find(|verdict| verdict.check == id);
    test.run.outcome(id).zip(verdict)
}

pub(super) fn status_of(test: Option<&Test>, id: CheckId) -> (String, VerdictSeverity) {
    let Some(test) = test else {
        return ("not run".to_owned(), VerdictSeverity::Skipped);
    };
    let evaluated = came(test, id).map(|(outcome, verdict)| {
        (
            report::status_text(id, outcome, verdict.code),
            verdict.code.finding().severity,
        )
    });
    if let Some(status) = evaluated {
        return status;
    }
    let (text, severity) = under_way(test, id).unwrap_or(("waiting", VerdictSeverity::Skipped));
    (text.to_owned(), severity)
}

/// What the last test asked for, or what the next one would.
pub(super) fn input(page: ConnectionPage) -> CheckInput {
    if let Some(test) = page.connection.test() {
        return test.run.input.clone();
    }
    page.connection
        .input(page.matching.get(), "random".to_owned())
}

/// The request of a check in a few words.
fn request_line(page: ConnectionPage, check: &Step<CheckId>) -> String {
    let target = check.id.target_for_people(&input(page));
    format!("{} {target}", check.method.name())
}

fn request_text(page: ConnectionPage, id: CheckId) -> String {
    let tenant = match page.connection.test() {
        Some(test) => Some(test.tenant.clone()),
        None => page.address().url,
    };
    match tenant {
        Some(tenant) => id.request(&input(page)).text(&tenant),
        None => "Enter a valid Tenant URL to see the request.".to_owned(),
    }
}

/// What the last test has to say about a check, if it came so far.
fn finding(page: ConnectionPage, id: CheckId) -> Option<(CheckVerdict, TargetService)> {
    let test = page.connection.test()?;
    let (_, verdict) = came(&test, id)?;
    Some((verdict.clone(), test.tenant.service()))
}

/// One check, with its details below it once they are wanted.
#[component]
pub(super) fn CheckRow(nth: usize, check: &'static Step<CheckId>) -> impl IntoView {
    let page = use_connection_page();
    let is_open = RwSignal::new(false);
    let more_id = format!("check-{nth}");
    view! {
        // Not worth a row unless the setup has the attribute, or until
        // somebody names a user.
        <tbody hidden=move || !check.id.is_wanted(&input(page))>
            <tr>
                <th scope="row">
                    <button
                        type="button"
                        class="bare"
                        aria-controls=more_id.clone()
                        aria-expanded=move || is_open.get().to_string()
                        on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)
                    >
                        {check.name}
                    </button>
                    <div class="muted small">{move || check.id.about(&input(page))}</div>
                </th>
                <CheckCells check/>
            </tr>
            <tr class="more" id=more_id hidden=move || !is_open.get()>
                <td colspan="4">
                    {move || is_open.get().then(|| view! { <CheckDetails check/> }.into_any())}
                </td>
            </tr>
        </tbody>
    }
}

/// What is seen of a check at a glance.
#[component]
fn CheckCells(check: &'static Step<CheckId>) -> impl IntoView {
    let page = use_connection_page();
    let test = move || page.connection.test();
    let time = move || {
        test()?
            .run
            .outcome(check.id)?
            .ms()
            .map(|ms| format!("{} ms", grouped(ms.into())))
    };
    let status = Signal::derive(move || status_of(test().as_deref(), check.id));
    view! {
        <td>
            <code>{move || request_line(page, check)}</code>
        </td>
        <td class="num muted">
            <span class="nowrap">{move || time().unwrap_or_default()}</span>
        </td>
        <td>
            <SeverityWord status/>
        </td>
    }
}

#[component]
fn CheckDetails(check: &'static Step<CheckId>) -> impl IntoView {
    let page = use_connection_page();
    let response = move || {
        let test = page.connection.test();
        let came = test.as_deref().and_then(|test| came(test, check.id));
        response_text(came.map(|(outcome, _)| outcome))
    };
    view! {
        <div class="details">
            {move || {
                finding(page, check.id)
                    .map(|(verdict, service)| view! { <CheckFinding verdict service/> }.into_any())
            }}
            <StepEvidence
                expected=check.expected
                source=check.source
                request=Signal::derive(move || request_text(page, check.id))
                response=Signal::derive(response)
            />
        </div>
    }
}

/// Cause, remedy and evidence of one check. A good one needs no remedy.
#[component]
fn CheckFinding(verdict: CheckVerdict, service: TargetService) -> impl IntoView {
    let finding = verdict.code.finding();
    let fill = |text: &str| service.fill_about(&verdict.attribute, text);
    let message = (finding.severity != VerdictSeverity::Good).then(|| {
        view! {
            <h3>"Cause"</h3>
            <p>{fill(finding.cause)}</p>
            <h3>"What to do"</h3>
            <p>{fill(finding.remedy)}</p>
        }
        .into_any()
    });
    let lines: Vec<String> = verdict.evidence.iter().map(|one| one.message()).collect();
    let seen = (!lines.is_empty()).then(|| {
        view! {
            <h3>"Seen"</h3>
            <EvidenceList lines/>
        }
        .into_any()
    });
    view! {
        {message}
        {seen}
    }
}
