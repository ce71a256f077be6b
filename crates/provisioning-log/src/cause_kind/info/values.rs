//! Values, attributes and objects that are sent.

use super::{CauseInfo, CauseOwner, CauseSeverity, CauseSource, FixLocation, USUAL};

pub(crate) const REQUIRED_VALUE_MISSING: CauseInfo = CauseInfo {
    id: "required-value-missing",
    headline: "{attribute|A required value} is empty",
    explanation: "Talkdesk requires {attribute|a value}, and it is empty for this user in Entra. It always requires userName, name.givenName and name.familyName.",
    next_action: "Map a fallback value for {attribute|the attribute}, or enter the value in Entra.",
    fix: FixLocation::Mapping,
    ..USUAL
};

pub(crate) const REQUIRED_ATTRIBUTE_INVALID: CauseInfo = CauseInfo {
    id: "required-attribute-invalid",
    headline: "Entra skips the user because {attribute|a required value} is empty",
    explanation: "The attribute is marked as required, and its value for this user is missing or invalid. Entra then sends nothing at all.",
    next_action: "Map a fallback value for {attribute|the attribute}, or enter the value in Entra.",
    fix: FixLocation::Mapping,
    source: CauseSource::Reported,
    ..USUAL
};

pub(crate) const VALUE_REJECTED: CauseInfo = CauseInfo {
    id: "value-rejected",
    headline: "Talkdesk rejects {attribute|a value}",
    explanation: "Talkdesk understands the request but doesn’t accept the value of {attribute|one of the attributes}.",
    next_action: "Read what Talkdesk says in the entry and correct the mapping of {attribute|the attribute}, or the value in Entra.",
    fix: FixLocation::Mapping,
    source: CauseSource::ScimProtocol,
    ..USUAL
};

pub(crate) const ROLE_OR_TEAM_UNKNOWN: CauseInfo = CauseInfo {
    id: "role-or-team-unknown",
    owner: CauseOwner::TalkdeskAdmin,
    headline: "A role or team doesn’t exist in Talkdesk",
    explanation: "Talkdesk accepts only roles and teams that exist there. A name is misspelled, or the role or team was renamed or deleted.",
    next_action: "Compare the names in the mapping of {attribute|rolesString or teamsString} with those in Talkdesk, letter by letter. Create what is missing.",
    fix: FixLocation::Mapping,
    source: CauseSource::Talkdesk,
    ..USUAL
};

pub(crate) const DOMAIN_REJECTED: CauseInfo = CauseInfo {
    id: "domain-rejected",
    owner: CauseOwner::TalkdeskAdmin,
    headline: "Talkdesk doesn’t allow the email domain",
    explanation: "The email that is sent as userName has a domain that the Talkdesk account doesn’t accept.",
    next_action: "Correct the user’s email in Entra, or ask Talkdesk to allow the domain for your account.",
    ..USUAL
};

pub(crate) const ATTRIBUTE_UNSUPPORTED: CauseInfo = CauseInfo {
    id: "attribute-unsupported",
    headline: "Talkdesk doesn’t have {attribute|a mapped attribute}",
    explanation: "A mapping sends an attribute that Talkdesk’s schema doesn’t have. Only users who have a value for it fail. Often it’s one of the default mappings.",
    next_action: "Delete the mapping of {attribute|the attribute} in Entra. If it’s a custom attribute, compare its name; it’s case-sensitive.",
    fix: FixLocation::GuideStep("2.10"),
    ..USUAL
};

pub(crate) const ATTRIBUTE_IMMUTABLE: CauseInfo = CauseInfo {
    id: "attribute-immutable",
    headline: "{attribute|An attribute} can’t be changed in Talkdesk",
    explanation: "Talkdesk accepts a value for {attribute|the attribute} only when the user is created.",
    next_action: "Open the mapping of {attribute|the attribute} and set Apply this mapping to Only during object creation.",
    fix: FixLocation::Mapping,
    source: CauseSource::ScimProtocol,
    ..USUAL
};

pub(crate) const SCIM_VALIDATION_FAILED: CauseInfo = CauseInfo {
    id: "scim-validation-failed",
    headline: "Entra doesn’t accept {attribute|a target attribute}",
    explanation: "Microsoft’s own check rejects the mapping because SCIM has no such attribute. Talkdesk isn’t involved.",
    next_action: "Delete the mapping of {attribute|the attribute}, or correct its target.",
    fix: FixLocation::Mapping,
    source: CauseSource::Reported,
    ..USUAL
};

pub(crate) const PROPERTY_NAME_INVALID: CauseInfo = CauseInfo {
    id: "property-name-invalid",
    headline: "Entra doesn’t know the attribute {attribute|in a mapping}",
    explanation: "A mapping, expression or scoping filter uses an attribute name that isn’t in Entra’s list. Names are case-sensitive.",
    next_action: "Correct the name {attribute|of the attribute}, or add it to the attribute list.",
    fix: FixLocation::Mapping,
    source: CauseSource::Reported,
    ..USUAL
};

pub(crate) const PROPERTY_NOT_EXPORTED: CauseInfo = CauseInfo {
    id: "property-not-exported",
    headline: "Entra doesn’t send {attribute|an attribute}",
    explanation: "Entra can’t export the attribute under this name. A custom attribute needs its full name, with the URN of Talkdesk’s extension.",
    next_action: "Add the attribute with its full URN to the attribute list, and map that instead of {attribute|this name}.",
    fix: FixLocation::GuideStep("2.14"),
    source: CauseSource::Reported,
    ..USUAL
};

pub(crate) const SCHEMA_INVALID: CauseInfo = CauseInfo {
    id: "schema-invalid",
    severity: CauseSeverity::Critical,
    headline: "Entra can’t use the mappings",
    explanation: "The mappings contradict each other or use something that Entra doesn’t know. The message names it.",
    next_action: "Read the message and correct the mapping that it names. If you can’t find it, restore the default mappings and set them up again.",
    fix: FixLocation::Mapping,
    source: CauseSource::Reported,
    ..USUAL
};

pub(crate) const SEVERAL_APP_ROLES: CauseInfo = CauseInfo {
    id: "several-app-roles",
    headline: "The user has more than one app role",
    explanation: "SingleAppRoleAssignment accepts exactly one role. A user in two assigned groups with different roles has two.",
    next_action: "Give each user one app role, or map rolesString from another attribute. Several roles in one value need Join with AppRoleAssignmentsComplex, or one app role for each combination.",
    fix: FixLocation::Mapping,
    source: CauseSource::Reported,
    ..USUAL
};

pub(crate) const SEVERAL_VALUES: CauseInfo = CauseInfo {
    id: "several-values",
    headline: "Several values are sent for {attribute|one attribute}",
    explanation: "The source attribute has several values, such as proxyAddresses, and the Talkdesk attribute accepts one.",
    next_action: "Map an attribute with one value. Send several roles or teams as one value, separated by semicolons.",
    fix: FixLocation::Mapping,
    ..USUAL
};

pub(crate) const REFERENCE_UNRESOLVED: CauseInfo = CauseInfo {
    id: "reference-unresolved",
    severity: CauseSeverity::Check,
    headline: "A reference such as the manager wasn’t resolved",
    explanation: "The user refers to another user who isn’t in Talkdesk. Entra sends the user without the reference.",
    next_action: "Delete the mapping of {attribute|manager}: Talkdesk has no such attribute.",
    fix: FixLocation::GuideStep("2.10"),
    source: CauseSource::Provisioning,
    ..USUAL
};

pub(crate) const GROUP_NOT_SUPPORTED: CauseInfo = CauseInfo {
    id: "group-not-supported",
    headline: "Entra tries to provision a group",
    explanation: "Talkdesk’s SCIM API has users only, so each group fails. This doesn’t affect the users in the group.",
    next_action: "Turn off the mapping Provision Microsoft Entra ID Groups.",
    fix: FixLocation::GuideStep("2.6"),
    source: CauseSource::Talkdesk,
    ..USUAL
};
