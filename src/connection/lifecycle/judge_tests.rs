//! What steps and tests come to, as tables.

use super::*;
use crate::connection::lifecycle::course::{Done, TestUser};
use crate::connection::lifecycle::requests::new_names;
use crate::connection::outcome::{Answer, Body, Probe};

const NAME: &str = "scimdesk-test-0a1b2c3d@contoso.com";

fn answer(status: u16, body: &str) -> Outcome {
    let body = Body {
        text: body.to_owned(),
        ..Body::default()
    };
    Outcome::Answered(Answer {
        status,
        body,
        ..Answer::default()
    })
}

fn user(active: &str, names: [&str; 2]) -> Outcome {
    let [given, family] = names;
    answer(
        200,
        &format!(
            r#"{{"id":"7","userName":"{NAME}","active":{active},"name":{{"givenName":"{given}","familyName":"{family}"}}}}"#
        ),
    )
}

fn course(done: Vec<(StepId, Outcome)>) -> Course {
    let mut course = Course::new(
        Aim::Life,
        TestUser {
            user_name: NAME.to_owned(),
            nobody: "0-0".to_owned(),
        },
    );
    course.done = done
        .into_iter()
        .map(|(step, outcome)| Done { step, outcome })
        .collect();
    course
}

/// How a service takes one form.
#[derive(Debug, Clone, Copy)]
enum Takes {
    Well,
    WithoutEffect,
    NotAtAll(u16),
}

fn changes(form: Form, takes: Takes) -> Vec<(StepId, Outcome)> {
    let answered = match takes {
        Takes::Well | Takes::WithoutEffect => answer(204, ""),
        Takes::NotAtAll(status) => answer(status, ""),
    };
    let well = matches!(takes, Takes::Well);
    let names = if well {
        new_names(form)
    } else {
        ["Scimdesk", "Test"]
    };
    let off = if well { "false" } else { "true" };
    let mut made = vec![
        (StepId::Update(form), answered.clone()),
        (StepId::UpdateRead(form), user("true", names)),
        (StepId::Off(form), answered.clone()),
        (StepId::OffRead(form), user(off, names)),
    ];
    if well {
        made.push((StepId::On(form), answered));
        made.push((StepId::OnRead(form), user("true", names)));
    }
    made
}

#[test]
fn the_flag_question_is_answered() {
    use FlagAnswer::*;
    let no = Takes::NotAtAll(400);
    let cases = [
        (Takes::Well, Takes::Well, Both),
        (Takes::Well, no, DefaultOnly),
        (Takes::Well, Takes::WithoutEffect, DefaultOnly),
        (no, Takes::Well, FlagOnly),
        (Takes::NotAtAll(500), Takes::Well, FlagOnly),
        (Takes::WithoutEffect, Takes::Well, FlagOnly),
        (Takes::WithoutEffect, no, Neither),
        (Takes::Well, Takes::NotAtAll(403), DefaultWorks),
        (Takes::NotAtAll(429), Takes::Well, FlagWorks),
        (no, Takes::NotAtAll(401), DefaultFails),
        (Takes::NotAtAll(401), no, FlagFails),
        (Takes::NotAtAll(401), Takes::NotAtAll(401), Open),
    ];
    for (default, flag, due) in cases {
        let mut made = changes(Form::Default, default);
        made.extend(changes(Form::Flag, flag));
        assert_eq!(flag_answer(&course(made)), due, "{default:?}, {flag:?}");
    }
    assert_eq!(flag_answer(&course(Vec::new())), Open);
}

#[test]
fn an_update_that_takes_in_half_does_not_work() {
    let mut made = changes(Form::Default, Takes::Well);
    made[1].1 = user("true", ["Scimdesk Default", "Test"]);
    assert_eq!(works(&course(made), Form::Default), Works::No);
}

#[test]
fn a_text_in_place_of_the_boolean_tells_nothing() {
    let mut made = changes(Form::Default, Takes::Well);
    made[3].1 = user("\"False\"", new_names(Form::Default));
    let course = course(made);
    assert_eq!(works(&course, Form::Default), Works::Unknown);
    assert_eq!(
        verdict(&course, StepId::Off(Form::Default)),
        Some(Verdict::Accepted)
    );
}

#[test]
fn a_reactivation_that_fails_counts() {
    let mut made = changes(Form::Flag, Takes::Well);
    made[5].1 = user("false", new_names(Form::Flag));
    assert_eq!(works(&course(made), Form::Flag), Works::No);
}

fn created(then: Vec<(StepId, Outcome)>) -> Course {
    let mut done = vec![(StepId::Create, answer(201, r#"{"id":"7"}"#))];
    done.extend(then);
    course(done)
}

#[test]
fn what_is_left_is_told() {
    let list = |users: &str| {
        answer(
            200,
            &format!(
                r#"{{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":{},"Resources":[{users}]}}"#,
                usize::from(!users.is_empty())
            ),
        )
    };
    let listed = format!(r#"{{"id":"7","userName":"{NAME}"}}"#);
    let names = ["Scimdesk", "Test"];
    let deleted = || (StepId::Delete, answer(204, ""));
    let gone = || (StepId::Gone, answer(404, ""));
    let nothing = Outcome::Unreadable {
        probe: Probe::Nothing,
        ms: 1,
    };
    let cases = [
        (vec![], Remains::There),
        (vec![deleted()], Remains::There),
        (vec![deleted(), gone()], Remains::Nothing),
        (
            vec![deleted(), gone(), (StepId::Unlisted, list(""))],
            Remains::Nothing,
        ),
        (
            vec![deleted(), gone(), (StepId::Unlisted, list(&listed))],
            Remains::There,
        ),
        (
            vec![deleted(), (StepId::Gone, user("false", names))],
            Remains::Inactive,
        ),
        (
            vec![deleted(), (StepId::Gone, user("true", names))],
            Remains::There,
        ),
        (
            vec![
                (StepId::Delete, answer(500, "")),
                (StepId::Gone, user("false", names)),
            ],
            Remains::There,
        ),
        (vec![deleted(), (StepId::Gone, nothing)], Remains::Perhaps),
        (
            vec![deleted(), (StepId::Gone, answer(500, ""))],
            Remains::Perhaps,
        ),
    ];
    for (then, due) in cases {
        let course = created(then);
        assert_eq!(remains(&course), due, "{:#?}", course.done);
    }
}

/// A service that ignores filters lists somebody else.
#[test]
fn nobody_else_is_ever_taken_for_the_test_user() {
    let other = answer(
        200,
        r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":1,"Resources":[{"id":"1","userName":"boss@contoso.com"}]}"#,
    );
    let course = course(vec![
        (StepId::Create, Outcome::TimedOut),
        (StepId::LookUp, other.clone()),
    ]);
    assert_eq!(course.id(), None);
    assert_eq!(verdict(&course, StepId::LookUp), Some(Verdict::Worked));
    assert_eq!(remains(&course), Remains::Perhaps);
    let vacant = self::course(vec![(StepId::Vacant, other)]);
    assert_eq!(ending(&vacant), Some(Ending::CannotAsk));
}

#[test]
fn every_ending_has_words() {
    for told in [
        Ending::LeftPerhaps,
        Ending::Left,
        Ending::LeftInactive,
        Ending::LeftDenied,
        Ending::Removed,
        Ending::NoRecord,
        Ending::CancelledBefore,
        Ending::Cancelled,
        Ending::Taken,
        Ending::CannotAsk,
        Ending::CannotDelete,
        Ending::NotCreated,
        Ending::Broke,
        Ending::Passed,
        Ending::NoForm,
        Ending::NotFound,
    ]
    .map(Ending::told)
    {
        assert!(!told.headline.is_empty() && told.cause.ends_with('.'));
        assert!(told.remedy.is_empty() || told.remedy.ends_with('.'));
    }
}
