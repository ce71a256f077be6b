//! From outcomes to findings. Pure: the same outcomes give the same diagnosis.

mod content;
mod description;
mod network;
mod relay;
mod status;

use crate::checks::check::CheckId;
use crate::checks::run::CheckRun;
use crate::diagnosis::discovery;
use crate::diagnosis::messages::{Code, Finding, Next, VerdictSeverity};
use crate::diagnosis::response_evidence::failure_evidence;
use crate::diagnosis::user_checks;
use crate::http::outcome::{Outcome, Skip};
use crate::scim::content::{list, ok_json};
use crate::scim::evidence::Evidence;
use crate::steps::runner::TestRun;
use crate::steps::step::{StepKind, StepResult};
use crate::tenant_url::{HostKind, TenantUrl};

/// A finding's code and what was seen of it.
type Evaluated = (Code, Vec<Evidence>);

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckVerdict {
    pub check: CheckId,
    pub code: Code,
    /// What its response showed.
    pub evidence: Vec<Evidence>,
    /// The matching attribute that it is about.
    pub attribute: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnosis {
    pub verdicts: Vec<CheckVerdict>,
    /// What to fix first, or that all is well.
    pub overall: Code,
    pub evidence: Vec<Evidence>,
    /// The matching attribute that it is about.
    pub attribute: String,
}

impl Diagnosis {
    pub fn finding(&self) -> &'static Finding {
        self.overall.finding()
    }

    /// Whether the test proves that Entra can connect to `tenant`. A service on
    /// this computer proves nothing, because Entra cannot reach it.
    pub fn proves(&self, tenant: &TenantUrl) -> bool {
        self.passed() && !tenant.is_on_this_computer()
    }

    /// The one thing to do next after a test of `tenant`.
    pub fn next(&self, tenant: &TenantUrl) -> Next {
        match self.finding().next {
            Next::Guide if tenant.is_on_this_computer() => Next::Region,
            next => next,
        }
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

/// Evaluates a test of `tenant`. Checks without a result count as not made.
pub fn diagnose(tenant: &TenantUrl, run: &CheckRun) -> Diagnosis {
    let input = &run.input;
    let evaluate = |id: CheckId, attribute: &str, value: &str| -> Evaluated {
        let outcome = match run.outcome(id) {
            None => return (Code::NotSent, Vec::new()),
            Some(Outcome::NotSent(Skip::NoAttribute)) => return (Code::NotWanted, Vec::new()),
            Some(outcome) => outcome,
        };
        if let Outcome::Relay(error) = outcome
            && !error.kind.is_about_one_request()
        {
            return relay::evaluate(error);
        }
        match id {
            CheckId::Query => first_query(outcome, run, tenant),
            CheckId::SecondQuery | CheckId::ThirdQuery => match outcome {
                // That the service can be reached is known from the first query.
                Outcome::Unreadable { .. } => {
                    let filter = Evidence::Filter(attribute.to_owned());
                    (Code::MatchingUnknown, vec![filter])
                }
                _ => query(outcome, id, attribute, run, tenant),
            },
            CheckId::WrongToken => user_checks::wrong_token(outcome),
            CheckId::FindUser => user_checks::find_by_name(outcome, value, &input.matching),
            CheckId::FindByOther => user_checks::find_by_other(run),
            CheckId::ReadUser => user_checks::read(outcome, input),
            CheckId::Config => description::evaluate(outcome, discovery::config),
            CheckId::ResourceTypes => description::evaluate(outcome, discovery::resource_types),
            CheckId::Schemas => description::evaluate(outcome, discovery::schemas),
        }
    };
    let verdicts = CheckId::STEPS.iter().map(|step| {
        let filter = step.id.filter(input);
        let (attribute, value) = filter.unwrap_or((input.matching.first(), ""));
        let (code, evidence) = evaluate(step.id, attribute, value);
        CheckVerdict {
            check: step.id,
            code,
            evidence,
            attribute: attribute.to_owned(),
        }
    });
    let verdicts: Vec<CheckVerdict> = verdicts.collect();
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
fn first_query(outcome: &Outcome, run: &CheckRun, tenant: &TenantUrl) -> Evaluated {
    let matching = &run.input.matching;
    let (code, mut evidence) = query(outcome, CheckId::Query, matching.first(), run, tenant);
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

/// Evaluates the question for a matching attribute.
fn query(
    outcome: &Outcome,
    id: CheckId,
    attribute: &str,
    run: &CheckRun,
    tenant: &TenantUrl,
) -> Evaluated {
    match outcome {
        Outcome::Response(response) if matches!(response.status, 200 | 204) => {
            content::evaluate(response)
        }
        Outcome::Response(response) => status::evaluate(response, attribute, &Others::of(id, run)),
        Outcome::Redirected { .. } => (Code::Redirected, vec![Evidence::Redirect]),
        Outcome::TimedOut => (Code::TimedOut, failure_evidence(outcome)),
        Outcome::Unreadable { probe, ms } => network::evaluate(tenant, *probe, *ms),
        Outcome::Relay(error) => relay::evaluate(error),
        // Ended by the admin, while it was asked or while it waited for its turn.
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
    fn of(id: CheckId, run: &'a CheckRun) -> Self {
        let is_other = |result: &&StepResult<CheckId>| {
            result.step != id && result.step.query_index().is_some()
        };
        let mut queries = run.results().iter().filter(is_other);
        let described = [CheckId::Config, CheckId::ResourceTypes, CheckId::Schemas];
        Self {
            descriptions: described.iter().filter_map(|id| run.outcome(*id)).collect(),
            query_responded: queries.any(|result| is_list(&result.outcome)),
        }
    }
}

fn is_list(outcome: &Outcome) -> bool {
    ok_json(outcome).is_some_and(|value| list(&value).is_ok())
}

#[cfg(test)]
mod tests;
