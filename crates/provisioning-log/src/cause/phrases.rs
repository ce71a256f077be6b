//! Finds all phrases of the rules in a text, in one pass.
//!
//! A phrase begins where a word of the text begins, and ends anywhere, so that
//! `already exist` is in "already exists" and `role` is not in "console".

use crate::scim_error::start_of;

/// In bytes.
const MAX_TEXT: usize = 2_000;

pub(super) struct PhraseIndex {
    /// In order.
    phrases: Vec<&'static str>,
    /// By the first byte, where its phrases are.
    by_first_byte: Vec<(usize, usize)>,
}

/// The phrases that are in a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct PhrasesFound(Vec<&'static str>);

impl PhraseIndex {
    pub(super) fn of(phrases: impl Iterator<Item = &'static str>) -> PhraseIndex {
        let mut phrases: Vec<&'static str> = phrases.collect();
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
    }

    pub(super) fn find(&self, text: &str) -> PhrasesFound {
        let text = start_of(text, MAX_TEXT)
            .replace('’', "'")
            .to_ascii_lowercase();
        let mut found: Vec<&'static str> = Vec::new();
        let mut before = b' ';
        for (at, byte) in text.bytes().enumerate() {
            let begins_word = !before.is_ascii_alphanumeric();
            before = byte;
            if !begins_word {
                continue;
            }
            let range = self.by_first_byte.get(usize::from(byte)).copied();
            let (start, end) = range.unwrap_or_default();
            let rest = text.as_bytes().get(at..).unwrap_or_default();
            let phrases = self.phrases.get(start..end).unwrap_or_default();
            for phrase in phrases {
                if rest.starts_with(phrase.as_bytes()) && !found.contains(phrase) {
                    found.push(phrase);
                }
            }
        }
        PhrasesFound(found)
    }
}

impl PhrasesFound {
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
        let index = PhraseIndex::of(["already exist", "can't be changed"].into_iter());
        for (text, expected) in cases {
            assert_eq!(index.find(text).any(&["already exist"]), expected, "{text}");
        }
        assert!(index.find("It can’t be changed").any(&["can't be changed"]));
    }
}
