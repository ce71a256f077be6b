//! What is wrong with a mapping set, row by row and across rows.
//!
//! [`code`] has what can be found, with its messages. What a set does to users
//! is evaluated by the worker and comes as a [`SetEvaluation`].

pub mod code;
pub mod next_action;
pub mod row_status;
pub mod set_evaluation;

use crate::default_mappings::{is_offered, target_type};
use crate::row_lint::is_error;
use crate::set_diagnostics::{SetCode, SetDiagnostic};
use entra_expression::{Expr, TargetType, parse_limited};

pub use crate::diagnostics::code::{MappingCode, MappingDiagnostic, UnusedDefault};
use crate::diagnostics::set_evaluation::SetEvaluation;
use crate::entra::{SourceType, source_type};
use crate::mapping::{MappingSet, Row, Source};
use crate::recipe::diagnostics::{self, Severity};
use crate::recipe::manual_source::diagnostics;
use crate::recipe::{Recipe, recognise};
use crate::talkdesk::short;
use crate::talkdesk::{
    self, ACTIVE, ROLES, Requirement, TARGETS, TEAMS, TargetAttribute, USER_NAME,
};

/// Functions that make the complex core attribute `roles`.
const COMPLEX_ROLES: [&str; 2] = [
    "AppRoleAssignmentsComplex",
    "AssertiveAppRoleAssignmentsComplex",
];

/// Everything there is to say about a set, in the order of its targets.
pub fn findings(set: &MappingSet, evaluation: &SetEvaluation) -> Vec<MappingDiagnostic> {
    let mut found = Vec::new();
    for target in &TARGETS {
        let row = set.row(target.name);
        let mut add = |what| {
            found.push(MappingDiagnostic {
                target: target.name.to_owned(),
                what,
            });
        };
        match row.filter(|row| row.source != Source::None) {
            None if target.requirement == Requirement::Mandatory => {
                add(MappingCode::MandatoryMissing)
            }
            None => {}
            Some(row) => of_row(target, row).into_iter().for_each(&mut add),
        }
        evaluated(evaluation, target.name).for_each(&mut add);
        if target.name == USER_NAME && set.rows.iter().all(|row| row.matching_precedence.is_none())
        {
            add(MappingCode::NoMatch);
        }
    }
    across(set, &mut found);
    let others = |finding: &&SetDiagnostic| TARGETS.iter().all(|own| own.name != finding.target);
    found.extend(
        evaluation
            .diagnostics()
            .iter()
            .filter(others)
            .map(|one| MappingDiagnostic {
                target: one.target.clone(),
                what: MappingCode::Evaluated(one.clone()),
            }),
    );
    // A text that `active` does not take is said with the text itself.
    let is_text = |one: &MappingDiagnostic| {
        one.target == ACTIVE && matches!(one.what, MappingCode::WrongType(_))
    };
    if found.iter().any(is_text) {
        found.retain(|one| !matches!(&one.what, MappingCode::Evaluated(own) if matches!(own.code, SetCode::ActiveNotBoolean(_))));
    }
    found
}

fn evaluated(evaluation: &SetEvaluation, target: &str) -> impl Iterator<Item = MappingCode> {
    let own = evaluation.diagnostics().iter();
    own.filter(move |one| one.target == target)
        .map(|one| MappingCode::Evaluated(one.clone()))
}

/// What is to be said about one target of a set.
pub fn of_target(set: &MappingSet, evaluation: &SetEvaluation, target: &str) -> Vec<MappingCode> {
    findings(set, evaluation)
        .into_iter()
        .filter(|finding| finding.target == target)
        .map(|finding| finding.what)
        .collect()
}

fn of_row(target: &TargetAttribute, row: &Row) -> Vec<MappingCode> {
    let mut found = Vec::new();
    let expr = match &row.source {
        Source::Expression(text) => {
            let parse = entra_expression::parse_limited(text);
            if let Some(diagnostic) = parse.diagnostics.first() {
                found.push(MappingCode::Unreadable(diagnostic.message.clone()));
            }
            parse.expr()
        }
        Source::Direct(name) => Some(Expr::attribute(name)),
        Source::Constant(text) => Some(Expr::text(text)),
        Source::None => None,
    };
    if let (Source::Constant(text), true) = (&row.source, found.is_empty()) {
        if text.is_empty() {
            found.push(MappingCode::EmptyConstant);
        } else if target.name == USER_NAME {
            found.push(MappingCode::SameForEverybody);
        }
    }
    if [ROLES, TEAMS].contains(&target.name) && expr.as_ref().is_some_and(is_complex) {
        found.push(MappingCode::ComplexRoles);
    }
    let recipe = recognise(target, Some(row));
    let empty = recipe == Recipe::Names(crate::recipe::NameList::parse(""));
    if !empty {
        let diagnostics = diagnostics::diagnose(&recipe).into_iter();
        found.extend(diagnostics.map(|diagnostic| MappingCode::Recipe(diagnostic.code)));
    }
    found
}

/// What any row can have, whichever its target is.
fn of_any(row: &Row) -> Vec<MappingCode> {
    let mut found = Vec::new();
    let known = TARGETS.iter().any(|target| target.name == row.target);
    match &row.source {
        Source::Expression(text) => {
            let parsed = parse_limited(text);
            // Talkdesk's own targets were read before.
            let unreadable = parsed.diagnostics.first().filter(|_| !known);
            found.extend(unreadable.map(|first| MappingCode::Unreadable(first.message.clone())));
            if parsed.is_sound() {
                let complex = parsed.expr().is_some_and(|expr| is_complex(&expr));
                found.extend(of_expression(&row.target, text, complex));
            }
        }
        Source::Constant(text)
            if target_type(&row.target) == TargetType::Boolean
                && !["True", "False"].contains(&text.as_str()) =>
        {
            found.push(MappingCode::WrongType(format!(
                "{} takes True or False, not “{text}”.",
                short(&row.target)
            )));
        }
        // The form of a target of Talkdesk's says it of several values.
        Source::Direct(name) => found.extend(
            source_type(name)
                .filter(|holds| !(known && *holds == SourceType::Several))
                .and_then(|holds| unlike(row, name, holds)),
        ),
        _ => {}
    }
    let has_default = has_default(row);
    if has_default && row.matching_precedence.is_some() {
        found.push(MappingCode::DefaultUnused(UnusedDefault::Matching));
    } else if has_default && always_gives(&row.source) {
        found.push(MappingCode::DefaultUnused(UnusedDefault::AlwaysAValue));
    }
    found
}

/// What the checks of the language say of a sound expression: each error and
/// each result that the target cannot take, and one caution.
fn of_expression(target: &str, text: &str, complex: bool) -> Vec<MappingCode> {
    let mut found = Vec::new();
    let mut caution = None;
    for diagnostic in diagnostics(target, text, std::iter::empty()) {
        match diagnostic.code {
            // These are said already, with what to take instead.
            RESULT_TYPE if complex => {}
            ACTIVE_ACCOUNT_ENABLED => {}
            RESULT_TYPE => found.push(MappingCode::WrongType(diagnostic.message)),
            _ if is_error(&diagnostic) => found.push(MappingCode::Unreadable(diagnostic.message)),
            _ if diagnostic.severity != Severity::Info => {
                let _ = caution.get_or_insert(diagnostic.message);
            }
            _ => {}
        }
    }
    found.extend(caution.map(MappingCode::Caution));
    found
}

/// What is to be said of a target that takes something else than an attribute
/// holds.
fn unlike(row: &Row, name: &str, holds: SourceType) -> Option<MappingCode> {
    if !is_offered(&row.target) {
        return None;
    }
    let (fits, takes) = match target_type(&row.target) {
        TargetType::Boolean => (SourceType::Boolean, "True or False"),
        TargetType::Reference => (SourceType::Reference, "another user"),
        TargetType::String => (SourceType::Text, "one text"),
        _ => return None,
    };
    (holds != fits).then(|| {
        MappingCode::WrongType(format!(
            "{} takes {takes}, and {name} holds {}.",
            short(&row.target),
            holds.description()
        ))
    })
}

fn has_default(row: &Row) -> bool {
    let default = row.default_value.as_ref();
    default.is_some_and(|text| !text.is_empty())
}

/// The name of the check that compares a result with its target.
const RESULT_TYPE: &str = "result-type";
/// The name of the check that finds `active` made of `accountEnabled`.
const ACTIVE_ACCOUNT_ENABLED: &str = "active-account-enabled";

/// Whether a source certainly gives every user a value.
fn always_gives(source: &Source) -> bool {
    match source {
        Source::Constant(_) => true,
        Source::Expression(text) => parse_limited(text)
            .expr()
            .is_some_and(|expr| is_value(&expr)),
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

fn is_complex(expr: &Expr) -> bool {
    match expr {
        Expr::Call { name, args } => {
            COMPLEX_ROLES.contains(&name.as_str()) || args.iter().flatten().any(is_complex)
        }
        _ => false,
    }
}

fn across(set: &MappingSet, found: &mut Vec<MappingDiagnostic>) {
    let mut matches = 0;
    for (index, row) in set.rows.iter().enumerate() {
        let in_form = found
            .iter()
            .filter(|finding| finding.target == row.target)
            .filter(|finding| matches!(finding.what, MappingCode::Recipe(_)))
            .map(|finding| finding.what.severity())
            .max();
        let mut add = |what| {
            found.push(MappingDiagnostic {
                target: row.target.clone(),
                what,
            });
        };
        if set.rows[..index]
            .iter()
            .any(|other| other.target.eq_ignore_ascii_case(&row.target))
        {
            add(MappingCode::TwoRows);
        }
        match talkdesk::near(&row.target) {
            _ if TARGETS.iter().any(|target| target.name == row.target) => {}
            Some(target) => add(MappingCode::Spelling(target.name)),
            None => add(MappingCode::Unsupported),
        }
        let mut own = of_any(row);
        // A diagnostic that the recipe's form shows is not said a second time.
        own.retain(|what| match what {
            MappingCode::Unreadable(_) => in_form != Some(Severity::Error),
            MappingCode::Caution(_) => in_form.is_none(),
            _ => true,
        });
        let unused = |what: &MappingCode| matches!(what, MappingCode::DefaultUnused(_));
        if !set.operations.create && has_default(row) && !own.iter().any(unused) {
            own.push(MappingCode::DefaultUnused(UnusedDefault::NoCreation));
        }
        own.into_iter().for_each(&mut add);
        if row.matching_precedence.is_some() {
            matches += 1;
            if matches > 1 {
                add(MappingCode::SeveralMatches);
            } else if row.target != USER_NAME {
                add(MappingCode::MatchedByOther);
            }
        }
    }
}

#[cfg(test)]
mod tests;
