//! What a mapping set does to users, found by evaluating it: who is
//! deactivated, which required value is missing, by what Entra finds users.
//!
//! The types stand here, for the page as well; [`evaluate`] runs in the worker.
//! A diagnostic is about what comes out of a set. What is wrong with the text
//! of an expression is for [`crate::row_lint`] and the checks of the language.

use entra_expression::Severity;
use serde::{Deserialize, Serialize};

use crate::mapping::{ACTIVE_EXPRESSION, Apply, MappingSet, Row, Source};
use crate::talkdesk::{ACTIVE, short};

mod active;
mod active_result;
mod branches;
mod evaluate;
mod message;
mod sample_records;
mod values;

pub use evaluate::evaluate_file;
pub use evaluate::{EvaluationOptions, evaluate, evaluate_samples};
pub use sample_records::SampleRecord;

/// Something to know about what a mapping set does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetDiagnostic {
    /// Full name of the target that it is about.
    pub target: String,
    pub code: SetCode,
    /// What corrects it with one click, if anything does.
    pub fix: Option<SetFix>,
}

/// What a diagnostic of a set says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SetCode {
    /// `active` is False for users who are assigned and True for leavers.
    ActiveInverted,
    /// `active` is False for every user, so the first cycle deactivates all.
    EverybodyInactive,
    /// No leaver is deactivated.
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
        /// The attribute without a value.
        attribute: String,
        result: ActiveResult,
    },
    /// The expression of `active` fails for an assigned user, with why.
    ActiveFails(String),
    /// The expression of `active` fails for some users.
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
    /// Keys of a Switch that no user in the file has as a value.
    KeysNeverMatch {
        attribute: String,
        keys: Vec<String>,
        /// Keys that differ from a value only in case, with that value.
        other_case: Vec<(String, String)>,
    },
    /// An evaluation was ended by its limit, so the result is unknown.
    NotChecked,
}

/// Why no leaver is deactivated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum NeverBecause {
    /// Update is not selected under Target Object Actions.
    UpdateOff,
    /// `active` is not mapped.
    NotMapped,
    /// The row is applied only during object creation.
    OnlyDuringCreation,
    /// `active` is True for a leaver.
    StaysTrue,
    /// `active` has no value for a leaver.
    NoValue,
    /// `active` is another text for a leaver.
    NotBoolean(String),
    /// The expression fails for a leaver, with why.
    Fails(String),
}

/// What `active` comes out as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ActiveResult {
    Active,
    Inactive,
    /// Nothing is sent.
    NoValue,
    /// A text that is neither True nor False.
    Other(String),
    Fails(String),
}

/// A change of the set that corrects what a diagnostic is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SetFix {
    /// Maps `active` with Microsoft's default expression, always applied.
    PublishedActive,
    /// Applies the row of `active` on updates as well.
    ApplyAlways,
    UpdateOn,
}

impl SetCode {
    /// A name that stays, for tests, exports, and tickets.
    pub fn name(&self) -> &'static str {
        match self {
            Self::ActiveInverted => "active-inverted",
            Self::EverybodyInactive => "everybody-inactive",
            Self::NobodyDeactivated(_) => "nobody-deactivated",
            Self::UnassignedStayActive => "unassigned-stay-active",
            Self::BlockedBecomeActive => "blocked-become-active",
            Self::BlockedStayActive => "blocked-stay-active",
            Self::SomeInactive(_) => "some-inactive",
            Self::SomeStayActive(_) => "some-stay-active",
            Self::ReturningStayInactive => "returning-stay-inactive",
            Self::ActiveWithoutSource { .. } => "active-without-source",
            Self::ActiveFails(_) => "active-fails",
            Self::ActiveFailsForSome { .. } => "active-fails-for-some",
            Self::ActiveNotBoolean(_) => "active-not-boolean",
            Self::NoValue { .. } => "no-value",
            Self::AlwaysFails(_) => "always-fails",
            Self::SameForEverybody(_) => "same-for-everybody",
            Self::MatchingWithoutSource(_) => "matching-without-source",
            Self::MatchingCaseOfMail { .. } => "matching-case-of-mail",
            Self::MatchingSeveralSources(_) => "matching-several-sources",
            Self::KeysNeverMatch { .. } => "keys-never-match",
            Self::NotChecked => "not-checked",
        }
    }
}

impl SetFix {
    pub fn name(self) -> &'static str {
        match self {
            Self::PublishedActive => "published-active",
            Self::ApplyAlways => "apply-always",
            Self::UpdateOn => "update-on",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::PublishedActive => "Use the published expression",
            Self::ApplyAlways => "Apply the row always",
            Self::UpdateOn => "Turn on Update",
        }
    }

    /// What is said once it is applied.
    pub fn done(self) -> &'static str {
        match self {
            Self::PublishedActive => "active uses the published expression",
            Self::ApplyAlways => "The row of active is always applied",
            Self::UpdateOn => "Update is on",
        }
    }

    pub fn apply(self, set: &mut MappingSet) {
        match self {
            Self::UpdateOn => set.operations.update = true,
            Self::ApplyAlways => {
                let rows = set.rows.iter_mut();
                for row in rows.filter(|row| is_active(&row.target)) {
                    row.apply = Apply::Always;
                }
            }
            Self::PublishedActive => {
                let source = Source::Expression(ACTIVE_EXPRESSION.to_owned());
                let at = set.rows.iter().position(|row| is_active(&row.target));
                set.rows.retain(|row| !is_active(&row.target));
                let at = at.unwrap_or(set.rows.len());
                set.insert(at, Row::new(ACTIVE, source));
            }
        }
    }
}

/// Whether a target is `active`: names of attributes are compared without case
/// (RFC 7643, section 2.1), and the URN of the core schema may stand before one.
fn is_active(target: &str) -> bool {
    let name = target
        .get(..CORE_PREFIX.len())
        .filter(|start| start.eq_ignore_ascii_case(CORE_PREFIX))
        .map_or(target, |start| &target[start.len()..]);
    name.eq_ignore_ascii_case(ACTIVE)
}

/// What stands before an attribute of the core schema, in full.
const CORE_PREFIX: &str = "urn:ietf:params:scim:schemas:core:2.0:User:";

impl SetDiagnostic {
    /// How bad it is. With an error the set must not go to the portal.
    pub fn severity(&self) -> Severity {
        match &self.code {
            SetCode::ActiveInverted
            | SetCode::EverybodyInactive
            | SetCode::NobodyDeactivated(_)
            | SetCode::BlockedBecomeActive
            | SetCode::BlockedStayActive
            | SetCode::ActiveFails(_)
            | SetCode::ActiveNotBoolean(_)
            | SetCode::AlwaysFails(_) => Severity::Error,
            SetCode::SameForEverybody(_) if self.target == crate::talkdesk::USER_NAME => {
                Severity::Error
            }
            SetCode::UnassignedStayActive
            | SetCode::SomeInactive(_)
            | SetCode::SomeStayActive(_)
            | SetCode::ActiveFailsForSome { .. }
            | SetCode::ReturningStayInactive
            | SetCode::NoValue { .. }
            | SetCode::SameForEverybody(_)
            | SetCode::MatchingCaseOfMail { .. }
            | SetCode::MatchingSeveralSources(_)
            | SetCode::NotChecked => Severity::Warning,
            SetCode::ActiveWithoutSource { result, .. } => match result {
                ActiveResult::Active | ActiveResult::NoValue => Severity::Info,
                ActiveResult::Other(text) if text.is_empty() => Severity::Info,
                ActiveResult::Inactive | ActiveResult::Other(_) | ActiveResult::Fails(_) => {
                    Severity::Warning
                }
            },
            SetCode::KeysNeverMatch { other_case, .. } if !other_case.is_empty() => {
                Severity::Warning
            }
            SetCode::MatchingWithoutSource(_) | SetCode::KeysNeverMatch { .. } => Severity::Info,
        }
    }

    /// Whether it is about the row itself, which then must not go to the
    /// portal, and not about the operations or a row that is missing.
    pub fn is_about_row(&self) -> bool {
        !matches!(
            self.code,
            SetCode::NobodyDeactivated(NeverBecause::UpdateOff | NeverBecause::NotMapped)
        )
    }

    /// The part of the target's name that people know it by.
    pub fn short_target(&self) -> &str {
        short(&self.target)
    }
}
