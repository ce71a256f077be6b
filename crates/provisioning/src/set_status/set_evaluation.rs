//! What evaluating the mapping set shows, as far as the worker has answered.

use crate::diagnostics::MappingDiagnostic;
use crate::mapping::MappingSet;

/// What is known of a set. Until [`SetEvaluation::is_complete`], a set that has no
/// diagnostic is not known to be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetEvaluation {
    diagnostics: Vec<MappingDiagnostic>,
    state: State,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    /// The whole set was evaluated.
    Complete,
    /// An earlier set was evaluated; these targets have not changed since.
    Partial(Vec<String>),
    /// The set could not be evaluated, with why.
    Failed(String),
}

impl SetEvaluation {
    /// Nothing is known yet.
    pub fn pending() -> Self {
        Self {
            diagnostics: Vec::new(),
            state: State::Partial(Vec::new()),
        }
    }

    /// The set could not be evaluated.
    pub fn failed(why: String) -> Self {
        Self {
            diagnostics: Vec::new(),
            state: State::Failed(why),
        }
    }

    /// What the evaluation of one set says about another, which may have been
    /// edited since: it holds for rows that are still the same.
    pub fn carried_over(
        evaluated: &MappingSet,
        diagnostics: &[MappingDiagnostic],
        set: &MappingSet,
    ) -> Self {
        if evaluated == set {
            return Self {
                diagnostics: diagnostics.to_vec(),
                state: State::Complete,
            };
        }
        let is_same = |target: &str| {
            evaluated.operations == set.operations && evaluated.row(target) == set.row(target)
        };
        let same = set.rows.iter().map(|row| &row.target);
        let same: Vec<String> = same.filter(|name| is_same(name)).cloned().collect();
        Self {
            diagnostics: diagnostics
                .iter()
                .filter(|one| is_same(&one.target))
                .cloned()
                .collect(),
            state: State::Partial(same),
        }
    }

    /// The same with what the users of a file show. What both say is said once.
    pub fn with(mut self, others: &[MappingDiagnostic]) -> Self {
        let is_known = |one: &MappingDiagnostic, own: &[MappingDiagnostic]| {
            own.iter()
                .any(|own| own.target == one.target && own.code == one.code)
        };
        for other in others {
            if !is_known(other, &self.diagnostics) {
                self.diagnostics.push(other.clone());
            }
        }
        self
    }

    /// What the evaluation shows.
    pub fn diagnostics(&self) -> &[MappingDiagnostic] {
        &self.diagnostics
    }

    /// Whether the whole set was evaluated.
    pub fn is_complete(&self) -> bool {
        self.state == State::Complete
    }

    /// Whether the row of a target was evaluated as it is now.
    pub fn covers(&self, target: &str) -> bool {
        match &self.state {
            State::Complete => true,
            State::Partial(same) => same.iter().any(|name| name == target),
            State::Failed(_) => false,
        }
    }

    /// Why the set could not be evaluated.
    pub fn failure(&self) -> Option<&str> {
        match &self.state {
            State::Failed(why) => Some(why),
            State::Complete | State::Partial(_) => None,
        }
    }

    /// What the worker answers for a set.
    pub fn of(set: &MappingSet) -> Self {
        let found = crate::set_diagnostics::evaluate_samples(set, 0);
        Self::carried_over(set, &found, set)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapping::{Row, Source};
    use crate::set_diagnostics::keys_never_match;
    use crate::talkdesk::{ACTIVE, USER_NAME};

    #[test]
    fn what_a_file_shows_is_added_once() {
        let mut set = MappingSet::default();
        set.put(Row::new(ACTIVE, Source::Constant("False".to_owned())));
        let keys = keys_never_match(ACTIVE, "city", &["x".to_owned()], &[]);
        let file = [
            SetEvaluation::of(&set).diagnostics()[0].clone(),
            keys.clone(),
        ];
        let both = SetEvaluation::of(&set).with(&file);
        assert_eq!(both.diagnostics()[1..], [keys]);
        assert!(both.is_complete());
    }

    #[test]
    fn an_edit_keeps_what_is_known_of_the_other_rows() {
        let mut set = MappingSet::default();
        set.put(Row::new(ACTIVE, Source::Constant("True".to_owned())));
        let found = crate::set_diagnostics::evaluate_samples(&set, 0);
        assert_eq!(found.len(), 1);
        let mut edited = set.clone();
        edited.put(Row::new(USER_NAME, Source::Direct("mail".to_owned())));
        let carried = SetEvaluation::carried_over(&set, &found, &edited);
        assert_eq!(carried.diagnostics(), found);
        assert!(carried.covers(ACTIVE) && !carried.covers(USER_NAME));
        assert!(!carried.is_complete());
        edited.operations.update = false;
        let carried = SetEvaluation::carried_over(&set, &found, &edited);
        assert_eq!(carried.diagnostics(), []);
        assert!(!carried.covers(ACTIVE));
        assert!(SetEvaluation::carried_over(&set, &found, &set).is_complete());
        assert!(!SetEvaluation::failed(String::new()).covers(ACTIVE));
    }
}
