//! Why a request to Microsoft Graph brought nothing.

use crate::error::graph::GraphAccessError;
use crate::permission::Permission;
use crate::sign_in_needed::SignInReason;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RequestFailure {
    /// Sign in for these permissions first.
    SignIn {
        permissions: Vec<Permission>,
        reason: SignInReason,
    },
    /// Entra left these permissions out at the last sign-in.
    NotGranted(Vec<Permission>),
    Graph(GraphAccessError),
}

impl RequestFailure {
    /// Whether another request can succeed all the same.
    pub fn is_about_one_request(&self) -> bool {
        match self {
            RequestFailure::SignIn { reason, .. } => *reason == SignInReason::MorePermissions,
            RequestFailure::NotGranted(_) => true,
            RequestFailure::Graph(error) => match error {
                GraphAccessError::PermissionMissing(_)
                | GraphAccessError::RoleMissing(_)
                | GraphAccessError::LicenseMissing => true,
                GraphAccessError::Unreachable
                | GraphAccessError::TokenRejected
                | GraphAccessError::Throttled { .. } => false,
            },
        }
    }

    /// Whether the sign-in ended by itself, so that a new one lets the requests be sent
    /// that are left. An admin who signs out wants nothing to go on.
    pub fn has_ended(&self) -> bool {
        match self {
            RequestFailure::SignIn { reason, .. } => *reason == SignInReason::Ended,
            RequestFailure::NotGranted(_) => false,
            RequestFailure::Graph(error) => *error == GraphAccessError::TokenRejected,
        }
    }
}
