//! The whole job, and other parts of the portal.

use super::{CauseInfo, CauseOwner, CauseSeverity, CauseSource, FixLocation, USUAL};

/// What all kinds of quarantine have in common.
const QUARANTINE: CauseInfo = CauseInfo {
    severity: CauseSeverity::Critical,
    source: CauseSource::Quarantine,
    ..USUAL
};

pub(crate) const QUARANTINE_FOR_CONNECTION: CauseInfo = CauseInfo {
    id: "quarantine-for-connection",
    headline: "Provisioning is in quarantine: the connection fails",
    explanation: "Talkdesk rejected the credentials or didn’t respond with SCIM. Entra now tries once a day and turns provisioning off after four weeks.",
    next_action: "Test the connection here, fix what it reports, save the credentials in the portal, then choose Restart provisioning.",
    fix: FixLocation::ConnectionTest,
    ..QUARANTINE
};

pub(crate) const QUARANTINE_FOR_FAILURES: CauseInfo = CauseInfo {
    id: "quarantine-for-failures",
    headline: "Provisioning is in quarantine: too many users failed",
    explanation: "A large share of the users failed, usually all for the same reason.",
    next_action: "Open the provisioning log here, fix the cause that most users have, then choose Restart provisioning.",
    fix: FixLocation::GuideStep("2.20"),
    ..QUARANTINE
};

pub(crate) const QUARANTINE_FOR_DELETIONS: CauseInfo = CauseInfo {
    id: "quarantine-for-deletions",
    headline: "Provisioning is in quarantine: more deletions than you allowed",
    explanation: "The limit for accidental deletions was reached, often because a group was unassigned or a scoping filter was changed.",
    next_action: "Check assignments and scoping filters. If the deletions are intended, allow them in the portal.",
    fix: FixLocation::GuideStep("2.5a"),
    ..QUARANTINE
};

pub(crate) const QUARANTINE_ON_DEMAND: CauseInfo = CauseInfo {
    id: "quarantine-on-demand",
    headline: "Provisioning is in quarantine on request",
    explanation: "The job was put in quarantine by a request, not by failures. Microsoft’s support can do so.",
    next_action: "Choose Restart provisioning. If the quarantine returns, open a case with Microsoft.",
    fix: FixLocation::GuideStep("2.20"),
    ..QUARANTINE
};

pub(crate) const INGESTION_INTERRUPTED: CauseInfo = CauseInfo {
    id: "ingestion-interrupted",
    headline: "Provisioning is in quarantine: reading the users was interrupted",
    explanation: "Entra couldn’t finish reading users from the source. Talkdesk isn’t involved.",
    next_action: "Choose Restart provisioning. If it returns, open a case with Microsoft and include the job ID.",
    fix: FixLocation::GuideStep("2.20"),
    ..QUARANTINE
};

pub(crate) const QUARANTINE_UNKNOWN: CauseInfo = CauseInfo {
    id: "quarantine-unknown",
    headline: "Provisioning is in quarantine",
    explanation: "No user is created, changed or deactivated as usual. Entra tries once a day and turns provisioning off after four weeks.",
    next_action: "Read the reason and the error of the job. Test the connection here, fix what it reports, then choose Restart provisioning.",
    fix: FixLocation::ConnectionTest,
    ..QUARANTINE
};

pub(crate) const ENTRY_ERRORS: CauseInfo = CauseInfo {
    id: "entry-errors",
    owner: CauseOwner::EntraAdmin,
    headline: "The last cycle ended with failed users",
    explanation: "The cycle itself finished, but some users failed. Entra tries them again.",
    next_action: "Open the provisioning log here: it shows who failed and why.",
    fix: FixLocation::GuideStep("2.20"),
    source: CauseSource::Provisioning,
    ..USUAL
};

pub(crate) const GROUP_RULE_INVALID: CauseInfo = CauseInfo {
    id: "group-rule-invalid",
    headline: "The rule of a dynamic group has a syntax error",
    explanation: "This message is from the rule builder of dynamic groups, not from provisioning. Rules have their own language, with properties such as user.department and operators such as -eq.",
    next_action: "Correct the rule at the position that the message names.",
    source: CauseSource::Reported,
    ..USUAL
};
