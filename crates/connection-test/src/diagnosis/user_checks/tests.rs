use super::*;
use crate::checks::user_lookup::id_to_read;
use crate::http::outcome::{Body, Probe, Skip};
use crate::scim::content::LIST_RESPONSE;
use serde_json::json;

fn responded(status: u16, body: &str) -> Outcome {
    Outcome::Response(HttpResponse {
        status,
        body: Body {
            text: body.to_owned(),
            ..Body::default()
        },
        ..HttpResponse::default()
    })
}

fn users(users: Value) -> Outcome {
    let total = users.as_array().map_or(0, Vec::len);
    let list = json!({"schemas": [LIST_RESPONSE], "totalResults": total, "Resources": users});
    responded(200, &list.to_string())
}

#[test]
fn a_wrong_token_is_to_be_refused() {
    let hidden = Outcome::Unreadable {
        probe: Probe::Reached,
        ms: 1,
    };
    let cases = [
        (responded(401, ""), Code::Fine),
        (users(json!([])), Code::AnyToken),
        (responded(204, ""), Code::AnyToken),
        (responded(403, ""), Code::WrongTokenStatus),
        (responded(404, ""), Code::WrongTokenStatus),
        (responded(500, ""), Code::WrongTokenUnknown),
        (hidden, Code::WrongTokenUnknown),
        (Outcome::TimedOut, Code::WrongTokenUnknown),
        (Outcome::NotSent(Skip::NeedsToken), Code::NotSent),
    ];
    for (outcome, due) in cases {
        assert_eq!(wrong_token(&outcome).0, due, "{outcome:?}");
    }
}

#[test]
fn a_user_is_found_once_not_at_all_or_too_often() {
    let ada = json!({"id": "7", "userName": "ada@contoso.com"});
    let counted = json!({"schemas": [LIST_RESPONSE], "totalResults": 1, "Resources": []});
    let cases = [
        (users(json!([ada])), Code::Fine, Some("7")),
        (users(json!([])), Code::UserUnknown, None),
        (users(json!([ada, ada])), Code::UserTwice, None),
        (responded(200, &counted.to_string()), Code::UserFailed, None),
        (responded(500, "{}"), Code::UserFailed, None),
        (responded(200, "hello"), Code::UserFailed, None),
    ];
    for (outcome, due, id) in cases {
        let code = find(&outcome, "userName", "ada@contoso.com").0;
        assert_eq!(code, due, "{outcome:?}");
        let found = only_id(Some(&outcome));
        assert_eq!(found.as_ref().map(UserId::as_str), id);
    }
}

/// RFC 7643 section 3.1: an id is a string that is not empty.
#[test]
fn an_id_that_is_no_string_is_never_fine() {
    for (id, due, read) in [
        (json!("7"), Code::Fine, Some("7")),
        (json!(251), Code::UserIdNumber, Some("251")),
        (json!(2.5), Code::UserIdUnusable, None),
        (json!(true), Code::UserIdUnusable, None),
        (json!(["7"]), Code::UserIdUnusable, None),
        (json!({}), Code::UserIdUnusable, None),
        (json!("."), Code::UserIdUnusable, None),
        (json!(".."), Code::UserIdUnusable, None),
        (json!("a\n"), Code::UserIdUnusable, None),
        (json!(""), Code::UserIdMissing, None),
        (json!(null), Code::UserIdMissing, None),
    ] {
        let outcome = users(json!([{"id": id, "userName": "ada@contoso.com"}]));
        let (code, evidence) = find(&outcome, "userName", "ada@contoso.com");
        assert_eq!(code, due, "{id}");
        let is_reported = evidence
            .iter()
            .any(|one| matches!(one, Evidence::UserId(_) | Evidence::IdType(_)));
        assert_eq!(is_reported, due != Code::Fine, "{id}");
        let found = only_id(Some(&outcome));
        assert_eq!(found.as_ref().map(UserId::as_str), read, "{id}");
    }
    let none = users(json!([{"userName": "ada@contoso.com"}]));
    let code = find(&none, "userName", "ada@contoso.com").0;
    assert_eq!(code, Code::UserIdMissing);
}

#[test]
fn the_user_who_came_is_the_requested_one() {
    let came = |user: Value| {
        let mut user = user;
        user["id"] = json!("7");
        users(json!([user]))
    };
    for (attribute, requested, user, due) in [
        (
            "userName",
            "a@b.example",
            json!({"userName": "a@b.example"}),
            Code::Fine,
        ),
        (
            "userName",
            "A@b.example",
            json!({"userName": "a@b.example"}),
            Code::UserCase,
        ),
        (
            "userName",
            "É@b.example",
            json!({"userName": "é@b.example"}),
            Code::UserCase,
        ),
        (
            "userName",
            "a@b.example",
            json!({"userName": "c@b.example"}),
            Code::UserOther,
        ),
        (
            "userName",
            "a@b.example",
            json!({"userName": ""}),
            Code::UserOther,
        ),
        (
            "userName",
            "a@b.example",
            json!({"userName": 7}),
            Code::UserNoEcho,
        ),
        ("userName", "a@b.example", json!({}), Code::UserNoEcho),
        ("externalId", "4f", json!({"externalId": "4f"}), Code::Fine),
        (
            "externalId",
            "4f",
            json!({"externalId": "4F"}),
            Code::UserCase,
        ),
        (
            "externalId",
            "4f",
            json!({"userName": "4f"}),
            Code::UserNoEcho,
        ),
        (
            "emails[type eq \"work\"].value",
            "a@b.example",
            json!({"emails": [{"type": "work", "value": "a@b.example"}]}),
            Code::Fine,
        ),
        (
            "emails[type eq \"work\"].value",
            "a@b.example",
            json!({"emails": [{"type": "home", "value": "a@b.example"}]}),
            Code::UserNoEcho,
        ),
    ] {
        let (code, _) = find(&came(user.clone()), attribute, requested);
        assert_eq!(code, due, "{attribute} {requested} {user}");
    }
}

#[test]
fn a_search_that_entra_does_not_make_is_reported() {
    let ada = users(json!([{"id": "7", "userName": "ada@contoso.com"}]));
    let not_matching = Evidence::NotMatching("userName".to_owned());
    for (names, due) in [
        (&["userName"][..], false),
        (&["externalId", "username"][..], false),
        (&["externalId"][..], true),
    ] {
        let matching = Matching::by(names);
        let (code, evidence) = find_by_name(&ada, "ada@contoso.com", &matching);
        assert_eq!((code, evidence.contains(&not_matching)), (Code::Fine, due));
    }
}

#[test]
fn two_attributes_that_lead_to_two_users_are_reported() {
    let one = |id: &str| users(json!([{"id": id, "userName": "a@b.example", "externalId": "4f"}]));
    let input = |names: &[&str]| CheckInput {
        matching: Matching::by(names),
        email: Some("a@b.example".to_owned()),
        other_value: Some("4f".to_owned()),
        ..CheckInput::default()
    };
    let both = ["userName", "externalId"];
    let only = ["externalId"];
    let none = || users(json!([]));
    for (names, by_name, by_other, due, read) in [
        (&both[..], one("7"), one("7"), Code::Fine, Some("7")),
        (&both[..], one("7"), one("8"), Code::UserMismatch, Some("7")),
        (&only[..], one("7"), one("8"), Code::UserMismatch, Some("8")),
        (&both[..], one("7"), none(), Code::UserUnknown, Some("7")),
        (&only[..], one("7"), none(), Code::UserNotMatched, Some("7")),
        (&only[..], none(), none(), Code::UserUnknown, None),
        (&only[..], none(), one("8"), Code::Fine, Some("8")),
    ] {
        let mut outcomes = vec![Outcome::NotSent(Skip::NoAttribute); 7];
        outcomes.extend([by_name, by_other]);
        let run = CheckRun::with_outcomes(input(names), outcomes);
        assert_eq!(find_by_other(&run).0, due, "{names:?}");
        let id = id_to_read(&run);
        assert_eq!(id.as_ref().map(UserId::as_str), read, "{names:?} {due:?}");
    }
}

#[test]
fn roles_and_teams_are_reported() {
    let input = CheckInput {
        user_id: UserId::parse("7").ok(),
        ..CheckInput::default()
    };
    let read = |outcome: &Outcome| read(outcome, &input);
    let whole = json!({"id": "7", "active": true,
        EXTENSION_SCHEMA: {"rolesString": "Agent;Supervisor", "teamsString": "Night"}});
    let (code, evidence) = read(&responded(200, &whole.to_string()));
    assert_eq!(code, Code::Fine);
    let words: Vec<String> = evidence.iter().map(Evidence::message).collect();
    assert_eq!(
        words,
        [
            "active is “true”.",
            "rolesString is “Agent;Supervisor”.",
            "teamsString is “Night”."
        ]
    );
    for (status, body, due) in [
        (200, "{\"id\":\"7\"}", Code::UserWithoutRoles),
        (200, "{\"id\":7}", Code::UserIdNumber),
        (200, "{\"id\":\"8\"}", Code::UserOther),
        (200, "{}", Code::UserFailed),
        (404, "{}", Code::UserFailed),
    ] {
        assert_eq!(read(&responded(status, body)).0, due, "{body}");
    }
}
