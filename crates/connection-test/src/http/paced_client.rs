//! Sends one request after the other, as lock and rate limiter allow, and
//! retries when the service answers 429.

use crate::http::cancel_token::CancelToken;
use crate::http::client::{FetchResult, Http, pause};
use crate::http::cors_probe::cors_probe;
use crate::http::outcome::{Outcome, Probe, Skip};
use crate::http::request::{HttpRequest, Method};
use crate::http::retry;
use crate::http::weight::Weight;

/// Everything that a series of requests shares.
pub struct PacedClient<H: Http> {
    pub cancel: CancelToken,
    http: H,
    /// Nothing if the series was cancelled while it waited for the lock; then
    /// no request is sent.
    lock: Option<H::Lock>,
}

impl<H: Http> PacedClient<H> {
    /// Takes the lock of all tabs for a series of requests. `on_wait` is called
    /// once if another tab has it.
    pub async fn start(http: H, cancel: CancelToken, on_wait: &mut dyn FnMut()) -> Self {
        let lock = http.lock(&cancel, on_wait).await;
        PacedClient { cancel, http, lock }
    }

    /// Sends one request. `on_wait` is called before the client waits because
    /// the service asked for it, with the milliseconds.
    pub async fn send(
        &mut self,
        request: &HttpRequest<'_>,
        on_wait: &mut dyn FnMut(u32),
    ) -> Outcome {
        let mut throttled = 0;
        loop {
            let outcome = self.send_once(request).await;
            let Outcome::Response(mut response) = outcome else {
                return outcome;
            };
            response.throttled = throttled;
            if response.status != 429 {
                return Outcome::Response(response);
            }
            let wait = match request.method {
                // The service may have created something before it answered.
                Method::Post => None,
                _ => {
                    let now = self.http.clock().unix_ms();
                    retry::wait_ms(response.header("retry-after"), now, throttled)
                }
            };
            throttled += 1;
            response.throttled = throttled;
            let Some(ms) = wait else {
                return Outcome::Response(response);
            };
            on_wait(ms);
            self.pause(f64::from(ms)).await;
            if self.cancel.is_cancelled() {
                return Outcome::Cancelled;
            }
        }
    }

    /// Waits, unless the series is cancelled meanwhile.
    pub async fn pause(&self, ms: f64) {
        pause(&*self.http.clock(), ms, &self.cancel).await;
    }

    async fn send_once(&self, request: &HttpRequest<'_>) -> Outcome {
        let (Some(slots), cancel) = (&self.lock, &self.cancel) else {
            return Outcome::NotSent(Skip::Cancelled);
        };
        let Some(permit) = slots.permit(Weight::Preflighted, cancel).await else {
            return Outcome::NotSent(Skip::Cancelled);
        };
        if self.http.is_locked() {
            permit.unsent();
            let probe = Probe::Locked;
            return Outcome::Unreadable { probe, ms: 0 };
        }
        let result = self.http.fetch(request, cancel, &permit).await;
        drop(permit);
        match result {
            FetchResult::Response(raw) => {
                Outcome::Response(raw.redacted_by(&request.token.redactor()))
            }
            FetchResult::Redirect { ms } => Outcome::Redirected { ms },
            FetchResult::TimedOut => Outcome::TimedOut,
            FetchResult::Cancelled => Outcome::Cancelled,
            FetchResult::NoResponse { ms, blocked_by_csp } => {
                match cors_probe(&self.http, request.url, blocked_by_csp, slots, cancel).await {
                    Some(probe) => Outcome::Unreadable { probe, ms },
                    None => Outcome::Cancelled,
                }
            }
        }
    }
}
