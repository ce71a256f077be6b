//! Signs an admin in to Microsoft Entra ID with the customer's own single-page
//! application registration, and keeps the access token for Microsoft Graph. It
//! needs no browser: random bytes, the SHA-256 hash and the time are parameters.
//!
//! - [`registration`] is the tenant and the client ID that the admin enters.
//! - [`permission`] is what Microsoft Graph lets the page read or do.
//! - [`registration::redirect_uri`] is the address of the page that is registered.
//! - [`attempt`] is the random values of one sign-in, and the address to go to.
//! - [`pending`] is what is stored while the browser is at Microsoft's page.
//! - [`callback`] reads the address with which the browser comes back.
//! - [`redemption`] checks the return and redeems the code; [`token`] is what comes of
//!   it: the ID token says who signed in, the access token is for Microsoft Graph.
//! - [`session`] says whether a request can be sent, or for which permissions to
//!   sign in first.
//! - [`continuation`] is what the page goes on with after the return, [`verification`]
//!   the kinds of evidence that one press of a button reads.
//! - [`error`] is what went wrong, [`messages`] has all texts.
//! - [`registration_script`] creates the registration.
//!
//! # What the browser part does
//!
//! 1. **Return first.** `boot.js` runs before the program, fetches files by the
//!    fragment, and shows the beginning of it when the program stops. So its first
//!    statement must take a query or fragment with `code=`, `error=` or `state=` out
//!    of the address with `history.replaceState`, before any request, and leave the
//!    two texts for the program in memory. The code is then not in the address bar,
//!    the history, a report, or what a link copies, and the route never is `#code=…`.
//!    The program hands the texts to [`redemption::receive`], which removes what was
//!    stored, whatever the outcome, and opens the route that it returns.
//! 2. **Leave.** [`attempt::Attempt::from_random`] with `crypto.getRandomValues`;
//!    hash [`attempt::Attempt::verifier`] with `crypto.subtle.digest`; write
//!    [`pending::PendingSignIn`] to `sessionStorage` under [`pending::STORAGE_KEY`],
//!    and read it back, because storage may be off; write unsaved work; then
//!    `location.assign` the address. A pop-up cannot work: the page's
//!    `Cross-Origin-Opener-Policy` severs it. `sessionStorage` belongs to the tab,
//!    so another tab cannot finish the sign-in.
//! 3. **Redeem.** `POST` [`redemption::Redemption::form`] to
//!    [`redemption::Redemption::url`] as `application/x-www-form-urlencoded` with
//!    `credentials: "omit"`, `redirect: "error"`, `referrerPolicy: "no-referrer"`
//!    and a timeout. That needs no preflight. `connect-src` already allows https;
//!    a deployment that narrows it needs `https://login.microsoftonline.com` and
//!    `https://graph.microsoft.com`. Leaving by `location.assign` needs nothing of the
//!    policy. A page that has read a users file is locked: it can leave for a sign-in,
//!    which loads it anew, but sends nothing to Graph.
//! 4. **Keep in memory.** [`session::Session`] is in app scope. Neither the access
//!    token nor the code is ever written to storage, a log, a link or a file, and
//!    the token goes to `https://graph.microsoft.com/v1.0/` only, next pages too.
//! 5. **Go on.** What only reads continues by itself after the return
//!    ([`continuation::Continuation::kinds`]); it never leaves for Microsoft's page
//!    again, so no return can lead to another one. What changes something in the
//!    tenant is only restored, and waits for its button.
//! 6. **Stored in the setup** are only the tenant and the client ID.
//!
//! A refresh token is not requested: it would be a secret that lives for a day. When
//! the access token ends, the admin signs in again, usually without typing anything.

#![forbid(unsafe_code)]

pub mod attempt;
pub mod callback;
pub mod continuation;
mod encoding;
pub mod error;
pub mod guid;
pub mod messages;
pub mod pending;
pub mod permission;
pub mod redemption;
pub mod registration;
pub mod registration_script;
pub mod session;
pub mod sign_in_needed;
pub mod token;
pub mod verification;

/// Where users of the worldwide cloud sign in.
pub const LOGIN_ORIGIN: &str = "https://login.microsoftonline.com";

/// What addresses of requests begin with. Without the version Graph redirects, and a
/// page may not follow.
pub const GRAPH_URL: &str = "https://graph.microsoft.com/v1.0/";

#[cfg(test)]
mod tests;
