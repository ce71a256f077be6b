//! Requests of a life-cycle test as text, for the evidence and a ticket. No
//! token gets here: outcomes have none, and requests are shown with a mark.

use crate::lifecycle::evaluation::verdict;
use crate::lifecycle::report::LifecycleReport;
use crate::lifecycle::run::{Done, LifecycleRun};
use crate::lifecycle::steps::StepId;
use crate::scim::user_id::UserId;
use crate::steps::runner::TestRun;
use crate::steps::step::StepKind;
use crate::tenant_url::TenantUrl;

/// A request as it is sent, with a mark in place of the token. What is not
/// known yet stands in round brackets.
pub fn request(run: &LifecycleRun, tenant: &TenantUrl, step: StepId) -> String {
    let made = run.last(step).and_then(|done| done.id.as_ref());
    let id = made.or(run.identity().id());
    step.request(run, id).text(tenant)
}

/// The whole test as plain text for a ticket. `when` is for people.
pub fn ticket(
    run: &LifecycleRun,
    tenant: &TenantUrl,
    report: &LifecycleReport,
    when: &str,
) -> String {
    let (_, flag, why) = &report.flag;
    let mut text = format!(
        "SCIM life-cycle test of {} on {when}\nUser: {}, id: {}\n\n{}\n{}\n{}\n\n",
        tenant.text(),
        run.user.user_name,
        run.identity()
            .id_to_record()
            .map_or("not known", UserId::as_str),
        report.headline,
        report.cause,
        report.remedy,
    );
    for line in &report.lines {
        text.push_str(&format!("- {line}\n"));
    }
    text.push_str(&format!("\n{flag}\n{why}\n"));
    for diagnostic in run.diagnostics() {
        text.push_str(&format!("\n{}\n", diagnostic.message()));
    }
    for Done { step, id, outcome } in run.results() {
        let word = verdict(run, *step).map_or("", |verdict| verdict.word());
        let request = step.request(run, id.as_ref());
        let (name, exchange) = (step.step().name, request.exchange_text(tenant, outcome));
        text.push_str(&format!("\n== {name}: {word}\n{exchange}\n"));
    }
    text
}
