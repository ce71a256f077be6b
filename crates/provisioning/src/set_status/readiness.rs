//! Whether a mapping set may be applied in Entra.

use crate::diagnostics::MappingDiagnostic;
use crate::mapping::MappingSet;
use crate::set_status::findings;
use crate::set_status::set_evaluation::SetEvaluation;
use crate::talkdesk::label;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Readiness {
    /// The first error of each target that has one: nothing leaves the app.
    Blocked(Vec<MappingDiagnostic>),
    Ready,
    /// The worker still evaluates the set.
    Checking,
    /// The worker couldn't evaluate the set, with why.
    NotChecked(String),
}

pub fn readiness(set: &MappingSet, evaluation: &SetEvaluation) -> Readiness {
    let blocking = blocking(set, evaluation);
    if !blocking.is_empty() {
        return Readiness::Blocked(blocking);
    }
    match evaluation.failure() {
        Some(failure) => Readiness::NotChecked(failure.to_string()),
        None if evaluation.is_complete() => Readiness::Ready,
        None => Readiness::Checking,
    }
}

/// The first error of each target that has one.
pub fn blocking(set: &MappingSet, evaluation: &SetEvaluation) -> Vec<MappingDiagnostic> {
    let mut first: Vec<MappingDiagnostic> = Vec::new();
    for one in findings(set, evaluation) {
        if one.is_error() && !first.iter().any(|other| other.target == one.target) {
            first.push(one);
        }
    }
    first
}

impl Readiness {
    pub fn blocking(&self) -> &[MappingDiagnostic] {
        match self {
            Self::Blocked(blocking) => blocking,
            Self::Ready | Self::Checking | Self::NotChecked(_) => &[],
        }
    }

    /// What to do first, while the set is blocked: `Fix 2 issues first`.
    pub fn fix_first(&self) -> Option<String> {
        match self.blocking().len() {
            0 => None,
            1 => Some("Fix 1 issue first".to_owned()),
            count => Some(format!("Fix {count} issues first")),
        }
    }
}

/// What is wrong and what it keeps from being done, in two sentences.
pub fn blocked_text(blocking: &[MappingDiagnostic]) -> String {
    /// Issues that are named one by one.
    const NAMED: usize = 3;
    let mut parts: Vec<String> = blocking.iter().take(NAMED).map(part).collect();
    let more = blocking.len().saturating_sub(NAMED);
    match more {
        0 => {}
        1 => parts.push("1 more mapping has an error".to_owned()),
        count => parts.push(format!("{count} more mappings have errors")),
    }
    let until = match blocking.len() {
        1 => "it’s fixed",
        2 => "both are fixed",
        _ => "all are fixed",
    };
    format!(
        "{}. You can’t get the steps, a schema file or a script until {until}.",
        listed(&parts)
    )
}

fn part(one: &MappingDiagnostic) -> String {
    let name = label(&one.target);
    match one.code.as_ref() {
        "mandatory-missing" => format!("{name} isn’t mapped"),
        "unsupported-target" => format!("Talkdesk doesn’t support {name}"),
        "nobody-deactivated" => "leavers stay active".to_owned(),
        _ => format!("{name} has an error"),
    }
}

/// `a`, `a and b`, `a, b, and c`; the first word begins with an uppercase letter
/// unless it is a name.
fn listed(parts: &[String]) -> String {
    let text = match parts {
        [] => String::new(),
        [one] => one.clone(),
        [one, other] => format!("{one}, and {other}"),
        [most @ .., last] => format!("{}, and {last}", most.join(", ")),
    };
    match text.strip_prefix("leavers") {
        Some(rest) => format!("Leavers{rest}"),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapping::{Row, Source};
    use crate::talkdesk::{ACTIVE, ROLES, USER_NAME};

    fn of(set: &MappingSet) -> Readiness {
        readiness(set, &SetEvaluation::of(set))
    }

    #[test]
    fn a_set_is_ready_once_it_is_evaluated() {
        let set = MappingSet::default();
        assert_eq!(of(&set), Readiness::Ready);
        let pending = SetEvaluation::pending();
        assert_eq!(readiness(&set, &pending), Readiness::Checking);
        let failed = SetEvaluation::failed("The worker stopped.".to_owned());
        assert!(matches!(readiness(&set, &failed), Readiness::NotChecked(_)));
    }

    #[test]
    fn errors_block_and_are_named() {
        let mut set = MappingSet::default();
        let _ = set.remove(USER_NAME);
        let blocked = of(&set);
        assert_eq!(blocked.fix_first().as_deref(), Some("Fix 1 issue first"));
        assert_eq!(
            blocked_text(blocked.blocking()),
            "userName isn’t mapped. You can’t get the steps, a schema file or a script until it’s fixed."
        );
        set.put(Row::new(ROLES, Source::Expression("Trim([x]".to_owned())));
        let blocked = of(&set);
        assert_eq!(blocked.fix_first().as_deref(), Some("Fix 2 issues first"));
        assert_eq!(
            blocked_text(blocked.blocking()),
            "userName isn’t mapped, and rolesString has an error. You can’t get the steps, a schema file or a script until both are fixed."
        );
        for target in ["title", "nickName"] {
            set.put(Row::new(target, Source::Direct("city".to_owned())));
        }
        assert_eq!(
            blocked_text(of(&set).blocking()),
            "userName isn’t mapped, rolesString has an error, Talkdesk doesn’t support title, and 1 more mapping has an error. You can’t get the steps, a schema file or a script until all are fixed."
        );
    }

    #[test]
    fn an_update_that_is_off_is_an_issue() {
        let mut set = MappingSet::default();
        set.operations.update = false;
        let blocked = of(&set);
        let [issue] = blocked.blocking() else {
            panic!("Update is off");
        };
        assert_eq!(
            (issue.target.as_str(), issue.headline.as_ref()),
            (ACTIVE, "Leavers stay active")
        );
        assert!(blocked_text(blocked.blocking()).starts_with("Leavers stay active. You can’t"));
    }

    #[test]
    fn two_errors_of_one_row_are_one_issue() {
        let mut set = MappingSet::default();
        set.rows
            .push(Row::new("Active", Source::Expression("(".to_owned())));
        assert_eq!(of(&set).blocking().len(), 1);
    }
}
