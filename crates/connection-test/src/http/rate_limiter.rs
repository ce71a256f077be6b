//! Keeps to Talkdesk's limit of requests a second.
//!
//! What the app guarantees: one request follows the other, in all tabs
//! together, and at least a second passes between the end of one and the start of the next. The browser may add a preflight, and may send
//! both once more; that makes four, so no second at the service has a fifth. The
//! one exception is the deletion that a page sends when it is closed in the
//! middle of a lifecycle test, beside a request that is under way.
//!
//! What it cannot guarantee: a browser sends a request again by itself when
//! the connection breaks, and neither reports that to the page nor lets the
//! page prevent it. Firefox sends a GET up to [`MAX_RESENT`] times within about
//! 13 ms when a service closes the connection without a response. Such a
//! second belongs to that one request: none of ours falls within the second
//! before it, and after it the next one waits until the average is back at the
//! limit. Other browsers, other profiles, other addresses of this app, and
//! commands in a terminal are not counted. A page that came over plain http
//! has no Web Locks, so its tabs do not know of each other.

use std::collections::VecDeque;

use provisioning::talkdesk::REQUESTS_PER_SECOND;

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
/// it certainly arrived, so that however long one was on its way, no second at
/// the service sees more than the limit. This holds because requests are made
/// one after the other.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_may_leave_at_once_and_the_fifth_waits() {
        let mut limiter = RateLimiter::default();
        for _ in 0..4 {
            assert_eq!(limiter.wait_ms(0.0, 1), 0.0);
            limiter.count(0.0, 1);
        }
        assert_eq!(limiter.wait_ms(0.0, 1), 1_000.0);
        assert_eq!(limiter.wait_ms(400.0, 1), 600.0);
        assert_eq!(limiter.wait_ms(1_000.0, 4), 0.0);
    }

    #[test]
    fn a_pair_waits_until_two_are_free() {
        let mut limiter = RateLimiter::default();
        limiter.count(0.0, 1);
        limiter.count(100.0, 1);
        limiter.count(200.0, 1);
        assert_eq!(limiter.wait_ms(300.0, 1), 0.0);
        assert_eq!(limiter.wait_ms(300.0, 2), 700.0);
        assert_eq!(limiter.wait_ms(300.0, 9), 900.0);
        assert_eq!(limiter.wait_ms(1_000.0, 2), 0.0);
    }

    /// However long requests take, no second at the service sees a fifth.
    #[test]
    fn no_second_ever_sees_more_than_the_limit() {
        let mut limiter = RateLimiter::default();
        let mut clock = 0.0;
        let mut arrivals: Vec<f64> = Vec::new();
        let mut noise = 12_345_u32;
        for round in 0..2_000 {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let requests = 1 + round % 2;
            clock += limiter.wait_ms(clock, requests);
            let travel = f64::from(noise >> 22);
            // Each arrives somewhere between leaving and its response.
            arrivals.push(clock + travel * f64::from(noise & 0xff) / 255.0);
            if requests == 2 {
                arrivals.push(clock + travel);
            }
            clock += travel;
            limiter.count(clock, requests);
        }
        arrivals.sort_by(f64::total_cmp);
        for five in arrivals.windows(5) {
            assert!(five[4] - five[0] >= SPAN_MS - 1e-6, "{five:?}");
        }
    }

    /// A request without a response may be ten at the service. No second that
    /// has some of those has any other request, and over any longer time the
    /// average stays at the limit.
    #[test]
    fn requests_without_a_response_stand_alone() {
        let mut limiter = RateLimiter::default();
        let mut clock = 0.0;
        let mut sent: Vec<(usize, f64)> = Vec::new();
        let mut noise = 54_321_u32;
        for call in 0..2_000 {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            clock += limiter.wait_ms(clock, REQUESTS_PER_SECOND);
            let travel = f64::from(noise >> 24);
            let silent = noise >> 20 & 3 == 0;
            let copies = if silent {
                MAX_RESENT
            } else {
                REQUESTS_PER_SECOND
            };
            for copy in 0..copies {
                sent.push((
                    call,
                    clock + travel * f64::from(copy) / f64::from(MAX_RESENT),
                ));
            }
            clock += travel;
            match silent {
                true => limiter.count_silent(clock),
                false => limiter.count(clock, REQUESTS_PER_SECOND),
            }
        }
        for (nth, (call, at)) in sent.iter().enumerate() {
            let next = sent[nth..].iter().find(|(other, _)| other != call);
            if let Some((_, later)) = next {
                assert!(later - at >= SPAN_MS - 1e-6, "{call}: {at} and {later}");
            }
        }
        let seconds = clock / 1_000.0;
        let limit = seconds * f64::from(REQUESTS_PER_SECOND) + f64::from(MAX_RESENT);
        assert!(sent.len() as f64 <= limit, "{} in {seconds} s", sent.len());
    }

    #[test]
    fn the_room_after_silence_ends() {
        let mut limiter = RateLimiter::default();
        limiter.count_silent(100.0);
        assert_eq!(limiter.wait_ms(100.0, 1), 2_500.0);
        assert_eq!(limiter.wait_ms(2_599.0, 1), 1.0);
        assert_eq!(limiter.wait_ms(2_600.0, 4), 0.0);
        assert_eq!(limiter.wait_ms(9_999.0, 4), 0.0);
    }
}
