//! The kinds of causes with their texts: what there is, apart from how it is
//! recognized.

mod info;
mod kind;

use provisioning::entra::links::{LOG_CODES, QUARANTINE};
use provisioning::talkdesk::links::SCIM_API;
use serde::{Deserialize, Serialize};

pub(crate) use info::{fill, names_attribute};
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
