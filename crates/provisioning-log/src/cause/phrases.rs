//! Finds all phrases of the rules in a text, in one pass.
//!
//! A phrase begins where a word of the text begins, and ends anywhere, so that
//! `already exist` is in "already exists" and `role` is not in "console".

use std::sync::LazyLock;

use super::rules::all_phrases;
use crate::scim_error::start_of;

/// In bytes.
const MAX_TEXT: usize = 2_000;

struct PhraseIndex {
    /// In order.
    phrases: Vec<&'static str>,
    /// By the first byte, where its phrases are.
    by_first_byte: Vec<(usize, usize)>,
}

static INDEX: LazyLock<PhraseIndex> = LazyLock::new(|| {
    let mut phrases: Vec<&'static str> = all_phrases().collect();
    phrases.sort_unstable();
    phrases.dedup();
    let by_first_byte = (0..=u8::MAX)
        .map(|byte| {
            let first = |phrase: &&str| phrase.as_bytes().first().copied().unwrap_or_default();
            let start = phrases.partition_point(|phrase| first(phrase) < byte);
            let end = phrases.partition_point(|phrase| first(phrase) <= byte);
            (start, end)
        })
        .collect();
    PhraseIndex {
        phrases,
        by_first_byte,
    }
});

/// The phrases that are in a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct PhrasesFound(Vec<&'static str>);

impl PhrasesFound {
    pub(super) fn of(text: &str) -> PhrasesFound {
        let text = start_of(text, MAX_TEXT)
            .replace('’', "'")
            .to_ascii_lowercase();
        let index = &*INDEX;
        let mut found: Vec<&'static str> = Vec::new();
        let mut before = b' ';
        for (at, byte) in text.bytes().enumerate() {
            let begins_word = !before.is_ascii_alphanumeric();
            before = byte;
            if !begins_word {
                continue;
            }
            let range = index.by_first_byte.get(usize::from(byte)).copied();
            let (start, end) = range.unwrap_or_default();
            let rest = text.as_bytes().get(at..).unwrap_or_default();
            let phrases = index.phrases.get(start..end).unwrap_or_default();
            for phrase in phrases {
                if rest.starts_with(phrase.as_bytes()) && !found.contains(phrase) {
                    found.push(phrase);
                }
            }
        }
        PhrasesFound(found)
    }

    /// Whether one of these is in the text.
    pub(super) fn any(&self, phrases: &[&str]) -> bool {
        self.0.iter().any(|found| phrases.contains(found))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_begin_with_a_word() {
        let cases = [
            ("User already exists", true),
            ("ALREADY EXISTS", true),
            ("already existing", true),
            ("not-already exists", true),
            ("xalready exists", false),
            ("already  exists", false),
            ("", false),
        ];
        for (text, expected) in cases {
            assert_eq!(
                PhrasesFound::of(text).any(&["already exist"]),
                expected,
                "{text}"
            );
        }
        assert!(PhrasesFound::of("It can’t be changed").any(&["can't be changed"]));
    }
}
