//! Finds in the outcomes the user whom a test reads.

use crate::checks::check::{CHECKS, CheckId, CheckInput};
use crate::http::outcome::Outcome;
use crate::scim::content::{Content, content, list};
use crate::scim::user_id::UserId;

/// The id of the only user in a list, if there is exactly one and its id can
/// be used for reading.
pub fn only_id(outcome: Option<&Outcome>) -> Option<UserId> {
    let Some(Outcome::Response(response)) = outcome else {
        return None;
    };
    let Content::Json(value) = content(response) else {
        return None;
    };
    let [user] = list(&value).ok()?.resources else {
        return None;
    };
    UserId::to_read(user)
        .ok()
        .filter(|_| response.status == 200)
}

/// What became of a check, where the outcomes are those of the checks in order.
pub fn outcome_of(id: CheckId, outcomes: &[Outcome]) -> Option<&Outcome> {
    let index = CHECKS.iter().position(|check| check.id == id)?;
    outcomes.get(index)
}

/// The id of the user to read: the one whom Entra would find, which is the one
/// of the matching attribute that it asks for first.
pub fn id_to_read(input: &CheckInput, outcomes: &[Outcome]) -> Option<UserId> {
    let by_name = only_id(outcome_of(CheckId::FindUser, outcomes));
    let by_other = only_id(outcome_of(CheckId::FindByOther, outcomes));
    let other_first = input.matching.other() == Some(input.matching.first());
    if other_first {
        by_other.or(by_name)
    } else {
        by_name.or(by_other)
    }
}
