//! What a response of Microsoft Graph says about the sign-in.

use serde::Deserialize;

use crate::permission::Permission;
use crate::token::access_token::AccessToken;

const MAX_LENGTH: usize = 65_536;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GraphAccessError {
    /// No response that the page may read.
    Unreachable,
    /// The token has expired or was revoked: forget it and sign in again.
    TokenRejected,
    /// The token does not have these permissions.
    PermissionMissing(Vec<Permission>),
    /// The token has the permissions, the account lacks the role.
    RoleMissing(Vec<Permission>),
    /// The tenant has no Microsoft Entra ID P1.
    LicenseMissing,
    /// Wait for so many seconds, where Graph says how many.
    Throttled { retry_after: Option<u32> },
}

#[derive(Deserialize)]
struct Body {
    error: BodyError,
}

#[derive(Deserialize)]
struct BodyError {
    #[serde(default)]
    code: String,
}

impl GraphAccessError {
    /// None where the response says nothing about the sign-in.
    pub fn of_response(
        status: u16,
        retry_after: Option<u32>,
        body: &str,
        needed: &[Permission],
        token: &AccessToken,
    ) -> Option<GraphAccessError> {
        match status {
            401 => Some(GraphAccessError::TokenRejected),
            403 if code(body) == "Authentication_RequestFromNonPremiumTenantOrB2CTenant" => {
                Some(GraphAccessError::LicenseMissing)
            }
            403 => Some(match token.missing(needed) {
                missing if missing.is_empty() => GraphAccessError::RoleMissing(needed.to_vec()),
                missing => GraphAccessError::PermissionMissing(missing),
            }),
            429 => Some(GraphAccessError::Throttled { retry_after }),
            _ => None,
        }
    }
}

fn code(body: &str) -> String {
    if body.len() > MAX_LENGTH {
        return String::new();
    }
    let body = serde_json::from_str(body);
    body.map_or_else(|_| String::new(), |Body { error }| error.code)
}
