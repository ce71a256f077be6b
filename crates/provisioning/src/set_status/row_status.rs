//! How a target of a set stands, and whether its row can go to the portal.

use entra_expression::Severity;

use crate::diagnostics::{DiagnosticSubject, MappingDiagnostic};
use crate::mapping::MappingSet;
use crate::portal;
use crate::set_status::set_evaluation::SetEvaluation;
use crate::set_status::{findings, of_target};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowStatus {
    /// Mapped, and nothing to say.
    Ready,
    /// Not mapped, which is fine.
    Off,
    /// Something to look at.
    Check,
    /// Something to fix before provisioning can work.
    Fix,
    Checking,
    /// The worker could not evaluate the row.
    NotChecked,
}

/// How a target of a set stands.
pub fn row_status(set: &MappingSet, evaluation: &SetEvaluation, target: &str) -> RowStatus {
    let found = of_target(set, evaluation, target);
    let worst = found.iter().map(|one| one.severity).max();
    match worst {
        Some(Severity::Error) => RowStatus::Fix,
        Some(Severity::Warning) => RowStatus::Check,
        _ if set.maps(target) && !evaluation.covers(target) => match evaluation.failure() {
            Some(_) => RowStatus::NotChecked,
            None => RowStatus::Checking,
        },
        _ if set.maps(target) => RowStatus::Ready,
        _ => RowStatus::Off,
    }
}

/// What keeps a row from being taken to the portal: an error in the row
/// itself.
pub fn held_back(
    set: &MappingSet,
    evaluation: &SetEvaluation,
    target: &str,
) -> Option<MappingDiagnostic> {
    let mut held = held_rows(set, evaluation).into_iter();
    held.find(|one| one.target == target)
}

/// Every row that is held back, with the first reason.
pub fn held_rows(set: &MappingSet, evaluation: &SetEvaluation) -> Vec<MappingDiagnostic> {
    let mut all = findings(set, evaluation);
    all.retain(MappingDiagnostic::holds_back);
    let mut held: Vec<MappingDiagnostic> = Vec::new();
    for row in &set.rows {
        let is_known = held.iter().any(|one| one.target == row.target);
        let mut own = all.iter().filter(|one| one.target == row.target);
        if let Some(first) = own.next().filter(|_| !is_known) {
            held.push(first.clone());
        }
    }
    held
}

/// The whole set as text for another document, with what must not be taken
/// over as it is.
pub fn set_text(set: &MappingSet, evaluation: &SetEvaluation) -> String {
    let mut text = portal::set_text(set);
    let held: Vec<String> = findings(set, evaluation)
        .into_iter()
        .filter(|one| one.is_error() && one.subject != DiagnosticSubject::Target)
        .map(|one| {
            format!(
                "{}: {}. {}\n",
                one.short_target(),
                one.headline,
                one.message
            )
        })
        .collect();
    if !evaluation.is_complete() {
        text.push_str("\nThese mappings have not been evaluated.\n");
    }
    if !held.is_empty() {
        text.push_str("\nFix before you apply these mappings\n");
        text.extend(held);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapping::{Row, Source};
    use crate::talkdesk::{ACTIVE, ROLES, USER_NAME};

    #[test]
    fn a_row_with_an_error_stays_here() {
        let text = |text: &str| Source::Expression(text.to_owned());
        let cases = [
            (ACTIVE, text("Not([IsSoftDeleted])"), None),
            (
                ACTIVE,
                text("Not([IsSoftDeleted]"),
                Some("The expression has an error"),
            ),
            (
                ROLES,
                Source::Constant(String::new()),
                Some("The constant is empty"),
            ),
            ("title", Source::Direct("jobTitle".to_owned()), None),
            ("title", text("Foo()"), Some("The expression has an error")),
            ("Active", text("Not([IsSoftDeleted])"), Some("Mapped twice")),
            // A warning is said, and the row goes.
            (ACTIVE, Source::Direct("accountEnabled".to_owned()), None),
            (
                USER_NAME,
                Source::Constant("a@b.example".to_owned()),
                Some("Same value for every user"),
            ),
        ];
        for (target, source, expected) in cases {
            let mut set = MappingSet::default();
            let before = set.row(target).cloned();
            set.put(Row {
                source: source.clone(),
                ..before.unwrap_or_else(|| Row::new(target, source.clone()))
            });
            let held = held_back(&set, &SetEvaluation::of(&set), target);
            assert_eq!(
                held.as_ref().map(|one| one.headline.as_ref()),
                expected,
                "{target} {source:?}"
            );
            assert_eq!(
                set_text(&set, &SetEvaluation::of(&set)).contains("To mend before"),
                expected.is_some(),
                "{target} {source:?}"
            );
        }
    }

    #[test]
    fn every_row_that_waits_is_named_once() {
        let mut set = MappingSet::default();
        assert_eq!(held_rows(&set, &SetEvaluation::of(&set)), []);
        set.put(Row::new("Active", Source::Constant(String::new())));
        set.put(Row::new("title", Source::Expression("(".to_owned())));
        let found = held_rows(&set, &SetEvaluation::of(&set));
        let names: Vec<&str> = found.iter().map(|one| one.target.as_str()).collect();
        assert_eq!(names, ["Active", "title"]);
    }
}
