//! Makes one request after the other, as lock and limiter allow, and follows a
//! service that asks for patience.

use super::client::{Call, Got, Stop, ask, now_ms, pause};
use super::narrow::narrow;
use super::policy::PolicyWatch;
use super::turn::{self, Turn};
use crate::browser::csp_lock;
use connection_test::checks::check::Method;
use connection_test::http::outcome::{Outcome, Probe, Skip};
use connection_test::http::retry;

/// Everything that a series of calls shares.
#[derive(Debug)]
pub struct Engine {
    /// What ends the series.
    pub stop: Stop,
    /// The lock of all tabs. Nothing when the series was ended while it waited
    /// for it; then no call is made.
    turn: Option<Turn>,
}

impl Engine {
    /// Takes the lock of all tabs for a series of calls. While another tab has
    /// it, `waiting` is called once.
    pub async fn start(stop: Stop, waiting: &mut dyn FnMut()) -> Engine {
        let turn = turn::take(&stop, waiting).await;
        Engine { stop, turn }
    }

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
        let Some(turn) = &self.turn else {
            return Outcome::NotAsked(Skip::Cancelled);
        };
        let Some(permit) = turn.permit(&self.stop).await else {
            return Outcome::NotAsked(Skip::Cancelled);
        };
        if csp_lock::is_locked_now() {
            permit.unused();
            let probe = Probe::Locked;
            return Outcome::Unreadable { probe, ms: 0 };
        }
        let policy = PolicyWatch::new(call.url);
        let started = now_ms();
        let got = ask(call, &self.stop, permit).await;
        let ms = (now_ms() - started) as u32;
        match got {
            Got::Answer(answer) => Outcome::Answered(answer),
            Got::Redirect => Outcome::Redirected { ms },
            Got::TimedOut => Outcome::TimedOut,
            Got::Cancelled => Outcome::Cancelled,
            Got::Nothing => match narrow(call.url, turn, &policy, &self.stop).await {
                Some(probe) => Outcome::Unreadable { probe, ms },
                None => Outcome::Cancelled,
            },
        }
    }
}
