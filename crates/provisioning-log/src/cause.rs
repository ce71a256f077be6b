//! Why an operation failed or was skipped, and who has to do what about it.

mod attribute;
mod diagnose;
mod info;
mod kind;
mod operation;
mod phrases;
mod rule;
mod rules;
mod scoping;

use provisioning::entra::links::{LOG_CODES, QUARANTINE};
use provisioning::talkdesk::links::SCIM_API;
use serde::{Deserialize, Serialize};

pub use diagnose::diagnose;
pub use kind::CauseKind;

const HOW_PROVISIONING_WORKS: &str =
    "https://learn.microsoft.com/entra/identity/app-provisioning/how-provisioning-works";
const SCIM_SERVICE: &str = "https://learn.microsoft.com/entra/identity/app-provisioning/application-provisioning-config-problem-scim-compatibility";
const SCIM_PROTOCOL: &str = "https://www.rfc-editor.org/rfc/rfc7644#section-3.12";

/// How bad a cause is, the least first. A report leads with the greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CauseSeverity {
    /// Intended, or no change was necessary.
    Harmless,
    /// A skip that may not be intended.
    Check,
    /// Entra tries again, and it usually works.
    Transient,
    /// The user is not provisioned until something is fixed.
    Failure,
    /// A user keeps access that was to end, or no user is provisioned.
    Critical,
}

/// Who has to act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CauseOwner {
    /// The admin, in Entra.
    EntraAdmin,
    /// The admin, in Talkdesk.
    TalkdeskAdmin,
    /// Talkdesk's support.
    Talkdesk,
    /// Entra tries again, or nothing is to be done.
    NoAction,
}

/// How certain it is that this is the cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CauseConfidence {
    /// The code or status allows several causes; this is the most frequent.
    Possible,
    /// The code or status names it, without a detail that confirms it.
    Likely,
    /// What the target or Entra says names it.
    Certain,
}

/// Where a cause is fixed or examined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FixLocation {
    /// The row of the cause's attribute, or all mappings.
    Mapping,
    /// The row of the matching attribute.
    MatchingAttribute,
    /// The number of a step of the guide, such as `2.20`.
    GuideStep(&'static str),
    ConnectionTest,
    LifecycleTest,
    Preflight,
    /// A text for a ticket to Talkdesk.
    Ticket,
    /// Only in the portal or in Talkdesk.
    Elsewhere,
}

/// What a cause is about, besides its kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CauseSubject {
    /// A target attribute, under its real name.
    Attribute(Box<str>),
    /// An error code that is not known.
    Code(Box<str>),
    /// The status of a response.
    HttpStatus(u16),
}

/// Entries have the same cause if `kind` and `subject` are equal.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Cause {
    pub kind: CauseKind,
    pub subject: Option<CauseSubject>,
    /// That of the kind, raised where a failed operation was to end access.
    pub severity: CauseSeverity,
    pub confidence: CauseConfidence,
}

/// What is the same for all causes of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CauseInfo {
    /// A name in kebab-case that stays, for tests, exports and tickets.
    pub id: &'static str,
    pub severity: CauseSeverity,
    pub owner: CauseOwner,
    /// What it is, in a few words, without a period.
    pub headline: &'static str,
    /// Why it happens.
    pub explanation: &'static str,
    /// What to do.
    pub next_action: &'static str,
    pub fix: FixLocation,
    pub source: CauseSource,
}

/// Who documents a cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CauseSource {
    /// Microsoft: error codes of the provisioning log.
    LogCodes,
    /// Microsoft: provisioning in quarantine.
    Quarantine,
    /// Microsoft: how provisioning works, with scoping and skipping.
    Provisioning,
    /// Microsoft: what a SCIM service has to do, with its known issues.
    ScimService,
    /// RFC 7644.
    ScimProtocol,
    /// Talkdesk's documentation of its SCIM API.
    Talkdesk,
    /// Admins, but neither Microsoft nor Talkdesk.
    Reported,
}

impl CauseSource {
    pub fn title(self) -> &'static str {
        match self {
            Self::LogCodes => "Microsoft: error codes of the provisioning log",
            Self::Quarantine => "Microsoft: provisioning in quarantine",
            Self::Provisioning => "Microsoft: how provisioning works",
            Self::ScimService => "Microsoft: what a SCIM service has to do",
            Self::ScimProtocol => "RFC 7644: the SCIM protocol",
            Self::Talkdesk => "Talkdesk: the SCIM API",
            Self::Reported => "Reported by admins, not documented",
        }
    }

    pub fn url(self) -> Option<&'static str> {
        match self {
            Self::LogCodes => Some(LOG_CODES),
            Self::Quarantine => Some(QUARANTINE),
            Self::Provisioning => Some(HOW_PROVISIONING_WORKS),
            Self::ScimService => Some(SCIM_SERVICE),
            Self::ScimProtocol => Some(SCIM_PROTOCOL),
            Self::Talkdesk => Some(SCIM_API),
            Self::Reported => None,
        }
    }
}

impl CauseOwner {
    /// In a sentence or after "Who fixes it".
    pub fn title(self) -> &'static str {
        match self {
            Self::EntraAdmin => "You, in Entra",
            Self::TalkdeskAdmin => "You, in Talkdesk",
            Self::Talkdesk => "Talkdesk’s support",
            Self::NoAction => "No action needed",
        }
    }
}

impl CauseConfidence {
    pub fn title(self) -> &'static str {
        match self {
            Self::Possible => "Possible",
            Self::Likely => "Likely",
            Self::Certain => "Certain",
        }
    }
}

impl CauseSubject {
    pub fn text(&self) -> String {
        match self {
            Self::Attribute(name) => name.to_string(),
            Self::Code(code) => code.to_string(),
            Self::HttpStatus(status) => status.to_string(),
        }
    }
}

impl Cause {
    /// A cause without a subject, as in the reference.
    pub fn of_kind(kind: CauseKind) -> Cause {
        Cause {
            kind,
            subject: None,
            severity: kind.info().severity,
            confidence: CauseConfidence::Certain,
        }
    }

    pub fn info(&self) -> &'static CauseInfo {
        self.kind.info()
    }

    /// The target attribute that it is about.
    pub fn attribute(&self) -> Option<&str> {
        match &self.subject {
            Some(CauseSubject::Attribute(name)) => Some(name),
            _ => None,
        }
    }

    /// What it is, in a few words, without a period.
    pub fn headline(&self) -> String {
        let headline = info::fill(self.info().headline, self.attribute());
        match &self.subject {
            Some(CauseSubject::Code(code)) => format!("{headline}: {code}"),
            Some(CauseSubject::HttpStatus(status)) => format!("{headline}: {status}"),
            Some(CauseSubject::Attribute(_)) | None => headline,
        }
    }

    pub fn explanation(&self) -> String {
        info::fill(self.info().explanation, self.attribute())
    }

    pub fn next_action(&self) -> String {
        info::fill(self.info().next_action, self.attribute())
    }
}

#[cfg(test)]
mod tests;
