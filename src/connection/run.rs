//! Runs a test from its first check to its last.

use super::client::{Got, Stop, ask, now_ms, pause, probe};
use super::outcome::{Outcome, Skip};
use super::pace::Pace;
use super::plan::{REQUESTS_PER_CHECK, REQUESTS_PER_PROBE, Step, next};
use super::tenant_url::TenantUrl;
use super::token::SecretToken;

/// Asks one check after the other, as the plan says and the pace allows, and
/// reports the outcomes so far after each.
pub async fn run(
    tenant: &TenantUrl,
    guid: &str,
    token: &SecretToken,
    pace: &mut Pace,
    stop: &Stop,
    report: &mut dyn FnMut(&[Outcome]),
) {
    let mut outcomes = Vec::new();
    while let Some(step) = next(&outcomes) {
        let outcome = match step {
            Step::Skip(_, why) => Outcome::NotAsked(why),
            Step::Ask(id) => {
                let url = id.check().url(tenant, guid);
                one(&url, token, pace, stop).await
            }
        };
        outcomes.push(outcome);
        report(&outcomes);
    }
}

async fn one(url: &str, token: &SecretToken, pace: &mut Pace, stop: &Stop) -> Outcome {
    pause(pace.wait_ms(now_ms(), REQUESTS_PER_CHECK), stop).await;
    if stop.is_asked() {
        return Outcome::NotAsked(Skip::Cancelled);
    }
    let started = now_ms();
    let got = ask(url, token, stop).await;
    let ms = (now_ms() - started) as u32;
    pace.count(now_ms(), REQUESTS_PER_CHECK);
    match got {
        Got::Answer(answer) => Outcome::Answered(answer),
        Got::Redirect => Outcome::Redirected { ms },
        Got::TimedOut => Outcome::TimedOut,
        Got::Cancelled => Outcome::Cancelled,
        Got::Nothing => {
            pause(pace.wait_ms(now_ms(), REQUESTS_PER_PROBE), stop).await;
            let probe = probe(url, stop).await;
            pace.count(now_ms(), REQUESTS_PER_PROBE);
            match probe {
                Some(probe) => Outcome::Unreadable { probe, ms },
                None => Outcome::Cancelled,
            }
        }
    }
}
