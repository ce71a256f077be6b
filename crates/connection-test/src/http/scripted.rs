//! A service that answers from a script, on a clock that only moves when
//! everything waits. Whole runs take no real time.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::ops::Deref;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use super::cancel_token::CancelToken;
use super::client::{Clock, FetchResult, Http, ProbeMode, ProbeResult};
use super::outcome::{Body, End, TIME_LIMIT_MS};
use super::permit::{Permit, PreviousHolder, RequestSlots};
use super::request::{HttpRequest, Method};
use crate::http::outcome::RawResponse;
use crate::relay::pairing_code::PairingCode;
use crate::relay::session::{Challenge, TOKEN_HEADER, relay_side};

/// How long a request and its response usually take.
const TRAVEL_MS: f64 = 120.0;

#[derive(Default)]
pub struct VirtualClock {
    now: Cell<f64>,
    deadlines: Rc<RefCell<Vec<f64>>>,
}

impl VirtualClock {
    /// Runs a future to its end. When it waits, the clock moves to the next
    /// deadline.
    pub fn run<T>(&self, future: impl Future<Output = T>) -> T {
        let mut context = Context::from_waker(Waker::noop());
        let mut future = pin!(future);
        loop {
            if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
                return output;
            }
            let now = self.now.get();
            let mut deadlines = self.deadlines.borrow_mut();
            deadlines.retain(|deadline| *deadline > now);
            let next = deadlines.iter().copied().min_by(f64::total_cmp);
            self.now.set(next.expect("a deadline"));
        }
    }
}

/// A clock that its sleepers can share.
#[derive(Clone, Default)]
pub struct SharedClock(pub Rc<VirtualClock>);

impl Clock for SharedClock {
    fn now_ms(&self) -> f64 {
        self.0.now.get()
    }

    fn unix_ms(&self) -> f64 {
        784_111_777_000.0 + self.0.now.get()
    }

    fn sleep(&self, ms: f64) -> Pin<Box<dyn Future<Output = ()>>> {
        let clock = self.0.clone();
        let deadline = clock.now.get() + ms;
        clock.deadlines.borrow_mut().push(deadline);
        Box::pin(poll_fn(move |_| match clock.now.get() >= deadline {
            true => Poll::Ready(()),
            false => Poll::Pending,
        }))
    }
}

/// A request as it was sent.
#[derive(Debug, Clone, PartialEq)]
pub struct Sent {
    pub from_ms: f64,
    pub to_ms: f64,
    pub method: Method,
    pub url: String,
    pub body: Option<String>,
    /// As the service gets it.
    pub authorization: Option<String>,
    pub mode: Option<ProbeMode>,
    /// The headers for a relay.
    pub relay_headers: Vec<(&'static str, String)>,
    pub responded: bool,
}

impl Sent {
    /// How many requests of this one the service may count.
    fn arrivals(&self) -> u32 {
        match self.mode {
            // The relay sends no preflights.
            None if !self.relay_headers.is_empty() => 1,
            Some(ProbeMode::Simple) => 1,
            // With the token, or with another header that needs a preflight.
            None | Some(ProbeMode::Preflighted) => 2,
            // With all redirects that it follows.
            Some(ProbeMode::NoCors) => 4,
        }
    }
}

pub enum Reply {
    Response(u16, Vec<(&'static str, String)>, String),
    /// Of a relay, with what its header says and the body.
    Relay(u16, &'static str, String),
    /// Of a program that says the same as a relay, with another proof or none.
    Pretended(u16, Option<String>),
    /// The connection ends before the body does.
    BrokenOff(u16, String),
    Redirect,
    NoResponse {
        blocked_by_csp: bool,
    },
    /// Nothing comes until the time limit.
    Silence,
    Probe(ProbeResult),
}

impl Reply {
    /// Whether the page learns that the service responded.
    fn is_response(&self) -> bool {
        use ProbeResult::{Redirect, Response};
        match self {
            Reply::Response(..) | Reply::BrokenOff(..) | Reply::Redirect => true,
            Reply::Relay(..) | Reply::Pretended(..) => true,
            Reply::Probe(result) => matches!(result, Response(_) | Redirect),
            Reply::NoResponse { .. } | Reply::Silence => false,
        }
    }

    pub fn status(status: u16) -> Reply {
        Reply::Response(status, Vec::new(), String::new())
    }
}

/// How a relay responds to a challenge, by how often it was asked before.
pub type RelayScript = Box<dyn FnMut(&Challenge, usize) -> Option<(u16, String)>>;

pub type Script = Box<dyn FnMut(&Sent) -> Reply>;

#[derive(Clone)]
pub struct ScriptedHttp {
    pub clock: SharedClock,
    pub sent: Rc<RefCell<Vec<Sent>>>,
    pub is_online: bool,
    pub is_locked: bool,
    pub has_random_bytes: bool,
    pub travel_ms: f64,
    pub previous: PreviousHolder,
    /// How long another tab holds the lock.
    pub lock_after_ms: f64,
    /// Which test is cancelled at the moment at which the response to which
    /// request arrives, counted from 1.
    pub cancels_on_arrival: Option<(usize, CancelToken)>,
    pub script: Rc<RefCell<Script>>,
    pub relay_script: Rc<RefCell<RelayScript>>,
    /// How many requests had been sent each time a relay was asked.
    pub relay_status_after: Rc<RefCell<Vec<usize>>>,
}

/// The code of the scripted relay.
pub const RELAY_CODE: &str = "0123-4567-89AB-CDEF-GHJK-MNPQ-RS";

/// The service that the scripted relay is for.
pub const RELAY_BASE: &str = "https://api.talkdeskapp.eu/scim/v2";

/// The response of a relay that has the code of the page.
pub fn ready(challenge: &Challenge) -> (u16, String) {
    let code = PairingCode::parse(RELAY_CODE).expect("a code");
    (200, relay_side::status(challenge, &code, RELAY_BASE))
}

/// The headers for the relay, as the browser's layer makes them.
fn relay_headers(request: &HttpRequest<'_>) -> Vec<(&'static str, String)> {
    let target = request.url.splitn(4, '/').nth(3).unwrap_or_default();
    let headers = request.relay_pass.map(|pass| {
        let authorization = request.token.authorization();
        pass.headers(request.method.name(), &format!("/{target}"), &authorization)
    });
    headers.into_iter().flatten().collect()
}

pub struct ScriptedLock(RequestSlots);

impl Deref for ScriptedLock {
    type Target = RequestSlots;

    fn deref(&self) -> &RequestSlots {
        &self.0
    }
}

impl ScriptedHttp {
    pub fn new(script: impl FnMut(&Sent) -> Reply + 'static) -> ScriptedHttp {
        ScriptedHttp {
            clock: SharedClock::default(),
            sent: Rc::default(),
            is_online: true,
            is_locked: false,
            has_random_bytes: true,
            travel_ms: TRAVEL_MS,
            previous: PreviousHolder::Finished,
            lock_after_ms: 0.0,
            cancels_on_arrival: None,
            script: Rc::new(RefCell::new(Box::new(script))),
            relay_script: Rc::new(RefCell::new(Box::new(|challenge: &Challenge, _| {
                Some(ready(challenge))
            }))),
            relay_status_after: Rc::default(),
        }
    }

    /// Has the relay say something else of itself than that it is ready.
    pub fn with_relay(
        self,
        script: impl FnMut(&Challenge, usize) -> Option<(u16, String)> + 'static,
    ) -> ScriptedHttp {
        let relay_script: RelayScript = Box::new(script);
        ScriptedHttp {
            relay_script: Rc::new(RefCell::new(relay_script)),
            ..self
        }
    }

    pub fn run<T>(&self, future: impl Future<Output = T>) -> T {
        self.clock.0.run(future)
    }

    pub fn urls(&self) -> Vec<String> {
        self.sent
            .borrow()
            .iter()
            .map(|sent| sent.url.clone())
            .collect()
    }

    /// Each request arrives at some time between its start and its end, so
    /// those that no second separates may all arrive in one. Without a response
    /// it may be ten requests, and 2.5 seconds follow.
    pub fn assert_limit(&self) {
        let sent = self.sent.borrow();
        for (last, until) in sent.iter().enumerate() {
            let in_one_second = sent[..=last]
                .iter()
                .rev()
                .take_while(|earlier| until.from_ms - earlier.to_ms < 1_000.0 - 1e-6);
            let arrivals: u32 = in_one_second.map(Sent::arrivals).sum();
            assert!(arrivals <= 4, "{arrivals} in the second before {until:?}");
        }
        for pair in sent.windows(2) {
            let gap = pair[1].from_ms - pair[0].to_ms;
            assert!(
                pair[0].responded || gap >= 2_500.0 - 1e-6,
                "{gap} ms before {:?}",
                pair[1]
            );
        }
    }

    /// The reply, after its time. Nothing if the test is cancelled before.
    async fn reply(&self, sent: Sent, cancel: &CancelToken) -> Option<Reply> {
        let reply = (self.script.borrow_mut())(&sent);
        let travel = match reply {
            Reply::Silence | Reply::Probe(ProbeResult::TimedOut) => f64::from(TIME_LIMIT_MS),
            _ => self.travel_ms,
        };
        self.sent.borrow_mut().push(sent);
        let arrived = cancel.run_until_cancelled(self.clock.sleep(travel)).await;
        if let Some(sent) = self.sent.borrow_mut().last_mut() {
            sent.to_ms = self.clock.now_ms();
            sent.responded = arrived.is_some() && reply.is_response();
        }
        let arrived_so_far = self.sent.borrow().len();
        let mut cancels = self.cancels_on_arrival.iter();
        if let Some((_, cancel)) = cancels.find(|(nth, _)| *nth == arrived_so_far) {
            cancel.cancel();
        }
        arrived.map(|()| reply)
    }
}

impl Http for ScriptedHttp {
    type Lock = ScriptedLock;

    fn clock(&self) -> Rc<dyn Clock> {
        Rc::new(self.clock.clone())
    }

    async fn lock(&self, cancel: &CancelToken, on_wait: &mut dyn FnMut()) -> Option<ScriptedLock> {
        if self.lock_after_ms > 0.0 {
            on_wait();
            let wait = self.clock.sleep(self.lock_after_ms);
            cancel.run_until_cancelled(wait).await?;
        }
        Some(ScriptedLock(RequestSlots::new(self.clock(), self.previous)))
    }

    fn is_online(&self) -> bool {
        self.is_online
    }

    fn is_locked(&self) -> bool {
        self.is_locked
    }

    async fn fetch(
        &self,
        request: &HttpRequest<'_>,
        cancel: &CancelToken,
        permit: &Permit<'_>,
    ) -> FetchResult {
        let pass = request.relay_pass;
        let relay_headers = relay_headers(request);
        let encrypted = relay_headers.iter().find(|(name, _)| *name == TOKEN_HEADER);
        let authorization = Some(match (pass, encrypted) {
            (Some(pass), Some((_, text))) => relay_side::authorization(pass, text),
            _ => request.token.authorization(),
        });
        let sent = Sent {
            from_ms: self.clock.now_ms(),
            to_ms: self.clock.now_ms(),
            method: request.method,
            url: request.url.to_owned(),
            body: request.body.map(str::to_owned),
            authorization,
            mode: None,
            relay_headers,
            responded: false,
        };
        let ms = self.travel_ms as u32;
        let response = |status, headers, text, end| {
            permit.responded();
            FetchResult::Response(RawResponse {
                status,
                headers,
                relay: None,
                relay_proof: None,
                body: Body { text, end },
                ms,
            })
        };
        match self.reply(sent, cancel).await {
            None => FetchResult::Cancelled,
            Some(Reply::Response(status, headers, text)) => {
                response(status, headers, text, End::Whole)
            }
            Some(Reply::Relay(status, relay, text)) => {
                permit.responded();
                FetchResult::Response(RawResponse {
                    status,
                    headers: vec![("content-type", "application/scim+json".to_owned())],
                    relay: Some(relay.to_owned()),
                    relay_proof: pass.map(|pass| relay_side::response_proof(pass, status)),
                    body: Body {
                        text,
                        end: End::Whole,
                    },
                    ms,
                })
            }
            Some(Reply::Pretended(status, relay_proof)) => {
                permit.responded();
                FetchResult::Response(RawResponse {
                    status,
                    headers: Vec::new(),
                    relay: Some("forwarded".to_owned()),
                    relay_proof,
                    body: Body::default(),
                    ms,
                })
            }
            Some(Reply::BrokenOff(status, text)) => {
                response(status, Vec::new(), text, End::BrokeOff)
            }
            Some(Reply::Redirect) => {
                permit.responded();
                FetchResult::Redirect { ms }
            }
            Some(Reply::NoResponse { blocked_by_csp }) => {
                FetchResult::NoResponse { ms, blocked_by_csp }
            }
            Some(Reply::Silence | Reply::Probe(_)) => FetchResult::TimedOut,
        }
    }

    fn fill_random(&self, bytes: &mut [u8]) -> bool {
        // Another nonce for each challenge.
        bytes.fill(self.relay_status_after.borrow().len() as u8);
        self.has_random_bytes
    }

    async fn relay_status(&self, challenge: &Challenge, _: &CancelToken) -> Option<(u16, String)> {
        let sent_so_far = self.sent.borrow().len();
        let mut status_requests = self.relay_status_after.borrow_mut();
        let response = (self.relay_script.borrow_mut())(challenge, status_requests.len());
        status_requests.push(sent_so_far);
        response
    }

    async fn probe(
        &self,
        url: &str,
        mode: ProbeMode,
        cancel: &CancelToken,
        permit: &Permit<'_>,
    ) -> ProbeResult {
        let sent = Sent {
            from_ms: self.clock.now_ms(),
            to_ms: self.clock.now_ms(),
            method: Method::Get,
            url: url.to_owned(),
            body: None,
            authorization: None,
            mode: Some(mode),
            relay_headers: Vec::new(),
            responded: false,
        };
        let result = match self.reply(sent, cancel).await {
            None => ProbeResult::Cancelled,
            Some(Reply::Probe(result)) => result,
            Some(_) => ProbeResult::NoResponse,
        };
        if matches!(result, ProbeResult::Response(_) | ProbeResult::Redirect) {
            permit.responded();
        }
        result
    }
}
