//! Sentences of Entra and the portal that name a cause, as far as they are the
//! same for each user. Names and numbers within are left out.
//!
//! Source, where a sentence does not say another: reports of admins in
//! `../shared/reviews/field-reports.md`.

use super::{ReferenceDiagnosis, ReferenceEntry, ReferenceType};
use crate::cause_kind::CauseKind;

const fn sentence(name: &'static str, kind: CauseKind, meaning: &'static str) -> ReferenceEntry {
    ReferenceEntry {
        entry_type: ReferenceType::Sentence,
        name,
        other_names: &[],
        meaning,
        diagnosis: ReferenceDiagnosis::Cause(kind),
    }
}

/// A sentence that does not name the cause if a status is with it.
const fn unclear(name: &'static str, kind: CauseKind, meaning: &'static str) -> ReferenceEntry {
    ReferenceEntry {
        diagnosis: ReferenceDiagnosis::Wrapper(kind),
        ..sentence(name, kind, meaning)
    }
}

pub(super) const SENTENCES: [ReferenceEntry; 29] = [
    // Spelled as Microsoft does, with an error in it.
    sentence(
        "No more than one app role assignment was expected",
        CauseKind::SeveralAppRoles,
        "SingleAppRoleAssignment found several app roles.",
    ),
    sentence(
        "is not a valid propertyName",
        CauseKind::PropertyNameInvalid,
        "A mapping or filter uses an attribute name that Entra doesn’t know.",
    ),
    sentence(
        "exporting the property is not supported for this operation",
        CauseKind::PropertyNotExported,
        "Entra can’t send the attribute under this name.",
    ),
    sentence(
        "has more than one SourceName",
        CauseKind::MatchingSeveralSources,
        "The matching attribute is mapped from several source attributes.",
    ),
    sentence(
        "is not supported by the SCIM protocol",
        CauseKind::ScimValidationFailed,
        "Microsoft’s own check rejects a target attribute.",
    ),
    ReferenceEntry {
        other_names: &["ExternalSecret data is invalid"],
        ..sentence(
            "Size of input ExternalSecret data is invalid",
            CauseKind::SecretNotSaved,
            "The token is too long to be saved.",
        )
    },
    // An entry of the audit log: activity Update external secrets, result Failure.
    // Source: https://github.com/MicrosoftDocs/azure-docs/issues/90425
    ReferenceEntry {
        diagnosis: ReferenceDiagnosis::CauseOfFailure(CauseKind::SecretNotSaved),
        ..sentence(
            "Update external secrets",
            CauseKind::SecretNotSaved,
            "The audit log’s entry for saving the Secret token. Its result says whether it was saved.",
        )
    },
    unclear(
        "You appear to have entered invalid credentials",
        CauseKind::CredentialsInvalid,
        "Test connection failed. Entra shows this for almost any failure.",
    ),
    sentence(
        "will be skipped because the value of the property",
        CauseKind::RequiredAttributeInvalid,
        "Entra skipped the user because a required value is missing.",
    ),
    sentence(
        "more than one user or group in the target system was found",
        CauseKind::TargetDuplicates,
        "Several Talkdesk users match.",
    ),
    unclear(
        "Failed to match an entry in the source and target systems",
        CauseKind::MatchingFailed,
        "The search for the user in Talkdesk failed.",
    ),
    ReferenceEntry {
        other_names: &[
            "Unable to resolve reference",
            "Unable to resolve the reference",
        ],
        ..sentence(
            "reference could not be resolved",
            CauseKind::ReferenceUnresolved,
            "A user refers to another who isn’t in Talkdesk.",
        )
    },
    sentence(
        "the source and target systems already match",
        CauseKind::InSync,
        "Entra and Talkdesk have the same values already.",
    ),
    sentence(
        "No change to the User",
        CauseKind::InSync,
        "Entra and Talkdesk have the same values already.",
    ),
    unclear(
        "not assigned to the application",
        CauseKind::NotAssigned,
        "Entra skipped the user because it isn’t assigned.",
    ),
    unclear(
        "does not have required entitlement for provisioning",
        CauseKind::NotEntitled,
        "Entra skipped the user because it isn’t entitled.",
    ),
    unclear(
        "does not pass the scoping filter",
        CauseKind::OutOfScopingFilter,
        "Entra skipped the user because a scoping filter excludes it.",
    ),
    ReferenceEntry {
        other_names: &["has been quarantined", "is in quarantine"],
        ..unclear(
            "is quarantined",
            CauseKind::QuarantineUnknown,
            "Provisioning is in quarantine.",
        )
    },
    // Entra's sentence for codes of the family …ServiceIncompatible.
    unclear(
        "The SCIM endpoint is not fully compatible with",
        CauseKind::ResponseNotScim,
        "Entra couldn’t use the response. The response inside the message tells why.",
    ),
    sentence(
        "The remote name could not be resolved",
        CauseKind::ConnectionFailed,
        "The host name in the Tenant URL doesn’t exist.",
    ),
    sentence(
        "Could not establish trust relationship",
        CauseKind::ConnectionFailed,
        "The certificate of the service isn’t valid.",
    ),
    sentence(
        "Could not create SSL/TLS secure channel",
        CauseKind::ConnectionFailed,
        "The service and Entra found no common form of encryption.",
    ),
    sentence(
        "Unable to connect to the remote server",
        CauseKind::ConnectionFailed,
        "The service didn’t accept the connection.",
    ),
    sentence(
        "The operation has timed out",
        CauseKind::TargetUnavailable,
        "Talkdesk took too long to respond.",
    ),
    sentence(
        "The request was aborted",
        CauseKind::TargetUnavailable,
        "The connection to Talkdesk broke.",
    ),
    sentence(
        "The underlying connection was closed",
        CauseKind::TargetUnavailable,
        "The connection to Talkdesk broke.",
    ),
    sentence(
        "A task was canceled",
        CauseKind::TargetUnavailable,
        "Talkdesk took too long to respond.",
    ),
    sentence(
        "Unexpected input. Position",
        CauseKind::GroupRuleInvalid,
        "The rule builder of dynamic groups found a syntax error.",
    ),
    unclear(
        "Response could not be parsed",
        CauseKind::ResponseNotScim,
        "Entra couldn’t read the response.",
    ),
];
