//! Which check comes next, and which is not worth making any more.

use crate::checks::check::{CheckId, CheckInput};
use crate::checks::run::CheckRun;
use crate::http::outcome::{End, Outcome, Skip};
use crate::steps::runner::TestRun;
use crate::steps::step::{NextStep, StepKind, StepResult};

/// The next step; nothing once every check has a result.
pub(super) fn next(run: &CheckRun) -> Option<NextStep<CheckId>> {
    let id = CheckId::STEPS.get(run.results().len())?.id;
    Some(match skipped(id, &run.input, run.results()) {
        Some(why) => NextStep::Skip(id, why),
        None => NextStep::Send(id),
    })
}

fn skipped(id: CheckId, input: &CheckInput, results: &[StepResult<CheckId>]) -> Option<Skip> {
    // Said before everything else: nobody wants to know what else stood in the
    // way of a check that was not wanted.
    if !id.is_wanted(input) {
        return Some(match id {
            CheckId::FindUser | CheckId::ReadUser => Skip::NoEmail,
            CheckId::FindByOther => Skip::NoValue,
            _ => Skip::NoAttribute,
        });
    }
    let stopped = results.iter().find_map(|result| stopped_by(result, id));
    let no_user = id == CheckId::ReadUser && input.user_id.is_none();
    stopped.or(no_user.then_some(Skip::NoUser))
}

/// Why a check is not worth making after the result of an earlier one.
fn stopped_by(result: &StepResult<CheckId>, id: CheckId) -> Option<Skip> {
    match &result.outcome {
        Outcome::Cancelled | Outcome::NotSent(Skip::Cancelled) => Some(Skip::Cancelled),
        Outcome::TimedOut => Some(Skip::NoResponse),
        // What the relay cannot do for one request it may do for the next.
        Outcome::Relay(error) if error.kind.is_about_one_request() => {
            (result.step == CheckId::Query).then_some(Skip::NoResponse)
        }
        Outcome::Relay(_) => Some(Skip::NoResponse),
        // One document that cannot be read says nothing about the others.
        Outcome::Unreadable { .. } | Outcome::Redirected { .. } => {
            (result.step == CheckId::Query).then_some(Skip::NoResponse)
        }
        Outcome::Response(response) if response.body.end == End::Stalled => Some(Skip::NoResponse),
        Outcome::Response(response) if response.status == 429 => Some(Skip::Throttled),
        // A wrong token is meant to be refused.
        Outcome::Response(_) if result.step == CheckId::WrongToken => None,
        // What the service supports is often told without a token, and tells
        // whether the address is right.
        Outcome::Response(response)
            if matches!(response.status, 401 | 403) && id != CheckId::Config =>
        {
            Some(Skip::NeedsToken)
        }
        Outcome::Response(_) | Outcome::NotSent(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::matching::Matching;
    use crate::http::outcome::{Body, HttpResponse, Probe};
    use crate::scim::user_id::UserId;

    fn status(status: u16) -> Outcome {
        Outcome::Response(HttpResponse {
            status,
            ..HttpResponse::default()
        })
    }

    /// What becomes of the checks after the first one had this outcome and all
    /// later ones answer 200.
    fn after(first: Outcome, input: &CheckInput) -> Vec<Option<Skip>> {
        let mut outcomes = vec![first];
        let mut course = Vec::new();
        loop {
            // The user stays found, whatever these responses say.
            let run = CheckRun::with_outcomes(input.clone(), outcomes.clone());
            match next(&run) {
                Some(NextStep::Send(_)) => {
                    outcomes.push(status(200));
                    course.push(None);
                }
                Some(NextStep::Skip(_, why)) => {
                    outcomes.push(Outcome::NotSent(why));
                    course.push(Some(why));
                }
                None => return course,
            }
        }
    }

    fn found() -> CheckInput {
        CheckInput {
            guid: "g".to_owned(),
            email: Some("a@b.example".to_owned()),
            user_id: UserId::parse("7").ok(),
            matching: Matching::by(&["userName", "externalId", "nickName"]),
            other_value: Some("x".to_owned()),
        }
    }

    #[test]
    fn a_test_begins_with_entras_own() {
        assert_eq!(
            next(&CheckRun::new(found())),
            Some(NextStep::Send(CheckId::Query))
        );
    }

    #[test]
    fn checks_that_cannot_tell_anything_are_left_out() {
        let all = |why| vec![Some(why); 9];
        let token = {
            let mut course = all(Skip::NeedsToken);
            course[2] = None;
            course
        };
        let unreadable = Outcome::Unreadable {
            probe: Probe::Nothing,
            ms: 1,
        };
        let stalled = Outcome::Response(HttpResponse {
            status: 200,
            body: Body {
                end: End::Stalled,
                ..Body::default()
            },
            ..HttpResponse::default()
        });
        let cases = [
            (status(200), vec![None; 9]),
            (status(404), vec![None; 9]),
            (status(500), vec![None; 9]),
            (status(401), token.clone()),
            (status(403), token),
            (status(429), all(Skip::Throttled)),
            (Outcome::TimedOut, all(Skip::NoResponse)),
            (Outcome::Redirected { ms: 1 }, all(Skip::NoResponse)),
            (unreadable, all(Skip::NoResponse)),
            (stalled, all(Skip::NoResponse)),
            (Outcome::Cancelled, all(Skip::Cancelled)),
        ];
        for (first, due) in cases {
            assert_eq!(after(first.clone(), &found()), due, "{first:?}");
        }
    }

    #[test]
    fn a_user_is_looked_for_only_by_what_was_entered_and_read_only_when_found() {
        let last_three = |input: &CheckInput| after(status(200), input).split_off(6);
        assert_eq!(
            last_three(&CheckInput::default()),
            [
                Some(Skip::NoEmail),
                Some(Skip::NoValue),
                Some(Skip::NoEmail)
            ]
        );
        let unknown = CheckInput {
            user_id: None,
            ..found()
        };
        assert_eq!(last_three(&unknown), [None, None, Some(Skip::NoUser)]);
        let by_value = CheckInput {
            email: None,
            ..found()
        };
        assert_eq!(last_three(&by_value), [Some(Skip::NoEmail), None, None]);
    }

    #[test]
    fn only_the_matching_attributes_of_the_setup_are_requested() {
        let queries = |names: &[&str]| {
            let input = CheckInput {
                matching: Matching::by(names),
                ..found()
            };
            let mut queries = after(status(200), &input);
            queries.truncate(2);
            queries
        };
        let no = Some(Skip::NoAttribute);
        assert_eq!(queries(&["userName"]), [no, no]);
        assert_eq!(queries(&["externalId", "userName"]), [None, no]);
        assert_eq!(queries(&[]), [no, no]);
    }

    #[test]
    fn a_wrong_token_that_is_refused_stops_nothing() {
        let mut outcomes = vec![status(200); 6];
        outcomes.push(status(401));
        assert_eq!(
            next(&CheckRun::with_outcomes(found(), outcomes)),
            Some(NextStep::Send(CheckId::FindUser))
        );
    }
}
