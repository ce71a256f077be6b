//! The text of each diagnostic.

use std::fmt;

use super::{ActiveResult, NeverBecause, SetCode, SetDiagnostic};
use crate::matching::SEVERAL_SOURCES;

/// The longest value that a message repeats, in characters.
const MAX_SHOWN: usize = 80;

/// What a leaver is, for the first message that needs it.
const LEAVERS: &str = "users who were unassigned, blocked, or deleted";

impl SetDiagnostic {
    /// What it is, in a few words.
    pub fn headline(&self) -> &'static str {
        match &self.code {
            SetCode::ActiveInverted => "Everybody is deactivated, and leavers become active",
            SetCode::EverybodyInactive => "Everybody is deactivated in the first cycle",
            SetCode::NobodyDeactivated(_) => "Nobody is ever deactivated",
            SetCode::UnassignedStayActive => "Unassigned users stay active",
            SetCode::BlockedBecomeActive => "Blocked users become active",
            SetCode::BlockedStayActive => "Blocked users stay active",
            SetCode::SomeInactive(_) => "Some users are inactive",
            SetCode::SomeStayActive(_) => "Some leavers stay active",
            SetCode::ReturningStayInactive => "Users who return stay inactive",
            SetCode::ActiveWithoutSource { .. } => "A source attribute without a value",
            SetCode::ActiveFails(_) | SetCode::AlwaysFails(_) => "The expression fails",
            SetCode::ActiveFailsForSome { .. } => "The expression fails for some users",
            SetCode::ActiveNotBoolean(_) => "Neither True nor False",
            SetCode::NoValue { .. } => "Some users get no value",
            SetCode::SameForEverybody(_) => "The same for everybody",
            SetCode::MatchingWithoutSource(_) => "Users without a matching value are skipped",
            SetCode::MatchingCaseOfMail { .. } => "Other case than mail",
            SetCode::MatchingSeveralSources(_) => "The portal may reject this matching attribute",
            SetCode::KeysNeverMatch { .. } => "Keys that no user has",
            SetCode::NotChecked => "Not checked",
        }
    }

    /// Why it matters and what to do.
    pub fn detail(&self) -> String {
        self.code.to_string()
    }
}

impl fmt::Display for SetCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ActiveInverted => f.write_str(
                "active is False for assigned users and True for leavers: it is the wrong way round. Use the published expression.",
            ),
            Self::EverybodyInactive => f.write_str(
                "active is False for every user, so Entra creates users as inactive and deactivates those that exist. Use the published expression.",
            ),
            Self::NobodyDeactivated(why) => write!(f, "{why}"),
            Self::UnassignedStayActive => f.write_str(
                "accountEnabled is False only for users who are blocked from signing in. IsSoftDeleted is also True for users who were unassigned, left the scope, or were deleted. Use the published expression.",
            ),
            Self::BlockedBecomeActive => f.write_str(
                "active is True for a user whose accountEnabled is False. Use the published expression.",
            ),
            Self::BlockedStayActive => f.write_str(
                "active is not False for a user whose accountEnabled is False, so the user stays active in Talkdesk. Use the published expression.",
            ),
            Self::SomeInactive(example) => write!(
                f,
                "active is False for {} although the user is assigned. If you mean that, leave those users out of scope instead: an inactive user is still created.",
                shown(example)
            ),
            Self::SomeStayActive(example) => write!(
                f,
                "active is not False for {} after the user leaves. Make the result False whenever IsSoftDeleted is True.",
                shown(example)
            ),
            Self::ReturningStayInactive => f.write_str(
                "active has no value for an assigned user, so a user who was deactivated and comes back stays inactive. Make the result True when IsSoftDeleted is False.",
            ),
            Self::ActiveWithoutSource { attribute, result } => match result {
                ActiveResult::Active | ActiveResult::NoValue => write!(
                    f,
                    "When {attribute} has no value, the user stays as it is."
                ),
                ActiveResult::Inactive => write!(
                    f,
                    "When {attribute} has no value, active is False and the user is deactivated. Let the expression give no value then."
                ),
                ActiveResult::Other(text) if text.is_empty() => write!(
                    f,
                    "When {attribute} has no value, active is an empty text. Microsoft does not document what Entra does with it. Let the expression give no value then, as Microsoft’s own mapping does."
                ),
                ActiveResult::Other(text) => write!(
                    f,
                    "When {attribute} has no value, active is “{}”, which is neither True nor False.",
                    shown(text)
                ),
                ActiveResult::Fails(why) => {
                    write!(f, "When {attribute} has no value, the expression fails: {why}")
                }
            },
            Self::ActiveFails(why) => write!(
                f,
                "The expression fails for an assigned user, so Entra does not provision the user: {why}"
            ),
            Self::ActiveFailsForSome { example, why } => write!(
                f,
                "The expression fails for {}, so Entra does not provision or deactivate such a user: {why}",
                shown(example)
            ),
            Self::AlwaysFails(why) => write!(
                f,
                "The expression fails for every user that was tried: {why}"
            ),
            Self::ActiveNotBoolean(text) => write!(
                f,
                "active is “{}” for an assigned user. Entra sends only True or False.",
                shown(text)
            ),
            Self::NoValue { count, of, example } => write!(
                f,
                "The result is empty for {count} of {of} users that were tried, such as {}, although every attribute that it reads has a value. Add a default.",
                shown(example)
            ),
            Self::SameForEverybody(text) => write!(
                f,
                "Every user gets “{}”. Check the keys and the conditions of the expression.",
                shown(text)
            ),
            Self::MatchingWithoutSource(attribute) => write!(
                f,
                "Entra finds users by this value. It skips every user without {attribute}."
            ),
            Self::MatchingCaseOfMail { value, mail } => write!(
                f,
                "“{}” and mail “{}” differ only in case. If Talkdesk already has the user in the other case, Entra may update the userName in every cycle or not find the user. Use ToLower for the value, and the same case in Talkdesk.",
                shown(value),
                shown(mail)
            ),
            Self::MatchingSeveralSources(names) => write!(
                f,
                "The expression reads {}. {SEVERAL_SOURCES}",
                names.join(", ")
            ),
            Self::KeysNeverMatch {
                attribute,
                keys,
                other_case,
            } => {
                write!(f, "No user in the file has {} as {attribute}.", quoted(keys))?;
                for (key, value) in other_case {
                    write!(
                        f,
                        " “{}” is “{}” there: Switch compares with case.",
                        shown(key),
                        shown(value)
                    )?;
                }
                f.write_str(match other_case.is_empty() {
                    true => " Check the spelling if you expect such users.",
                    false => " Write the keys as the values are.",
                })
            }
            Self::NotChecked => f.write_str(
                "The expression takes too long to evaluate or has too many branches, so whether it gives the right value is unknown. Shorten it.",
            ),
        }
    }
}

impl fmt::Display for NeverBecause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UpdateOff => write!(
                f,
                "Entra deactivates a user with an update, and Update is off under Target Object Actions. So {LEAVERS} stay active. Turn on Update."
            ),
            Self::NotMapped => write!(
                f,
                "active is not mapped, so {LEAVERS} stay active in Talkdesk. Map it with the published expression."
            ),
            Self::OnlyDuringCreation => write!(
                f,
                "The row of active is applied only during object creation, so {LEAVERS} stay active. Apply it always."
            ),
            Self::StaysTrue => write!(
                f,
                "active is still True for {LEAVERS}. Use the published expression."
            ),
            Self::NoValue => write!(
                f,
                "active has no value for {LEAVERS}, so Entra sends nothing and they stay active. The values of IsSoftDeleted are “True” and “False”, and Switch and IIF compare with case. Use the published expression."
            ),
            Self::NotBoolean(text) => write!(
                f,
                "active is “{}” for {LEAVERS}. Entra sends only True or False, so they stay active. Use the published expression.",
                shown(text)
            ),
            Self::Fails(why) => write!(
                f,
                "The expression fails for {LEAVERS}, so they stay active: {why}"
            ),
        }
    }
}

fn quoted(texts: &[String]) -> String {
    let quoted = texts.iter().map(|text| format!("“{}”", shown(text)));
    quoted.collect::<Vec<_>>().join(", ")
}

/// A value as a message repeats it.
fn shown(text: &str) -> String {
    match text.char_indices().nth(MAX_SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
