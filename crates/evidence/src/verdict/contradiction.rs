//! What a response contradicts.

use serde::{Deserialize, Serialize};

use super::OnDemandFailure;

/// One reason why the tenant is not as planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Contradiction {
    /// The response belongs to another application or job than the evidence
    /// before, so it says nothing about this setup.
    OtherApplication {
        known: String,
        found: String,
    },
    OtherJob {
        known: String,
        found: String,
    },
    /// The same by its name, while no id is known.
    OtherApplicationName {
        planned: String,
        found: String,
    },

    NoApplication,
    OtherName {
        found: String,
    },
    /// It comes from the gallery, by its template's id.
    GalleryApplication,
    /// An app registration, which has no Provisioning page.
    NotAnEnterpriseTemplate,

    NoJob,
    /// The application has no longer the job that is known.
    JobGone {
        step: String,
    },
    OtherTemplate {
        template: String,
    },

    NoBaseAddress,
    NoSecretToken,
    BaseAddressDiffers,

    NotificationOff,
    NoRecipients,
    DeletionLimitOff,

    GroupMappingOn,
    UserMappingOff,
    OperationsDiffer {
        found: String,
        planned: String,
    },
    ScopingFilter,
    /// Mappings that are to be deleted, by their short names.
    NotDeleted {
        targets: Vec<String>,
    },
    MappingMissing {
        target: String,
        step: String,
    },
    MappingDiffers {
        target: String,
        step: String,
    },
    MappedTwice {
        target: String,
        step: String,
    },
    /// The attribute is not in the target's list.
    AttributeNotListed {
        target: String,
    },

    NoAppRoles,
    AppRolesMissing {
        names: Vec<String>,
    },
    AppRolesOff {
        names: Vec<String>,
    },

    NoUsersAssigned,
    /// Assignments whose role id is all zeros.
    DefaultAccess {
        count: usize,
        of: usize,
    },

    OnDemandFailed(OnDemandFailure),
    OnDemandSkipped(OnDemandFailure),

    Quarantine {
        reason: String,
    },
    Paused,
    NeverStarted,
    ScheduleOff,

    FailuresInLastCycle {
        count: usize,
    },
}

impl Contradiction {
    /// Whether it is so in a new application too, so that the step may only not
    /// be done yet.
    pub(crate) fn is_pending(&self) -> bool {
        matches!(
            self,
            Self::NoApplication
                | Self::NoJob
                | Self::NoBaseAddress
                | Self::NoSecretToken
                | Self::NotificationOff
                | Self::NoRecipients
                | Self::DeletionLimitOff
                | Self::GroupMappingOn
                | Self::NotDeleted { .. }
                | Self::MappingMissing { .. }
                | Self::MappingDiffers { .. }
                | Self::AttributeNotListed { .. }
                | Self::NoAppRoles
                | Self::AppRolesMissing { .. }
                | Self::NoUsersAssigned
                | Self::NeverStarted
                | Self::ScheduleOff
        )
    }

    /// Whether the response says why it is so.
    pub(super) fn has_cause(&self) -> bool {
        matches!(
            self,
            Self::OnDemandFailed(_)
                | Self::OnDemandSkipped(_)
                | Self::Quarantine { .. }
                | Self::FailuresInLastCycle { .. }
        )
    }

    /// Whether an application or job that was created again explains it.
    pub(super) fn is_of_replacement(&self) -> bool {
        matches!(
            self,
            Self::OtherApplication { .. } | Self::OtherJob { .. } | Self::JobGone { .. }
        )
    }

    /// The step of the guide that it opens again. Nothing for a response that
    /// belongs to something else.
    pub fn step(&self) -> Option<&str> {
        Some(match self {
            Self::OtherApplication { .. }
            | Self::OtherJob { .. }
            | Self::OtherApplicationName { .. } => return None,
            Self::NoApplication
            | Self::OtherName { .. }
            | Self::GalleryApplication
            | Self::NotAnEnterpriseTemplate => "1.4",
            Self::NoJob | Self::OtherTemplate { .. } => "2.1",
            Self::NoBaseAddress | Self::NoSecretToken | Self::BaseAddressDiffers => "2.3",
            Self::NotificationOff | Self::NoRecipients | Self::DeletionLimitOff => "2.5a",
            Self::GroupMappingOn => "2.6",
            Self::UserMappingOff | Self::OperationsDiffer { .. } | Self::ScopingFilter => "2.8",
            Self::NotDeleted { .. } => "2.10",
            Self::JobGone { step }
            | Self::MappingMissing { step, .. }
            | Self::MappingDiffers { step, .. }
            | Self::MappedTwice { step, .. } => step.as_str(),
            Self::AttributeNotListed { .. } => "2.14",
            Self::NoAppRoles | Self::AppRolesMissing { .. } | Self::AppRolesOff { .. } => "2.15a",
            Self::NoUsersAssigned | Self::DefaultAccess { .. } => "2.18",
            Self::OnDemandFailed(_)
            | Self::OnDemandSkipped(_)
            | Self::Quarantine { .. }
            | Self::Paused
            | Self::NeverStarted
            | Self::ScheduleOff
            | Self::FailuresInLastCycle { .. } => "2.20",
        })
    }
}
