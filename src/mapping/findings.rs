//! What is wrong with a mapping set, row by row and across rows.
//!
//! A finding is data; [`What::headline`] and [`What::detail`] hold its words.

use entra_expression::{CheckOptions, Expr, Target, TargetType, check, parse};
use provisioning::default_rows::target_type;

use super::problems::{self, Fault, Severity};
use super::recipe::{Recipe, recognise};
use super::set::{MappingSet, Row, Source};
use crate::entra::{APP_ROLES, MULTI_VALUED, SOFT_DELETED};
use crate::talkdesk::attributes::{
    self, ACTIVE, Need, ROLES, TARGETS, TEAMS, TargetAttribute, USER_NAME,
};

/// The source attribute that knows about blocked users only.
const ACCOUNT_ENABLED: &str = "accountEnabled";

/// Functions that make the complex core attribute `roles`.
const COMPLEX_ROLES: [&str; 2] = [
    "AppRoleAssignmentsComplex",
    "AssertiveAppRoleAssignmentsComplex",
];

/// Something to know about a row or about the set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Full name of the target it is about.
    pub target: String,
    /// What it is.
    pub what: What,
}

/// What a finding says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A mandatory target has no row.
    MandatoryMissing,
    /// `active` has no row.
    ActiveMissing,
    /// `active` comes from `accountEnabled`.
    ActiveFromAccountEnabled,
    /// `active` comes from `IsSoftDeleted` the wrong way round.
    ActiveTurned,
    /// `active` comes from anything else.
    ActiveElsewhere,
    /// No row is a match.
    NoMatch,
    /// Users are found by something other than `userName`.
    MatchedByOther,
    /// Several rows are a match.
    SeveralMatches,
    /// Every user would get the same user name.
    SameForEverybody,
    /// A constant without text.
    EmptyConstant,
    /// Two rows write the same target.
    TwoRows,
    /// Talkdesk has no such attribute.
    Unsupported,
    /// An expression that cannot be read, with what the reader says.
    Unreadable(String),
    /// Roles or teams come from a function that makes something else than text.
    ComplexRoles,
    /// A fault that the recipe's form shows as well.
    Fault(Fault),
    /// The target takes something else than comes, in words.
    WrongType(String),
    /// The default value is never sent.
    DefaultUnused(Unused),
}

/// Why a default value is never sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unused {
    /// There is always a value.
    AlwaysAValue,
    /// Users without a matching value are skipped before.
    Matching,
    /// It is sent on creation only, and Create is not ticked.
    NoCreation,
}

impl What {
    /// How bad it is.
    pub fn severity(&self) -> Severity {
        match self {
            What::ActiveMissing
            | What::ActiveFromAccountEnabled
            | What::ActiveElsewhere
            | What::MatchedByOther
            | What::SeveralMatches
            | What::WrongType(_)
            | What::DefaultUnused(_) => Severity::Warning,
            What::Fault(fault) => fault.severity(),
            _ => Severity::Error,
        }
    }

    /// What it is, in a few words.
    pub fn headline(&self) -> &'static str {
        match self {
            What::MandatoryMissing => "Mandatory, and not mapped",
            What::ActiveMissing => "Leavers stay active",
            What::ActiveFromAccountEnabled => "Unassigned users stay active",
            What::ActiveTurned => "The wrong way round",
            What::ActiveElsewhere => "Not from IsSoftDeleted",
            What::NoMatch => "Entra cannot find users",
            What::MatchedByOther => "Users are found by another attribute",
            What::SeveralMatches => "Several matching attributes",
            What::SameForEverybody => "The same for everybody",
            What::EmptyConstant => "The constant is empty",
            What::TwoRows => "Two rows for one target",
            What::Unsupported => "Talkdesk does not have it",
            What::Unreadable(_) => "The expression has a mistake",
            What::ComplexRoles => "Not a text",
            What::Fault(_) => "Check the entries",
            What::WrongType(_) => "Not what the target takes",
            What::DefaultUnused(_) => "The default value is never sent",
        }
    }

    /// Why it matters and what to do.
    pub fn detail(&self) -> String {
        let text = match self {
            What::MandatoryMissing => {
                "Talkdesk refuses every user without this attribute. Choose where it comes from."
            }
            What::ActiveMissing => {
                "Without this row Entra never tells Talkdesk that somebody was unassigned, blocked or deleted. Map it with the published expression."
            }
            What::ActiveFromAccountEnabled => {
                "accountEnabled only knows who is blocked from signing in. IsSoftDeleted is also true for users who were unassigned, left the scope or were deleted."
            }
            What::ActiveTurned => {
                "IsSoftDeleted is true for leavers, so sent as it is it switches exactly the wrong users off. Take the published expression."
            }
            What::ActiveElsewhere => {
                "Entra says through IsSoftDeleted who has to be switched off. A row that does not read it leaves leavers active."
            }
            What::NoMatch => {
                "No row has “Match objects using this attribute” set to Yes. Set it for userName, with precedence 1."
            }
            What::MatchedByOther => {
                "Entra looks for users by this attribute. Talkdesk does not document which ones it can search; userName is the one that works for its connection test."
            }
            What::SeveralMatches => {
                "Entra tries matching attributes in the order of their precedence. One is enough, and userName is the safe one."
            }
            What::SameForEverybody => {
                "A constant gives every user the same e-mail address. Choose an attribute."
            }
            What::EmptyConstant => {
                "An empty text is sent as the value. Enter a name, or do not map the attribute."
            }
            What::TwoRows => {
                "The portal takes one row for each target. Delete the other one there."
            }
            What::Unsupported => {
                "Talkdesk’s schema has no such attribute. Delete the row in the portal."
            }
            What::Unreadable(why) | What::WrongType(why) => return why.clone(),
            What::DefaultUnused(Unused::AlwaysAValue) => {
                "The source gives every user a value, so the default has nothing to stand in for. Remove the default, or the text that stands in already."
            }
            What::DefaultUnused(Unused::Matching) => {
                "Entra looks for users by this attribute and skips those without a value before it could send a default. Use Coalesce in the source instead."
            }
            What::DefaultUnused(Unused::NoCreation) => {
                "Entra sends a default value only when it creates a user, and Create is not ticked under Target Object Actions."
            }
            What::ComplexRoles => {
                "This function makes the complex attribute roles, which Talkdesk does not take. Use SingleAppRoleAssignment, alone or in a table."
            }
            What::Fault(fault) => return fault.message(),
        };
        text.to_owned()
    }
}

/// Everything there is to say about a set, in the order of its targets.
pub fn findings(set: &MappingSet) -> Vec<Finding> {
    let mut found = Vec::new();
    for target in &TARGETS {
        let row = set.row(target.name);
        let mut add = |what| {
            found.push(Finding {
                target: target.name.to_owned(),
                what,
            });
        };
        match row.filter(|row| row.source != Source::None) {
            None => missing(target).into_iter().for_each(&mut add),
            Some(row) => of_row(target, row).into_iter().for_each(&mut add),
        }
        if target.name == USER_NAME && set.rows.iter().all(|row| row.matching_precedence.is_none())
        {
            add(What::NoMatch);
        }
    }
    across(set, &mut found);
    found
}

/// What is to be said about one target of a set.
pub fn of_target(set: &MappingSet, target: &str) -> Vec<What> {
    findings(set)
        .into_iter()
        .filter(|finding| finding.target == target)
        .map(|finding| finding.what)
        .collect()
}

fn missing(target: &TargetAttribute) -> Option<What> {
    match target.need {
        Need::Mandatory => Some(What::MandatoryMissing),
        Need::Disputed => Some(What::ActiveMissing),
        Need::Optional => None,
    }
}

fn of_row(target: &TargetAttribute, row: &Row) -> Vec<What> {
    let mut found = Vec::new();
    let expr = match &row.source {
        Source::Expression(text) => {
            let parse = entra_expression::parse(text);
            if let Some(diagnostic) = parse.diagnostics.first() {
                found.push(What::Unreadable(diagnostic.message.clone()));
            }
            parse.expr()
        }
        Source::Direct(name) => Some(Expr::attribute(name)),
        Source::Constant(text) => Some(Expr::text(text)),
        Source::None => None,
    };
    if let (Source::Constant(text), true) = (&row.source, found.is_empty()) {
        if text.is_empty() {
            found.push(What::EmptyConstant);
        } else if target.name == USER_NAME {
            found.push(What::SameForEverybody);
        }
    }
    match target.name {
        ACTIVE => found.extend(expr.as_ref().and_then(of_active)),
        ROLES | TEAMS if expr.as_ref().is_some_and(is_complex) => found.push(What::ComplexRoles),
        _ => {}
    }
    let recipe = recognise(target, Some(row));
    let empty = recipe == Recipe::Names(super::recipe::Names::parse(""));
    if !empty {
        let faults = problems::problems(&recipe).into_iter();
        found.extend(faults.map(|problem| What::Fault(problem.fault)));
    }
    found
}

/// What any row can have, whichever its target is.
fn of_any(row: &Row) -> Vec<What> {
    let mut found = Vec::new();
    let known = TARGETS.iter().any(|target| target.name == row.target);
    match &row.source {
        Source::Expression(text) => {
            let parsed = parse(text);
            let options = CheckOptions {
                target: Some(Target {
                    name: attributes::target(&row.target)
                        .map_or(row.target.as_str(), |target| target.short)
                        .to_owned(),
                    takes: target_type(&row.target),
                    multivalued: false,
                }),
                ..CheckOptions::default()
            };
            // Talkdesk's own targets were read before.
            let unreadable = parsed.diagnostics.first().filter(|_| !known);
            found.extend(unreadable.map(|first| What::Unreadable(first.message.clone())));
            if parsed.is_sound() {
                let diagnostics = check(&parsed, &options).into_iter();
                let complex = parsed.expr().is_some_and(|expr| is_complex(&expr));
                found.extend(diagnostics.filter_map(|diagnostic| match diagnostic.code {
                    // That is said already, with what to take instead.
                    RESULT_TYPE if complex => None,
                    RESULT_TYPE => Some(What::WrongType(diagnostic.message)),
                    _ if diagnostic.severity == Severity::Error => {
                        Some(What::Unreadable(diagnostic.message))
                    }
                    _ => None,
                }));
            }
        }
        Source::Constant(text)
            if target_type(&row.target) == TargetType::Boolean
                && !["True", "False"].contains(&text.as_str()) =>
        {
            found.push(What::WrongType(format!(
                "{} takes True or False, not “{text}”.",
                row.target
            )));
        }
        Source::Direct(name)
            if !known && (MULTI_VALUED.contains(&name.as_str()) || name == APP_ROLES) =>
        {
            found.push(What::WrongType(format!(
                "{} takes one text, and {name} holds several values.",
                row.target
            )));
        }
        _ => {}
    }
    let has_default = has_default(row);
    if has_default && row.matching_precedence.is_some() {
        found.push(What::DefaultUnused(Unused::Matching));
    } else if has_default && always_gives(&row.source) {
        found.push(What::DefaultUnused(Unused::AlwaysAValue));
    }
    found
}

fn has_default(row: &Row) -> bool {
    let default = row.default_value.as_ref();
    default.is_some_and(|text| !text.is_empty())
}

/// The name of the check that compares a result with its target.
const RESULT_TYPE: &str = "result-type";

/// Whether a source certainly gives every user a value.
fn always_gives(source: &Source) -> bool {
    match source {
        Source::Constant(_) => true,
        Source::Expression(text) => parse(text).expr().is_some_and(|expr| is_value(&expr)),
        Source::Direct(_) | Source::None => false,
    }
}

fn is_value(expr: &Expr) -> bool {
    let Expr::Call { name, args } = expr else {
        return matches!(expr, Expr::Text(_));
    };
    let given = |index: usize| {
        args.get(index)
            .and_then(Option::as_ref)
            .is_some_and(is_value)
    };
    match name.as_str() {
        "Coalesce" => args.iter().flatten().any(is_value),
        "IIF" => given(1) && given(2),
        // What is looked for matches or not; then the default counts.
        "Switch" => given(1) && (3..args.len()).step_by(2).all(given),
        _ => false,
    }
}

fn of_active(expr: &Expr) -> Option<What> {
    let reads = |name| expr.attributes().contains(&name);
    if expr.as_attribute() == Some(SOFT_DELETED) {
        Some(What::ActiveTurned)
    } else if reads(SOFT_DELETED) {
        None
    } else if reads(ACCOUNT_ENABLED) {
        Some(What::ActiveFromAccountEnabled)
    } else {
        Some(What::ActiveElsewhere)
    }
}

fn is_complex(expr: &Expr) -> bool {
    match expr {
        Expr::Call { name, args } => {
            COMPLEX_ROLES.contains(&name.as_str()) || args.iter().flatten().any(is_complex)
        }
        _ => false,
    }
}

fn across(set: &MappingSet, found: &mut Vec<Finding>) {
    let mut matches = 0;
    for (index, row) in set.rows.iter().enumerate() {
        let mut add = |what| {
            found.push(Finding {
                target: row.target.clone(),
                what,
            });
        };
        if set.rows[..index]
            .iter()
            .any(|other| other.target.eq_ignore_ascii_case(&row.target))
        {
            add(What::TwoRows);
        }
        if attributes::target(&row.target).is_none_or(|found| found.name != row.target) {
            add(What::Unsupported);
        }
        let mut own = of_any(row);
        let unused = |what: &What| matches!(what, What::DefaultUnused(_));
        if !set.operations.create && has_default(row) && !own.iter().any(unused) {
            own.push(What::DefaultUnused(Unused::NoCreation));
        }
        own.into_iter().for_each(&mut add);
        if row.matching_precedence.is_some() {
            matches += 1;
            if matches > 1 {
                add(What::SeveralMatches);
            } else if row.target != USER_NAME {
                add(What::MatchedByOther);
            }
        }
    }
}

/// How a target stands, for the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Mapped, and nothing to say.
    Ready,
    /// Not mapped, which is fine.
    Off,
    /// Something to look at.
    Check,
    /// Something to mend before provisioning can work.
    Mend,
}

impl Standing {
    /// One or two words for the list.
    pub fn word(self) -> &'static str {
        match self {
            Standing::Ready => "ready",
            Standing::Off => "not mapped",
            Standing::Check => "check",
            Standing::Mend => "needs work",
        }
    }
}

/// How a target of a set stands.
pub fn standing(set: &MappingSet, target: &str) -> Standing {
    let worst = of_target(set, target).iter().map(What::severity).max();
    match worst {
        Some(Severity::Error) => Standing::Mend,
        Some(Severity::Warning) => Standing::Check,
        _ if set.maps(target) => Standing::Ready,
        _ => Standing::Off,
    }
}

#[cfg(test)]
#[path = "findings_tests.rs"]
mod tests;
