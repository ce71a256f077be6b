//! How a target of a set stands, and whether its row can go to the portal.

use entra_expression::Severity;

use crate::diagnostics::MappingDiagnostic;
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
    set.row(target)?;
    let mut found = findings(set, evaluation).into_iter();
    found.find(|one| one.target == target && one.holds_back())
}

/// The whole set as text for another document. It is not handed out while
/// something blocks the set.
pub fn set_text(set: &MappingSet, evaluation: &SetEvaluation) -> String {
    let mut text = portal::set_text(set);
    if !evaluation.is_complete() {
        text.push_str("\nThese mappings weren’t evaluated.\n");
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
        }
    }

    #[test]
    fn a_text_says_whether_the_set_was_evaluated() {
        let set = MappingSet::default();
        let note = "These mappings weren’t evaluated.";
        assert!(!set_text(&set, &SetEvaluation::of(&set)).contains(note));
        assert!(set_text(&set, &SetEvaluation::pending()).contains(note));
    }
}
