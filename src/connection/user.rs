//! Judges the checks about one user, and the one with a wrong token.

use serde_json::Value;

use super::answer::{Content, content, list};
use super::diagnose::{error_evidence, trouble};
use super::evidence::Evidence;
use super::findings::Code;
use super::outcome::{Answer, Outcome};
use super::user_id::UserId;
use crate::talkdesk::attributes::{ACTIVE, EXTENSION_SCHEMA, ROLES, TEAMS, USER_NAME};

/// The longest value of a user that is repeated as evidence, in characters.
const LONGEST_VALUE: usize = 200;

/// The id of the only user in a list, if there is exactly one and its id can
/// be used.
pub fn only_id(answer: &Answer) -> Option<UserId> {
    let Content::Json(value) = content(answer) else {
        return None;
    };
    let [user] = list(&value).ok()?.resources else {
        return None;
    };
    UserId::of(user).ok().filter(|_| answer.status == 200)
}

/// Judges the question with a token that nobody made.
pub fn wrong_token(outcome: &Outcome) -> (Code, Vec<Evidence>) {
    let answer = match outcome {
        Outcome::Answered(answer) => answer,
        Outcome::Cancelled | Outcome::NotAsked(_) => return (Code::NotAsked, Vec::new()),
        other => return (Code::WrongTokenUnknown, trouble(other)),
    };
    let evidence = error_evidence(answer);
    match answer.status {
        401 => (Code::Fine, evidence),
        200..=299 => (Code::AnyToken, evidence),
        400 | 403 | 404 => (Code::WrongTokenStatus, evidence),
        _ => (Code::WrongTokenUnknown, evidence),
    }
}

/// Judges the list that should hold the user.
pub fn find(outcome: &Outcome) -> (Code, Vec<Evidence>) {
    let (answer, value) = match read_json(outcome) {
        Ok(found) => found,
        Err(judged) => return judged,
    };
    let Ok(list) = list(&value) else {
        return (Code::UserFailed, error_evidence(answer));
    };
    match list.total.max(list.resources.len() as u64) {
        0 => (Code::UserUnknown, Vec::new()),
        1 => (Code::Fine, only(list.resources.first())),
        many => (Code::UserTwice, vec![Evidence::Matches(many)]),
    }
}

/// The only user of a list as evidence, with what is wrong with its id.
fn only(user: Option<&Value>) -> Vec<Evidence> {
    let mut evidence = facts(user, &[USER_NAME, "id"]);
    evidence.extend(user.and_then(|user| UserId::of(user).err().map(Evidence::UserId)));
    evidence
}

/// Judges the user as read by id.
pub fn read(outcome: &Outcome) -> (Code, Vec<Evidence>) {
    let (answer, value) = match read_json(outcome) {
        Ok(found) => found,
        Err(judged) => return judged,
    };
    if value.get("id").is_none() {
        return (Code::UserFailed, error_evidence(answer));
    }
    let mut evidence = facts(Some(&value), &[ACTIVE, "externalId"]);
    let extension = value.get(EXTENSION_SCHEMA);
    let names = [ROLES, TEAMS].map(|full| full.rsplit(':').next().unwrap_or(full));
    evidence.extend(facts(extension, &names));
    let told = |name: &str| {
        evidence
            .iter()
            .any(|seen| matches!(seen, Evidence::UserValue { name: told, .. } if *told == name))
    };
    let code = if names.iter().any(|name| told(name)) {
        Code::Fine
    } else {
        Code::UserWithoutRoles
    };
    (code, evidence)
}

/// The members of a user that hold a plain value, as evidence.
fn facts(user: Option<&Value>, names: &[&'static str]) -> Vec<Evidence> {
    let seen = |name: &&'static str| {
        let text = match user?.get(name)? {
            Value::String(text) => text.clone(),
            value @ (Value::Bool(_) | Value::Number(_)) => value.to_string(),
            _ => return None,
        };
        let value = text.chars().take(LONGEST_VALUE).collect();
        Some(Evidence::UserValue { name, value })
    };
    names.iter().filter_map(seen).collect()
}

/// The JSON of an answer with status 200, or the verdict if there is none.
fn read_json(outcome: &Outcome) -> Result<(&Answer, Value), (Code, Vec<Evidence>)> {
    let answer = match outcome {
        Outcome::Answered(answer) => answer,
        Outcome::Cancelled | Outcome::NotAsked(_) => return Err((Code::NotAsked, Vec::new())),
        other => return Err((Code::UserFailed, trouble(other))),
    };
    match content(answer) {
        Content::Json(value) if answer.status == 200 => Ok((answer, value)),
        _ => Err((Code::UserFailed, error_evidence(answer))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connection::answer::LIST_RESPONSE;
    use crate::connection::outcome::{Body, Probe, Skip};
    use serde_json::json;

    fn answered(status: u16, body: &str) -> Outcome {
        Outcome::Answered(Answer {
            status,
            body: Body {
                text: body.to_owned(),
                ..Body::default()
            },
            ..Answer::default()
        })
    }

    fn users(users: Value) -> Outcome {
        let total = users.as_array().map_or(0, Vec::len);
        let list = json!({"schemas": [LIST_RESPONSE], "totalResults": total, "Resources": users});
        answered(200, &list.to_string())
    }

    #[test]
    fn a_wrong_token_is_to_be_refused() {
        let hidden = Outcome::Unreadable {
            probe: Probe::Reached,
            ms: 1,
        };
        let cases = [
            (answered(401, ""), Code::Fine),
            (users(json!([])), Code::AnyToken),
            (answered(204, ""), Code::AnyToken),
            (answered(403, ""), Code::WrongTokenStatus),
            (answered(404, ""), Code::WrongTokenStatus),
            (answered(500, ""), Code::WrongTokenUnknown),
            (hidden, Code::WrongTokenUnknown),
            (Outcome::TimedOut, Code::WrongTokenUnknown),
            (Outcome::NotAsked(Skip::NeedsToken), Code::NotAsked),
        ];
        for (outcome, due) in cases {
            assert_eq!(wrong_token(&outcome).0, due, "{outcome:?}");
        }
    }

    #[test]
    fn a_user_is_found_once_not_at_all_or_too_often() {
        let ada = json!({"id": "7", "userName": "ada@contoso.com"});
        let cases = [
            (users(json!([ada])), Code::Fine, Some("7")),
            (users(json!([])), Code::UserUnknown, None),
            (users(json!([ada, ada])), Code::UserTwice, None),
            (users(json!([{"userName": "x"}])), Code::Fine, None),
            (answered(500, "{}"), Code::UserFailed, None),
            (answered(200, "hello"), Code::UserFailed, None),
        ];
        for (outcome, due, id) in cases {
            assert_eq!(find(&outcome).0, due, "{outcome:?}");
            if let Outcome::Answered(answer) = outcome {
                let found = only_id(&answer);
                assert_eq!(found.as_ref().map(UserId::as_str), id);
            }
        }
    }

    #[test]
    fn an_id_that_no_address_can_hold_is_evidence() {
        for id in [json!("."), json!(".."), json!(""), json!(7), json!("a\n")] {
            let outcome = users(json!([{"id": id, "userName": "ada@contoso.com"}]));
            let error = UserId::of(&json!({"id": id})).expect_err("no id");
            assert!(find(&outcome).1.contains(&Evidence::UserId(error)), "{id}");
            let Outcome::Answered(answer) = outcome else {
                unreachable!("it was answered");
            };
            assert_eq!(only_id(&answer), None, "{id}");
        }
    }

    #[test]
    fn roles_and_teams_are_told() {
        let whole = json!({"id": "7", "active": true,
            EXTENSION_SCHEMA: {"rolesString": "Agent;Supervisor", "teamsString": "Night"}});
        let (code, evidence) = read(&answered(200, &whole.to_string()));
        assert_eq!(code, Code::Fine);
        let words: Vec<String> = evidence.iter().map(Evidence::words).collect();
        assert_eq!(
            words,
            [
                "active is “true”.",
                "rolesString is “Agent;Supervisor”.",
                "teamsString is “Night”."
            ]
        );
        assert_eq!(
            read(&answered(200, "{\"id\":\"7\"}")).0,
            Code::UserWithoutRoles
        );
        assert_eq!(read(&answered(404, "{}")).0, Code::UserFailed);
    }
}
