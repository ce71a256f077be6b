//! Makes one request after the other, as the pace allows, and follows a
//! service that asks for patience.

use super::check::Method;
use super::client::{Call, Got, Stop, ask, now_ms, pause};
use super::narrow::narrow;
use super::outcome::{Outcome, Probe, Skip};
use super::pace::Pace;
use super::policy::PolicyWatch;
use super::retry;
use crate::preflight::lock;
use crate::talkdesk::REQUESTS_PER_SECOND;

/// How many requests may reach the service for one that the page makes. The
/// header `Authorization` causes a preflight, and a browser sends a request
/// again by itself, once or twice, when a connection that it has used before
/// breaks. Nobody tells the page, so each request has a second of its own.
pub const REQUESTS_AT_WORST: u32 = REQUESTS_PER_SECOND;

/// Everything that a series of calls shares.
#[derive(Debug)]
pub struct Engine {
    /// When requests reached the service.
    pub pace: Pace,
    /// What ends the series.
    pub stop: Stop,
}

impl Engine {
    /// Makes one call and says what became of it. `waiting` is told before the
    /// engine waits because the service asked for it, with the milliseconds.
    pub async fn call(&mut self, call: &Call<'_>, waiting: &mut dyn FnMut(u32)) -> Outcome {
        let mut met = 0;
        loop {
            let outcome = self.once(call).await;
            let Outcome::Answered(mut answer) = outcome else {
                return outcome;
            };
            answer.throttled = met;
            if answer.status != 429 {
                return Outcome::Answered(answer);
            }
            let wait = match call.method {
                // The service may have created something before it answered.
                Method::Post => None,
                _ => retry::wait_ms(answer.header("retry-after"), js_sys::Date::now(), met),
            };
            met += 1;
            answer.throttled = met;
            let Some(ms) = wait else {
                return Outcome::Answered(answer);
            };
            waiting(ms);
            pause(f64::from(ms), &self.stop).await;
            if self.stop.is_asked() {
                return Outcome::Cancelled;
            }
        }
    }

    async fn once(&mut self, call: &Call<'_>) -> Outcome {
        let wait = self.pace.wait_ms(now_ms(), REQUESTS_AT_WORST);
        pause(wait, &self.stop).await;
        if self.stop.is_asked() {
            return Outcome::NotAsked(Skip::Cancelled);
        }
        if lock::is_locked_now() {
            let probe = Probe::Locked;
            return Outcome::Unreadable { probe, ms: 0 };
        }
        let policy = PolicyWatch::new(call.url);
        let started = now_ms();
        let got = ask(call, &self.stop).await;
        let ms = (now_ms() - started) as u32;
        self.pace.count(now_ms(), REQUESTS_AT_WORST);
        match got {
            Got::Answer(answer) => Outcome::Answered(answer),
            Got::Redirect => Outcome::Redirected { ms },
            Got::TimedOut => Outcome::TimedOut,
            Got::Cancelled => Outcome::Cancelled,
            Got::Nothing => match narrow(call.url, &mut self.pace, &policy, &self.stop).await {
                Some(probe) => Outcome::Unreadable { probe, ms },
                None => Outcome::Cancelled,
            },
        }
    }
}
