//! One attempt to sign in: its random values, and the address of Microsoft's page.

use std::fmt;

use crate::LOGIN_ORIGIN;
use crate::encoding::{base64url, form};
use crate::error::SignInError;
use crate::permission::Permission;
use crate::registration::Registration;
use crate::registration::redirect_uri::RedirectUri;

/// 256 bits, which make a verifier of 43 characters (RFC 7636, section 4.1).
const VERIFIER_BYTES: usize = 32;
/// 128 bits.
const STATE_BYTES: usize = 16;

/// It cannot be cloned or displayed.
pub struct Attempt {
    pub(crate) state: String,
    pub(crate) nonce: String,
    pub(crate) verifier: String,
}

impl fmt::Debug for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Attempt(redacted)")
    }
}

/// What a sign-in is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorizeRequest {
    pub registration: Registration,
    pub redirect_uri: RedirectUri,
    /// Only those that are needed now.
    pub permissions: Vec<Permission>,
}

impl Attempt {
    /// `fill` fills a slice with random bytes that no one can guess.
    ///
    /// # Errors
    ///
    /// `fill` failed, or did nothing.
    pub fn from_random(mut fill: impl FnMut(&mut [u8]) -> bool) -> Result<Attempt, SignInError> {
        let mut verifier = [0; VERIFIER_BYTES];
        let mut state = [0; STATE_BYTES];
        let mut nonce = [0; STATE_BYTES];
        let is_filled = fill(&mut verifier) && fill(&mut state) && fill(&mut nonce);
        let is_empty = [&verifier[..], &state, &nonce]
            .iter()
            .any(|bytes| bytes.iter().all(|byte| *byte == 0));
        if !is_filled || is_empty || state == nonce {
            return Err(SignInError::NoRandomBytes);
        }
        Ok(Attempt {
            state: base64url(&state),
            nonce: base64url(&nonce),
            verifier: base64url(&verifier),
        })
    }

    /// The bytes of which the SHA-256 hash is the challenge.
    pub fn verifier(&self) -> &[u8] {
        self.verifier.as_bytes()
    }
}

impl AuthorizeRequest {
    /// The scopes: OpenID Connect for who signed in, and the permissions. No
    /// `offline_access`, so there is no refresh token.
    pub(crate) fn scope(&self) -> String {
        let names = self.permissions.iter().map(|one| one.name());
        std::iter::once("openid")
            .chain(names)
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The address to go to. `challenge` is the SHA-256 hash of the attempt's verifier.
    ///
    /// The response comes in the fragment, which a browser does not send to the
    /// server of the page, so the code is in no access log.
    pub fn url(&self, attempt: &Attempt, challenge: &[u8; 32]) -> String {
        let parameters = form(&[
            ("client_id", self.registration.client_id.as_str()),
            ("response_type", "code"),
            ("response_mode", "fragment"),
            ("redirect_uri", self.redirect_uri.as_str()),
            ("scope", &self.scope()),
            ("state", &attempt.state),
            ("nonce", &attempt.nonce),
            ("code_challenge", &base64url(challenge)),
            ("code_challenge_method", "S256"),
        ]);
        let tenant = &self.registration.tenant;
        format!("{LOGIN_ORIGIN}/{tenant}/oauth2/v2.0/authorize?{parameters}")
    }
}
