//! Values of a synchronization job.
//!
//! Sources: <https://learn.microsoft.com/graph/api/resources/synchronization-quarantinereason>,
//! <https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationstatus>.

use super::{ReferenceDiagnosis, ReferenceEntry, ReferenceType};
use crate::cause_kind::CauseKind;
use ReferenceDiagnosis::Cause;

const fn reason(name: &'static str, kind: CauseKind, meaning: &'static str) -> ReferenceEntry {
    ReferenceEntry {
        entry_type: ReferenceType::QuarantineReason,
        name,
        other_names: &[],
        meaning,
        diagnosis: Cause(kind),
    }
}

pub(super) const QUARANTINE_REASONS: [ReferenceEntry; 8] = [
    reason(
        "EncounteredQuarantineException",
        CauseKind::QuarantineForConnection,
        "Talkdesk rejected the credentials or didn’t respond with SCIM.",
    ),
    reason(
        "EncounteredBaseEscrowThreshold",
        CauseKind::QuarantineForFailures,
        "More users failed than the first limit allows.",
    ),
    reason(
        "EncounteredTotalEscrowThreshold",
        CauseKind::QuarantineForFailures,
        "More users failed in total than the limit allows.",
    ),
    reason(
        "EncounteredEscrowProportionThreshold",
        CauseKind::QuarantineForFailures,
        "A larger share of the users failed than the limit allows.",
    ),
    reason(
        "QuarantinedOnDemand",
        CauseKind::QuarantineOnDemand,
        "The job was put in quarantine by a request.",
    ),
    reason(
        "TooManyDeletes",
        CauseKind::QuarantineForDeletions,
        "More users would be deleted or deactivated than the limit for accidental deletions allows.",
    ),
    reason(
        "IngestionInterrupted",
        CauseKind::IngestionInterrupted,
        "Reading users from the source was interrupted.",
    ),
    reason(
        "Unknown",
        CauseKind::QuarantineUnknown,
        "As a quarantine reason: Entra doesn’t say why.",
    ),
];

const fn status(
    entry_type: ReferenceType,
    name: &'static str,
    meaning: &'static str,
) -> ReferenceEntry {
    ReferenceEntry {
        entry_type,
        name,
        other_names: &[],
        meaning,
        diagnosis: ReferenceDiagnosis::None,
    }
}

pub(super) const JOB_STATUSES: [ReferenceEntry; 5] = [
    status(
        ReferenceType::JobStatus,
        "NotConfigured",
        "Provisioning isn’t set up yet.",
    ),
    status(
        ReferenceType::JobStatus,
        "NotRun",
        "Provisioning is set up but hasn’t run yet.",
    ),
    status(
        ReferenceType::JobStatus,
        "Active",
        "Provisioning is on. Users may still fail.",
    ),
    status(
        ReferenceType::JobStatus,
        "Paused",
        "Provisioning is off: no user is created, changed or deactivated.",
    ),
    ReferenceEntry {
        diagnosis: Cause(CauseKind::QuarantineUnknown),
        ..status(
            ReferenceType::JobStatus,
            "Quarantine",
            "Provisioning is in quarantine. The reason is in quarantine.reason and quarantine.error.",
        )
    },
];

pub(super) const EXECUTION_STATES: [ReferenceEntry; 3] = [
    status(
        ReferenceType::ExecutionState,
        "Succeeded",
        "The last cycle finished without failed users.",
    ),
    ReferenceEntry {
        diagnosis: Cause(CauseKind::EntryErrors),
        ..status(
            ReferenceType::ExecutionState,
            "EntryLevelErrors",
            "The last cycle finished, and some users failed.",
        )
    },
    ReferenceEntry {
        diagnosis: Cause(CauseKind::QuarantineUnknown),
        ..status(
            ReferenceType::ExecutionState,
            "Failed",
            "The last cycle failed as a whole, often because of the connection.",
        )
    },
];
