//! Values within log entries, besides error codes.

use super::{ReferenceDiagnosis, ReferenceEntry, ReferenceType};
use crate::cause_kind::CauseKind;
use ReferenceDiagnosis::{Cause, None, Wrapper};

const fn value(
    entry_type: ReferenceType,
    name: &'static str,
    diagnosis: ReferenceDiagnosis,
    meaning: &'static str,
) -> ReferenceEntry {
    ReferenceEntry {
        entry_type,
        name,
        other_names: &[],
        meaning,
        diagnosis,
    }
}

const fn skip(
    name: &'static str,
    diagnosis: ReferenceDiagnosis,
    meaning: &'static str,
) -> ReferenceEntry {
    value(ReferenceType::SkipReason, name, diagnosis, meaning)
}

/// Source: `../shared/facts/provisioning-log.md`, from reports of admins.
pub(super) const SKIP_REASONS: [ReferenceEntry; 3] = [
    skip(
        "RedundantExport",
        Cause(CauseKind::InSync),
        "Entra and Talkdesk have the same values already.",
    ),
    skip(
        "NotEffectivelyEntitled",
        Cause(CauseKind::NotEntitled),
        "The user is disabled, not assigned, outside the scoping filter, in a nested group only, or assigned with Default Access. The details of the step tell which.",
    ),
    skip(
        "AttributeValidationFailed",
        Cause(CauseKind::RequiredAttributeInvalid),
        "A target attribute that is marked as required is missing or invalid for this user. PropertyName names it.",
    ),
];

const fn step(name: &'static str, meaning: &'static str) -> ReferenceEntry {
    value(ReferenceType::StepName, name, None, meaning)
}

/// Longer names that end in another come before it.
pub(super) const STEP_NAMES: [ReferenceEntry; 17] = [
    step("EntryImport", "Entra read the user from the directory."),
    step(
        "EntryImportAdd",
        "Entra read a user who is new to this job.",
    ),
    step("EntryImportUpdate", "Entra read a change of a user."),
    step(
        "EntryImportDelete",
        "Entra read that a user was deleted or left the scope.",
    ),
    step(
        "EntryImportObjectNotFound",
        "Entra searched for the user in Talkdesk and found no user. A creation usually follows.",
    ),
    step(
        "EntryImportByMatchingProperty",
        "Entra searched for the user in Talkdesk by the matching attribute.",
    ),
    step(
        "EntryImportByJoiningProperty",
        "Entra searched for the user in Talkdesk by the value that joins both.",
    ),
    step(
        "EntrySynchronizationScoping",
        "Entra checked whether the user is in scope.",
    ),
    step(
        "EntrySynchronizationAdd",
        "Entra prepared the values for a new user.",
    ),
    step(
        "EntrySynchronizationUpdate",
        "Entra prepared the values for a change.",
    ),
    step(
        "EntrySynchronizationSkip",
        "Entra skipped the user. SkipReason in the details says why.",
    ),
    step(
        "EntrySynchronizationError",
        "Entra couldn’t prepare the values, for example because a mapping fails.",
    ),
    step("EntryExportAdd", "Entra sent POST to create the user."),
    step("EntryExportUpdate", "Entra sent PATCH to change the user."),
    step(
        "EntryExportUpdateSoftDelete",
        "Entra sent PATCH with active set to false.",
    ),
    step("EntryExportDelete", "Entra sent DELETE to delete the user."),
    ReferenceEntry {
        diagnosis: Wrapper(CauseKind::EscrowRetry),
        ..step("EntryEscrowRetry", "Entra tries a user that failed before.")
    },
];

const fn scim_type(name: &'static str, kind: CauseKind, meaning: &'static str) -> ReferenceEntry {
    value(ReferenceType::ScimType, name, Wrapper(kind), meaning)
}

/// Source: RFC 7644, section 3.12, table 9.
pub(super) const SCIM_TYPES: [ReferenceEntry; 10] = [
    scim_type(
        "invalidFilter",
        CauseKind::FilterRejected,
        "The filter has a wrong form, or an attribute or operator that isn’t supported.",
    ),
    scim_type(
        "tooMany",
        CauseKind::TooManyResults,
        "The filter finds more than the service lists.",
    ),
    scim_type(
        "uniqueness",
        CauseKind::UserExists,
        "A value must be unique and is already used.",
    ),
    scim_type(
        "mutability",
        CauseKind::AttributeImmutable,
        "The attribute can’t be changed.",
    ),
    scim_type(
        "invalidSyntax",
        CauseKind::RequestRejected,
        "The request has a wrong form.",
    ),
    scim_type(
        "invalidPath",
        CauseKind::PathRejected,
        "The path of an update has a wrong form or isn’t supported.",
    ),
    scim_type(
        "noTarget",
        CauseKind::PathWithoutTarget,
        "The path of an update finds nothing that could be changed.",
    ),
    scim_type(
        "invalidValue",
        CauseKind::ValueRejected,
        "A required value is missing, or a value isn’t compatible.",
    ),
    scim_type(
        "invalidVers",
        CauseKind::RequestRejected,
        "The service doesn’t support this version of SCIM.",
    ),
    scim_type(
        "sensitive",
        CauseKind::RequestRejected,
        "The request has sensitive information in the address.",
    ),
];
