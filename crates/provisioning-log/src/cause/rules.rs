//! The table of causes: action × status × scimType × what the target says. The
//! first rule that applies counts, so what is specific comes first.

mod access;
mod change;
mod matching;
mod status;
mod values;

use std::sync::LazyLock;

use super::operation::PATCH_WORDS;
use super::phrases::{PhraseIndex, PhrasesFound};
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

static PHRASES: LazyLock<PhraseIndex> = LazyLock::new(|| {
    let phrases = all().flat_map(Rule::phrases);
    PhraseIndex::of(phrases.chain(PATCH_WORDS))
});

/// The phrases of all rules that are in a text.
pub(super) fn phrases_in(text: &str) -> PhrasesFound {
    PHRASES.find(text)
}
