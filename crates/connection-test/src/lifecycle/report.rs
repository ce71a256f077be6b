//! How a test came out, in words, for its card and for a ticket. No token gets
//! here: outcomes have none, and requests are shown with a mark.

pub mod commands;
mod conclusion_messages;
mod fact_messages;
mod messages;

use crate::diagnosis::messages::VerdictSeverity;
use crate::http::outcome::Outcome;
use crate::lifecycle::conclusion::{Conclusion, FlagSupport, Settings, conclude, flag_support};
use crate::lifecycle::evaluation::{Ending, broke_at, ending, verdict};
use crate::lifecycle::facts::facts;
use crate::lifecycle::refusal::Refusal;
use crate::lifecycle::report::fact_messages::{lines, untested};
use crate::lifecycle::report::messages::OutcomeMessage;
use crate::lifecycle::run::{Done, LifecycleRun, RunPurpose};
use crate::lifecycle::steps::StepId;
use crate::scim::user_id::UserId;
use crate::steps::runner::TestRun;
use crate::steps::step::StepKind;
use crate::tenant_url::TenantUrl;
use crate::tenant_url::entra_flag::{EntraFlag, FlagForm, in_query};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LifecycleReport {
    pub severity: VerdictSeverity,
    pub headline: String,
    pub cause: String,
    /// What else there is to know, what fails first.
    pub lines: Vec<ReportLine>,
    /// What to do. Empty if there is nothing to do.
    pub remedy: String,
    /// The response to the flag question: how good, what, and why.
    pub flag: (VerdictSeverity, String, &'static str),
}

/// One thing that a test showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportLine {
    pub severity: VerdictSeverity,
    pub text: String,
}

impl ReportLine {
    fn new(severity: VerdictSeverity, text: String) -> Self {
        Self { severity, text }
    }
}

/// The conclusion of a test whose steps were all made. Where it is not known
/// whether Entra reads the flag of the Tenant URL, nothing is clear that is not
/// clear either way.
pub fn conclusion(run: &LifecycleRun, tenant: &TenantUrl) -> Conclusion {
    let facts = facts(run);
    let possible: &[bool] = match flag_of(tenant) {
        Flag::None => &[false],
        Flag::Documented => &[true],
        Flag::Unclear => &[true, false],
    };
    let mut conclusions = possible.iter().map(|has_flag| {
        let settings = Settings {
            sends_active: run.needs.active,
            has_flag: *has_flag,
        };
        conclude(&facts, settings)
    });
    conclusions
        .find(|conclusion| *conclusion != Conclusion::AllClear)
        .unwrap_or(Conclusion::AllClear)
}

/// What the Tenant URL has of the flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flag {
    None,
    /// As today's documentation has it.
    Documented,
    /// Under the former name or in another form.
    Unclear,
}

fn flag_of(tenant: &TenantUrl) -> Flag {
    match tenant.query.as_deref().and_then(in_query) {
        None => Flag::None,
        Some((EntraFlag::Current, FlagForm::Documented)) => Flag::Documented,
        Some(_) => Flag::Unclear,
    }
}

/// Whether the flag of the Tenant URL counts for the advice about it: one that
/// Entra may not read has to go where it is not needed, and to be written anew
/// where it is.
fn has_flag(tenant: &TenantUrl, support: FlagSupport) -> bool {
    match flag_of(tenant) {
        Flag::None => false,
        Flag::Documented => true,
        Flag::Unclear => !matches!(support, FlagSupport::FlagOnly | FlagSupport::FlagWorks),
    }
}

/// The report of a test; nothing while steps are left.
pub fn report(run: &LifecycleRun, tenant: &TenantUrl) -> Option<LifecycleReport> {
    let service = tenant.service();
    let ending = ending(run)?;
    let facts = facts(run);
    let message = match ending {
        Ending::Completed => conclusion(run, tenant).message(),
        ending => ending.message(),
    };
    let OutcomeMessage {
        severity,
        headline,
        cause,
        remedy,
    } = message;
    let mut report = LifecycleReport {
        severity,
        headline: service.fill(headline),
        cause: service.fill(cause),
        lines: Vec::new(),
        remedy: service.fill(remedy),
        flag: {
            let support = flag_support(&facts);
            flag(ending, support, has_flag(tenant, support))
        },
    };
    if let Some(done) = broke_at(run).and_then(|step| run.last(step))
        && let Outcome::Response(response) = &done.outcome
        && !(200..300).contains(&response.status)
    {
        let refusal = run.refusal(done.step, response);
        let message = refusal.cause.message(done.step.step().method);
        let line = format!("Status {}. {}", refusal.status, service.fill(message));
        let quote = refusal.quote(service);
        let mut add = |text| {
            let line = ReportLine::new(VerdictSeverity::Bad, text);
            report.lines.push(line);
        };
        add(line);
        quote.map(&mut add);
        if ending == Ending::NotCreated {
            sent_too(run, &refusal).map(&mut add);
            report.remedy = service.fill(refusal.cause.remedy());
        }
    }
    // Cleaning up that fails takes nothing from what came before it.
    let whole = run.purpose == RunPurpose::Life && run.was_created() && run.ended.is_none();
    if whole && broke_at(run).is_none() {
        report.lines.extend(lines(&facts, service));
    } else if whole {
        let untested = untested(&facts).into_iter();
        let lines = untested.map(|attribute| format!("{} was not tested.", attribute.short()));
        let lines = lines.map(|text| ReportLine::new(VerdictSeverity::Unknown, text));
        report.lines.extend(lines);
    }
    Some(report)
}

/// What to do when a refused creation had more in it than every user needs. It
/// is not made again without that, because a refusal does not prove that no
/// user was created.
fn sent_too(run: &LifecycleRun, refusal: &Refusal) -> Option<String> {
    let written = run.written(StepId::Create).into_iter();
    let written: Vec<&str> = written.map(|(attribute, _)| attribute.short()).collect();
    let may_matter = matches!(refusal.status, 400 | 422 | 500 | 501);
    (may_matter && !written.is_empty()).then(|| {
        format!(
            "The request contained {}. To see whether a user can be created without that, choose Run again and clear the names.",
            written.join(" and ")
        )
    })
}

fn flag(
    ending: Ending,
    support: FlagSupport,
    has_flag: bool,
) -> (VerdictSeverity, String, &'static str) {
    let (severity, what, why) = match ending {
        Ending::Removed => FlagSupport::Open.message(has_flag),
        _ => support.message(has_flag),
    };
    // After a whole test, an open question is a result.
    match (ending, severity) {
        (Ending::Completed, VerdictSeverity::Skipped) => (VerdictSeverity::Unknown, what, why),
        _ => (severity, what, why),
    }
}

/// A request as it is sent, with a mark in place of the token. What is not
/// known yet is in round brackets.
pub fn request_text(run: &LifecycleRun, tenant: &TenantUrl, step: StepId) -> String {
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
        "SCIM lifecycle test of {} on {when}\nUser: {}, ID: {}\n\n{}\n{}\n{}\n\n",
        tenant.text(),
        run.user.user_name,
        run.identity()
            .id_to_record()
            .map_or("unknown", UserId::as_str),
        report.headline,
        report.cause,
        report.remedy,
    );
    for line in &report.lines {
        text.push_str(&format!("- {}\n", line.text));
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
