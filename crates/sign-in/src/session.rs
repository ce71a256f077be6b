//! Who is signed in, and whether a request can be sent.

use crate::permission::{Permission, missing};
use crate::registration::Registration;
use crate::sign_in_needed::{SignInNeeded, SignInReason};
use crate::token::access_token::AccessToken;
use crate::token::id_token::SignedInAccount;

#[derive(Debug)]
pub struct SignedIn {
    pub account: SignedInAccount,
    registration: Registration,
    token: AccessToken,
    /// Requested, and not in the token.
    not_granted: Vec<Permission>,
}

impl SignedIn {
    pub(crate) fn new(
        account: SignedInAccount,
        registration: Registration,
        token: AccessToken,
        requested: &[Permission],
    ) -> SignedIn {
        SignedIn {
            account,
            registration,
            not_granted: token.missing(requested),
            token,
        }
    }
}

/// For the lifetime of the app. A reload ends it.
#[derive(Debug, Default)]
pub struct Session {
    signed_in: Option<SignedIn>,
}

/// Whether a request that needs permissions can be sent.
#[derive(Debug)]
pub enum Access<'a> {
    Ready(&'a AccessToken),
    /// Sign in for these permissions first.
    SignIn {
        permissions: Vec<Permission>,
        reason: SignInReason,
    },
    /// Entra left these out at the last sign-in; another one would end the same way.
    NotGranted(Vec<Permission>),
}

impl Session {
    pub fn start(&mut self, signed_in: SignedIn) {
        self.signed_in = Some(signed_in);
    }

    /// Signs out: the token is gone from this page. At Microsoft the admin stays
    /// signed in, as in any other tab.
    pub fn forget(&mut self) {
        self.signed_in = None;
    }

    pub fn account(&self) -> Option<&SignedInAccount> {
        self.signed_in.as_ref().map(|signed_in| &signed_in.account)
    }

    /// Whether the sign-in was with this registration: a token of another tenant
    /// says nothing about this one.
    pub fn is_with(&self, registration: &Registration) -> bool {
        self.signed_in
            .as_ref()
            .is_some_and(|signed_in| signed_in.registration == *registration)
    }

    /// How long requests can be sent, in seconds; None when no one is signed in.
    pub fn seconds_left(&self, now: u64) -> Option<u64> {
        let signed_in = self.signed_in.as_ref()?;
        Some(signed_in.token.seconds_left(now))
    }

    /// The permissions of the token, also of one that has expired.
    pub fn granted(&self) -> &[Permission] {
        let signed_in = self.signed_in.as_ref();
        signed_in.map_or(&[], |signed_in| signed_in.token.permissions())
    }

    /// The one sign-in that brings what several requests need: the permissions that are
    /// missing, each once. What Entra left out at the last sign-in is not requested
    /// again, nor what else only its requests need. None when no sign-in would help.
    pub fn sign_in_for_all<'a>(
        &self,
        requests: impl IntoIterator<Item = &'a [Permission]>,
        now: u64,
    ) -> Option<SignInNeeded> {
        let mut wanted = Vec::new();
        let mut why = None;
        for needed in requests {
            if let Access::SignIn {
                permissions,
                reason,
            } = self.access(needed, now)
            {
                wanted.extend(permissions);
                why = Some(reason);
            }
        }
        Some(SignInNeeded {
            permissions: missing(&wanted, &[]),
            reason: why?,
        })
    }

    /// Whether a request can be sent. While a sign-in lasts only what is missing is
    /// requested: Entra's tokens have all that was consented to before.
    pub fn access(&self, needed: &[Permission], now: u64) -> Access<'_> {
        let sign_in = |reason, granted: &[Permission]| Access::SignIn {
            permissions: missing(needed, granted),
            reason,
        };
        let Some(SignedIn {
            token, not_granted, ..
        }) = &self.signed_in
        else {
            return sign_in(SignInReason::SignedOut, &[]);
        };
        if token.seconds_left(now) == 0 {
            return sign_in(SignInReason::Ended, &[]);
        }
        let lacking = token.missing(needed);
        let refused = |permission: &&Permission| not_granted.contains(permission);
        let refused: Vec<Permission> = lacking.iter().filter(refused).copied().collect();
        match (lacking.is_empty(), refused.is_empty()) {
            (true, _) => Access::Ready(token),
            (false, false) => Access::NotGranted(refused),
            (false, true) => sign_in(SignInReason::MorePermissions, token.permissions()),
        }
    }
}
