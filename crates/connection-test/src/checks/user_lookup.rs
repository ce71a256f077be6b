//! Finds in the results the user whom a test reads.

use crate::checks::check::CheckId;
use crate::checks::run::CheckRun;
use crate::http::outcome::Outcome;
use crate::scim::content::{list, ok_json};
use crate::scim::user_id::UserId;
use crate::steps::runner::TestRun;

/// The id of the only user in a list, if there is exactly one and its id can
/// be used for reading.
pub fn only_id(outcome: Option<&Outcome>) -> Option<UserId> {
    let value = ok_json(outcome?)?;
    let [user] = list(&value).ok()?.resources else {
        return None;
    };
    UserId::to_read(user).ok()
}

/// The id of the user to read: the one whom Entra would find, which is the one
/// of the matching attribute that it asks for first.
pub fn id_to_read(run: &CheckRun) -> Option<UserId> {
    let by_name = only_id(run.outcome(CheckId::FindUser));
    let by_other = only_id(run.outcome(CheckId::FindByOther));
    let other_first = run.input.matching.other() == Some(run.input.matching.first());
    if other_first {
        by_other.or(by_name)
    } else {
        by_name.or(by_other)
    }
}
