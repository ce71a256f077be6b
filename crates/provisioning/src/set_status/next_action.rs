//! The one thing to do next in this place, as data with its words.

use std::collections::BTreeSet;

use crate::portal::portal_diff::{self, RowDiff};

use crate::diagnostics::MappingDiagnostic;
use crate::mapping::MappingSet;
use crate::set_status::findings;
use crate::set_status::set_evaluation::SetEvaluation;

/// What to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextAction {
    /// Fix a row, and how many other attributes have something wrong.
    Fix(MappingDiagnostic, usize),
    /// Carry so many changes to the portal: rows to edit, to add, to delete.
    Carry([usize; 3]),
    /// The portal has every row already.
    Nothing,
    /// The worker still evaluates the set.
    Checking,
    /// The worker could not evaluate the set, with why.
    NotChecked(String),
}

/// What to do next with a set, given the list of its lines.
pub fn next(lines: &[RowDiff], set: &MappingSet, evaluation: &SetEvaluation) -> NextAction {
    let found = findings(set, evaluation);
    let mut wrong = found.iter().filter(|finding| finding.is_error());
    if let Some(first) = wrong.next() {
        let others: BTreeSet<&str> = wrong
            .map(|finding| finding.target.as_str())
            .filter(|target| *target != first.target)
            .collect();
        return NextAction::Fix(first.clone(), others.len());
    }
    if let Some(failure) = evaluation.failure() {
        return NextAction::NotChecked(failure.to_string());
    }
    if !evaluation.is_complete() {
        return NextAction::Checking;
    }
    match portal_diff::count_changes(lines) {
        [0, 0, 0] => NextAction::Nothing,
        work => NextAction::Carry(work),
    }
}

impl NextAction {
    /// What it is, in a few words.
    pub fn headline(&self) -> String {
        match self {
            NextAction::Fix(finding, _) => {
                format!("{}: {}", finding.short_target(), finding.headline)
            }
            NextAction::Carry(_) => "Carry the set to the portal".to_owned(),
            NextAction::Nothing => "The portal has this set already".to_owned(),
            NextAction::Checking => "Checking the mappings".to_owned(),
            NextAction::NotChecked(_) => "The mappings could not be checked".to_owned(),
        }
    }

    /// Why, and what to do. `file` is the schema file that the set is compared
    /// with, if it is one.
    pub fn detail(&self, file: Option<&str>) -> String {
        match self {
            NextAction::Fix(finding, others) => {
                let more = match others {
                    0 => String::new(),
                    1 => " One more attribute needs work.".to_owned(),
                    count => format!(" {count} more attributes need work."),
                };
                format!("{}{more}", finding.message)
            }
            NextAction::Carry([edit, add, delete]) => {
                let parts = [(edit, "edit"), (add, "add"), (delete, "delete")];
                let parts: Vec<String> = parts
                    .into_iter()
                    .filter(|(count, _)| **count > 0)
                    .map(|(count, verb)| match count {
                        1 => format!("1 row to {verb}"),
                        _ => format!("{count} rows to {verb}"),
                    })
                    .collect();
                let table = match file {
                    Some(name) => format!("rows of {name}"),
                    None => "table of an untouched application".to_owned(),
                };
                format!(
                    "Against the {table}: {}. The clicks are below; a schema file or a script does the same.",
                    parts.join(", ")
                )
            }
            NextAction::Checking => "Each row is evaluated for several users.".to_owned(),
            NextAction::NotChecked(why) => {
                format!("{why} Whether leavers are deactivated is not known.")
            }
            NextAction::Nothing => {
                "No row has to be touched. Check the operations and that groups are off.".to_owned()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapping::{Row, Source};
    use crate::talkdesk::ACTIVE;

    #[test]
    fn nothing_to_do_needs_an_evaluation() {
        let set = MappingSet::default();
        let lines = portal_diff::row_diffs(&set.rows.clone(), &set);
        assert_eq!(
            next(&lines, &set, &SetEvaluation::pending()),
            NextAction::Checking
        );
        let failed = SetEvaluation::failed("The worker stopped.".to_owned());
        assert!(matches!(
            next(&lines, &set, &failed),
            NextAction::NotChecked(_)
        ));
    }

    #[test]
    fn an_update_that_is_off_comes_before_the_portal() {
        let mut set = MappingSet::default();
        set.operations.update = false;
        let NextAction::Fix(finding, 0) = next_of(&set, &set.rows.clone()) else {
            panic!("Update is off");
        };
        assert_eq!(finding.target, ACTIVE);
        assert_eq!(finding.headline, "Nobody is ever deactivated");
    }

    fn next_of(set: &MappingSet, portal: &[Row]) -> NextAction {
        next(
            &portal_diff::row_diffs(portal, set),
            set,
            &SetEvaluation::of(set),
        )
    }

    #[test]
    fn errors_come_before_the_portal() {
        let mut set = MappingSet::default();
        assert_eq!(next_of(&set, &set.rows.clone()), NextAction::Nothing);
        let carry = next_of(&set, &portal_diff::untouched());
        assert_eq!(carry, NextAction::Carry([1, 0, 17]));
        let detail = carry.detail(None);
        assert!(detail.contains("application: 1 row to edit, 17 rows to delete."));
        assert!(
            carry
                .detail(Some("a.json"))
                .contains("rows of a.json: 1 row")
        );
        set.put(Row::new("title", Source::Direct("jobTitle".to_owned())));
        let _ = set.remove("name.givenName");
        let fix = next_of(&set, &portal_diff::untouched());
        assert_eq!(fix.headline(), "givenName: Mandatory, and not mapped");
        assert!(fix.detail(None).ends_with("One more attribute needs work."));

        // Two diagnostics of one row are one row to fix.
        let mut set = MappingSet::default();
        set.rows
            .push(Row::new("Active", Source::Expression("(".to_owned())));
        assert!(matches!(
            next_of(&set, &portal_diff::untouched()),
            NextAction::Fix(_, 0)
        ));
    }
}
