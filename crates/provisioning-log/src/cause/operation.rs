//! What Entra was doing when it failed.

use super::phrases::PhrasesFound;
use crate::facts::{ErrorFacts, ProvisioningAction, RequestMethod, StepType};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operation {
    /// GET of a user by the matching attribute.
    Search,
    Create,
    /// PATCH, also of `active`.
    Change,
    Delete,
    Unknown,
}

pub(super) const PATCH_WORDS: [&str; 3] = ["patch", "patchop", "operations.op"];

impl Operation {
    /// By the method, which is surer than the action of the whole entry.
    pub(super) fn of(facts: &ErrorFacts<'_>, found: &PhrasesFound) -> Operation {
        use ProvisioningAction as Action;
        match (facts.method, facts.action) {
            (Some(RequestMethod::Get), _) => Self::Search,
            (Some(RequestMethod::Post), _) => Self::Create,
            (Some(RequestMethod::Patch | RequestMethod::Put), _) => Self::Change,
            (Some(RequestMethod::Delete), _) => Self::Delete,
            (None, _) if facts.filter.is_some() => Self::Search,
            (None, _) if facts.step == Some(StepType::Matching) => Self::Search,
            (None, Some(Action::Create)) => Self::Create,
            (None, Some(Action::Update | Action::Disable | Action::StagedDelete)) => Self::Change,
            (None, Some(Action::Delete)) => Self::Delete,
            (None, Some(Action::Other) | None) if found.any(&PATCH_WORDS) => Self::Change,
            (None, Some(Action::Other) | None) => Self::Unknown,
        }
    }
}
