//! Diagnoses pasted output by the rules for a live response.

use serde_json::Value;

use super::classify::{GraphResponse, PastedOutput, PastedResponse};
use crate::checks::check::{CheckId, CheckInput};
use crate::checks::matching::Matching;
use crate::checks::run::CheckRun;
use crate::diagnosis::diagnose::diagnose;
use crate::diagnosis::discovery::is_config;
use crate::diagnosis::messages::{Code, Next, VerdictSeverity};
use crate::http::outcome::{Outcome, Skip, reason};
use crate::provisioning_codes::log::ProvisioningLog;
use crate::provisioning_codes::search;
use crate::provisioning_codes::{CodeAction, CodeSource, ProvisioningCode};
use crate::scim::evidence::Evidence;
use crate::steps::step::StepKind;
use crate::tenant_url::TenantUrl;
use provisioning::format::grouped;
use provisioning::talkdesk::{EXTERNAL_ID, USER_NAME};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasteDiagnosis {
    /// Of the table of the connection test, unless it is about an error code of the log.
    pub code: Option<Code>,
    pub read_as: &'static str,
    pub severity: VerdictSeverity,
    pub headline: String,
    pub cause: String,
    pub remedy: String,
    /// What this text leaves unknown, if anything.
    pub hidden: String,
    pub evidence: Vec<String>,
    pub next: Option<Next>,
    /// Who has to act, if it is about an error code.
    pub action: Option<CodeAction>,
    pub source: Option<CodeSource>,
}

/// `tenant` is the one of the test, if it is known, and `matching` that of the
/// setup. Nothing for an empty text.
pub fn diagnose_paste(
    output: &PastedOutput,
    tenant: Option<&TenantUrl>,
    matching: &Matching,
) -> Option<PasteDiagnosis> {
    // The texts need only to know that the host is not Talkdesk's.
    let unknown_tenant = TenantUrl::default();
    let tenant = tenant.unwrap_or(&unknown_tenant);
    Some(match output {
        PastedOutput::Empty => return None,
        PastedOutput::Response(pasted) => of_response(pasted, tenant, matching),
        PastedOutput::ToolError(error) => {
            let evidence = vec![format!("It says: “{}”", error.line)];
            let read_as = "Recognized as a tool’s error.";
            of_finding(error.code, USER_NAME, tenant, read_as, evidence)
        }
        PastedOutput::Graph(graph) => of_graph(graph, tenant),
        PastedOutput::Codes(rows, log) => of_codes(rows, log.as_ref()),
    })
}

fn of_response(pasted: &PastedResponse, tenant: &TenantUrl, matching: &Matching) -> PasteDiagnosis {
    let status = pasted.response.status;
    let attribute = attribute_of(pasted, matching);
    let (code, evidence) = match status {
        407 => (Code::ToolProxy, vec![Evidence::Status(status)]),
        300..=399 => (Code::MovedTo, vec![Evidence::Status(status)]),
        404 if !pasted.has_body => (Code::BareNotFound, vec![Evidence::Status(status)]),
        200 if !pasted.has_body => (Code::BareOk, vec![Evidence::Status(status)]),
        _ => {
            let input = CheckInput {
                matching: Matching::by(&[attribute]),
                ..CheckInput::default()
            };
            let done = diagnose(tenant, &CheckRun::with_outcomes(input, outcomes(pasted)));
            match done.overall {
                // From one response alone this would blame the service for what
                // may be a wrong path.
                Code::EmptyAsNotFound => (Code::BareNotFound, done.evidence),
                code => (code, done.evidence),
            }
        }
    };
    let mut notes: Vec<String> = evidence.iter().map(Evidence::message).collect();
    notes.extend(pasted.location.iter().map(|to| format!("It leads to {to}")));
    for (status, to) in &pasted.before {
        let to = to.as_deref().unwrap_or("an unnamed URL");
        notes.push(format!(
            "Before that, {status}{} led to {to}. Entra doesn’t follow redirects.",
            reason(*status)
        ));
    }
    if code == Code::FilterIgnored {
        notes.push(
            "This is true if you ran this page’s command unchanged: it looks for a name that no user has.".to_owned(),
        );
    }
    if let Some(row) = pasted.code {
        notes.push(format!("The code in it means: {}.", row.means));
    }
    of_finding(code, attribute, tenant, pasted.read_as, notes)
}

/// The attribute that the pasted response is about: one that it names, or else
/// the first matching attribute of the setup.
fn attribute_of<'a>(pasted: &PastedResponse, matching: &'a Matching) -> &'a str {
    let body = pasted.response.body.text.to_lowercase();
    let named = |attribute: &&str| body.contains(&attribute.to_lowercase());
    let own = matching.attributes().iter().map(String::as_str);
    let success = pasted.response.status == 200;
    let named = own
        .chain([USER_NAME, EXTERNAL_ID])
        // A user in a list has every attribute, so only an error counts.
        .find(|attribute| !success && named(attribute));
    named.unwrap_or(matching.first())
}

/// The outcomes of all checks, with the response as that of its own check. Some
/// admins paste a discovery response too, which Entra does not request.
fn outcomes(pasted: &PastedResponse) -> Vec<Outcome> {
    let value: Option<Value> = serde_json::from_str(&pasted.response.body.text).ok();
    let check = value.as_ref().filter(|_| pasted.response.status == 200);
    let check = match check {
        Some(value) if is_config(value) => CheckId::Config,
        Some(value) if lists_schemas(value) => CheckId::Schemas,
        _ => CheckId::Query,
    };
    let index = CheckId::STEPS.iter().position(|known| known.id == check);
    let mut outcomes = vec![Outcome::NotSent(Skip::NoResponse); index.unwrap_or_default()];
    outcomes.push(Outcome::Response(pasted.response.clone()));
    outcomes
}

/// Whether a list is one of schemas, whose ids are URNs (RFC 7643 section 7).
fn lists_schemas(value: &Value) -> bool {
    let first = value.pointer("/Resources/0/id").and_then(Value::as_str);
    first.is_some_and(|id| id.starts_with("urn:"))
}

fn of_finding(
    code: Code,
    attribute: &str,
    tenant: &TenantUrl,
    read_as: &'static str,
    evidence: Vec<String>,
) -> PasteDiagnosis {
    let finding = code.finding();
    let fill = |text: &str| tenant.service().fill_about(attribute, text);
    PasteDiagnosis {
        code: Some(code),
        read_as,
        severity: finding.severity,
        headline: fill(finding.headline),
        cause: fill(finding.cause),
        remedy: fill(finding.remedy),
        hidden: fill(finding.hidden),
        evidence,
        next: Some(finding.next),
        action: None,
        source: None,
    }
}

/// For a text that is not a response of the service.
pub(super) fn of_texts(
    severity: VerdictSeverity,
    [headline, cause, remedy]: [&str; 3],
    read_as: &'static str,
    evidence: Vec<String>,
) -> PasteDiagnosis {
    PasteDiagnosis {
        code: None,
        read_as,
        severity,
        headline: headline.to_owned(),
        cause: cause.to_owned(),
        remedy: remedy.to_owned(),
        hidden: String::new(),
        evidence,
        next: None,
        action: None,
        source: None,
    }
}

fn of_row(row: &ProvisioningCode, read_as: &'static str, evidence: Vec<String>) -> PasteDiagnosis {
    let severity = match row.action {
        CodeAction::Fix => VerdictSeverity::Bad,
        CodeAction::Wait => VerdictSeverity::Remark,
        CodeAction::Nothing => VerdictSeverity::Skipped,
    };
    let texts = [row.means, row.cause, row.remedy];
    PasteDiagnosis {
        action: Some(row.action),
        source: Some(row.source),
        ..of_texts(severity, texts, read_as, evidence)
    }
}

fn of_graph(graph: &GraphResponse, tenant: &TenantUrl) -> PasteDiagnosis {
    const READ_AS: &str = "Recognized as a response from Microsoft Graph.";
    let GraphResponse {
        status,
        code,
        message,
    } = graph;
    let mut notes = Vec::new();
    notes.extend(status.map(|status| Evidence::Status(status).message()));
    if !code.is_empty() {
        notes.push(format!("Its code is “{code}”."));
    }
    if !message.is_empty() {
        notes.push(format!("It says: “{message}”"));
    }
    let finding = match code.as_str() {
        _ if *status == Some(204) => Code::GraphPassed,
        "Authorization_RequestDenied"
        | "Forbidden"
        | "Unauthorized"
        | "accessDenied"
        | "InvalidAuthenticationToken" => Code::GraphNotAllowed,
        "Request_ResourceNotFound" | "ResourceNotFound" | "NotFound" | "itemNotFound" => {
            Code::GraphNotFound
        }
        _ => match search::named(&format!("{code}\n{message}")).first() {
            Some(row) => return of_row(row, READ_AS, notes),
            None => Code::GraphOther,
        },
    };
    of_finding(finding, USER_NAME, tenant, READ_AS, notes)
}

/// About the first of the codes.
pub(super) fn of_codes(
    rows: &[&'static ProvisioningCode],
    log: Option<&ProvisioningLog>,
) -> PasteDiagnosis {
    let mut notes: Vec<String> = log.map(log_notes).unwrap_or_default();
    let read_as = match log {
        Some(_) => "Recognized as entries of the provisioning log.",
        None => "Recognized as an Entra error code.",
    };
    if let Some(first) = rows.first() {
        let code = first.codes.first();
        notes.extend(code.map(|code| format!("The code is {code}.")));
        return of_row(first, read_as, notes);
    }
    let Some(log) = log else {
        let texts = [
            "This text isn’t recognized",
            "It contains no status, no response and no known error.",
            "Paste the output of curl -i or PowerShell, the body of a response, a response from Microsoft Graph, the message of Test connection in the portal, or an error code or entry of the provisioning log. Or enter one word, such as license, role or quarantine.",
        ];
        return of_texts(VerdictSeverity::Skipped, texts, "Not recognized.", notes);
    };
    let (severity, texts) = if log.entries.iter().all(|entry| entry.code.is_none()) {
        let texts = [
            "The log has no errors",
            "None of these entries has an error code.",
            "No action needed.",
        ];
        (VerdictSeverity::Good, texts)
    } else {
        let texts = [
            "This error code isn’t documented",
            "It’s an entry of the provisioning log, but its code isn’t in Microsoft’s table.",
            "Read what the log says about it. The steps of the entry in the portal show which value was sent.",
        ];
        (VerdictSeverity::Unknown, texts)
    };
    of_texts(severity, texts, read_as, notes)
}

fn log_notes(log: &ProvisioningLog) -> Vec<String> {
    let counts = log.counts();
    let counts = counts
        .iter()
        .map(|(status, count)| format!("{} {status}", grouped(*count as u64)));
    let counts = counts.collect::<Vec<_>>().join(", ");
    let mut notes = vec![match log.entries.len() {
        1 => format!("One entry: {counts}."),
        count => format!("{} entries: {counts}.", grouped(count as u64)),
    }];
    if log.omitted > 0 {
        notes.push(format!(
            "{} more entries weren’t read.",
            grouped(log.omitted as u64)
        ));
    }
    let failed = log.entries.iter().filter(|entry| entry.code.is_some());
    for entry in failed.take(3) {
        let user = entry.user.as_deref().unwrap_or("Unnamed user");
        let code = entry.code.as_deref().unwrap_or_default();
        let mut note = format!("{user}: {code}.");
        for detail in entry.reason.iter().chain(&entry.steps).take(2) {
            note.push_str(&format!(" {detail}"));
        }
        notes.push(note);
    }
    notes
}

impl PasteDiagnosis {
    /// As plain text for a ticket, with the beginning of `pasted`, which must have
    /// no secrets in it.
    pub fn ticket(&self, pasted: &str) -> String {
        /// In characters.
        const MAX_PASTED: usize = 4_000;
        let mut text = format!("{}\n{}\n{}\n", self.headline, self.cause, self.remedy);
        if !self.hidden.is_empty() {
            text.push_str(&format!("What this doesn’t show: {}\n", self.hidden));
        }
        for line in &self.evidence {
            text.push_str(&format!("- {line}\n"));
        }
        text.push_str(&format!("\n{}\n\n", self.read_as));
        match pasted.char_indices().nth(MAX_PASTED) {
            Some((at, _)) => text.push_str(&format!("{}\n(shortened)\n", &pasted[..at])),
            None => text.push_str(pasted),
        }
        text
    }
}
