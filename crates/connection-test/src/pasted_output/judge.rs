//! Says what a reading means, by the rules of a live answer.

use serde_json::Value;

use super::read::{Form, Graph, Pasted, Reading};
use crate::checks::check::{Asked, CHECKS, CheckId};
use crate::checks::describe::is_config;
use crate::checks::matching::Matching;
use crate::diagnosis::diagnose::diagnose;
use crate::diagnosis::evidence::{Evidence, reason};
use crate::diagnosis::findings::{Code, Grade, Next};
use crate::http::outcome::{Outcome, Skip};
use crate::provisioning_codes::log::Log;
use crate::provisioning_codes::search;
use crate::provisioning_codes::{Act, Origin, ProvisioningCode};
use crate::tenant_url::{Scheme, TenantUrl};
use provisioning::talkdesk::{EXTERNAL_ID, USER_NAME};

/// What a pasted text means, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// How the text was taken.
    pub read_as: &'static str,
    /// How good or bad it is.
    pub grade: Grade,
    /// The verdict in a sentence.
    pub headline: String,
    /// Why it is so.
    pub cause: String,
    /// What to do.
    pub remedy: String,
    /// What this cannot tell. Empty if nothing is left open.
    pub hidden: String,
    /// What was seen.
    pub evidence: Vec<String>,
    /// The one thing to do next, if the page can help with it.
    pub next: Option<Next>,
    /// Where the meaning is written.
    pub origin: Option<Origin>,
}

/// What the box takes, for a text that it does not understand.
pub const TAKES: &str = "The box takes what curl -i or the commands above print, PowerShell’s error text, the body of an answer, an answer of Microsoft Graph, the message of Test connection in the portal, and an error code or entry of the provisioning log.";

/// Judges a reading of a test of `tenant`, if that is known, for a setup with
/// these matching attributes. Nothing for an empty text.
pub fn judge(
    reading: &Reading,
    tenant: Option<&TenantUrl>,
    matching: &Matching,
) -> Option<Judgement> {
    let anyone = anyone();
    let tenant = tenant.unwrap_or(&anyone);
    Some(match reading {
        Reading::Nothing => return None,
        Reading::Answer(pasted) => answer(pasted, tenant, matching),
        Reading::Failed(failure) => {
            let said = vec![format!("It says: “{}”", failure.line)];
            of_code(failure.code, "Read as a tool’s error.", said, tenant)
        }
        Reading::Graph(graph) => of_graph(graph, tenant),
        Reading::Codes(rows, log) => of_codes(rows, log.as_ref()),
        Reading::Unknown => unknown(),
    })
}

/// The address of nobody in particular, for words only.
fn anyone() -> TenantUrl {
    TenantUrl {
        scheme: Scheme::Https,
        host: String::new(),
        port: None,
        path: String::new(),
        query: None,
        fragment: None,
        credentials: false,
    }
}

fn answer(pasted: &Pasted, tenant: &TenantUrl, matching: &Matching) -> Judgement {
    let status = pasted.answer.status;
    let attribute = attribute_of(pasted, matching);
    let asked = Asked {
        matching: Matching::by(&[attribute]),
        ..Asked::default()
    };
    let mut notes = Vec::new();
    let (code, evidence) = match status {
        407 => (Code::ToolProxy, vec![Evidence::Status(status)]),
        300..=399 => (Code::MovedTo, vec![Evidence::Status(status)]),
        404 if !pasted.body_seen => (Code::BareNotFound, vec![Evidence::Status(status)]),
        200 if !pasted.body_seen => (Code::BareOk, vec![Evidence::Status(status)]),
        _ => {
            let done = diagnose(tenant, &asked, &outcomes(pasted));
            match done.overall {
                // Told from one answer, this would blame the service for what
                // may be a wrong path.
                Code::EmptyAsNotFound => (Code::BareNotFound, done.evidence),
                code => (code, done.evidence),
            }
        }
    };
    notes.extend(evidence.iter().map(Evidence::words));
    notes.extend(pasted.location.iter().map(|to| format!("It leads to {to}")));
    for (status, to) in &pasted.before {
        let to = to.as_deref().unwrap_or("an address that it does not name");
        notes.push(format!(
            "Before, {status}{} led to {to}. Entra does not follow that.",
            reason(*status)
        ));
    }
    if code == Code::FilterIgnored {
        notes.push(
            "This holds if the command of this page was run unchanged: it asks for a name that nobody has.".to_owned(),
        );
    }
    if let Some(row) = pasted.code {
        notes.push(format!("The code with it means: {}.", row.means));
    }
    let read_as = match pasted.form {
        Form::Whole => "Read as an answer with status and headers.",
        Form::Sentence => "Read as a tool’s sentence about the status.",
        Form::Body if status == 200 => {
            "Read as the body of an answer; its status was taken to be 200."
        }
        Form::Body => "Read as the body of an error.",
        Form::Portal => "Read as the answer that Entra itself got.",
    };
    of_code_for(attribute, code, read_as, notes, tenant)
}

/// The attribute that the pasted response is about: one that it names, or else
/// the first matching attribute of the setup.
fn attribute_of<'a>(pasted: &Pasted, matching: &'a Matching) -> &'a str {
    let body = pasted.answer.body.text.to_lowercase();
    let named = |attribute: &&str| body.contains(&attribute.to_lowercase());
    let own = matching.attributes().iter().map(String::as_str);
    let success = pasted.answer.status == 200;
    let named = own
        .chain([USER_NAME, EXTERNAL_ID])
        // A user in a list has every attribute, so only an error tells.
        .find(|attribute| !success && named(attribute));
    named.unwrap_or(matching.first())
}

/// The answer in the place of the check that it answers. Whoever looks closer
/// pastes a description of the service too, which is none of Entra's question.
fn outcomes(pasted: &Pasted) -> Vec<Outcome> {
    let value: Option<Value> = serde_json::from_str(&pasted.answer.body.text).ok();
    let check = value.as_ref().filter(|_| pasted.answer.status == 200);
    let place = match check {
        Some(value) if is_config(value) => CheckId::Config,
        Some(value) if lists_schemas(value) => CheckId::Schemas,
        _ => CheckId::Query,
    };
    let place = CHECKS.iter().position(|check| check.id == place);
    let place = place.unwrap_or_default();
    let mut outcomes = vec![Outcome::NotAsked(Skip::NoAnswer); place];
    outcomes.push(Outcome::Answered(pasted.answer.clone()));
    outcomes
}

/// Whether a list is one of schemas, whose ids are URNs (RFC 7643 section 7).
fn lists_schemas(value: &Value) -> bool {
    let first = value.pointer("/Resources/0/id").and_then(Value::as_str);
    first.is_some_and(|id| id.starts_with("urn:"))
}

fn of_code(
    code: Code,
    read_as: &'static str,
    evidence: Vec<String>,
    tenant: &TenantUrl,
) -> Judgement {
    of_code_for(USER_NAME, code, read_as, evidence, tenant)
}

fn of_code_for(
    attribute: &str,
    code: Code,
    read_as: &'static str,
    evidence: Vec<String>,
    tenant: &TenantUrl,
) -> Judgement {
    let finding = code.finding();
    let fill = |text: &str| {
        tenant
            .service()
            .fill(text)
            .replace("{attribute}", attribute)
    };
    Judgement {
        read_as,
        grade: finding.grade,
        headline: fill(finding.headline),
        cause: fill(finding.cause),
        remedy: fill(finding.remedy),
        hidden: fill(finding.hidden),
        evidence,
        next: Some(finding.next),
        origin: None,
    }
}

fn of_graph(graph: &Graph, tenant: &TenantUrl) -> Judgement {
    const READ_AS: &str = "Read as an answer of Microsoft Graph.";
    let code = graph.code.as_deref().unwrap_or_default();
    let message = graph.message.as_deref().unwrap_or_default();
    let mut notes: Vec<String> = Vec::new();
    notes.extend(graph.status.map(|status| Evidence::Status(status).words()));
    if !code.is_empty() {
        notes.push(format!("Its code is “{code}”."));
    }
    if !message.is_empty() {
        notes.push(format!("It says: “{message}”"));
    }
    let finding = match code {
        _ if graph.status == Some(204) => Code::GraphPassed,
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
    of_code(finding, READ_AS, notes, tenant)
}

fn of_row(row: &ProvisioningCode, read_as: &'static str, evidence: Vec<String>) -> Judgement {
    Judgement {
        read_as,
        grade: match row.act {
            Act::Mend => Grade::Bad,
            Act::Wait => Grade::Remark,
            Act::Know => Grade::Skipped,
        },
        headline: row.means.to_owned(),
        cause: row.cause.to_owned(),
        remedy: row.remedy.to_owned(),
        hidden: String::new(),
        evidence,
        next: None,
        origin: Some(row.origin),
    }
}

fn of_codes(rows: &[&'static ProvisioningCode], log: Option<&Log>) -> Judgement {
    let read_as = match log {
        Some(_) => "Read as entries of the provisioning log.",
        None => "Read as an error code of Entra.",
    };
    let mut notes: Vec<String> = log.map(log_notes).unwrap_or_default();
    match rows.split_first() {
        Some((first, more)) => {
            notes.extend(
                first
                    .codes
                    .first()
                    .map(|code| format!("The code is {code}.")),
            );
            notes.extend(more.iter().map(|row| {
                let code = row.codes.first().copied().unwrap_or("another sentence");
                format!("It also names {code}: {}.", row.means)
            }));
            of_row(first, read_as, notes)
        }
        None => {
            let known = log.is_some_and(|log| log.entries.iter().all(|entry| entry.code.is_none()));
            let [headline, cause, remedy] = if known {
                [
                    "The log names no error",
                    "None of these entries has an error code.",
                    "Nothing has to be done for them.",
                ]
            } else {
                [
                    "This code is not known here",
                    "The entry is one of the provisioning log, but its code is not in Microsoft’s table.",
                    "Read what the log says about it, below. The steps of the entry in the portal tell which value was sent.",
                ]
            };
            Judgement {
                read_as,
                grade: if known { Grade::Good } else { Grade::Unknown },
                headline: headline.to_owned(),
                cause: cause.to_owned(),
                remedy: remedy.to_owned(),
                hidden: String::new(),
                evidence: notes,
                next: None,
                origin: None,
            }
        }
    }
}

/// What a log says, in a few lines.
pub fn log_notes(log: &Log) -> Vec<String> {
    let counts: Vec<String> = log
        .counts()
        .iter()
        .map(|(status, count)| format!("{count} {status}"))
        .collect();
    let mut notes = vec![match log.entries.len() {
        1 => format!("One entry: {}.", counts.join(", ")),
        count => format!("{count} entries: {}.", counts.join(", ")),
    }];
    if log.left > 0 {
        notes.push(format!("{} more entries were not read.", log.left));
    }
    let failed = log.entries.iter().filter(|entry| entry.code.is_some());
    for entry in failed.take(3) {
        let who = entry.who.as_deref().unwrap_or("Somebody");
        let code = entry.code.as_deref().unwrap_or_default();
        let said: Vec<&str> = entry
            .reason
            .iter()
            .chain(&entry.steps)
            .map(String::as_str)
            .take(2)
            .collect();
        notes.push(
            format!("{who}: {code}. {}", said.join(" "))
                .trim_end()
                .to_owned(),
        );
    }
    notes
}

fn unknown() -> Judgement {
    Judgement {
        read_as: "Not understood.",
        grade: Grade::Skipped,
        headline: "This text is not understood".to_owned(),
        cause: "There is no status, no answer and no known error in it.".to_owned(),
        remedy: TAKES.to_owned(),
        hidden: String::new(),
        evidence: Vec::new(),
        next: None,
        origin: None,
    }
}

impl Judgement {
    /// All of it as plain text for a ticket, with the beginning of what was
    /// pasted. `pasted` has to be without secrets.
    pub fn ticket(&self, pasted: &str) -> String {
        /// The most pasted text that goes along, in characters.
        const SHOWN: usize = 4_000;
        let mut text = format!("{}\n{}\n{}\n", self.headline, self.cause, self.remedy);
        if !self.hidden.is_empty() {
            text.push_str(&format!("Not known: {}\n", self.hidden));
        }
        for line in &self.evidence {
            text.push_str(&format!("- {line}\n"));
        }
        text.push_str(&format!("\n{}\n\n", self.read_as));
        match pasted.char_indices().nth(SHOWN) {
            Some((at, _)) => text.push_str(&format!("{}\n(shortened)\n", &pasted[..at])),
            None => text.push_str(pasted),
        }
        text
    }
}
