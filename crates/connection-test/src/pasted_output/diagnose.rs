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
use crate::scim::evidence::Evidence;
use crate::steps::step::StepKind;
use crate::tenant_url::TenantUrl;
use provisioning::talkdesk::{EXTERNAL_ID, USER_NAME};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasteDiagnosis {
    pub code: Code,
    pub read_as: &'static str,
    pub severity: VerdictSeverity,
    pub headline: String,
    pub cause: String,
    pub remedy: String,
    /// What this text leaves unknown, if anything.
    pub hidden: String,
    pub evidence: Vec<String>,
    pub next: Next,
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
        PastedOutput::Other => of_finding(
            Code::OtherText,
            USER_NAME,
            tenant,
            "Not recognized.",
            Vec::new(),
        ),
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
        code,
        read_as,
        severity: finding.severity,
        headline: fill(finding.headline),
        cause: fill(finding.cause),
        remedy: fill(finding.remedy),
        hidden: fill(finding.hidden),
        evidence,
        next: finding.next,
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
        code if code.contains("CredentialValidation") => Code::GraphTestFailed,
        _ => Code::GraphOther,
    };
    of_finding(finding, USER_NAME, tenant, READ_AS, notes)
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
