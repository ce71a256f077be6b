//! What a response proves for a setup, decided by its values.

mod app_roles;
mod application;
mod assignments;
mod contradiction;
mod job;
mod log;
mod mappings;
mod on_demand;
mod owner;
mod secrets;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use setup::tenant_evidence::EvidenceKind;

use crate::EvidencePlan;
use crate::json::next_page;
use crate::read_error::GraphRequestError;

pub use contradiction::Contradiction;
pub use on_demand::OnDemandFailure;

pub(crate) use app_roles::app_roles;
pub(crate) use application::application;
pub(crate) use assignments::assignments;
pub(crate) use job::job;
pub(crate) use log::log;
pub(crate) use mappings::mappings;
pub(crate) use on_demand::{is_on_demand, on_demand};
pub(crate) use secrets::secrets;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum EvidenceVerdict {
    Proven { what: ProvenFact },
    Contradicted { reasons: Vec<Contradiction> },
    Unknown { why: UnknownReason },
}

impl EvidenceVerdict {
    /// Contradicted if there is a reason, otherwise proven.
    pub(crate) fn of(reasons: Vec<Contradiction>, what: ProvenFact) -> Self {
        match reasons.is_empty() {
            true => Self::Proven { what },
            false => Self::Contradicted { reasons },
        }
    }

    pub(crate) fn contradicted(reason: Contradiction) -> Self {
        Self::Contradicted {
            reasons: vec![reason],
        }
    }

    pub(crate) fn unknown(why: UnknownReason) -> Self {
        Self::Unknown { why }
    }

    /// A member with this name is missing or has another form.
    pub(crate) fn missing(name: &str) -> Self {
        Self::unknown(UnknownReason::Missing(name.to_owned()))
    }

    pub fn is_proven(&self) -> bool {
        matches!(self, Self::Proven { .. })
    }
}

/// What a response proves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProvenFact {
    /// A custom application of this name exists.
    Application {
        name: String,
    },
    /// There is a job of this template.
    Configured {
        template: String,
    },
    /// Tenant URL and secret token are stored; their values are not shown.
    Credentials,
    /// Failures are sent to so many recipients, and accidental deletion stops
    /// at so many users.
    Notification {
        recipients: usize,
        limit: u64,
    },
    /// So many mappings are as planned.
    Mappings {
        rows: usize,
    },
    /// So many app roles are there.
    AppRoles {
        roles: usize,
    },
    UsersAssigned {
        users: usize,
        groups: usize,
    },
    /// The user was provisioned, or was up to date already.
    OnDemand {
        is_up_to_date: bool,
    },
    Started,
    /// The last cycle in the log, with its number of entries and latest time.
    Healthy {
        entries: usize,
        latest: Option<String>,
    },
}

/// Why a response neither proves nor contradicts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum UnknownReason {
    /// The list has more pages.
    Incomplete(PageLimit),
    /// PowerShell printed only a part of it.
    CutByPowerShell,
    /// A member with this name is missing or has another form.
    Missing(String),
    SeveralApplications(usize),
    SeveralJobs(usize),
    /// The setup has no Tenant URL to compare with.
    NoTenantUrl,
    /// The secrets of another way to sign in to Talkdesk.
    OtherSignIn,
    /// A user was provisioned, or was up to date already, and nothing shows in
    /// which application.
    OwnerNotShown {
        is_up_to_date: bool,
    },
    /// The notification settings are hidden or of another form.
    SettingsHidden,
    /// A template and not the schema of a job.
    SchemaTemplate,
    /// The schema, as its reader says it.
    Schema(String),
    /// The setup has no mapping that uses app roles.
    NoAppRolesPlanned,
    NoEntries,
    /// Entries that could not be read.
    DamagedLog,
    /// Entries that do not say how they ended.
    EntriesWithoutOutcome(usize),
    /// A status that no documentation has.
    UnknownStatus(String),
    Graph(GraphRequestError),
    /// The script did not know the application or its job.
    NotSent,
}

/// Why a list ends before its last page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PageLimit {
    /// It is one page as Microsoft Graph gave it.
    FirstPage,
    /// The script reads no more pages.
    Script,
    /// The page reads no more of them after a sign-in.
    SignIn,
}

/// What the scripts write in place of the address of the next page.
const SCRIPT_NEXT_PAGE: &str = "more";

/// That a list has more pages; nothing for one that is whole.
pub(crate) fn incomplete(document: &Value, plan: &EvidencePlan) -> Option<UnknownReason> {
    let next = next_page(document)?;
    Some(UnknownReason::Incomplete(match next.as_str() {
        Some(SCRIPT_NEXT_PAGE) => PageLimit::Script,
        _ if plan.is_sent_here => PageLimit::SignIn,
        _ => PageLimit::FirstPage,
    }))
}

/// A verdict on one kind, with the steps of the guide that it proves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceResult {
    pub kind: EvidenceKind,
    pub verdict: EvidenceVerdict,
    /// A contradiction of one step leaves others proven.
    pub proven_steps: Vec<String>,
}

impl EvidenceResult {
    /// All steps of the kind are proven, or none.
    pub(crate) fn whole(kind: EvidenceKind, verdict: EvidenceVerdict) -> Self {
        let proven_steps = match verdict.is_proven() {
            true => kind
                .proves()
                .iter()
                .map(|step| (*step).to_owned())
                .collect(),
            false => Vec::new(),
        };
        Self {
            kind,
            verdict,
            proven_steps,
        }
    }

    /// Whether the response says why, so that it is worth explaining.
    pub fn has_cause(&self) -> bool {
        match &self.verdict {
            EvidenceVerdict::Contradicted { reasons } => {
                reasons.iter().any(Contradiction::has_cause)
            }
            EvidenceVerdict::Proven { .. } | EvidenceVerdict::Unknown { .. } => false,
        }
    }

    /// Whether it may be of an application or job that took the place of the
    /// known one, so that forgetting the evidence is a way out.
    pub fn is_of_replacement(&self) -> bool {
        match &self.verdict {
            EvidenceVerdict::Contradicted { reasons } => {
                reasons.iter().any(Contradiction::is_of_replacement)
            }
            EvidenceVerdict::Proven { .. } | EvidenceVerdict::Unknown { .. } => false,
        }
    }

    pub(crate) fn unknown(kind: EvidenceKind, why: UnknownReason) -> Self {
        Self::whole(kind, EvidenceVerdict::unknown(why))
    }
}

/// Of two results of a kind, the one that says less good things counts.
pub(crate) fn add(results: &mut Vec<EvidenceResult>, new: EvidenceResult) {
    let rank = |result: &EvidenceResult| match result.verdict {
        EvidenceVerdict::Contradicted { .. } => 0,
        EvidenceVerdict::Unknown { .. } => 1,
        EvidenceVerdict::Proven { .. } => 2,
    };
    match results.iter_mut().find(|own| own.kind == new.kind) {
        Some(own) if rank(&new) < rank(own) => *own = new,
        Some(_) => {}
        None => results.push(new),
    }
}
