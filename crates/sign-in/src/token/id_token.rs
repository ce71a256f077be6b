//! The ID token: who signed in, and for which attempt.
//!
//! Its signature is not checked. It comes from the token endpoint over TLS, in
//! response to a request of this page, and OpenID Connect Core 1.0, section 3.1.3.7,
//! item 6, lets TLS stand for the signature then. The other checks of that section
//! are made here. It must never be used for an ID token from anywhere else.

use serde::Deserialize;

use crate::LOGIN_ORIGIN;
use crate::encoding::{equal_in_constant_time, from_base64url};
use crate::guid::Guid;
use crate::registration::{EntraTenant, Registration};

/// How wrong the clock of the computer may be, in seconds.
const MAX_CLOCK_SKEW: u64 = 300;

const MAX_LENGTH: usize = 65_536;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdTokenError {
    Missing,
    Unreadable,
    /// It is for another application.
    WrongAudience,
    WrongTenant {
        actual: Guid,
    },
    WrongIssuer,
    /// It is for another attempt.
    WrongNonce,
    Expired,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedInAccount {
    /// The tenant that issued the token, also where the registration has a domain.
    pub tenant_id: Guid,
    /// The name of the account, to show and for nothing else.
    pub user_name: Option<String>,
}

#[derive(Deserialize)]
struct Claims {
    aud: String,
    iss: String,
    tid: String,
    exp: u64,
    nonce: Option<String>,
    preferred_username: Option<String>,
}

/// Checks a token that the token endpoint sent.
///
/// # Errors
///
/// The first check that fails.
pub fn check(
    token: &str,
    registration: &Registration,
    nonce: &str,
    now: u64,
) -> Result<SignedInAccount, IdTokenError> {
    let claims = claims(token).ok_or(IdTokenError::Unreadable)?;
    if Guid::parse(&claims.aud).as_ref() != Some(&registration.client_id) {
        return Err(IdTokenError::WrongAudience);
    }
    let tenant_id = Guid::parse(&claims.tid).ok_or(IdTokenError::Unreadable)?;
    if let EntraTenant::Id(expected) = &registration.tenant
        && *expected != tenant_id
    {
        return Err(IdTokenError::WrongTenant { actual: tenant_id });
    }
    if claims.iss != format!("{LOGIN_ORIGIN}/{tenant_id}/v2.0") {
        return Err(IdTokenError::WrongIssuer);
    }
    let has_nonce = claims
        .nonce
        .is_some_and(|actual| equal_in_constant_time(&actual, nonce));
    if !has_nonce {
        return Err(IdTokenError::WrongNonce);
    }
    if claims.exp.saturating_add(MAX_CLOCK_SKEW) <= now {
        return Err(IdTokenError::Expired);
    }
    Ok(SignedInAccount {
        tenant_id,
        user_name: claims.preferred_username,
    })
}

fn claims(token: &str) -> Option<Claims> {
    let mut parts = token.split('.');
    let (_, payload, _) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || token.len() > MAX_LENGTH {
        return None;
    }
    serde_json::from_slice(&from_base64url(payload)?).ok()
}
