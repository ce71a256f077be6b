//! From outcomes to findings. Pure: the same outcomes give the same diagnosis.

use serde_json::Value;

use super::answer::{Content, ListFault, content, list, scim_error};
use super::check::{CHECKS, CheckId};
use super::describe;
use super::evidence::Evidence;
use super::findings::{Code, Finding};
use super::outcome::{Answer, Outcome, Probe, TIME_LIMIT_MS};
use super::tenant_url::{HostKind, TenantUrl};
use super::user;

/// From here on an answer to Entra's question counts as slow, in
/// milliseconds. How long Entra waits is not documented; a person at the
/// portal finds five seconds long.
const SLOW_MS: u32 = 5_000;

/// What one check came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Which check.
    pub check: CheckId,
    /// What it came to.
    pub code: Code,
    /// What its answer showed.
    pub evidence: Vec<Evidence>,
}

/// What the test came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnosis {
    /// One verdict for each check, in order.
    pub verdicts: Vec<Verdict>,
    /// What to mend first, or that all is well.
    pub overall: Code,
    /// The evidence for it.
    pub evidence: Vec<Evidence>,
}

impl Diagnosis {
    /// The words of the whole.
    pub fn finding(&self) -> &'static Finding {
        self.overall.finding()
    }

    /// Whether Entra's own test passed, whatever else was found.
    pub fn passed(&self) -> bool {
        self.verdicts.first().is_some_and(|verdict| {
            matches!(verdict.code, Code::Fine | Code::SlowedDown | Code::Slow)
        })
    }
}

/// Judges the outcomes of a test of `tenant`, which are those of the checks in
/// order. Checks without an outcome count as not made.
pub fn diagnose(tenant: &TenantUrl, outcomes: &[Outcome]) -> Diagnosis {
    let here = tenant.host_kind() == HostKind::Loopback;
    let verdicts: Vec<Verdict> = CHECKS
        .iter()
        .enumerate()
        .map(|(nth, check)| {
            let (code, evidence) = match outcomes.get(nth) {
                None => (Code::NotAsked, Vec::new()),
                Some(outcome) => match check.id {
                    CheckId::Query => query(outcome, outcomes, here),
                    CheckId::WrongToken => user::wrong_token(outcome),
                    CheckId::FindUser => user::find(outcome),
                    CheckId::ReadUser => user::read(outcome),
                    CheckId::Config => description(outcome, describe::config),
                    CheckId::ResourceTypes => description(outcome, describe::resource_types),
                    CheckId::Schemas => description(outcome, describe::schemas),
                },
            };
            Verdict {
                check: check.id,
                code,
                evidence,
            }
        })
        .collect();
    let first = verdicts
        .iter()
        .filter(|verdict| verdict.code != Code::NotAsked)
        .min_by_key(|verdict| verdict.code.order());
    let (overall, evidence) = match first {
        Some(verdict) if verdict.code == Code::Fine && here => (Code::FineHere, Vec::new()),
        Some(verdict) => (verdict.code, verdict.evidence.clone()),
        None => (Code::NotAsked, Vec::new()),
    };
    Diagnosis {
        verdicts,
        overall,
        evidence,
    }
}

/// Judges Entra's own question.
fn query(outcome: &Outcome, all: &[Outcome], here: bool) -> (Code, Vec<Evidence>) {
    let answer = match outcome {
        Outcome::Answered(answer) => answer,
        Outcome::Redirected { .. } => return (Code::Redirected, Vec::new()),
        Outcome::TimedOut => return (Code::TimedOut, vec![Evidence::Waited(TIME_LIMIT_MS)]),
        Outcome::Cancelled => return (Code::Cancelled, Vec::new()),
        Outcome::NotAsked(_) => return (Code::NotAsked, Vec::new()),
        Outcome::Unreadable { probe, .. } => {
            let code = match probe {
                Probe::Reached => Code::Unreadable,
                Probe::Offline => Code::Offline,
                Probe::Nothing | Probe::TimedOut if here => Code::UnreachableHere,
                Probe::Nothing | Probe::TimedOut => Code::Unreachable,
            };
            return (code, Vec::new());
        }
    };
    if answer.status == 200 {
        return query_content(answer);
    }
    let mut evidence = error_evidence(answer);
    let scim = evidence.contains(&Evidence::ScimError);
    let described = descriptions(all).any(is_description);
    if described && !scim {
        evidence.push(Evidence::AddressRight);
    }
    let code = match answer.status {
        401 => Code::TokenRefused,
        403 => Code::Forbidden,
        // A SCIM service may well say in SCIM that a path leads nowhere, so
        // its descriptions decide where there are any.
        404 if described => Code::EmptyAsNotFound,
        404 if scim && !descriptions(all).any(is_not_found) => Code::EmptyAsNotFound,
        404 => Code::WrongPath,
        429 => Code::Throttled,
        400..=499 => Code::RequestRefused,
        500..=599 => Code::ServerError,
        _ => Code::OddStatus,
    };
    (code, evidence)
}

fn query_content(answer: &Answer) -> (Code, Vec<Evidence>) {
    let value = match content(answer) {
        Content::Json(value) => value,
        Content::Html(title) => {
            return (Code::Html, title.into_iter().map(Evidence::Title).collect());
        }
        Content::Empty => return (Code::Empty, Vec::new()),
        Content::TooLong => return (Code::TooLong, Vec::new()),
        Content::Text => return (Code::NotJson, media_evidence(answer)),
    };
    match list(&value) {
        Ok(list) if list.total > 0 || !list.resources.is_empty() => {
            let count = list.total.max(list.resources.len() as u64);
            (Code::FilterIgnored, vec![Evidence::Found(count)])
        }
        Ok(_) => in_order(answer),
        Err(ListFault::NotScim) => (Code::NotScim, scim_error(&value).unwrap_or_default()),
        Err(ListFault::Broken(faults)) => (Code::BrokenList, faults),
    }
}

/// Judges how an answer came that says what it should.
fn in_order(answer: &Answer) -> (Code, Vec<Evidence>) {
    let mut evidence = media_evidence(answer);
    let code = if answer.throttled > 0 {
        evidence.push(Evidence::Throttled(answer.throttled));
        Code::SlowedDown
    } else if answer.ms > SLOW_MS {
        evidence.push(Evidence::Took(answer.ms));
        Code::Slow
    } else {
        Code::Fine
    };
    (code, evidence)
}

/// What became of the checks of a service's descriptions.
fn descriptions(all: &[Outcome]) -> impl Iterator<Item = &Outcome> {
    let described = [CheckId::Config, CheckId::ResourceTypes, CheckId::Schemas];
    all.iter()
        .zip(&CHECKS)
        .filter(move |(_, check)| described.contains(&check.id))
        .map(|(outcome, _)| outcome)
}

/// What is known of an outcome that is no answer.
pub(super) fn trouble(outcome: &Outcome) -> Vec<Evidence> {
    match outcome {
        Outcome::TimedOut => vec![Evidence::Waited(TIME_LIMIT_MS)],
        _ => Vec::new(),
    }
}

/// Judges a description, which Entra does not ask for: never worse than a
/// remark.
fn description(
    outcome: &Outcome,
    judge: fn(&Value) -> (Code, Vec<Evidence>),
) -> (Code, Vec<Evidence>) {
    let answer = match outcome {
        Outcome::Answered(answer) => answer,
        Outcome::Cancelled | Outcome::NotAsked(_) => return (Code::NotAsked, Vec::new()),
        Outcome::TimedOut => {
            return (
                Code::DescriptionFailed,
                vec![Evidence::Waited(TIME_LIMIT_MS)],
            );
        }
        Outcome::Redirected { .. } | Outcome::Unreadable { .. } => {
            return (Code::DescriptionFailed, Vec::new());
        }
    };
    match answer.status {
        200 => {}
        401 | 403 => return (Code::DescriptionRefused, error_evidence(answer)),
        429 | 500 | 502..=599 => return (Code::DescriptionFailed, error_evidence(answer)),
        _ => return (Code::NoDescription, error_evidence(answer)),
    }
    match content(answer) {
        Content::Json(value) => judge(&value),
        Content::Html(title) => {
            let title = title.into_iter().map(Evidence::Title).collect();
            (Code::NoDescription, title)
        }
        _ => (Code::OddDescription, media_evidence(answer)),
    }
}

/// What an answer other than 200 tells.
pub(super) fn error_evidence(answer: &Answer) -> Vec<Evidence> {
    let mut evidence = vec![Evidence::Status(answer.status)];
    match content(answer) {
        Content::Json(value) => {
            evidence.extend(scim_error(&value).unwrap_or_else(|| plain_error(&value)));
        }
        Content::Html(title) => evidence.extend(title.map(Evidence::Title)),
        _ => {}
    }
    let header = |name| answer.header(name).map(str::to_owned);
    evidence.extend(header("www-authenticate").map(Evidence::Challenge));
    evidence.extend(header("retry-after").map(Evidence::RetryAfter));
    if answer.throttled > 0 {
        evidence.push(Evidence::Throttled(answer.throttled));
    }
    evidence
}

/// What an error that is JSON but not SCIM says under the usual names.
fn plain_error(value: &Value) -> Vec<Evidence> {
    let said = ["message", "detail", "error_description", "error", "title"]
        .iter()
        .find_map(|name| value.get(name)?.as_str());
    said.map(|text| Evidence::Said(text.chars().take(300).collect()))
        .into_iter()
        .collect()
}

fn media_evidence(answer: &Answer) -> Vec<Evidence> {
    match answer.media_type() {
        Some(kind) if kind == "application/scim+json" || kind == "application/json" => Vec::new(),
        other => vec![Evidence::MediaType(other)],
    }
}

/// Whether an outcome is a description that only a SCIM service gives.
fn is_description(outcome: &Outcome) -> bool {
    let Outcome::Answered(answer) = outcome else {
        return false;
    };
    let Content::Json(value) = content(answer) else {
        return false;
    };
    answer.status == 200 && (describe::is_config(&value) || list(&value).is_ok())
}

fn is_not_found(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Answered(answer) if answer.status == 404)
}

#[cfg(test)]
#[path = "diagnose_tests.rs"]
mod tests;
