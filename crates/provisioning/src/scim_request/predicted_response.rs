//! What Talkdesk will answer to a request, by the rules that it documents.
//!
//! What is not documented is said to be unknown and never guessed. Sources: see
//! [`crate::talkdesk`].

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::evaluate::{EvaluatedUser, MappedValue};
pub use crate::scim_request::request_outcome::RequestOutcome;
use crate::scim_request::{self, OmitReason, PatchStyle};
use crate::talkdesk::{
    ACTIVE, NAME_SEPARATOR, ROLES, Requirement, TARGETS, TEAMS, USER_NAME, short,
};

/// Whether a list of names is one of roles or of teams.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum NameKind {
    Role,
    Team,
}

impl NameKind {
    fn word(self) -> &'static str {
        match self {
            Self::Role => "role",
            Self::Team => "team",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Reason {
    /// The row that finds users gives no single value.
    NoMatchingValue,
    NoMatchingRow,
    /// An expression says that the whole user is left out.
    LeftOut,
    /// The expression of this target cannot be evaluated.
    Failed(String),
    Missing(String),
    /// A target that Talkdesk requires has nothing but blanks.
    Blank(String),
    NoEmail(String),
    NotBoolean(String),
    /// A target that takes one value gets several.
    SeveralValues(String),
    ActiveMissing,
    /// `active` is False for a user who has not left.
    CreatedInactive,
    /// Talkdesk's schema does not have this target.
    Unsupported(String),
    /// Talkdesk has no role or team of this name.
    NoSuchName(NameKind, String),
    /// The name differs from one in Talkdesk in its case or in blanks only.
    NearlySuchName(NameKind, String),
    /// It is not known which roles or teams there are.
    NamesNotChecked(NameKind),
    /// There is nothing between two semicolons.
    EmptyName(NameKind),
    /// An update with `Replace` and booleans as texts.
    DefaultPatch,
    /// An update with real booleans or without a path.
    FlagPatch,
}

impl Reason {
    pub fn outcome(&self) -> RequestOutcome {
        match self {
            Self::NoMatchingValue | Self::NoMatchingRow | Self::LeftOut | Self::Failed(_) => {
                RequestOutcome::NotSent
            }
            Self::CreatedInactive => RequestOutcome::Accepted,
            Self::Missing(_) | Self::NoEmail(_) | Self::NoSuchName(..) => RequestOutcome::Refused,
            _ => RequestOutcome::Unknown,
        }
    }

    /// Why, and what to do about it.
    pub fn message(&self) -> String {
        match self {
            Self::NoMatchingValue => "The matching attribute has no value, so Entra skips the user. Fill the source attribute or map another one.".to_owned(),
            Self::NoMatchingRow => "No mapping has Match objects using this attribute set to Yes, so Entra can’t find users. Set it for one, usually userName.".to_owned(),
            Self::LeftOut => "The mapping returns IgnoreFlow, so Entra skips the whole user.".to_owned(),
            Self::Failed(target) => format!("The expression of {} fails. Entra logs an error for the user and, as administrators report, sends nothing.", short(target)),
            Self::Missing(target) => format!("Talkdesk requires {}, but there is no value.", short(target)),
            Self::Blank(target) => format!("Talkdesk requires {}, but the value has only spaces. Talkdesk doesn’t document whether it accepts that.", short(target)),
            Self::NoEmail(text) => format!("userName must be an email address, and “{text}” isn’t one."),
            Self::NotBoolean(text) => format!("active accepts True or False, and “{text}” is neither. Microsoft doesn’t document what Entra does with it."),
            Self::SeveralValues(target) => format!("{} accepts one value, and there are several.", short(target)),
            Self::ActiveMissing => "Entra doesn’t send active. Talkdesk’s API reference requires it; its guide says that the user is created as active.".to_owned(),
            Self::CreatedInactive => "The user is assigned and not blocked, but is created as inactive. Check the mapping of active.".to_owned(),
            Self::Unsupported(target) => format!("Talkdesk’s schema doesn’t list {}. Talkdesk doesn’t document whether it ignores or rejects it.", short(target)),
            Self::NoSuchName(kind, name) => format!("Your list of Talkdesk’s names has no {} “{name}”. Every {} must exist in Talkdesk.", kind.word(), kind.word()),
            Self::NearlySuchName(kind, name) => format!("The {} “{name}” differs from one in Talkdesk only in case or spaces. Talkdesk doesn’t document whether that matters.", kind.word()),
            Self::NamesNotChecked(kind) => format!("Every {} must exist in Talkdesk. List the existing ones in Preflight to check them.", kind.word()),
            Self::EmptyName(kind) => format!("A {} is missing before or after a semicolon. Talkdesk doesn’t document what happens then.", kind.word()),
            Self::DefaultPatch => "Entra writes Replace with an uppercase R and Booleans as strings. Talkdesk documents lowercase; it isn’t verified whether it accepts this form too.".to_owned(),
            Self::FlagPatch => "Talkdesk’s reference documents strings and objects as values, no Booleans, and no dotted names without a path. It isn’t verified whether Talkdesk accepts this form.".to_owned(),
        }
    }
}

/// The worst that follows from several reasons; with none, it is accepted.
pub fn worst_outcome(reasons: &[Reason]) -> RequestOutcome {
    let worst = reasons.iter().map(Reason::outcome).max();
    worst.unwrap_or(RequestOutcome::Accepted)
}

/// What is known to exist in Talkdesk. An empty list says nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KnownNames {
    roles: KnownNameSet,
    teams: KnownNameSet,
}

/// Names as they are, and as they compare without case and outer blanks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct KnownNameSet {
    exact: BTreeSet<String>,
    folded: BTreeSet<String>,
}

impl KnownNameSet {
    fn from_lines(text: &str) -> Self {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        Self {
            exact: lines.clone().map(str::to_owned).collect(),
            folded: lines.map(folded).collect(),
        }
    }
}

fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

impl KnownNames {
    pub fn from_lines(roles: &str, teams: &str) -> Self {
        Self {
            roles: KnownNameSet::from_lines(roles),
            teams: KnownNameSet::from_lines(teams),
        }
    }
}

/// What speaks against the request that creates a user, in the order of the
/// rows. Nothing means that Talkdesk takes it.
pub fn create(applied: &EvaluatedUser<'_>, known: &KnownNames) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if !applied.has_matching_row() {
        reasons.push(Reason::NoMatchingRow);
    } else if applied.matching().is_none() {
        reasons.push(Reason::NoMatchingValue);
    }
    if applied.is_left_out() {
        reasons.push(Reason::LeftOut);
    }
    for target in &TARGETS {
        let given = applied.created(target.name);
        let text = given.as_deref().and_then(MappedValue::text);
        let fails = matches!(given.as_deref(), Some(MappedValue::Failed(_)));
        match text {
            None | Some("") if target.requirement == Requirement::Mandatory && !fails => {
                reasons.push(Reason::Missing(target.name.to_owned()));
            }
            Some(text)
                if target.requirement == Requirement::Mandatory && text.trim().is_empty() =>
            {
                reasons.push(Reason::Blank(target.name.to_owned()));
            }
            Some(text) if target.name == USER_NAME && !is_email(text) => {
                reasons.push(Reason::NoEmail(text.to_owned()));
            }
            Some(text) if target.name == ROLES => {
                names(text, NameKind::Role, &known.roles, &mut reasons);
            }
            Some(text) if target.name == TEAMS => {
                names(text, NameKind::Team, &known.teams, &mut reasons);
            }
            _ => {}
        }
    }
    rows(applied, &mut reasons);
    reasons
}

/// What the rows themselves are about: what fails, and what Talkdesk lacks.
fn rows(applied: &EvaluatedUser<'_>, reasons: &mut Vec<Reason>) {
    let mut active = false;
    for (row, given) in applied.pairs() {
        let target = row.row().target.as_str();
        let given = row.on_creation(given);
        let sent = scim_request::sent(target, &given);
        // Why a value is none is said below.
        let silent = matches!(sent, Err(OmitReason::NoValue | OmitReason::Ignored));
        active |= target == ACTIVE && !silent;
        match sent {
            Err(OmitReason::Failed) => reasons.push(Reason::Failed(target.to_owned())),
            Err(OmitReason::NotBoolean(text)) => reasons.push(Reason::NotBoolean(text)),
            Err(OmitReason::SeveralValues(_)) => {
                reasons.push(Reason::SeveralValues(target.to_owned()))
            }
            Err(_) => {}
            Ok(()) if is_supported(target) => {}
            Ok(()) => reasons.push(Reason::Unsupported(target.to_owned())),
        }
    }
    if !active {
        reasons.push(Reason::ActiveMissing);
    }
}

/// Whether Talkdesk's schema has a target, by its full name.
pub fn is_supported(target: &str) -> bool {
    TARGETS.iter().any(|known| known.name == target)
}

fn names(text: &str, kind: NameKind, known: &KnownNameSet, reasons: &mut Vec<Reason>) {
    if text.is_empty() {
        return;
    }
    for name in text.split(NAME_SEPARATOR) {
        if name.trim().is_empty() {
            reasons.push(Reason::EmptyName(kind));
        } else if !known.exact.is_empty() && !known.exact.contains(name) {
            let nearly = known.folded.contains(&folded(name));
            let name = name.to_owned();
            reasons.push(match nearly {
                true => Reason::NearlySuchName(kind, name),
                false => Reason::NoSuchName(kind, name),
            });
        }
    }
    if known.exact.is_empty() {
        reasons.push(Reason::NamesNotChecked(kind));
    }
}

/// Whether a text has the form of an e-mail address: something, one `@`, and a
/// host name with a dot. More than that only the mail server knows.
pub fn is_email(text: &str) -> bool {
    if !text.is_ascii() && text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return false;
    }
    let (mut ats, mut dots, mut label) = (0, 0, 0);
    for byte in text.bytes() {
        match byte {
            b'@' if ats == 0 && label > 0 => (ats, label) = (1, 0),
            b'.' if ats == 1 && label > 0 => (dots, label) = (dots + 1, 0),
            b'.' if ats == 0 => label += 1,
            b'@' | b'.' | 0..=b' ' | 0x7F => return false,
            _ => label += 1,
        }
    }
    ats == 1 && dots > 0 && label > 0
}

pub fn update(form: PatchStyle) -> Vec<Reason> {
    match form {
        PatchStyle::Default => vec![Reason::DefaultPatch],
        PatchStyle::Flag => vec![Reason::FlagPatch],
    }
}

#[cfg(test)]
mod tests;
