//! Codes of log entries and of Test connection.
//!
//! Source, where a code does not say another:
//! <https://learn.microsoft.com/entra/identity/monitoring-health/howto-analyze-provisioning-logs#error-codes>.

use super::{ReferenceDiagnosis, ReferenceEntry, ReferenceType};
use crate::cause_kind::CauseKind;
use ReferenceDiagnosis::{Cause, HttpStatus, Wrapper};

const fn code(
    name: &'static str,
    diagnosis: ReferenceDiagnosis,
    meaning: &'static str,
) -> ReferenceEntry {
    ReferenceEntry {
        entry_type: ReferenceType::ErrorCode,
        name,
        other_names: &[],
        meaning,
        diagnosis,
    }
}

/// Longer names that end in another come before it.
pub(super) const ERROR_CODES: [ReferenceEntry; 38] = [
    // The family of SCIM. Those without a row in Microsoft's table are reported.
    ReferenceEntry {
        other_names: &["CredentialValidationFailure", "InvalidCredentials"],
        ..code(
            "SystemForCrossDomainIdentityManagementCredentialValidationFailure",
            Wrapper(CauseKind::TokenRejected),
            "Talkdesk rejected the test request or the token. It also appears in the log after the token was changed.",
        )
    },
    ReferenceEntry {
        other_names: &["CredentialValidationUnavailable"],
        ..code(
            "SystemForCrossDomainIdentityManagementCredentialValidationUnavailable",
            Wrapper(CauseKind::ConnectionFailed),
            "Entra got no usable response to its test request.",
        )
    },
    code(
        "SystemForCrossDomainIdentityManagementServiceIncompatibleFiltering",
        Wrapper(CauseKind::ResponseNotScim),
        "Entra couldn’t use the response to a search or change. It often wraps 400 and 409: the response inside the message tells.",
    ),
    code(
        "SystemForCrossDomainIdentityManagementServiceIncompatible",
        Wrapper(CauseKind::ResponseNotScim),
        "Entra couldn’t use the response. It wraps almost any status: the response inside the message tells.",
    ),
    code(
        "SystemForCrossDomainIdentityManagementMultipleEntriesInResponse",
        Cause(CauseKind::TargetDuplicates),
        "A search for one user returned several.",
    ),
    code(
        "SystemForCrossDomainIdentityManagementBadRequest",
        HttpStatus(400),
        "Talkdesk responded with 400, often without a reason.",
    ),
    code(
        "SystemForCrossDomainIdentityManagementServerError",
        HttpStatus(500),
        "Talkdesk responded with an internal error.",
    ),
    code(
        "SystemForCrossDomainIdentityManagementBadResponse",
        Wrapper(CauseKind::ResponseNotScim),
        "The response wasn’t valid SCIM.",
    ),
    ReferenceEntry {
        other_names: &["Conflict"],
        ..code(
            "EntryConflict",
            HttpStatus(409),
            "A conflict: on creation, the user already exists; on an update, the user is inactive or a value is taken.",
        )
    },
    code(
        "TooManyRequests",
        HttpStatus(429),
        "Talkdesk is overloaded or limits the number of requests. Entra tries again.",
    ),
    code(
        "InternalServerError",
        HttpStatus(500),
        "Talkdesk returned an unexpected error. Entra tries again in 40 minutes.",
    ),
    ReferenceEntry {
        other_names: &["NotPermitted", "Unauthorized"],
        ..code(
            "InsufficientRights",
            HttpStatus(403),
            "Entra’s token is valid but not allowed to make the change.",
        )
    },
    code(
        "MethodNotAllowed",
        HttpStatus(405),
        "Talkdesk doesn’t allow the method of the request.",
    ),
    code(
        "UnprocessableEntity",
        HttpStatus(422),
        "Talkdesk understands the request but rejects a value in it.",
    ),
    code(
        "NotImplemented",
        HttpStatus(501),
        "Talkdesk hasn’t implemented the request, such as a path in an update. A role or team that doesn’t exist is only one of the reasons.",
    ),
    code(
        "WebExceptionProtocolError",
        Cause(CauseKind::TargetUnavailable),
        "The connection to Talkdesk failed with an HTTP protocol error. Entra tries again in 40 minutes.",
    ),
    code(
        "Timeout",
        Cause(CauseKind::TargetUnavailable),
        "Talkdesk took too long to respond. Entra tries again in 40 minutes.",
    ),
    code(
        "InvalidAnchor",
        Cause(CauseKind::UserGone),
        "A user that Entra created or matched no longer exists in Talkdesk.",
    ),
    ReferenceEntry {
        other_names: &["MissingValues"],
        ..code(
            "MandatoryFieldsMissing",
            Cause(CauseKind::RequiredValueMissing),
            "The user couldn’t be created because required values are missing.",
        )
    },
    code(
        "SchemaAttributeNotFound",
        Cause(CauseKind::AttributeUnsupported),
        "A mapping names an attribute that Talkdesk doesn’t have.",
    ),
    // Source: https://github.com/MicrosoftDocs/azure-docs/issues/11525
    code(
        "SchemaInvalid",
        Cause(CauseKind::SchemaInvalid),
        "Entra can’t use the mappings. The message names what is wrong.",
    ),
    code(
        "SchemaPropertyCanOnlyAcceptValue",
        Cause(CauseKind::SeveralValues),
        "The attribute accepts one value, and the source has several.",
    ),
    code(
        "InternalError",
        Cause(CauseKind::EntraError),
        "Entra’s provisioning service had an internal error. It tries again in 40 minutes.",
    ),
    code(
        "InvalidDomain",
        Cause(CauseKind::DomainRejected),
        "A value has a domain that Talkdesk doesn’t allow.",
    ),
    code(
        "LicenseLimitExceeded",
        Cause(CauseKind::LicenseMissing),
        "No license is left for the user.",
    ),
    code(
        "DuplicateTargetEntries",
        Cause(CauseKind::TargetDuplicates),
        "Several Talkdesk users match.",
    ),
    code(
        "DuplicateSourceEntries",
        Cause(CauseKind::SourceDuplicates),
        "Several Entra users have the same matching value.",
    ),
    code(
        "ImportSkipped",
        Cause(CauseKind::MatchingValueMissing),
        "The user has no value for the matching attribute. The scope isn’t evaluated yet.",
    ),
    code(
        "EntrySynchronizationSkipped",
        Wrapper(CauseKind::SkippedWithoutReason),
        "Entra found the user and did nothing: out of scope, or no change.",
    ),
    // Reported by admins: Figma's help on provisioning with app roles.
    code(
        "MultipleGrantsNotSupported",
        Cause(CauseKind::SeveralAppRoles),
        "The user has several app role assignments, and the mapping accepts one.",
    ),
    // Codes of cross-tenant synchronization, which a SCIM application does not have.
    code(
        "AzureDirectoryB2BManagementPolicyCheckFailure",
        ReferenceDiagnosis::None,
        "A code of cross-tenant synchronization, not of a SCIM application.",
    ),
    code(
        "AzureActiveDirectoryQuotaLimitExceeded",
        ReferenceDiagnosis::None,
        "A code of cross-tenant synchronization: the directory of the other tenant is full.",
    ),
    code(
        "AzureActiveDirectoryCannotUpdateObjectsOriginatedInExternalService",
        ReferenceDiagnosis::None,
        "A code of cross-tenant synchronization, not of a SCIM application.",
    ),
    code(
        "AzureActiveDirectoryCannotUpdateObjectsMasteredOnPremises",
        ReferenceDiagnosis::None,
        "A code of cross-tenant synchronization, not of a SCIM application.",
    ),
    code(
        "AzureActiveDirectoryForbidden",
        ReferenceDiagnosis::None,
        "A code of cross-tenant synchronization: invitations are blocked.",
    ),
    code(
        "InvitationCreationFailureInvalidPropertyValue",
        ReferenceDiagnosis::None,
        "A code of cross-tenant synchronization, not of a SCIM application.",
    ),
    code(
        "InvitationCreationFailureAmbiguousUser",
        ReferenceDiagnosis::None,
        "A code of cross-tenant synchronization, not of a SCIM application.",
    ),
    code(
        "InvitationCreationFailure",
        ReferenceDiagnosis::None,
        "A code of cross-tenant synchronization, not of a SCIM application.",
    ),
];
