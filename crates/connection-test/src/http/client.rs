//! What the engine needs of whatever sends requests: in the app the browser,
//! in tests a script.

use std::ops::Deref;
use std::pin::Pin;
use std::rc::Rc;

use crate::http::cancel_token::CancelToken;
use crate::http::outcome::RawResponse;
use crate::http::permit::{Permit, RequestSlots};
use crate::http::request::HttpRequest;
use crate::http::weight::Weight;
use crate::relay::session::Challenge;

/// The time, and waiting.
pub trait Clock {
    /// Milliseconds of a clock that does not run backwards.
    fn now_ms(&self) -> f64;
    /// Milliseconds since 1970.
    fn unix_ms(&self) -> f64;
    /// Ends after so many milliseconds.
    fn sleep(&self, ms: f64) -> Pin<Box<dyn Future<Output = ()>>>;
}

/// Sends requests, the way a browser does.
pub trait Http {
    /// The lock under which requests are sent; dropping it releases it.
    type Lock: Deref<Target = RequestSlots>;

    fn clock(&self) -> Rc<dyn Clock>;

    /// Takes the lock of all tabs. `on_wait` is called once if another tab has
    /// it. Nothing if the test is cancelled before it is free.
    async fn lock(&self, cancel: &CancelToken, on_wait: &mut dyn FnMut()) -> Option<Self::Lock>;

    fn is_online(&self) -> bool;

    /// Whether all requests of this page are blocked because a users file is open.
    fn is_locked(&self) -> bool;

    /// Sends a request with its token and does not follow redirects.
    async fn fetch(
        &self,
        request: &HttpRequest<'_>,
        cancel: &CancelToken,
        permit: &Permit<'_>,
    ) -> FetchResult;

    /// Fills a slice with random bytes that nobody can guess. Whether it could.
    fn fill_random(&self, bytes: &mut [u8]) -> bool;

    /// Asks whatever is on a relay's port to prove that it is the relay, without
    /// the token. Gives status and body, if there is a response.
    async fn relay_status(
        &self,
        challenge: &Challenge,
        cancel: &CancelToken,
    ) -> Option<(u16, String)>;

    /// Sends a GET without the token.
    async fn probe(
        &self,
        url: &str,
        mode: ProbeMode,
        cancel: &CancelToken,
        permit: &Permit<'_>,
    ) -> ProbeResult;
}

/// The result of a request with the token.
pub enum FetchResult {
    Response(RawResponse),
    /// A redirect; the browser hides its target.
    Redirect {
        ms: u32,
    },
    /// Nothing that may be read. Browsers do not give the reason.
    NoResponse {
        ms: u32,
        /// Whether the page's own content security policy blocked it.
        blocked_by_csp: bool,
    },
    TimedOut,
    Cancelled,
}

/// The result of a request without the token, whose content is of no use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProbeResult {
    /// A response with this status; 0 when it may not be read.
    Response(u16),
    /// A redirect; the browser hides its target.
    Redirect,
    /// A redirect to another origin, which was not followed.
    RedirectToOtherOrigin,
    NoResponse,
    TimedOut,
    Cancelled,
    /// The browser has no way to hold the request to its origin, so it was not
    /// sent.
    Unsent,
}

/// How a request without the token asks to read its response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProbeMode {
    /// Without a preflight.
    Simple,
    /// With a header that causes a preflight.
    Preflighted,
    /// Without asking to read the response (`mode: no-cors`).
    NoCors,
}

impl ProbeMode {
    pub fn weight(self) -> Weight {
        match self {
            ProbeMode::Simple => Weight::Simple,
            ProbeMode::Preflighted => Weight::Preflighted,
            ProbeMode::NoCors => Weight::FollowsRedirects,
        }
    }
}

/// Sleeps, unless the test is cancelled meanwhile.
pub async fn pause(clock: &dyn Clock, ms: f64, cancel: &CancelToken) {
    if ms > 0.0 {
        cancel.run_until_cancelled(clock.sleep(ms)).await;
    }
}
