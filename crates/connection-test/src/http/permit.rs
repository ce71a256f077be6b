//! Permits to send one request at a time, as the rate limiter allows.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use provisioning::talkdesk::REQUESTS_PER_SECOND;

use crate::http::cancel_token::CancelToken;
use crate::http::client::{Clock, pause};
use crate::http::rate_limiter::RateLimiter;
use crate::http::weight::Weight;

/// How often to look whether another request of this page has ended, in
/// milliseconds.
const POLL_MS: f64 = 50.0;

/// What is known of the tab that had the lock before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PreviousHolder {
    /// It kept the lock until its last request had no more weight.
    Finished,
    /// It may have been closed just now, with requests under way.
    Unknown,
}

/// Gives permits, as long as the lock of all tabs is held.
pub struct RequestSlots {
    clock: Rc<dyn Clock>,
    limiter: RefCell<RateLimiter>,
    is_sending: Cell<bool>,
}

impl RequestSlots {
    /// Waits a full second before the first request if others may have been
    /// sent just now.
    pub fn new(clock: Rc<dyn Clock>, previous: PreviousHolder) -> RequestSlots {
        let mut limiter = RateLimiter::default();
        if previous == PreviousHolder::Unknown {
            limiter.count(clock.now_ms(), REQUESTS_PER_SECOND);
        }
        RequestSlots {
            clock,
            limiter: RefCell::new(limiter),
            is_sending: Cell::new(false),
        }
    }

    /// Waits until one more request may be sent. Nothing if the test is
    /// cancelled before.
    pub async fn permit(&self, weight: Weight, cancel: &CancelToken) -> Option<Permit<'_>> {
        while !cancel.is_cancelled() {
            let wait = match self.is_sending.get() {
                true => POLL_MS,
                false => self.wait_ms(weight.requests()),
            };
            if wait <= 0.0 {
                self.is_sending.set(true);
                return Some(Permit::new(self, weight, false));
            }
            pause(&*self.clock, wait, cancel).await;
        }
        None
    }

    /// A permit for the one request that a page sends when it is unloaded,
    /// which cannot wait.
    pub fn permit_on_unload(&self) -> Permit<'_> {
        Permit::new(self, Weight::Preflighted, true)
    }

    /// How long to hold the lock after the last request, in milliseconds:
    /// the tab that has it next may send at once.
    pub fn release_after_ms(&self) -> f64 {
        self.wait_ms(REQUESTS_PER_SECOND)
    }

    fn wait_ms(&self, requests: u32) -> f64 {
        let limiter = self.limiter.borrow();
        limiter.wait_ms(self.clock.now_ms(), requests)
    }
}

#[derive(Debug, Clone, Copy)]
enum Progress {
    Unsent,
    Sent,
    Responded,
}

/// The permission to send one request. Only [`RequestSlots`] gives it. The
/// request is counted when this is dropped.
pub struct Permit<'a> {
    slots: &'a RequestSlots,
    weight: Weight,
    progress: Cell<Progress>,
    is_on_unload: bool,
}

impl<'a> Permit<'a> {
    fn new(slots: &'a RequestSlots, weight: Weight, is_on_unload: bool) -> Self {
        Permit {
            slots,
            weight,
            progress: Cell::new(Progress::Sent),
            is_on_unload,
        }
    }

    /// A response came, whatever it is.
    pub fn responded(&self) {
        self.progress.set(Progress::Responded);
    }

    /// The response that came was not the service's, which may have been asked.
    pub fn no_response(&self) {
        self.progress.set(Progress::Sent);
    }

    /// Nothing was sent.
    pub fn unsent(&self) {
        self.progress.set(Progress::Unsent);
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        let now = self.slots.clock.now_ms();
        let mut limiter = self.slots.limiter.borrow_mut();
        match self.progress.get() {
            Progress::Unsent => {}
            Progress::Sent => limiter.count_silent(now),
            Progress::Responded => limiter.count(now, self.weight.requests()),
        }
        if !self.is_on_unload {
            self.slots.is_sending.set(false);
        }
    }
}
