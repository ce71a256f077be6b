//! Which check comes next, and which is not worth making any more.

use super::check::{CHECKS, CheckId};
use super::outcome::{Outcome, Skip};

/// What to do about the next check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Make it.
    Ask(CheckId),
    /// Leave it out.
    Skip(CheckId, Skip),
}

/// The next step after the outcomes so far, which are those of the first
/// checks in order. Nothing once every check has an outcome.
pub fn next(outcomes: &[Outcome]) -> Option<Step> {
    let id = CHECKS.get(outcomes.len())?.id;
    Some(match stopped_by(id, outcomes) {
        Some(why) => Step::Skip(id, why),
        None => Step::Ask(id),
    })
}

/// How many requests reach the service for one check: the question itself and
/// the browser's own preflight, which the header `Authorization` causes.
pub const REQUESTS_PER_CHECK: u32 = 2;

/// How many reach it for the second, silent request.
pub const REQUESTS_PER_PROBE: u32 = 1;

fn stopped_by(id: CheckId, outcomes: &[Outcome]) -> Option<Skip> {
    outcomes
        .iter()
        .enumerate()
        .find_map(|(nth, outcome)| match outcome {
            Outcome::Cancelled | Outcome::NotAsked(Skip::Cancelled) => Some(Skip::Cancelled),
            Outcome::TimedOut => Some(Skip::NoAnswer),
            // One document that cannot be read says nothing about the others.
            Outcome::Unreadable { .. } | Outcome::Redirected { .. } => {
                (nth == 0).then_some(Skip::NoAnswer)
            }
            Outcome::Answered(answer) if answer.status == 429 => Some(Skip::Throttled),
            // What the service supports is often told without a token, and tells
            // whether the address is right.
            Outcome::Answered(answer)
                if matches!(answer.status, 401 | 403) && id != CheckId::Config =>
            {
                Some(Skip::NeedsToken)
            }
            Outcome::Answered(_) | Outcome::NotAsked(_) => None,
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connection::outcome::{Answer, Probe};

    fn status(status: u16) -> Outcome {
        Outcome::Answered(Answer {
            status,
            ..Answer::default()
        })
    }

    /// What becomes of the checks after the first one had this outcome and all
    /// later ones answer 200.
    fn after(first: Outcome) -> Vec<Option<Skip>> {
        let mut outcomes = vec![first];
        let mut course = Vec::new();
        while let Some(step) = next(&outcomes) {
            match step {
                Step::Ask(_) => {
                    outcomes.push(status(200));
                    course.push(None);
                }
                Step::Skip(_, why) => {
                    outcomes.push(Outcome::NotAsked(why));
                    course.push(Some(why));
                }
            }
        }
        course
    }

    #[test]
    fn a_test_begins_with_entras_own() {
        assert_eq!(next(&[]), Some(Step::Ask(CheckId::Query)));
    }

    #[test]
    fn checks_that_cannot_tell_anything_are_left_out() {
        let all = |why| vec![Some(why); 3];
        let token = vec![None, Some(Skip::NeedsToken), Some(Skip::NeedsToken)];
        assert_eq!(after(status(200)), [None, None, None]);
        assert_eq!(after(status(404)), [None, None, None]);
        assert_eq!(after(status(500)), [None, None, None]);
        assert_eq!(after(status(401)), token);
        assert_eq!(after(status(403)), token);
        assert_eq!(after(status(429)), all(Skip::Throttled));
        assert_eq!(after(Outcome::TimedOut), all(Skip::NoAnswer));
        assert_eq!(after(Outcome::Redirected { ms: 1 }), all(Skip::NoAnswer));
        let unreadable = Outcome::Unreadable {
            probe: Probe::Nothing,
            ms: 1,
        };
        assert_eq!(after(unreadable), all(Skip::NoAnswer));
        assert_eq!(after(Outcome::Cancelled), all(Skip::Cancelled));
    }
}
