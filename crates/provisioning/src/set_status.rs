//! What is wrong with a mapping set, row by row and across rows.
//!
//! What a set does to users is evaluated by the worker and comes as a
//! [`SetEvaluation`].

pub mod readiness;
pub mod row_status;
pub mod set_evaluation;

use entra_expression::Severity::{Error, Info, Warning};
use entra_expression::{Expr, Severity, parse_limited};

use crate::diagnostics::{
    DiagnosticSubject, MappingDiagnostic, RESULT_TYPE, TARGET_CAPITALS, source,
};
use crate::mapping::{MappingSet, Row, Source};
use crate::recipe::rules::diagnose;
use crate::recipe::{Recipe, recognise};
use crate::set_status::set_evaluation::SetEvaluation;
use crate::talkdesk::{self, ACTIVE, ROLES, Requirement, TARGETS, TEAMS, USER_NAME};

/// Functions that make the complex core attribute `roles`.
const COMPLEX_ROLES: [&str; 2] = [
    "AppRoleAssignmentsComplex",
    "AssertiveAppRoleAssignmentsComplex",
];

/// The code of the check that finds `active` made of `accountEnabled`.
const ACTIVE_ACCOUNT_ENABLED: &str = "active-account-enabled";

/// Everything there is to say about a set: Talkdesk's targets in their order,
/// then the other rows.
pub fn findings(set: &MappingSet, evaluation: &SetEvaluation) -> Vec<MappingDiagnostic> {
    let mut found = Vec::new();
    let is_known = |name: &str| TARGETS.iter().any(|target| target.name == name);
    let rows = |known: Option<&'static str>| {
        let rows = set.rows.iter().enumerate();
        rows.filter(move |(_, row)| match known {
            Some(name) => row.target == name,
            None => !is_known(&row.target),
        })
    };
    for target in &TARGETS {
        let error = |code, headline, message| {
            MappingDiagnostic::new(Error, target.name, code, headline, message)
        };
        if target.requirement == Requirement::Mandatory && !set.maps(target.name) {
            found.push(error(
                "mandatory-missing",
                "Talkdesk rejects every user without it",
                "This attribute is required. Choose where it comes from.",
            ));
        }
        found.extend(rows(Some(target.name)).flat_map(|(index, row)| of_row(set, index, row)));
        found.extend(
            evaluation
                .diagnostics()
                .iter()
                .filter(|one| one.target == target.name)
                .cloned(),
        );
        if target.name == USER_NAME && set.rows.iter().all(|row| row.matching_precedence.is_none())
        {
            found.push(error(
                "no-match",
                "Entra can’t find users",
                "No mapping has “Match objects using this attribute” set to Yes. Set it for userName, with precedence 1.",
            ));
        }
    }
    found.extend(rows(None).flat_map(|(index, row)| of_row(set, index, row)));
    found.extend(
        evaluation
            .diagnostics()
            .iter()
            .filter(|one| !is_known(&one.target))
            .cloned(),
    );
    // A text that `active` does not take is said with the text itself.
    if found
        .iter()
        .any(|one| one.target == ACTIVE && one.code == RESULT_TYPE)
    {
        found.retain(|one| one.code != "active-not-boolean");
    }
    found
}

/// What is to be said about one target of a set.
pub fn of_target(
    set: &MappingSet,
    evaluation: &SetEvaluation,
    target: &str,
) -> Vec<MappingDiagnostic> {
    let mut found = findings(set, evaluation);
    found.retain(|one| one.target == target);
    found
}

/// What is wrong with a row as such and beside the others.
fn of_row(set: &MappingSet, index: usize, row: &Row) -> Vec<MappingDiagnostic> {
    let new = |severity, code, headline, message: &str| {
        MappingDiagnostic::new(severity, &row.target, code, headline, message)
    };
    let mut found = of_source(row);
    let same = |other: &Row| other.target.eq_ignore_ascii_case(&row.target);
    if set.rows[..index].iter().any(same) {
        found.push(new(
            Error,
            "two-rows",
            "Mapped twice",
            "Entra accepts one mapping for each attribute. Delete one of them.",
        ));
    }
    match talkdesk::near(&row.target) {
        Some(target) if target.name == row.target => {}
        Some(target) => {
            let name = target.short;
            let message = format!("Talkdesk calls it {name}. Rename the mapping, or delete it if {name} is already mapped.");
            found.push(new(Error, TARGET_CAPITALS, "Wrong uppercase or lowercase", &message));
        }
        None => found.push(MappingDiagnostic {
            subject: DiagnosticSubject::Target,
            ..new(
                Error,
                "unsupported-target",
                "Talkdesk doesn’t support it",
                "Talkdesk’s schema doesn’t list this attribute. Delete the mapping, in Entra as well.",
            )
        }),
    }
    let unused_default = unused_default(set, row);
    found.extend(unused_default.map(|message| {
        new(
            Warning,
            "default-unused",
            "The default value is never sent",
            message,
        )
    }));
    if row.matching_precedence.is_some() {
        let mut before = set.rows[..index].iter();
        if before.any(|other| other.matching_precedence.is_some()) {
            found.push(new(
                Warning,
                "several-matches",
                "Several matching attributes",
                "Entra tries matching attributes in order of precedence. One is enough, and userName is the safe choice.",
            ));
        } else if row.target != USER_NAME {
            found.push(new(
                Warning,
                "matched-by-other",
                "Entra finds users by this attribute",
                "Talkdesk doesn’t document which attributes it can search. userName is the one that works for the connection test.",
            ));
        }
    }
    found
}

/// What is wrong with the source of a row: what its form shows, and of an
/// expression what the form does not say, with one caution.
fn of_source(row: &Row) -> Vec<MappingDiagnostic> {
    let of_form = || {
        let target = TARGETS.iter().find(|target| target.name == row.target);
        match target.map(|target| recognise(target, Some(row))) {
            None | Some(Recipe::Custom(_)) => Vec::new(),
            Some(recipe) => diagnose(&row.target, &recipe),
        }
    };
    let mut found = source::of_source(&row.target, &row.source);
    let Source::Expression(text) = &row.source else {
        // What is said of any constant is more than what a form says of an empty one.
        return if found.is_empty() { of_form() } else { found };
    };
    let form = of_form();
    let parsed = parse_limited(text);
    let is_complex = parsed.expr().as_ref().is_some_and(is_complex);
    if !parsed.is_sound() {
        // One error is enough until the text can be read, and what is only
        // advice must not hide it.
        found.retain(MappingDiagnostic::is_error);
        found.truncate(1);
    }
    let in_form = form.iter().map(|one| one.severity).max();
    let mut has_caution = in_form.is_some();
    found.retain(|one| match one.severity {
        // What to take instead is said below.
        _ if one.code == RESULT_TYPE => !is_complex,
        Severity::Error => in_form != Some(Error),
        // Evaluating the set says what comes of it.
        Info => false,
        Warning => one.code != ACTIVE_ACCOUNT_ENABLED && !std::mem::replace(&mut has_caution, true),
    });
    if is_complex && [ROLES, TEAMS].contains(&row.target.as_str()) {
        found.push(MappingDiagnostic::new(
            Error,
            &row.target,
            "complex-roles",
            "Not a string",
            "This function returns a list of objects, which Talkdesk rejects. Use SingleAppRoleAssignment, alone or in a table.",
        ));
    }
    found.extend(form);
    found
}

/// Why the default value of a row is never sent, if it has one.
fn unused_default(set: &MappingSet, row: &Row) -> Option<&'static str> {
    let default = row.default_value.as_deref().unwrap_or_default();
    if default.is_empty() {
        None
    } else if row.matching_precedence.is_some() {
        Some(
            "Entra finds users by this attribute and skips users without a value before it could send a default. Use Coalesce in the source instead.",
        )
    } else if always_gives(&row.source) {
        Some(
            "The source returns a value for every user, so the default is never used. Remove the default or the fallback value in the source.",
        )
    } else if !set.operations.create {
        Some(
            "Entra sends a default value only when it creates a user, and Create is off under Target Object Actions.",
        )
    } else {
        None
    }
}

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

#[cfg(test)]
mod tests;
