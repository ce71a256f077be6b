//! The kinds of causes, each with its texts in a module by subject.

use serde::{Deserialize, Serialize};

use super::CauseInfo;
use super::info::{access, matching, patch, portal, skips, target, values};

macro_rules! cause_kinds {
    ($($kind:ident => $info:path,)*) => {
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        pub enum CauseKind {
            $($kind,)*
        }

        impl CauseKind {
            pub const ALL: &[CauseKind] = &[$(CauseKind::$kind,)*];

            pub fn info(self) -> &'static CauseInfo {
                match self {
                    $(CauseKind::$kind => &$info,)*
                }
            }
        }
    };
}

cause_kinds! {
    // The connection and what the token may do.
    TokenRejected => access::TOKEN_REJECTED,
    ConnectionFailed => access::CONNECTION_FAILED,
    CredentialsInvalid => access::CREDENTIALS_INVALID,
    SecretNotSaved => access::SECRET_NOT_SAVED,
    ScopeMissing => access::SCOPE_MISSING,
    Forbidden => access::FORBIDDEN,
    AccountSuspended => access::ACCOUNT_SUSPENDED,
    ScimTurnedOff => access::SCIM_TURNED_OFF,
    LicenseMissing => access::LICENSE_MISSING,
    EndpointNotFound => access::ENDPOINT_NOT_FOUND,
    Redirected => access::REDIRECTED,
    ResponseNotScim => access::RESPONSE_NOT_SCIM,
    // Finding a user in Talkdesk.
    UserExists => matching::USER_EXISTS,
    UserInactive => matching::USER_INACTIVE,
    UpdateConflict => matching::UPDATE_CONFLICT,
    ValueTaken => matching::VALUE_TAKEN,
    UserGone => matching::USER_GONE,
    AlreadyDeleted => matching::ALREADY_DELETED,
    TargetDuplicates => matching::TARGET_DUPLICATES,
    SourceDuplicates => matching::SOURCE_DUPLICATES,
    FilterRejected => matching::FILTER_REJECTED,
    TooManyResults => matching::TOO_MANY_RESULTS,
    MatchingFailed => matching::MATCHING_FAILED,
    MatchingValueMissing => matching::MATCHING_VALUE_MISSING,
    MatchingSeveralSources => matching::MATCHING_SEVERAL_SOURCES,
    // Values and attributes.
    RequiredValueMissing => values::REQUIRED_VALUE_MISSING,
    RequiredAttributeInvalid => values::REQUIRED_ATTRIBUTE_INVALID,
    ValueRejected => values::VALUE_REJECTED,
    RoleOrTeamUnknown => values::ROLE_OR_TEAM_UNKNOWN,
    DomainRejected => values::DOMAIN_REJECTED,
    AttributeUnsupported => values::ATTRIBUTE_UNSUPPORTED,
    AttributeImmutable => values::ATTRIBUTE_IMMUTABLE,
    ScimValidationFailed => values::SCIM_VALIDATION_FAILED,
    PropertyNameInvalid => values::PROPERTY_NAME_INVALID,
    PropertyNotExported => values::PROPERTY_NOT_EXPORTED,
    SchemaInvalid => values::SCHEMA_INVALID,
    SeveralAppRoles => values::SEVERAL_APP_ROLES,
    SeveralValues => values::SEVERAL_VALUES,
    ReferenceUnresolved => values::REFERENCE_UNRESOLVED,
    GroupNotSupported => values::GROUP_NOT_SUPPORTED,
    // The form of a change.
    ActiveAsText => patch::ACTIVE_AS_TEXT,
    PatchRejected => patch::PATCH_REJECTED,
    PatchNotAllowed => patch::PATCH_NOT_ALLOWED,
    MethodNotAllowed => patch::METHOD_NOT_ALLOWED,
    NotImplemented => patch::NOT_IMPLEMENTED,
    UrnPathRejected => patch::URN_PATH_REJECTED,
    PathRejected => patch::PATH_REJECTED,
    PathWithoutTarget => patch::PATH_WITHOUT_TARGET,
    FilterOnSingleValue => patch::FILTER_ON_SINGLE_VALUE,
    PathMatchesSeveral => patch::PATH_MATCHES_SEVERAL,
    ContentTypeRejected => patch::CONTENT_TYPE_REJECTED,
    RequestRejected => patch::REQUEST_REJECTED,
    BadRequestWithoutReason => patch::BAD_REQUEST_WITHOUT_REASON,
    RequestTooLarge => patch::REQUEST_TOO_LARGE,
    // Talkdesk and Entra themselves.
    RateLimited => target::RATE_LIMITED,
    TargetUnavailable => target::TARGET_UNAVAILABLE,
    TargetError => target::TARGET_ERROR,
    TargetErrorWithReason => target::TARGET_ERROR_WITH_REASON,
    EntraError => target::ENTRA_ERROR,
    EscrowRetry => target::ESCROW_RETRY,
    UnexpectedStatus => target::UNEXPECTED_STATUS,
    UnknownFailure => target::UNKNOWN_FAILURE,
    // Skipped and warned.
    InSync => skips::IN_SYNC,
    SourceDisabled => skips::SOURCE_DISABLED,
    NotAssigned => skips::NOT_ASSIGNED,
    OutOfScopingFilter => skips::OUT_OF_SCOPING_FILTER,
    RequiredRoleMissing => skips::REQUIRED_ROLE_MISSING,
    AssignmentBroken => skips::ASSIGNMENT_BROKEN,
    NotEntitled => skips::NOT_ENTITLED,
    SkippedWithoutReason => skips::SKIPPED_WITHOUT_REASON,
    UnknownSkip => skips::UNKNOWN_SKIP,
    UnknownWarning => skips::UNKNOWN_WARNING,
    // The whole job, and other parts of the portal.
    QuarantineForConnection => portal::QUARANTINE_FOR_CONNECTION,
    QuarantineForFailures => portal::QUARANTINE_FOR_FAILURES,
    QuarantineForDeletions => portal::QUARANTINE_FOR_DELETIONS,
    QuarantineOnDemand => portal::QUARANTINE_ON_DEMAND,
    IngestionInterrupted => portal::INGESTION_INTERRUPTED,
    QuarantineUnknown => portal::QUARANTINE_UNKNOWN,
    EntryErrors => portal::ENTRY_ERRORS,
    GroupRuleInvalid => portal::GROUP_RULE_INVALID,
}

impl CauseKind {
    /// By the name in kebab-case.
    pub fn of_id(id: &str) -> Option<CauseKind> {
        let mut all = Self::ALL.iter().copied();
        all.find(|kind| kind.info().id == id)
    }

    /// The most frequent cause of a status, where nothing else is known.
    pub fn of_status(status: u16) -> Option<CauseKind> {
        Some(match status {
            200..=299 => Self::ResponseNotScim,
            300..=399 => Self::Redirected,
            400 => Self::BadRequestWithoutReason,
            401 | 407 => Self::TokenRejected,
            402 => Self::LicenseMissing,
            403 => Self::Forbidden,
            404 | 410 => Self::EndpointNotFound,
            405 => Self::MethodNotAllowed,
            408 | 502..=504 => Self::TargetUnavailable,
            409 => Self::UserExists,
            412 => Self::UpdateConflict,
            413 => Self::RequestTooLarge,
            415 => Self::ContentTypeRejected,
            422 => Self::ValueRejected,
            429 => Self::RateLimited,
            501 => Self::NotImplemented,
            500 | 505..=599 => Self::TargetError,
            406 | 411 | 414 | 416..=421 | 423..=428 | 430..=499 => Self::UnexpectedStatus,
            _ => return None,
        })
    }
}
