//! Requests of a life-cycle test as text, for the evidence and a ticket. No
//! token gets here: outcomes have none, and requests are shown with a mark.

use crate::checks::check::below;
use crate::http::http_text::response;
use crate::http::request::SCIM_MEDIA_TYPE;
use crate::lifecycle::evaluation::verdict;
use crate::lifecycle::report::LifecycleReport;
use crate::lifecycle::run::{Done, LifecycleRun};
use crate::lifecycle::steps::StepId;
use crate::redact::MARK;
use crate::scim::user_id::UserId;
use crate::tenant_url::TenantUrl;

/// A request as it is sent, with a mark in place of the token. What is not
/// known yet stands in round brackets.
pub fn request(run: &LifecycleRun, tenant: &TenantUrl, step: StepId) -> String {
    let made = run.last(step).and_then(|done| done.id.as_ref());
    with_id(run, tenant, step, made.or(run.identity().id()))
}

fn with_id(run: &LifecycleRun, tenant: &TenantUrl, step: StepId, id: Option<&UserId>) -> String {
    let request = step.request(run, id);
    let url = below(tenant, &request.target);
    let mut text = format!(
        "{} {url}\nAccept: {SCIM_MEDIA_TYPE}\nAuthorization: Bearer {MARK}",
        request.method.name()
    );
    if let Some(body) = request.body {
        let pretty = serde_json::from_str::<serde_json::Value>(&body)
            .and_then(|value| serde_json::to_string_pretty(&value));
        text.push_str(&format!(
            "\nContent-Type: {SCIM_MEDIA_TYPE}\n\n{}",
            pretty.as_deref().unwrap_or(&body)
        ));
    }
    text
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
    for Done { step, id, outcome } in run.done() {
        let word = verdict(run, *step).map_or("", |verdict| verdict.word());
        text.push_str(&format!(
            "\n== {}: {word}\n{}\n",
            step.step().name,
            with_id(run, tenant, *step, id.as_ref())
        ));
        if let Some(ms) = outcome.ms() {
            text.push_str(&format!("\nAfter {ms} ms:"));
        }
        text.push_str(&format!("\n{}\n", response(outcome)));
    }
    text
}
