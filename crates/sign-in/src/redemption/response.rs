//! The response of the token endpoint.

use serde::Deserialize;

use crate::error::SignInError;
use crate::error::entra::EntraErrorBody;

/// Access tokens have a few thousand characters.
const MAX_LENGTH: usize = 262_144;

#[derive(Deserialize)]
pub(super) struct TokenResponse {
    token_type: String,
    pub(super) access_token: String,
    pub(super) expires_in: u64,
    /// As requested, where it is left out (RFC 6749, section 5.1).
    pub(super) scope: Option<String>,
    pub(super) id_token: Option<String>,
}

impl TokenResponse {
    pub(super) fn parse(status: u16, body: &str) -> Result<TokenResponse, SignInError> {
        let unreadable = SignInError::UnreadableResponse { status };
        if body.len() > MAX_LENGTH {
            return Err(unreadable);
        }
        if status != 200 {
            let error: EntraErrorBody = serde_json::from_str(body).map_err(|_| unreadable)?;
            return Err(SignInError::Entra(error.into()));
        }
        match serde_json::from_str::<TokenResponse>(body) {
            Ok(response) if response.is_usable() => Ok(response),
            _ => Err(unreadable),
        }
    }

    /// A header can carry the token, and it is worth something.
    fn is_usable(&self) -> bool {
        self.token_type.eq_ignore_ascii_case("bearer")
            && !self.access_token.is_empty()
            && self
                .access_token
                .bytes()
                .all(|byte| byte.is_ascii_graphic())
            && self.expires_in > 0
    }
}
