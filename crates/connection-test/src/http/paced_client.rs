//! Sends one request after the other, as lock and rate limiter allow, and
//! retries when the service answers 429.

use crate::http::cancel_token::CancelToken;
use crate::http::client::{FetchResult, Http, pause};
use crate::http::cors_probe::cors_probe;
use crate::http::outcome::{Outcome, Probe, Skip, TIME_LIMIT_MS};
use crate::http::permit::Permit;
use crate::http::request::{HttpRequest, Method};
use crate::http::request_route::{RequestRoute, relay_failed, relayed};
use crate::http::retry;
use crate::http::weight::Weight;
use crate::relay::error::RelayErrorKind;
use crate::relay::paired::PairedRelay;
use crate::relay::session::RelayPass;
use crate::relay::status::{StatusResponse, confirm};

/// Everything that a series of requests shares.
pub struct PacedClient<H: Http> {
    pub cancel: CancelToken,
    route: RequestRoute,
    http: H,
    /// Nothing if the series was cancelled while it waited for the lock; then
    /// no request is sent.
    lock: Option<H::Lock>,
    /// Whether the relay must say again that it is the one that the page is
    /// paired with, before it gets the token: another program may have its port.
    is_relay_unconfirmed: bool,
}

impl<H: Http> PacedClient<H> {
    /// Takes the lock of all tabs for a series of requests. `on_wait` is called
    /// once if another tab has it.
    pub async fn start(
        http: H,
        route: RequestRoute,
        cancel: CancelToken,
        on_wait: &mut dyn FnMut(),
    ) -> Self {
        let lock = http.lock(&cancel, on_wait).await;
        PacedClient {
            cancel,
            route,
            http,
            lock,
            is_relay_unconfirmed: true,
        }
    }

    /// What the service counts for each request.
    pub fn weight(&self) -> Weight {
        self.route.weight()
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

    async fn send_once(&mut self, request: &HttpRequest<'_>) -> Outcome {
        let (Some(slots), cancel) = (&self.lock, &self.cancel) else {
            return Outcome::NotSent(Skip::Cancelled);
        };
        let Some(url) = self.route.url_of(request.url) else {
            return relay_failed(RelayErrorKind::OtherBase, 0);
        };
        let is_locked = self.http.is_locked();
        if let RequestRoute::Relay(relay) = &self.route
            && self.is_relay_unconfirmed
            && !is_locked
        {
            let confirmed = confirm_relay(&self.http, relay, cancel).await;
            if cancel.is_cancelled() {
                return Outcome::NotSent(Skip::Cancelled);
            }
            if let Err(kind) = confirmed {
                return relay_failed(kind, 0);
            }
            self.is_relay_unconfirmed = false;
        }
        let Some(permit) = slots.permit(self.route.weight(), cancel).await else {
            return Outcome::NotSent(Skip::Cancelled);
        };
        if self.http.is_locked() {
            permit.unsent();
            let probe = Probe::Locked;
            return Outcome::Unreadable { probe, ms: 0 };
        }
        let pass = self.route.pass();
        let sent = HttpRequest {
            url: &url,
            relay_pass: pass.as_ref(),
            ..*request
        };
        let result = self.http.fetch(&sent, cancel, &permit).await;
        if let Some(pass) = pass {
            let outcome = through_relay(result, request, &pass, &permit);
            self.is_relay_unconfirmed = is_relay_gone(&outcome);
            return outcome;
        }
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

/// Has whatever is on the relay's port prove that it is the relay, and opens a
/// session with it.
async fn confirm_relay<H: Http>(
    http: &H,
    relay: &PairedRelay,
    cancel: &CancelToken,
) -> Result<(), RelayErrorKind> {
    // Without random bytes nothing can be proved, so nothing is sent.
    let challenge = relay.challenge(|bytes| http.fill_random(bytes));
    let challenge = challenge.ok_or(RelayErrorKind::ProofMissing)?;
    let status = http.relay_status(&challenge, cancel).await;
    let session = confirm(StatusResponse::of(status.as_ref()), &challenge, relay)?;
    relay.open(session);
    Ok(())
}

/// Whether the relay may have left its port to another program.
fn is_relay_gone(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Relay(error) => matches!(
            error.kind,
            RelayErrorKind::Stopped
                | RelayErrorKind::OtherProgram
                | RelayErrorKind::ProofMissing
                | RelayErrorKind::ProofWrong
        ),
        _ => false,
    }
}

/// What came of a request through the relay. No probe follows: the relay says
/// itself what went wrong, and its own silence says nothing about the service.
fn through_relay(
    result: FetchResult,
    request: &HttpRequest<'_>,
    pass: &RelayPass,
    permit: &Permit<'_>,
) -> Outcome {
    let outcome = match result {
        FetchResult::Response(raw) => relayed(raw, pass, request.token),
        // A relay sends nobody elsewhere.
        FetchResult::Redirect { ms } => relay_failed(RelayErrorKind::OtherProgram, ms),
        FetchResult::TimedOut => relay_failed(RelayErrorKind::Timeout, TIME_LIMIT_MS),
        FetchResult::Cancelled => Outcome::Cancelled,
        FetchResult::NoResponse { ms, blocked_by_csp } => {
            let kind = match blocked_by_csp {
                true => RelayErrorKind::PolicyStopped,
                false => RelayErrorKind::Stopped,
            };
            relay_failed(kind, ms)
        }
    };
    if let Outcome::Relay(error) = &outcome
        && error.kind.may_be_silence()
    {
        permit.no_response();
    }
    outcome
}
