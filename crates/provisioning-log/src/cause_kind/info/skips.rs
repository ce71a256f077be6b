//! Users that Entra skipped or warned about.

use super::{CauseInfo, CauseOwner, CauseSeverity, CauseSource, FixLocation, USUAL};

pub(crate) const IN_SYNC: CauseInfo = CauseInfo {
    id: "in-sync",
    severity: CauseSeverity::Harmless,
    owner: CauseOwner::NoAction,
    headline: "Already in sync",
    explanation: "Entra and Talkdesk have the same values for this user.",
    next_action: "No action needed.",
    source: CauseSource::Provisioning,
    ..USUAL
};

pub(crate) const SOURCE_DISABLED: CauseInfo = CauseInfo {
    id: "source-disabled",
    severity: CauseSeverity::Harmless,
    headline: "The user is disabled in Entra",
    explanation: "Entra doesn’t create users who can’t sign in or were deleted.",
    next_action: "No action needed. If the user should be in Talkdesk, enable the account in Entra.",
    source: CauseSource::Provisioning,
    ..USUAL
};

pub(crate) const NOT_ASSIGNED: CauseInfo = CauseInfo {
    id: "not-assigned",
    severity: CauseSeverity::Harmless,
    headline: "Not assigned to the application",
    explanation: "The scope is Sync only assigned users and groups, and this user isn’t assigned. Members of nested groups don’t count as assigned.",
    next_action: "No action needed. If the user should be in Talkdesk, assign the user or a group that contains the user directly.",
    fix: FixLocation::GuideStep("2.18"),
    source: CauseSource::Provisioning,
    ..USUAL
};

pub(crate) const OUT_OF_SCOPING_FILTER: CauseInfo = CauseInfo {
    id: "out-of-scoping-filter",
    severity: CauseSeverity::Harmless,
    headline: "Outside the scoping filter",
    explanation: "The user is assigned, but a scoping filter excludes the user. Filters are case-sensitive, and an empty value never matches.",
    next_action: "No action needed. If the user should be in Talkdesk, correct the scoping filter or the user’s value.",
    source: CauseSource::Provisioning,
    ..USUAL
};

pub(crate) const REQUIRED_ROLE_MISSING: CauseInfo = CauseInfo {
    id: "required-role-missing",
    severity: CauseSeverity::Check,
    headline: "Assigned with Default Access",
    explanation: "The user is assigned, but without an app role. Entra doesn’t provision users with the role Default Access in an application that has app roles.",
    next_action: "Edit the assignment under Users and groups and select an app role.",
    fix: FixLocation::GuideStep("2.18"),
    source: CauseSource::Provisioning,
    ..USUAL
};

pub(crate) const ASSIGNMENT_BROKEN: CauseInfo = CauseInfo {
    id: "assignment-broken",
    severity: CauseSeverity::Check,
    headline: "Active, assigned and in scope, but skipped",
    explanation: "Entra finds that the user isn’t entitled although each check passed. Usually the user is in a nested group, has the role Default Access, or the assignment itself is damaged.",
    next_action: "Remove the assignment of the user or group and assign it again with an app role. Nested groups need their members assigned directly.",
    fix: FixLocation::GuideStep("2.18"),
    source: CauseSource::Reported,
    ..USUAL
};

pub(crate) const NOT_ENTITLED: CauseInfo = CauseInfo {
    id: "not-entitled",
    severity: CauseSeverity::Check,
    headline: "Not entitled to the application",
    explanation: "The user is disabled, not assigned, in a nested group only, assigned with Default Access, or the assignment is damaged. The details of the scoping step tell which.",
    next_action: "If the user should be in Talkdesk, open the scoping step of the entry and read IsActive, Assigned and IsInProvisioningScope.",
    fix: FixLocation::GuideStep("2.18"),
    source: CauseSource::Reported,
    ..USUAL
};

pub(crate) const SKIPPED_WITHOUT_REASON: CauseInfo = CauseInfo {
    id: "skipped-without-reason",
    severity: CauseSeverity::Check,
    headline: "Skipped: out of scope or unchanged",
    explanation: "The user is out of scope or has no change. The log doesn’t say which.",
    next_action: "If the user should be in Talkdesk, check the assignment and the scoping filters.",
    fix: FixLocation::GuideStep("2.18"),
    ..USUAL
};

pub(crate) const UNKNOWN_SKIP: CauseInfo = CauseInfo {
    id: "unknown-skip",
    severity: CauseSeverity::Check,
    headline: "Skipped for a reason that isn’t known here",
    explanation: "The log reports that the user was skipped. Nothing in it names a reason that this app knows.",
    next_action: "Read the steps of the entry.",
    ..USUAL
};

pub(crate) const UNKNOWN_WARNING: CauseInfo = CauseInfo {
    id: "unknown-warning",
    severity: CauseSeverity::Check,
    headline: "A warning that isn’t known here",
    explanation: "The log reports a warning: a part of the change may be missing.",
    next_action: "Read the steps of the entry and compare the user in Talkdesk.",
    ..USUAL
};
