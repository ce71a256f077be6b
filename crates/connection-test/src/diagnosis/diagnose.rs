//! From outcomes to findings. Pure: the same outcomes give the same diagnosis.

mod content;
mod description;
mod network;
mod status;

use crate::checks::check::{CHECKS, CheckId, CheckInput};
use crate::diagnosis::discovery;
use crate::diagnosis::messages::{Code, Finding, VerdictSeverity};
use crate::diagnosis::response_evidence::failure_evidence;
use crate::diagnosis::user_checks;
use crate::http::outcome::{Outcome, Skip};
use crate::scim::content::{Content, content, list};
use crate::scim::evidence::Evidence;
use crate::tenant_url::{HostKind, TargetService, TenantUrl};

/// A finding's code and what was seen of it.
type Evaluated = (Code, Vec<Evidence>);

/// What one check came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckVerdict {
    pub check: CheckId,
    /// What it came to.
    pub code: Code,
    /// What its response showed.
    pub evidence: Vec<Evidence>,
    /// The matching attribute that it is about.
    pub attribute: String,
}

impl CheckVerdict {
    /// Fills the names of the service and of the attribute into a text.
    pub fn fill(&self, service: TargetService, text: &str) -> String {
        service.fill(text).replace("{attribute}", &self.attribute)
    }
}

/// What the test came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnosis {
    /// One verdict for each check, in order.
    pub verdicts: Vec<CheckVerdict>,
    /// What to fix first, or that all is well.
    pub overall: Code,
    /// The evidence for it.
    pub evidence: Vec<Evidence>,
    /// The matching attribute that it is about.
    pub attribute: String,
}

impl Diagnosis {
    /// Fills the names of the service and of the attribute into a text.
    pub fn fill(&self, service: TargetService, text: &str) -> String {
        service.fill(text).replace("{attribute}", &self.attribute)
    }

    /// The words of the whole.
    pub fn finding(&self) -> &'static Finding {
        self.overall.finding()
    }

    /// Whether the queries for all matching attributes were answered as Entra
    /// needs it, and nothing about the user who was looked for stands in the way
    /// of provisioning, whatever else was found.
    pub fn passed(&self) -> bool {
        let about_user = [CheckId::FindUser, CheckId::FindByOther, CheckId::ReadUser];
        let wrong_user = self.verdicts.iter().any(|verdict| {
            about_user.contains(&verdict.check)
                && verdict.code.finding().severity == VerdictSeverity::Bad
        });
        let mut queries = self
            .verdicts
            .iter()
            .filter(|verdict| verdict.check.query_index().is_some())
            .peekable();
        !wrong_user
            && queries.peek().is_some()
            && queries.all(|verdict| {
                is_good(verdict.code)
                    || matches!(verdict.code, Code::NoMatchingAttribute | Code::NotWanted)
            })
    }
}

/// Evaluates the outcomes of a test of `tenant`, which are those of the checks
/// in order. Checks without an outcome count as not made.
pub fn diagnose(tenant: &TenantUrl, input: &CheckInput, outcomes: &[Outcome]) -> Diagnosis {
    let verdicts: Vec<CheckVerdict> = CHECKS
        .iter()
        .enumerate()
        .map(|(nth, check)| {
            let (attribute, value) = check.filter(input).unwrap_or((input.matching.first(), ""));
            let (code, evidence) = match outcomes.get(nth) {
                None => (Code::NotSent, Vec::new()),
                Some(Outcome::NotSent(Skip::NoAttribute)) => (Code::NotWanted, Vec::new()),
                Some(outcome) => match check.id {
                    CheckId::Query => first_query(outcome, input, outcomes, tenant),
                    CheckId::SecondQuery | CheckId::ThirdQuery => {
                        further_query(nth, attribute, outcomes)
                    }
                    CheckId::WrongToken => user_checks::wrong_token(outcome),
                    CheckId::FindUser => user_checks::find_by_name(outcome, value, &input.matching),
                    CheckId::FindByOther => user_checks::find_by_other(input, outcomes),
                    CheckId::ReadUser => user_checks::read(outcome, input),
                    CheckId::Config => description::evaluate(outcome, discovery::config),
                    CheckId::ResourceTypes => {
                        description::evaluate(outcome, discovery::resource_types)
                    }
                    CheckId::Schemas => description::evaluate(outcome, discovery::schemas),
                },
            };
            CheckVerdict {
                check: check.id,
                code,
                evidence,
                attribute: attribute.to_owned(),
            }
        })
        .collect();
    let here = tenant.host_kind() == HostKind::Loopback;
    let first = verdicts
        .iter()
        .filter(|verdict| verdict.code.finding().severity != VerdictSeverity::Skipped)
        .min_by_key(|verdict| verdict.code.order());
    let (overall, evidence) = match first {
        Some(verdict) if verdict.code == Code::Fine && here => (Code::FineHere, Vec::new()),
        Some(verdict) => (verdict.code, verdict.evidence.clone()),
        None => (Code::NotSent, Vec::new()),
    };
    let attribute = first.map_or(input.matching.first(), |verdict| verdict.attribute.as_str());
    Diagnosis {
        attribute: attribute.to_owned(),
        verdicts,
        overall,
        evidence,
    }
}

/// Whether a query was answered with the empty list that is due.
fn is_good(code: Code) -> bool {
    matches!(code, Code::Fine | Code::SlowedDown | Code::Slow)
}

/// Evaluates Entra's own question, which is the one for the first matching
/// attribute.
fn first_query(
    outcome: &Outcome,
    input: &CheckInput,
    all: &[Outcome],
    tenant: &TenantUrl,
) -> Evaluated {
    let matching = &input.matching;
    let (code, mut evidence) = match outcome {
        Outcome::Response(response) if matches!(response.status, 200 | 204) => {
            content::evaluate(response)
        }
        Outcome::Response(response) => {
            let others = Others::of(0, all);
            status::evaluate(response, matching.first(), &others)
        }
        Outcome::Redirected { .. } => (Code::Redirected, vec![Evidence::Redirect]),
        Outcome::TimedOut => (Code::TimedOut, failure_evidence(outcome)),
        Outcome::Unreadable { probe, ms } => network::evaluate(tenant, *probe, *ms),
        // Ended by the admin, while it was asked or while it waited for its turn.
        Outcome::Cancelled | Outcome::NotSent(Skip::Cancelled) => (Code::Cancelled, Vec::new()),
        Outcome::NotSent(_) => (Code::NotSent, Vec::new()),
    };
    if !is_good(code) {
        return (code, evidence);
    }
    if !matching.left_out().is_empty() {
        let left_out = matching.left_out().iter().cloned();
        evidence.extend(left_out.map(Evidence::NotRequested));
        return (Code::MatchingNotSent, evidence);
    }
    if !matching.is_declared() {
        return (Code::NoMatchingAttribute, evidence);
    }
    (code, evidence)
}

/// Evaluates the question for a further matching attribute. That the service
/// can be reached is known from the first one.
fn further_query(index: usize, attribute: &str, all: &[Outcome]) -> Evaluated {
    let Some(outcome) = all.get(index) else {
        return (Code::NotSent, Vec::new());
    };
    match outcome {
        Outcome::Response(response) if matches!(response.status, 200 | 204) => {
            content::evaluate(response)
        }
        Outcome::Response(response) => {
            status::evaluate(response, attribute, &Others::of(index, all))
        }
        Outcome::Redirected { .. } => (Code::Redirected, vec![Evidence::Redirect]),
        Outcome::TimedOut => (Code::TimedOut, failure_evidence(outcome)),
        Outcome::Unreadable { .. } => (
            Code::MatchingUnknown,
            vec![Evidence::Filter(attribute.to_owned())],
        ),
        Outcome::Cancelled | Outcome::NotSent(Skip::Cancelled) => (Code::Cancelled, Vec::new()),
        Outcome::NotSent(_) => (Code::NotSent, Vec::new()),
    }
}

/// What the other requests of a test tell about one that was not answered well.
struct Others<'a> {
    /// What became of the requests for the service's descriptions.
    descriptions: Vec<&'a Outcome>,
    /// Whether a query for another attribute was answered with a list.
    query_responded: bool,
}

impl<'a> Others<'a> {
    fn of(index: usize, all: &'a [Outcome]) -> Self {
        let queries = all.iter().zip(&CHECKS).enumerate();
        let query_responded = queries
            .filter(|(nth, (_, check))| *nth != index && check.id.query_index().is_some())
            .any(|(_, (outcome, _))| is_list(outcome));
        Self {
            descriptions: descriptions(all),
            query_responded,
        }
    }
}

fn is_list(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Response(response) if response.status == 200 => {
            matches!(content(response), Content::Json(value) if list(&value).is_ok())
        }
        _ => false,
    }
}

/// What became of the checks of a service's descriptions.
fn descriptions(all: &[Outcome]) -> Vec<&Outcome> {
    let described = [CheckId::Config, CheckId::ResourceTypes, CheckId::Schemas];
    all.iter()
        .zip(&CHECKS)
        .filter(|(_, check)| described.contains(&check.id))
        .map(|(outcome, _)| outcome)
        .collect()
}

#[cfg(test)]
mod tests;
