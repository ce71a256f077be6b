//! What is stored while the browser is at Microsoft's page.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::attempt::{Attempt, AuthorizeRequest};
use crate::continuation::Continuation;
use crate::encoding::is_base64url;
use crate::permission::Permission;
use crate::registration::Registration;
use crate::registration::redirect_uri::RedirectUri;

/// Its key in `sessionStorage`, which one tab has for itself.
pub const STORAGE_KEY: &str = "scimdesk.sign-in";

/// How long a sign-in may take, in seconds.
pub const MAX_AGE: u64 = 600;

/// A clock that is set in between may go back by as many seconds.
const MAX_CLOCK_CHANGE: u64 = 60;

const VERSION: u32 = 1;

/// A longer text was not written by this app.
const MAX_STORED: usize = 8_192;

const MAX_ROUTE: usize = 200;

/// It holds the verifier, so it cannot be cloned or displayed. It says nothing about
/// the account, and is worth nothing without the code.
pub struct PendingSignIn {
    pub(crate) attempt: Attempt,
    pub(crate) request: AuthorizeRequest,
    route: Option<String>,
    continuation: Option<Continuation>,
    started_at: u64,
}

impl fmt::Debug for PendingSignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PendingSignIn(redacted)")
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct StoredSignIn {
    version: u32,
    started_at: u64,
    state: String,
    nonce: String,
    verifier: String,
    tenant: String,
    client_id: String,
    redirect_uri: String,
    permissions: Vec<Permission>,
    route: Option<String>,
    #[serde(default)]
    continuation: Option<Value>,
}

impl PendingSignIn {
    /// `route` is where the admin was, as a fragment of the app; `now` is in seconds
    /// since 1970.
    pub fn new(
        attempt: Attempt,
        request: AuthorizeRequest,
        route: &str,
        now: u64,
    ) -> PendingSignIn {
        PendingSignIn {
            attempt,
            request,
            route: usable_route(route),
            continuation: None,
            started_at: now,
        }
    }

    /// With what the page goes on with after the return.
    #[must_use]
    pub fn with_continuation(self, continuation: Continuation) -> PendingSignIn {
        PendingSignIn {
            continuation: Some(continuation),
            ..self
        }
    }

    /// The text to store. None if it cannot be written as JSON.
    pub fn to_json(&self) -> Option<String> {
        let PendingSignIn {
            attempt,
            request,
            route,
            continuation,
            started_at,
        } = self;
        let stored = StoredSignIn {
            version: VERSION,
            started_at: *started_at,
            state: attempt.state.clone(),
            nonce: attempt.nonce.clone(),
            verifier: attempt.verifier.clone(),
            tenant: request.registration.tenant.to_string(),
            client_id: request.registration.client_id.to_string(),
            redirect_uri: request.redirect_uri.to_string(),
            permissions: request.permissions.clone(),
            route: route.clone(),
            continuation: continuation.as_ref().and_then(Continuation::to_stored),
        };
        serde_json::to_string(&stored).ok()
    }

    /// None for what this version of the app did not write.
    pub fn from_json(text: &str) -> Option<PendingSignIn> {
        if text.len() > MAX_STORED {
            return None;
        }
        let stored: StoredSignIn = serde_json::from_str(text).ok()?;
        let is_random = |text: &str, least: usize| text.len() >= least && is_base64url(text);
        let is_sound = stored.version == VERSION
            && is_random(&stored.state, 22)
            && is_random(&stored.nonce, 22)
            && is_random(&stored.verifier, 43);
        if !is_sound {
            return None;
        }
        Some(PendingSignIn {
            attempt: Attempt {
                state: stored.state,
                nonce: stored.nonce,
                verifier: stored.verifier,
            },
            request: AuthorizeRequest {
                registration: Registration::parse(&stored.tenant, &stored.client_id).ok()?,
                redirect_uri: RedirectUri::of_page(&stored.redirect_uri).ok()?,
                permissions: stored.permissions,
            },
            route: stored.route.as_deref().and_then(usable_route),
            continuation: stored.continuation.and_then(Continuation::from_stored),
            started_at: stored.started_at,
        })
    }

    pub fn route(&self) -> Option<&str> {
        self.route.as_deref()
    }

    pub fn continuation(&self) -> Option<&Continuation> {
        self.continuation.as_ref()
    }

    pub(crate) fn is_expired(&self, now: u64) -> bool {
        now.saturating_sub(self.started_at) >= MAX_AGE
            || self.started_at.saturating_sub(now) > MAX_CLOCK_CHANGE
    }
}

/// An address within the app and nowhere else.
fn usable_route(route: &str) -> Option<String> {
    let is_usable = route.starts_with("#/")
        && route.len() <= MAX_ROUTE
        && route.bytes().all(|byte| byte.is_ascii_graphic());
    is_usable.then(|| route.to_owned())
}
