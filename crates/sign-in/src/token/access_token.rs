//! The access token for Microsoft Graph, in memory only.

use std::fmt;

use crate::permission::{Permission, missing};

/// So many seconds before its end it counts as expired, so that a request that is on
/// its way does not fail.
const MARGIN: u64 = 60;

/// It cannot be cloned, displayed or serialized.
pub struct AccessToken {
    text: String,
    permissions: Vec<Permission>,
    ends_at: u64,
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessToken(redacted)")
    }
}

impl AccessToken {
    /// `expires_in` is in seconds from now: the clock of the computer need not be right.
    pub(crate) fn new(
        text: String,
        permissions: Vec<Permission>,
        expires_in: u64,
        now: u64,
    ) -> AccessToken {
        AccessToken {
            text,
            permissions,
            ends_at: now.saturating_add(expires_in),
        }
    }

    /// The value of the `Authorization` header, for the HTTP client only.
    pub fn authorization(&self) -> String {
        format!("Bearer {}", self.text)
    }

    /// How long it can be used, in seconds.
    pub fn seconds_left(&self, now: u64) -> u64 {
        self.ends_at.saturating_sub(now).saturating_sub(MARGIN)
    }

    pub fn permissions(&self) -> &[Permission] {
        &self.permissions
    }

    /// Those of the needed permissions that it does not have.
    pub fn missing(&self, needed: &[Permission]) -> Vec<Permission> {
        missing(needed, &self.permissions)
    }
}
