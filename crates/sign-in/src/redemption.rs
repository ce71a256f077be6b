//! The return to the page: the checks of the state, and the code that is redeemed.

mod response;

use std::fmt;

use crate::LOGIN_ORIGIN;
use crate::callback::Callback;
use crate::continuation::Continuation;
use crate::encoding::{equal_in_constant_time, form};
use crate::error::SignInError;
use crate::error::entra::EntraError;
use crate::pending::PendingSignIn;
use crate::permission::{Permission, granted_in};
use crate::session::SignedIn;
use crate::token::access_token::AccessToken;
use crate::token::id_token::{self, IdTokenError};
use crate::verification::permissions_after_refusal;
use response::TokenResponse;

/// What the address says when the page is opened.
#[derive(Debug)]
pub enum Return {
    /// It has nothing to do with a sign-in, and nothing was removed.
    None,
    /// An administrator comes from the page for consent.
    AdminConsent,
    /// The page for consent reports an error, such as that it was declined.
    AdminConsentDenied(EntraError),
    SignIn {
        /// Where the admin was, as a fragment of the app.
        route: Option<String>,
        /// What to go on with once someone is signed in. Only of a return that belongs
        /// to the sign-in that was stored.
        interrupted: Option<Interrupted>,
        outcome: Result<Box<Redemption>, SignInError>,
    },
}

/// What a sign-in interrupted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interrupted {
    pub continuation: Continuation,
    /// What to request if this sign-in failed and there is another try.
    pub permissions: Vec<Permission>,
}

/// Reads the address of the page. `take_pending` removes the stored text and gives it;
/// that happens whatever the outcome, so no return can be tried twice.
pub fn receive(
    query: &str,
    fragment: &str,
    take_pending: impl FnOnce() -> Option<String>,
    now: u64,
) -> Return {
    let Some(callback) = Callback::parse(query, fragment) else {
        return Return::None;
    };
    match &callback {
        Callback::AdminConsent => return Return::AdminConsent,
        Callback::AdminConsentError { error, description } => {
            return Return::AdminConsentDenied(EntraError {
                // No state proves that Microsoft wrote this text.
                detail: String::new(),
                ..EntraError::read(error, description)
            });
        }
        Callback::Code { .. } | Callback::Error { .. } | Callback::Malformed => {}
    }
    let pending = take_pending().and_then(|text| PendingSignIn::from_json(&text));
    let route = pending.as_ref().and_then(PendingSignIn::route);
    let route = route.map(str::to_owned);
    let interrupted = pending.as_ref().and_then(|pending| {
        Some(Interrupted {
            continuation: pending.continuation()?.clone(),
            permissions: pending.request.permissions.clone(),
        })
    });
    let outcome = check(callback, pending, now);
    Return::SignIn {
        route,
        interrupted: interrupted.and_then(|interrupted| match &outcome {
            Ok(_) => Some(interrupted),
            Err(error) => interrupted.after_error(error),
        }),
        outcome,
    }
}

impl Interrupted {
    /// What is left for another try. None after a return that may not belong to the
    /// stored sign-in, or is too old.
    pub fn after_error(self, error: &SignInError) -> Option<Interrupted> {
        match error {
            SignInError::Entra(error) if error.refuses_permissions() => Some(Interrupted {
                permissions: permissions_after_refusal(&self.permissions),
                ..self
            }),
            SignInError::NotStarted
            | SignInError::TooLate
            | SignInError::StateMismatch
            | SignInError::MalformedReturn => None,
            SignInError::Entra(_)
            | SignInError::NoRandomBytes
            | SignInError::NotStored
            | SignInError::Unreachable
            | SignInError::UnreadableResponse { .. }
            | SignInError::IdToken(_) => Some(self),
        }
    }
}

fn check(
    callback: Callback,
    pending: Option<PendingSignIn>,
    now: u64,
) -> Result<Box<Redemption>, SignInError> {
    let pending = pending.ok_or(SignInError::NotStarted)?;
    let state = match &callback {
        Callback::Code { state, .. } | Callback::Error { state, .. } => state.as_deref(),
        Callback::AdminConsent | Callback::AdminConsentError { .. } | Callback::Malformed => {
            return Err(SignInError::MalformedReturn);
        }
    };
    if !state.is_some_and(|state| equal_in_constant_time(state, &pending.attempt.state)) {
        return Err(SignInError::StateMismatch);
    }
    if pending.is_expired(now) {
        return Err(SignInError::TooLate);
    }
    match callback {
        Callback::Code { code, .. } => Ok(Box::new(Redemption { code, pending })),
        Callback::Error {
            error, description, ..
        } => Err(SignInError::Entra(EntraError::read(&error, &description))),
        Callback::AdminConsent | Callback::AdminConsentError { .. } | Callback::Malformed => {
            Err(SignInError::MalformedReturn)
        }
    }
}

/// A code to be redeemed, once: it cannot be cloned, and the response uses it up.
pub struct Redemption {
    code: String,
    pending: PendingSignIn,
}

impl fmt::Debug for Redemption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Redemption(redacted)")
    }
}

/// What came of the request.
#[derive(Debug, Clone, Copy)]
pub enum TokenReply<'a> {
    /// No response, or none that the page may read.
    None,
    Response {
        status: u16,
        body: &'a str,
    },
}

impl Redemption {
    /// The token endpoint of the tenant that was asked for.
    pub fn url(&self) -> String {
        let tenant = &self.pending.request.registration.tenant;
        format!("{LOGIN_ORIGIN}/{tenant}/oauth2/v2.0/token")
    }

    /// The body of the request, a form.
    pub fn form(&self) -> String {
        let request = &self.pending.request;
        form(&[
            ("client_id", request.registration.client_id.as_str()),
            ("grant_type", "authorization_code"),
            ("code", &self.code),
            ("redirect_uri", request.redirect_uri.as_str()),
            ("code_verifier", &self.pending.attempt.verifier),
            ("scope", &request.scope()),
        ])
    }

    /// Reads the response and checks who signed in.
    ///
    /// # Errors
    ///
    /// Why no one is signed in.
    pub fn finish(self, reply: TokenReply<'_>, now: u64) -> Result<SignedIn, SignInError> {
        let TokenReply::Response { status, body } = reply else {
            return Err(SignInError::Unreachable);
        };
        let response = TokenResponse::parse(status, body)?;
        let PendingSignIn {
            attempt, request, ..
        } = self.pending;
        let id_token = response.id_token.as_deref();
        let id_token = id_token.ok_or(SignInError::IdToken(IdTokenError::Missing))?;
        let account = id_token::check(id_token, &request.registration, &attempt.nonce, now)
            .map_err(SignInError::IdToken)?;
        let permissions = match &response.scope {
            Some(scope) => granted_in(scope),
            None => request.permissions.clone(),
        };
        let token = AccessToken::new(response.access_token, permissions, response.expires_in, now);
        Ok(SignedIn::new(
            account,
            request.registration,
            token,
            &request.permissions,
        ))
    }
}
