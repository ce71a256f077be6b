//! What evaluating a set can show, with its words.

use entra_expression::Severity::{self, Error, Info, Warning};

use crate::diagnostics::set_fix::SetFix;
use crate::diagnostics::{DiagnosticSubject, MappingDiagnostic};
use crate::format::shortened;
use crate::mapping::matching::SEVERAL_SOURCES;
use crate::set_diagnostics::active_result::ActiveResult;
use crate::talkdesk::USER_NAME;

/// The longest value that a message repeats, in characters.
const MAX_SHOWN: usize = 80;

/// What a leaver is, for the first message that needs it.
const LEAVERS: &str = "users who were unassigned, blocked or deleted";

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum SetCode {
    /// `active` is False for users who are assigned and True for leavers.
    ActiveInverted,
    /// `active` is False for every user, so the first cycle deactivates all.
    EverybodyInactive,
    NobodyDeactivated(NeverBecause),
    /// Only blocked users are deactivated, users who were unassigned are not.
    UnassignedStayActive,
    BlockedBecomeActive,
    /// A user who is blocked from signing in is not deactivated, though one who
    /// was unassigned is.
    BlockedStayActive,
    /// Some users are inactive although they are assigned, such as this one.
    SomeInactive(String),
    SomeStayActive(String),
    /// A user who returns is not activated, because `active` then has no value.
    ReturningStayInactive,
    /// What `active` is when this source attribute has no value.
    ActiveWithoutSource {
        attribute: String,
        result: ActiveResult,
    },
    /// The expression of `active` fails for an assigned user, with why.
    ActiveFails(String),
    ActiveFailsForSome {
        example: String,
        why: String,
    },
    /// `active` is a text that is neither True nor False.
    ActiveNotBoolean(String),
    /// A required target has no value although all its sources have one.
    NoValue {
        /// For how many of the users that were evaluated.
        count: usize,
        of: usize,
        example: String,
    },
    /// The expression fails for every user that was evaluated, with why.
    AlwaysFails(String),
    /// Every user that was evaluated gets this value.
    SameForEverybody(String),
    /// The matching attribute has no value for a user without this source.
    MatchingWithoutSource(String),
    /// The matching value and `mail` differ only in case.
    MatchingCaseOfMail {
        value: String,
        mail: String,
    },
    /// The matching attribute reads several source attributes.
    MatchingSeveralSources(Vec<String>),
    /// An evaluation was ended by its limit, so the result is unknown.
    NotChecked,
}

/// Why no leaver is deactivated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NeverBecause {
    /// Update is not selected under Target Object Actions.
    UpdateOff,
    NotMapped,
    /// The row is applied only during object creation.
    OnlyDuringCreation,
    /// What `active` is for a leaver.
    Gives(ActiveResult),
}

impl SetCode {
    pub(super) fn diagnostic(self, target: &str, set_fix: Option<SetFix>) -> MappingDiagnostic {
        use NeverBecause::{NotMapped, UpdateOff};
        let is_about_set = matches!(self, Self::NobodyDeactivated(UpdateOff | NotMapped));
        let (severity, code, headline, message) = self.text(target);
        MappingDiagnostic {
            subject: match is_about_set {
                true => DiagnosticSubject::Set,
                false => DiagnosticSubject::Row,
            },
            set_fix,
            ..MappingDiagnostic::new(severity, target, code, headline, message)
        }
    }

    /// How bad it is, its name, what it is in a few words, and why it matters.
    fn text(self, target: &str) -> (Severity, &'static str, &'static str, String) {
        match self {
            Self::ActiveInverted => (
                Error,
                "active-inverted",
                "Everyone is deactivated, and leavers become active",
                "active is False for assigned users and True for leavers. Use the published expression.".to_owned(),
            ),
            Self::EverybodyInactive => (
                Error,
                "everybody-inactive",
                "The first cycle deactivates everyone",
                "active is False for every user, so Entra creates users as inactive and deactivates existing ones. Use the published expression.".to_owned(),
            ),
            Self::NobodyDeactivated(why) => (
                Error,
                "nobody-deactivated",
                "Leavers stay active",
                why.message(),
            ),
            Self::UnassignedStayActive => (
                Warning,
                "unassigned-stay-active",
                "Unassigned users stay active",
                "accountEnabled is False only for users who are blocked from signing in. IsSoftDeleted is also True for users who were unassigned, left the scope, or were deleted. Use the published expression.".to_owned(),
            ),
            Self::BlockedBecomeActive => (
                Error,
                "blocked-become-active",
                "Blocked users become active",
                "active is True for a user whose accountEnabled is False. Use the published expression.".to_owned(),
            ),
            Self::BlockedStayActive => (
                Error,
                "blocked-stay-active",
                "Blocked users stay active",
                "active isn’t False for a user whose accountEnabled is False, so the user stays active in Talkdesk. Use the published expression.".to_owned(),
            ),
            Self::SomeInactive(example) => (
                Warning,
                "some-inactive",
                "Some users are inactive",
                format!(
                    "active is False for {} although the user is assigned. If that’s intended, leave those users out of scope instead: Entra still creates inactive users.",
                    shown(&example)
                ),
            ),
            Self::SomeStayActive(example) => (
                Warning,
                "some-stay-active",
                "Some leavers stay active",
                format!(
                    "active isn’t False for {} after the user leaves. Return False whenever IsSoftDeleted is True.",
                    shown(&example)
                ),
            ),
            Self::ReturningStayInactive => (
                Warning,
                "returning-stay-inactive",
                "Users who return stay inactive",
                "active has no value for an assigned user, so a user who was deactivated and comes back stays inactive. Return True when IsSoftDeleted is False.".to_owned(),
            ),
            Self::ActiveWithoutSource { attribute, result } => {
                let (severity, what) = without_source(&result);
                (
                    severity,
                    "active-without-source",
                    "A source attribute without a value",
                    format!("When {attribute} has no value, {what}"),
                )
            }
            Self::ActiveFails(why) => (
                Error,
                "active-fails",
                "The expression fails",
                format!(
                    "The expression fails for an assigned user, so Entra doesn’t provision the user: {why}"
                ),
            ),
            Self::ActiveFailsForSome { example, why } => (
                Warning,
                "active-fails-for-some",
                "The expression fails for some users",
                format!(
                    "The expression fails for {}, so Entra doesn’t provision or deactivate such users: {why}",
                    shown(&example)
                ),
            ),
            Self::ActiveNotBoolean(text) => (
                Error,
                "active-not-boolean",
                "Neither True nor False",
                format!(
                    "active is “{}” for an assigned user. Entra sends only True or False.",
                    shown(&text)
                ),
            ),
            Self::NoValue { count, of, example } => (
                Warning,
                "no-value",
                "Some users get no value",
                format!(
                    "The result is empty for {count} of {of} sample users, such as {}, although every attribute that it reads has a value. Add a default.",
                    shown(&example)
                ),
            ),
            Self::AlwaysFails(why) => (
                Error,
                "always-fails",
                "The expression fails",
                format!("The expression fails for every sample user: {why}"),
            ),
            Self::SameForEverybody(text) => (
                if target == USER_NAME { Error } else { Warning },
                "same-for-everybody",
                "Same value for every user",
                format!(
                    "Every user gets “{}”. Check the values and conditions in the expression.",
                    shown(&text)
                ),
            ),
            Self::MatchingWithoutSource(attribute) => (
                Info,
                "matching-without-source",
                "Entra skips users without a matching value",
                format!("Entra finds users by this value and skips users without {attribute}."),
            ),
            Self::MatchingCaseOfMail { value, mail } => (
                Warning,
                "matching-case-of-mail",
                "Different case than mail",
                format!(
                    "“{}” and mail “{}” differ only in case. If Talkdesk already has the user in the other case, Entra may update the userName in every cycle or not find the user. Use ToLower here, and lowercase in Talkdesk.",
                    shown(&value),
                    shown(&mail)
                ),
            ),
            Self::MatchingSeveralSources(names) => (
                Warning,
                "matching-several-sources",
                "The portal may reject this matching attribute",
                format!("The expression reads {}. {SEVERAL_SOURCES}", names.join(", ")),
            ),
            Self::NotChecked => (
                Warning,
                "not-checked",
                "Not checked",
                "The expression takes too long to evaluate or has too many branches, so its result is unknown. Shorten it.".to_owned(),
            ),
        }
    }
}

/// What follows when a source attribute of `active` has no value.
fn without_source(result: &ActiveResult) -> (Severity, String) {
    match result {
        ActiveResult::Active | ActiveResult::NoValue => {
            (Info, "the user stays as it is.".to_owned())
        }
        ActiveResult::Inactive => (
            Warning,
            "active is False and the user is deactivated. Return no value then."
                .to_owned(),
        ),
        ActiveResult::Other(text) if text.is_empty() => (
            Info,
            "active is empty. Microsoft doesn’t document what Entra does with it. Return no value then, as Microsoft’s own mapping does.".to_owned(),
        ),
        ActiveResult::Other(text) => (
            Warning,
            format!("active is “{}”, which is neither True nor False.", shown(text)),
        ),
        ActiveResult::Fails(why) => (Warning, format!("the expression fails: {why}")),
    }
}

impl NeverBecause {
    fn message(&self) -> String {
        match self {
            Self::UpdateOff => format!(
                "Entra deactivates users with an update, and Update is off under Target Object Actions. So {LEAVERS} stay active. Turn on Update."
            ),
            Self::NotMapped => format!(
                "active isn’t mapped, so {LEAVERS} stay active in Talkdesk. Map it with the published expression."
            ),
            Self::OnlyDuringCreation => format!(
                "The mapping of active applies only during object creation, so {LEAVERS} stay active. Apply it always."
            ),
            Self::Gives(ActiveResult::Active) => {
                format!("active is still True for {LEAVERS}. Use the published expression.")
            }
            Self::Gives(ActiveResult::NoValue | ActiveResult::Inactive) => format!(
                "active has no value for {LEAVERS}, so Entra sends nothing and they stay active. The values of IsSoftDeleted are “True” and “False”, and Switch and IIF are case-sensitive. Use the published expression."
            ),
            Self::Gives(ActiveResult::Other(text)) => format!(
                "active is “{}” for {LEAVERS}. Entra sends only True or False, so they stay active. Use the published expression.",
                shown(text)
            ),
            Self::Gives(ActiveResult::Fails(why)) => {
                format!("The expression fails for {LEAVERS}, so they stay active: {why}")
            }
        }
    }
}

/// Keys of a Switch over an attribute that no user of a file has as a value.
/// `other_case` are those that differ from a value only in case, with that value.
pub fn keys_never_match(
    target: &str,
    attribute: &str,
    keys: &[String],
    other_case: &[(String, String)],
) -> MappingDiagnostic {
    let quoted = keys.iter().map(|key| format!("“{}”", shown(key)));
    let quoted = quoted.collect::<Vec<_>>().join(", ");
    let others = other_case.iter().map(|(key, value)| {
        let (key, value) = (shown(key), shown(value));
        format!(" “{key}” is “{value}” there: Switch is case-sensitive.")
    });
    let (severity, end) = match other_case.is_empty() {
        true => (Info, "Check the spelling if you expect such users."),
        false => (Warning, "Write the keys exactly like the values."),
    };
    MappingDiagnostic::new(
        severity,
        target,
        "keys-never-match",
        "Values that no user has",
        format!(
            "No user in the file has {quoted} as {attribute}.{} {end}",
            others.collect::<String>()
        ),
    )
}

/// A value as a message repeats it.
fn shown(text: &str) -> String {
    shortened(text, MAX_SHOWN)
}
