//! That a request needs a sign-in first, and why.

use crate::permission::Permission;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignInReason {
    SignedOut,
    /// The token has expired.
    Ended,
    /// Signed in, without some of the permissions.
    MorePermissions,
}

/// A sign-in that has to come first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInNeeded {
    pub permissions: Vec<Permission>,
    pub reason: SignInReason,
}
