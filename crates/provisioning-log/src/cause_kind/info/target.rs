//! Talkdesk and Entra themselves, and what is not known.

use super::{CauseInfo, CauseOwner, CauseSeverity, CauseSource, FixLocation, USUAL};

pub(crate) const RATE_LIMITED: CauseInfo = CauseInfo {
    id: "rate-limited",
    severity: CauseSeverity::Transient,
    owner: CauseOwner::NoAction,
    headline: "Too many requests to Talkdesk",
    explanation: "Talkdesk accepts four requests per second, and Entra sends more in a large first cycle. It has no limit for this application.",
    next_action: "No action needed: Entra tries again. Assign users in smaller batches if it continues, because many failures can end in quarantine.",
    source: CauseSource::Talkdesk,
    ..USUAL
};

pub(crate) const TARGET_UNAVAILABLE: CauseInfo = CauseInfo {
    id: "target-unavailable",
    severity: CauseSeverity::Transient,
    owner: CauseOwner::NoAction,
    headline: "Talkdesk didn’t respond in time",
    explanation: "The service was slow, unavailable or unreachable for a moment, or the connection broke.",
    next_action: "No action needed: Entra tries again in about 40 minutes. If it continues, check Talkdesk’s status page and test the connection here.",
    ..USUAL
};

pub(crate) const TARGET_ERROR: CauseInfo = CauseInfo {
    id: "target-error",
    severity: CauseSeverity::Transient,
    owner: CauseOwner::NoAction,
    headline: "Talkdesk had an internal error",
    explanation: "Something failed in Talkdesk. Usually it works the next time.",
    next_action: "No action needed at first: Entra tries again in about 40 minutes. If the same user fails for a day, a value may cause the error: send the ticket text to Talkdesk.",
    fix: FixLocation::Ticket,
    ..USUAL
};

pub(crate) const TARGET_ERROR_WITH_REASON: CauseInfo = CauseInfo {
    id: "target-error-with-reason",
    owner: CauseOwner::Talkdesk,
    headline: "Talkdesk had an internal error and says why",
    explanation: "Talkdesk returned a status in the 500s with a reason of its own. An error with a reason often returns at each try.",
    next_action: "Read what Talkdesk says in the entry. If the next try fails too, send the ticket text to Talkdesk.",
    fix: FixLocation::Ticket,
    source: CauseSource::Reported,
    ..USUAL
};

pub(crate) const ENTRA_ERROR: CauseInfo = CauseInfo {
    id: "entra-error",
    severity: CauseSeverity::Transient,
    owner: CauseOwner::NoAction,
    headline: "Entra’s provisioning service had an internal error",
    explanation: "Neither Talkdesk nor your setup caused it.",
    next_action: "No action needed: Entra tries again in about 40 minutes. If it continues for days, open a case with Microsoft and include the change ID.",
    ..USUAL
};

pub(crate) const ESCROW_RETRY: CauseInfo = CauseInfo {
    id: "escrow-retry",
    severity: CauseSeverity::Transient,
    owner: CauseOwner::NoAction,
    headline: "Entra tries a failed user again",
    explanation: "The user failed in an earlier cycle. Entra tries again after 6, 12 and 24 hours, then daily for up to 28 days.",
    next_action: "Look up the first failure of the user: it names the cause.",
    source: CauseSource::Provisioning,
    ..USUAL
};

pub(crate) const UNEXPECTED_STATUS: CauseInfo = CauseInfo {
    id: "unexpected-status",
    owner: CauseOwner::Talkdesk,
    headline: "Talkdesk returned an unexpected status",
    explanation: "SCIM doesn’t use this status. A gateway before Talkdesk often has such statuses.",
    next_action: "Read the response in the entry, and test the connection here. If it continues, send the ticket text to Talkdesk.",
    fix: FixLocation::ConnectionTest,
    source: CauseSource::ScimProtocol,
    ..USUAL
};

pub(crate) const UNKNOWN_FAILURE: CauseInfo = CauseInfo {
    id: "unknown-failure",
    headline: "Failed for a reason that isn’t known here",
    explanation: "The log reports a failure. Nothing in it names a cause that this app knows.",
    next_action: "Read the error and the steps of the entry. Provision the user on demand to see each step, or copy the entry for a ticket.",
    fix: FixLocation::Ticket,
    ..USUAL
};
