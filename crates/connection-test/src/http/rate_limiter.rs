//! Keeps to Talkdesk's limit of requests a second.
//!
//! What the app guarantees: in any second, a service that responds gets at most
//! four requests of all tabs together, preflights counted ([`super::weight`]).
//! Requests follow one another, and each is counted when it ended, so it
//! arrived at the service at some time between its start and the moment that is
//! counted. A request starts only if what ended within the last second leaves
//! room for it. Whatever arrived within the second before any of its arrivals
//! ended within the second before its start, or is its own; so no second at the
//! service has a fifth, however long requests and responses travel. Both ends
//! are measured by the page's clock; the one of the service does not matter.
//!
//! A request without a response counts for a whole second, because a browser
//! sends a request again by itself when the connection breaks, and neither
//! reports that to the page nor lets the page prevent it. Firefox sends a GET
//! up to [`MAX_RESENT`] times within about 13 ms when a service closes the
//! connection without a response. No request of ours follows until the average
//! is back at the limit.
//!
//! What it cannot guarantee: that such copies leave room for what was sent
//! before them, since the page learns of the break afterwards, or that it
//! learns of them at all when a copy gets a response. A browser repeats only
//! what it sent over a connection that it used before, and a service that
//! closes an idle connection has not read the request, so as a rule it counts
//! one. The deletion that a page sends when it is closed in the middle of a
//! lifecycle test cannot wait for its turn. Other browsers, other profiles,
//! other addresses of this app, and commands in a terminal are not counted. A
//! page that came over plain http has no Web Locks, so its tabs do not know of
//! each other.

use std::collections::VecDeque;

use provisioning::talkdesk::REQUESTS_PER_SECOND;

use crate::http::weight::Weight;

/// The span in which requests are counted, in milliseconds.
pub const SPAN_MS: f64 = 1_000.0;

/// The most requests that a browser was seen to make of one that got no
/// response.
pub const MAX_RESENT: u32 = 10;

/// How long the next request waits after one without a response, in
/// milliseconds.
pub const AFTER_SILENCE_MS: f64 = SPAN_MS * MAX_RESENT as f64 / REQUESTS_PER_SECOND as f64;

/// Remembers when requests reached the service.
///
/// A request is counted when its response came, not when it left: only then has
/// it certainly arrived. The module says what follows from that.
#[derive(Debug, Clone, Default)]
pub struct RateLimiter {
    /// Moments in milliseconds of any clock that does not run backwards, one
    /// for each request, oldest first.
    counted: VecDeque<f64>,
    /// No request leaves before this moment.
    not_before: f64,
}

impl RateLimiter {
    /// How many milliseconds to wait at `now` before `requests` more may leave.
    /// More than the limit at once are never all allowed; they wait as if they
    /// were the limit.
    pub fn wait_ms(&self, now: f64, requests: u32) -> f64 {
        self.window_ms(now, requests).max(self.not_before - now)
    }

    fn window_ms(&self, now: f64, requests: u32) -> f64 {
        let limit = REQUESTS_PER_SECOND as usize;
        let requests = (requests as usize).min(limit);
        let recent = self
            .counted
            .iter()
            .filter(|at| now - **at < SPAN_MS)
            .count();
        let too_many = (recent + requests).saturating_sub(limit);
        if too_many == 0 {
            return 0.0;
        }
        let frees = self.counted.len() - recent + too_many - 1;
        self.counted
            .get(frees)
            .map_or(0.0, |at| (at + SPAN_MS - now).max(0.0))
    }

    /// Counts `requests` that are known at `now` to have arrived.
    pub fn count(&mut self, now: f64, requests: u32) {
        for _ in 0..requests {
            self.counted.push_back(now);
        }
        while self.counted.len() > REQUESTS_PER_SECOND as usize {
            self.counted.pop_front();
        }
    }

    /// Counts a request that ended at `now` without a response, which the
    /// browser may have sent [`MAX_RESENT`] times.
    pub fn count_silent(&mut self, now: f64) {
        self.count(now, REQUESTS_PER_SECOND);
        self.not_before = now + AFTER_SILENCE_MS;
    }
}

/// How long a series of requests takes from the start of the first to the end
/// of the last, in milliseconds, if each gets its response after `response_ms`
/// and nothing else is sent meanwhile.
pub fn series_ms(requests: u64, weight: Weight, response_ms: f64) -> f64 {
    let Some(last) = requests.checked_sub(1) else {
        return 0.0;
    };
    let per_second = u64::from((REQUESTS_PER_SECOND / weight.requests()).max(1));
    // So many follow each other at once; then the first of them has to be a
    // second old.
    let period_ms = (SPAN_MS + response_ms).max(per_second as f64 * response_ms);
    (last / per_second) as f64 * period_ms + (last % per_second + 1) as f64 * response_ms
}

#[cfg(test)]
mod tests;
