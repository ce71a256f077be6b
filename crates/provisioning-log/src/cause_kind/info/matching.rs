//! Finding a user in Talkdesk, and users that are there already.

use super::{CauseInfo, CauseOwner, CauseSeverity, CauseSource, FixLocation, USUAL};

pub(crate) const USER_EXISTS: CauseInfo = CauseInfo {
    id: "user-exists",
    headline: "The user already exists in Talkdesk",
    explanation: "Entra searched by the matching attribute, found no user and tried to create one. Talkdesk has a user with the same email, perhaps spelled differently.",
    next_action: "Match by userName and send exactly the email that Talkdesk has. Compare one such user in both.",
    fix: FixLocation::MatchingAttribute,
    ..USUAL
};

pub(crate) const USER_INACTIVE: CauseInfo = CauseInfo {
    id: "user-inactive",
    headline: "The user was deactivated in Talkdesk",
    explanation: "Talkdesk doesn’t change users who aren’t active. The user was deactivated before: unassigned from the application, disabled or soft-deleted in Entra, or outside the scoping filter.",
    next_action: "If the user left, no action is needed. Otherwise assign and enable the user in Entra, check the scoping filter, and provision the user on demand so that active becomes true again.",
    fix: FixLocation::GuideStep("2.18"),
    source: CauseSource::Reported,
    ..USUAL
};

pub(crate) const UPDATE_CONFLICT: CauseInfo = CauseInfo {
    id: "update-conflict",
    headline: "Talkdesk can’t apply the change to the user",
    explanation: "A conflict on an update doesn’t mean that the user already exists. Usually the user was deactivated, or another user has one of the new values.",
    next_action: "Open the user in Talkdesk: check whether it’s active and whether another user has the same email.",
    source: CauseSource::Reported,
    ..USUAL
};

pub(crate) const VALUE_TAKEN: CauseInfo = CauseInfo {
    id: "value-taken",
    headline: "Another Talkdesk user has {attribute|this value}",
    explanation: "The update would give the user a value that must be unique and that another user already has.",
    next_action: "Find the other user in Talkdesk. Correct or delete it, or correct the value in Entra.",
    source: CauseSource::ScimProtocol,
    ..USUAL
};

pub(crate) const USER_GONE: CauseInfo = CauseInfo {
    id: "user-gone",
    headline: "The Talkdesk user that Entra remembers is gone",
    explanation: "The user was deleted in Talkdesk after Entra had linked it. Entra still uses the old ID.",
    next_action: "Choose Restart provisioning: Entra then searches for every user again. The next cycle takes longer.",
    fix: FixLocation::GuideStep("2.20"),
    ..USUAL
};

pub(crate) const ALREADY_DELETED: CauseInfo = CauseInfo {
    id: "already-deleted",
    severity: CauseSeverity::Check,
    owner: CauseOwner::NoAction,
    headline: "The user was already deleted in Talkdesk",
    explanation: "Entra tried to delete a user that Talkdesk no longer has. The user has no access.",
    next_action: "No action needed. If the entry returns, choose Restart provisioning.",
    source: CauseSource::ScimProtocol,
    ..USUAL
};

pub(crate) const TARGET_DUPLICATES: CauseInfo = CauseInfo {
    id: "target-duplicates",
    headline: "Several Talkdesk users match one Entra user",
    explanation: "Entra searched for one user by the matching attribute and got more than one, or Talkdesk ignored the filter.",
    next_action: "Match by userName, which is unique in Talkdesk. The connection test shows whether Talkdesk applies the filter.",
    fix: FixLocation::MatchingAttribute,
    ..USUAL
};

pub(crate) const SOURCE_DUPLICATES: CauseInfo = CauseInfo {
    id: "source-duplicates",
    headline: "Several Entra users have the same matching value",
    explanation: "The value of {attribute|the matching attribute} is the same for more than one user, such as the address of a shared mailbox.",
    next_action: "Make the value unique in Entra, or map the matching attribute from an attribute that is, such as userPrincipalName.",
    fix: FixLocation::MatchingAttribute,
    ..USUAL
};

pub(crate) const FILTER_REJECTED: CauseInfo = CauseInfo {
    id: "filter-rejected",
    severity: CauseSeverity::Critical,
    headline: "Talkdesk rejects the filter by {attribute|the matching attribute}",
    explanation: "Entra searches for each user with a filter on the matching attribute. Talkdesk doesn’t accept this filter, so Entra finds no user.",
    next_action: "Match by userName, or test the filter by {attribute|your matching attribute} with the connection test.",
    fix: FixLocation::MatchingAttribute,
    source: CauseSource::ScimProtocol,
    ..USUAL
};

pub(crate) const TOO_MANY_RESULTS: CauseInfo = CauseInfo {
    id: "too-many-results",
    headline: "The filter finds too many users",
    explanation: "Talkdesk refuses to list the result because too many users match the filter.",
    next_action: "Match by an attribute that is unique, such as userName.",
    fix: FixLocation::MatchingAttribute,
    source: CauseSource::ScimProtocol,
    ..USUAL
};

pub(crate) const MATCHING_FAILED: CauseInfo = CauseInfo {
    id: "matching-failed",
    headline: "Searching for the user by {attribute|the matching attribute} fails",
    explanation: "Talkdesk returns an error when Entra searches with a filter on {attribute|the matching attribute}. Without a result, Entra neither creates nor changes the user.",
    next_action: "Match by userName, or test the same filter with the connection test. Waiting seldom helps.",
    fix: FixLocation::MatchingAttribute,
    source: CauseSource::Reported,
    ..USUAL
};

pub(crate) const MATCHING_VALUE_MISSING: CauseInfo = CauseInfo {
    id: "matching-value-missing",
    severity: CauseSeverity::Check,
    headline: "The user has no value for the matching attribute",
    explanation: "Without it, Entra can’t search for the user, so it doesn’t check whether the user is in scope. Usually mail is empty.",
    next_action: "Enter the source value of the matching attribute in Entra, usually mail. Ignore this for users who aren’t assigned.",
    fix: FixLocation::MatchingAttribute,
    ..USUAL
};

pub(crate) const MATCHING_SEVERAL_SOURCES: CauseInfo = CauseInfo {
    id: "matching-several-sources",
    severity: CauseSeverity::Critical,
    headline: "The matching attribute has several source attributes",
    explanation: "Entra matches only by a value from one source attribute. The mapping of {attribute|the matching attribute} is an expression with more than one.",
    next_action: "Map the matching attribute directly from one source attribute, or match by another attribute.",
    fix: FixLocation::MatchingAttribute,
    source: CauseSource::Reported,
    ..USUAL
};
