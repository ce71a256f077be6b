//! From outcomes to findings. Pure: the same outcomes give the same diagnosis.

mod content;
mod description;
mod network;
mod status;

use super::check::{CHECKS, CheckId};
use super::describe;
use super::evidence::Evidence;
use super::findings::{Code, Finding};
use super::outcome::{Outcome, Skip, TIME_LIMIT_MS};
use super::tenant_url::{HostKind, TenantUrl};
use super::user;
pub(super) use status::evidence as error_evidence;

/// A finding's code and what was seen of it.
type Judged = (Code, Vec<Evidence>);

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
    let verdicts: Vec<Verdict> = CHECKS
        .iter()
        .enumerate()
        .map(|(nth, check)| {
            let (code, evidence) = match outcomes.get(nth) {
                None => (Code::NotAsked, Vec::new()),
                Some(outcome) => match check.id {
                    CheckId::Query => query(outcome, outcomes, tenant),
                    CheckId::WrongToken => user::wrong_token(outcome),
                    CheckId::FindUser => user::find(outcome),
                    CheckId::ReadUser => user::read(outcome),
                    CheckId::Config => description::judge(outcome, describe::config),
                    CheckId::ResourceTypes => description::judge(outcome, describe::resource_types),
                    CheckId::Schemas => description::judge(outcome, describe::schemas),
                },
            };
            Verdict {
                check: check.id,
                code,
                evidence,
            }
        })
        .collect();
    let here = tenant.host_kind() == HostKind::Loopback;
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
fn query(outcome: &Outcome, all: &[Outcome], tenant: &TenantUrl) -> Judged {
    match outcome {
        Outcome::Answered(answer) if matches!(answer.status, 200 | 204) => content::judge(answer),
        Outcome::Answered(answer) => status::judge(answer, &descriptions(all)),
        Outcome::Redirected { .. } => (Code::Redirected, vec![Evidence::Redirect]),
        Outcome::TimedOut => (Code::TimedOut, trouble(outcome)),
        Outcome::Unreadable { probe, ms } => network::judge(tenant, *probe, *ms),
        // Ended by the admin, while it was asked or while it waited for its turn.
        Outcome::Cancelled | Outcome::NotAsked(Skip::Cancelled) => (Code::Cancelled, Vec::new()),
        Outcome::NotAsked(_) => (Code::NotAsked, Vec::new()),
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

/// What is known of an outcome that is no answer.
pub(super) fn trouble(outcome: &Outcome) -> Vec<Evidence> {
    match outcome {
        Outcome::TimedOut => vec![Evidence::Waited(TIME_LIMIT_MS)],
        _ => Vec::new(),
    }
}

#[cfg(test)]
#[path = "diagnose_tests.rs"]
mod tests;
