//! One line of the table of causes.

use super::operation::Operation;
use super::phrases::PhrasesFound;
use super::{CauseConfidence, CauseKind};
use crate::facts::ErrorFacts;

/// What a failure must have for a cause. A list that is empty is no condition;
/// of others, one item must apply.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rule {
    pub kind: CauseKind,
    pub confidence: CauseConfidence,
    /// Statuses of the target's response.
    pub status: &'static [u16],
    /// Whether a failure without a status applies too.
    pub without_status: bool,
    pub operation: &'static [Operation],
    pub scim_type: &'static [&'static str],
    /// Phrases of the target, in lower case.
    pub says: &'static [&'static str],
    /// Further phrases, one of which must be there too.
    pub and: &'static [&'static str],
    /// Phrases that must not be there.
    pub except: &'static [&'static str],
    /// A condition that is not about phrases.
    pub if_so: Option<fn(&ErrorFacts<'_>) -> bool>,
}

/// What is looked at, prepared once for all rules.
pub(super) struct RuleInput<'f, 'a> {
    pub facts: &'f ErrorFacts<'a>,
    /// Inside the message, or what the code implies.
    pub status: Option<u16>,
    pub operation: Operation,
    /// What the target says, or else the whole message.
    pub phrases: PhrasesFound,
}

impl Rule {
    pub(super) const fn new(kind: CauseKind, confidence: CauseConfidence) -> Rule {
        Rule {
            kind,
            confidence,
            status: &[],
            without_status: true,
            operation: &[],
            scim_type: &[],
            says: &[],
            and: &[],
            except: &[],
            if_so: None,
        }
    }

    pub(super) fn applies(&self, input: &RuleInput<'_, '_>) -> bool {
        let status = match input.status {
            Some(status) => self.status.is_empty() || self.status.contains(&status),
            None => self.without_status,
        };
        status
            && (self.operation.is_empty() || self.operation.contains(&input.operation))
            && self.scim_type_applies(input.facts)
            && (self.says.is_empty() || input.phrases.any(self.says))
            && (self.and.is_empty() || input.phrases.any(self.and))
            && !input.phrases.any(self.except)
            && self.if_so.is_none_or(|if_so| if_so(input.facts))
    }

    fn scim_type_applies(&self, facts: &ErrorFacts<'_>) -> bool {
        let same = |kind: &str| {
            self.scim_type
                .iter()
                .any(|other| other.eq_ignore_ascii_case(kind.trim()))
        };
        self.scim_type.is_empty() || facts.scim_type.as_deref().is_some_and(same)
    }

    pub(super) fn phrases(&self) -> impl Iterator<Item = &'static str> {
        let lists = [self.says, self.and, self.except];
        lists.into_iter().flat_map(|list| list.iter().copied())
    }
}
