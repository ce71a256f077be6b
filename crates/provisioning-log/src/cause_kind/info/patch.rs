//! The form of a request: methods, paths, operations, values in them.

use super::{CauseInfo, CauseOwner, CauseSeverity, CauseSource, FixLocation, USUAL};

pub(crate) const ACTIVE_AS_TEXT: CauseInfo = CauseInfo {
    id: "active-as-text",
    severity: CauseSeverity::Critical,
    headline: "Talkdesk rejects active as text",
    explanation: "Entra sends active as the text “False”, and Talkdesk requires the value false. The user isn’t deactivated and keeps access.",
    next_action: "Add ?aadOptscim062020 to the end of the Tenant URL: Entra then sends real booleans. Try it with one user first, then choose Restart provisioning.",
    fix: FixLocation::LifecycleTest,
    source: CauseSource::ScimService,
    ..USUAL
};

pub(crate) const PATCH_REJECTED: CauseInfo = CauseInfo {
    id: "patch-rejected",
    headline: "Talkdesk doesn’t accept Entra’s form of PATCH",
    explanation: "Talkdesk rejects an operation of the update, such as Add or Replace, its spelling or its value. Some services accept only some operations, for example only active set to false. Turning off Update in the mapping stops deactivation too.",
    next_action: "Run the lifecycle test: it shows which form Talkdesk accepts. If only the form of the flag works, add ?aadOptscim062020 to the end of the Tenant URL and try one user first.",
    fix: FixLocation::LifecycleTest,
    source: CauseSource::ScimService,
    ..USUAL
};

pub(crate) const PATCH_NOT_ALLOWED: CauseInfo = CauseInfo {
    id: "patch-not-allowed",
    severity: CauseSeverity::Critical,
    owner: CauseOwner::Talkdesk,
    headline: "Talkdesk doesn’t allow PATCH",
    explanation: "Entra changes and deactivates users with PATCH. Talkdesk, or a gateway before it, doesn’t allow this method, so no user is changed or deactivated.",
    next_action: "Deactivate leavers in Talkdesk by hand for now, and send the ticket text to Talkdesk. Entra can’t use another method.",
    fix: FixLocation::Ticket,
    source: CauseSource::ScimService,
};

pub(crate) const METHOD_NOT_ALLOWED: CauseInfo = CauseInfo {
    id: "method-not-allowed",
    owner: CauseOwner::Talkdesk,
    headline: "Talkdesk doesn’t allow this method",
    explanation: "Talkdesk, or a gateway before it, doesn’t allow the method of the request at this address. The token and its scope aren’t the cause.",
    next_action: "Check the path of the Tenant URL with the connection test. If it’s right, send the ticket text to Talkdesk.",
    fix: FixLocation::ConnectionTest,
    source: CauseSource::ScimProtocol,
    ..USUAL
};

pub(crate) const NOT_IMPLEMENTED: CauseInfo = CauseInfo {
    id: "not-implemented",
    owner: CauseOwner::Talkdesk,
    headline: "Talkdesk doesn’t offer this request",
    explanation: "Talkdesk hasn’t implemented the method, or the path {attribute|of an attribute} in the update.",
    next_action: "Read which path or method the entry names. Delete the mapping if you don’t need it; otherwise send the ticket text to Talkdesk.",
    fix: FixLocation::Ticket,
    ..USUAL
};

pub(crate) const URN_PATH_REJECTED: CauseInfo = CauseInfo {
    id: "urn-path-rejected",
    owner: CauseOwner::Talkdesk,
    headline: "Talkdesk can’t read the path {attribute|of an extension attribute}",
    explanation: "Attributes of an extension are sent with the extension’s URN. Talkdesk doesn’t know or can’t read this URN. If it can’t read any URN, rolesString and teamsString fail too.",
    next_action: "Delete the mapping if Talkdesk’s schema doesn’t have the attribute. For rolesString and teamsString, compare the URN, then send the ticket text to Talkdesk.",
    fix: FixLocation::Ticket,
    source: CauseSource::ScimProtocol,
    ..USUAL
};

pub(crate) const PATH_REJECTED: CauseInfo = CauseInfo {
    id: "path-rejected",
    headline: "Talkdesk doesn’t accept the path {attribute|of an attribute}",
    explanation: "The update names an attribute by a path that Talkdesk doesn’t know or can’t read. With the flag aadOptscim062020, names such as name.givenName are keys instead of paths.",
    next_action: "Delete the mapping of {attribute|the attribute} if Talkdesk’s schema doesn’t have it. Otherwise run the lifecycle test.",
    fix: FixLocation::Mapping,
    source: CauseSource::ScimProtocol,
    ..USUAL
};

pub(crate) const PATH_WITHOUT_TARGET: CauseInfo = CauseInfo {
    id: "path-without-target",
    headline: "The user has no {attribute|value} to change",
    explanation: "The update selects a value by a filter in the path, the user has no such value, and Talkdesk doesn’t create it. Users who have one don’t fail.",
    next_action: "Delete the mapping of {attribute|the attribute}: Talkdesk doesn’t need it.",
    fix: FixLocation::GuideStep("2.10"),
    source: CauseSource::ScimProtocol,
    ..USUAL
};

pub(crate) const FILTER_ON_SINGLE_VALUE: CauseInfo = CauseInfo {
    id: "filter-on-single-value",
    headline: "A mapping selects within {attribute|an attribute} that has one value",
    explanation: "The target of a mapping has a filter, such as [type eq \"work\"] or [primary eq \"True\"], and the attribute has only one value in Talkdesk.",
    next_action: "Delete the mapping whose target has square brackets, or correct the target.",
    fix: FixLocation::GuideStep("2.10"),
    source: CauseSource::Reported,
    ..USUAL
};

pub(crate) const PATH_MATCHES_SEVERAL: CauseInfo = CauseInfo {
    id: "path-matches-several",
    headline: "The change matches several values of {attribute|an attribute}",
    explanation: "The update selects one value by a filter in the path, and the user has more than one. Often an earlier update added a value twice, such as a role.",
    next_action: "Delete the mapping of roles or of the attribute with square brackets, and remove the second value from the user in Talkdesk. Send roles as rolesString.",
    fix: FixLocation::Mapping,
    source: CauseSource::Reported,
    ..USUAL
};

pub(crate) const CONTENT_TYPE_REJECTED: CauseInfo = CauseInfo {
    id: "content-type-rejected",
    severity: CauseSeverity::Critical,
    owner: CauseOwner::Talkdesk,
    headline: "Talkdesk rejects the content type",
    explanation: "Entra sends application/scim+json, with or without a charset. Talkdesk, or a gateway before it, doesn’t accept what was sent. No setting in Entra changes it.",
    next_action: "Send the ticket text to Talkdesk.",
    fix: FixLocation::Ticket,
    source: CauseSource::ScimProtocol,
};

pub(crate) const REQUEST_REJECTED: CauseInfo = CauseInfo {
    id: "request-rejected",
    headline: "Talkdesk rejects the request and says why",
    explanation: "Talkdesk finds an error in the request. Its own words are in the entry.",
    next_action: "Read what Talkdesk says. If it names an attribute, correct or delete its mapping; otherwise send the ticket text to Talkdesk.",
    fix: FixLocation::Mapping,
    source: CauseSource::ScimProtocol,
    ..USUAL
};

pub(crate) const BAD_REQUEST_WITHOUT_REASON: CauseInfo = CauseInfo {
    id: "bad-request-without-reason",
    owner: CauseOwner::Talkdesk,
    headline: "Talkdesk rejects the request without a reason",
    explanation: "Talkdesk responded with 400 and said nothing more. Usually it can’t use one of the values or attributes. Entra tries again with the same request.",
    next_action: "Compare a user who fails with one who doesn’t: an attribute that only the first has is the likely cause. Provision the user on demand to see what is sent, and send the ticket text to Talkdesk.",
    fix: FixLocation::Ticket,
    source: CauseSource::Reported,
    ..USUAL
};

pub(crate) const REQUEST_TOO_LARGE: CauseInfo = CauseInfo {
    id: "request-too-large",
    owner: CauseOwner::Talkdesk,
    headline: "The request is too large for Talkdesk",
    explanation: "Talkdesk, or a gateway before it, doesn’t accept a request of this size.",
    next_action: "Look for a mapping with a very long value and delete it. Otherwise send the ticket text to Talkdesk.",
    fix: FixLocation::Mapping,
    source: CauseSource::ScimProtocol,
    ..USUAL
};
