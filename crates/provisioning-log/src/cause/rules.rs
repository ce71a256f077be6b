//! The table of causes: action × status × scimType × what the target says. The
//! first rule that applies counts, so what is specific comes first.

mod access;
mod change;
mod matching;
mod status;
mod values;

use super::operation::PATCH_WORDS;
use super::rule::Rule;

/// Rules in their order.
pub(super) fn all() -> impl Iterator<Item = &'static Rule> {
    access::RULES
        .iter()
        .chain(change::RULES)
        .chain(matching::RULES)
        .chain(values::RULES)
        .chain(status::RULES)
}

/// All phrases that are looked for.
pub(super) fn all_phrases() -> impl Iterator<Item = &'static str> {
    all().flat_map(Rule::phrases).chain(PATCH_WORDS)
}
