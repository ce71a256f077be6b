//! Why an operation failed or was skipped, and who has to do what about it.

mod diagnose;
mod kind;

use serde::{Deserialize, Serialize};

pub use diagnose::diagnose;
pub use kind::CauseKind;

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

impl Cause {
    pub fn info(&self) -> &'static CauseInfo {
        self.kind.info()
    }
}
