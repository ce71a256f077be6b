//! What steps and tests come to, as tables.

use super::*;
use crate::http::outcome::{Body, HttpResponse, Probe};
use crate::lifecycle::conclusion::{FlagSupport, Works, flag_support, works};
use crate::lifecycle::facts::facts;
use crate::lifecycle::requests::new_names;
use crate::lifecycle::run::{Done, TestUser};
use crate::scim::user_id::UserId;
use provisioning::scim_request::PatchStyle;

const NAME: &str = "scimdesk-test-0a1b2c3d@contoso.com";

fn response(status: u16, body: &str) -> Outcome {
    let body = Body {
        text: body.to_owned(),
        ..Body::default()
    };
    Outcome::Response(HttpResponse {
        status,
        body,
        ..HttpResponse::default()
    })
}

fn user(active: &str, names: [&str; 2]) -> Outcome {
    let [given, family] = names;
    response(
        200,
        &format!(
            r#"{{"id":"7","userName":"{NAME}","active":{active},"name":{{"givenName":"{given}","familyName":"{family}"}}}}"#
        ),
    )
}

fn new_run(done: Vec<(StepId, Outcome)>) -> LifecycleRun {
    let mut run = LifecycleRun::new(
        RunPurpose::Life,
        TestUser {
            user_name: NAME.to_owned(),
            nobody: UserId::nobody(),
        },
    );
    for (step, outcome) in done {
        let id = step.takes_id().then(|| UserId::parse("7").expect("an id"));
        run.add(Done { step, id, outcome });
    }
    run
}

/// How a service takes one form.
#[derive(Debug, Clone, Copy)]
enum Takes {
    Well,
    WithoutEffect,
    NotAtAll(u16),
}

fn changes(form: PatchStyle, takes: Takes) -> Vec<(StepId, Outcome)> {
    let responded = match takes {
        Takes::Well | Takes::WithoutEffect => response(204, ""),
        Takes::NotAtAll(status) => response(status, ""),
    };
    let well = matches!(takes, Takes::Well);
    let names = if well {
        new_names(StepId::Update(form))
    } else {
        ["Scimdesk", "Test"]
    };
    let off = if well { "false" } else { "true" };
    let mut made = vec![
        (StepId::Update(form), responded.clone()),
        (StepId::UpdateRead(form), user("true", names)),
        (StepId::Deactivate(form), responded.clone()),
        (StepId::DeactivateRead(form), user(off, names)),
    ];
    if well {
        made.push((StepId::Activate(form), responded));
        made.push((StepId::ActivateRead(form), user("true", names)));
    }
    made
}

#[test]
fn the_flag_support_is_evaluated() {
    use FlagSupport::*;
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
        let mut made = changes(PatchStyle::Default, default);
        made.extend(changes(PatchStyle::Flag, flag));
        assert_eq!(
            flag_support(&facts(&new_run(made))),
            due,
            "{default:?}, {flag:?}"
        );
    }
    assert_eq!(flag_support(&facts(&new_run(Vec::new()))), Open);
}

#[test]
fn an_update_that_takes_in_half_does_not_work() {
    let mut made = changes(PatchStyle::Default, Takes::Well);
    made[1].1 = user("true", ["Scimdesk Default", "Test"]);
    assert_eq!(
        works(&facts(&new_run(made)), PatchStyle::Default),
        Works::No
    );
}

#[test]
fn a_text_in_place_of_the_boolean_tells_nothing() {
    let mut made = changes(PatchStyle::Default, Takes::Well);
    made[3].1 = user("\"False\"", new_names(StepId::Update(PatchStyle::Default)));
    let run = new_run(made);
    assert_eq!(works(&facts(&run), PatchStyle::Default), Works::Unknown);
    assert_eq!(
        verdict(&run, StepId::Deactivate(PatchStyle::Default)),
        Some(StepVerdict::Accepted)
    );
}

#[test]
fn a_reactivation_that_fails_counts() {
    let mut made = changes(PatchStyle::Flag, Takes::Well);
    made[5].1 = user("false", new_names(StepId::Update(PatchStyle::Flag)));
    assert_eq!(works(&facts(&new_run(made)), PatchStyle::Flag), Works::No);
}

fn created(then: Vec<(StepId, Outcome)>) -> LifecycleRun {
    let mut done = vec![
        (StepId::Create, response(201, r#"{"id":"7"}"#)),
        (StepId::Read, user("true", ["Scimdesk", "Test"])),
    ];
    done.extend(then);
    new_run(done)
}

#[test]
fn what_is_left_is_reported() {
    let list = |users: &str| {
        response(
            200,
            &format!(
                r#"{{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":{},"Resources":[{users}]}}"#,
                usize::from(!users.is_empty())
            ),
        )
    };
    let listed = format!(r#"{{"id":"7","userName":"{NAME}"}}"#);
    let names = ["Scimdesk", "Test"];
    let deleted = || (StepId::Delete, response(204, ""));
    let gone = || (StepId::VerifyDeleted, response(404, ""));
    let nothing = Outcome::Unreadable {
        probe: Probe::Nothing,
        ms: 1,
    };
    let cases = [
        (vec![], Cleanup::There),
        (vec![deleted()], Cleanup::Perhaps),
        (vec![deleted(), gone()], Cleanup::Perhaps),
        (
            vec![deleted(), gone(), (StepId::VerifyUnlisted, list(""))],
            Cleanup::Nothing,
        ),
        (
            vec![deleted(), gone(), (StepId::VerifyUnlisted, list(&listed))],
            Cleanup::There,
        ),
        (
            vec![deleted(), (StepId::VerifyDeleted, user("false", names))],
            Cleanup::Inactive,
        ),
        (
            vec![deleted(), (StepId::VerifyDeleted, user("true", names))],
            Cleanup::There,
        ),
        (
            vec![
                (StepId::Delete, response(500, "")),
                (StepId::VerifyDeleted, user("false", names)),
            ],
            Cleanup::There,
        ),
        (
            vec![deleted(), (StepId::VerifyDeleted, nothing)],
            Cleanup::Perhaps,
        ),
        (
            vec![deleted(), (StepId::VerifyDeleted, response(500, ""))],
            Cleanup::Perhaps,
        ),
    ];
    for (then, due) in cases {
        let run = created(then);
        assert_eq!(cleanup(&run), due, "{:#?}", run.results());
    }
}

/// The response to a creation with somebody else's id, whoever is read next.
#[test]
fn an_id_that_is_not_read_back_is_nobodys_to_change() {
    let victim = response(200, r#"{"id":"7","userName":"boss@contoso.com"}"#);
    let create = (StepId::Create, response(201, r#"{"id":"7"}"#));
    let unread = new_run(vec![create.clone()]);
    for step in [
        StepId::Delete,
        StepId::Update(PatchStyle::Flag),
        StepId::Deactivate(PatchStyle::Flag),
    ] {
        assert_eq!(unread.request(step), None);
    }
    assert!(unread.request(StepId::Read).is_some());
    assert_eq!(cleanup(&unread), Cleanup::Perhaps);
    let read = new_run(vec![create, (StepId::Read, victim)]);
    assert_eq!(read.request(StepId::Delete), None);
    assert_eq!(read.request(StepId::ReadBack), None);
    assert_eq!(next(&read), Some(StepId::LookUp));
    assert_eq!(read.recorded_id(), None);
    assert!(read.diagnostics()[0].message().contains("boss@contoso.com"));
}

#[test]
fn a_user_that_was_renamed_is_named_and_left_alone() {
    let other = response(200, r#"{"id":"7","userName":"other@contoso.com"}"#);
    let list = || {
        response(
            200,
            r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0}"#,
        )
    };
    let run = created(vec![
        (StepId::Update(PatchStyle::Default), response(204, "")),
        (StepId::UpdateRead(PatchStyle::Default), other),
        (StepId::LookUp, list()),
    ]);
    assert_eq!(run.request(StepId::Delete), None);
    assert_eq!(cleanup(&run), Cleanup::Perhaps);
    assert_eq!(
        run.recorded_id(),
        UserId::parse("7").ok().map(|id| (id, false))
    );
    let mut ended = run;
    while let Some(step) = next(&ended) {
        ended.add(Done {
            step,
            id: None,
            outcome: list(),
        });
    }
    assert_eq!(ending(&ended), Some(Ending::LeftRenamed));
}

/// A service that ignores filters lists somebody else.
#[test]
fn nobody_else_is_ever_taken_for_the_test_user() {
    let other = response(
        200,
        r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":1,"Resources":[{"id":"1","userName":"boss@contoso.com"}]}"#,
    );
    let run = new_run(vec![
        (StepId::Create, Outcome::TimedOut),
        (StepId::LookUp, other.clone()),
    ]);
    assert_eq!(run.identity().id(), None);
    assert_eq!(verdict(&run, StepId::LookUp), Some(StepVerdict::Worked));
    assert_eq!(cleanup(&run), Cleanup::Perhaps);
    let absent = self::new_run(vec![(StepId::CheckAbsent, other)]);
    assert_eq!(ending(&absent), Some(Ending::CannotCheck));
}

#[test]
fn every_ending_has_words() {
    for message in [
        Ending::LeftPerhaps,
        Ending::LeftRenamed,
        Ending::RefusedButCreated,
        Ending::Left,
        Ending::LeftInactive,
        Ending::LeftDenied,
        Ending::Removed,
        Ending::NoRecord,
        Ending::CancelledBefore,
        Ending::Cancelled,
        Ending::Taken,
        Ending::CannotCheck,
        Ending::CannotDelete,
        Ending::NotCreated,
        Ending::Broke,
        Ending::Completed,
    ]
    .map(Ending::message)
    {
        assert!(!message.headline.is_empty() && message.cause.ends_with('.'));
        assert!(message.remedy.is_empty() || message.remedy.ends_with('.'));
    }
}
