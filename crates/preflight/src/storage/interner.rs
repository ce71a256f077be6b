//! Many short texts in little memory.

use super::first_index::{HashIndex, hash_folded};
use provisioning::chunked::{ChunkedVec, TextArena};

/// Texts by their number, up to a limit.
#[derive(Debug, Default)]
pub(crate) struct Interner {
    texts: TextArena,
    starts: ChunkedVec<u32>,
    /// Those that are held once, however often they come.
    once: HashIndex,
}

/// How many bytes beside its own each text takes, roughly: its position here and
/// in a table.
const BESIDE: usize = 24;

impl Interner {
    /// How many bytes are held, roughly.
    pub(crate) fn bytes(&self) -> usize {
        self.texts.bytes() + self.starts.len() * BESIDE
    }

    pub(crate) fn add(&mut self, text: &str) -> u32 {
        self.starts.push(self.texts.add(text))
    }

    /// Puts a text in that may be in it already.
    pub(crate) fn once(&mut self, text: &str) -> u32 {
        let hash = hash_folded(text);
        let known = self.once.find(hash, |number| self.get(number) == text);
        known.unwrap_or_else(|| {
            let number = self.add(text);
            self.once.insert(hash, number);
            number
        })
    }

    pub(crate) fn get(&self, number: u32) -> &str {
        let Some(start) = self.starts.get(number) else {
            return "";
        };
        let next = self.starts.get(number.saturating_add(1));
        self.texts.between(*start, next.copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_by_their_number_and_stored_once() {
        let mut pool = Interner::default();
        let numbers = ["Agent", "", "Lead", "é"].map(|text| pool.add(text));
        let texts = numbers.map(|number| pool.get(number));
        assert_eq!(texts, ["Agent", "", "Lead", "é"]);
        assert_eq!(pool.get(9), "");
        for number in 0..5000 {
            let text = format!("Role {}", number % 50);
            let interned = pool.once(&text);
            assert_eq!(pool.get(interned), text);
            assert_eq!(interned, 4 + number % 50);
        }
        // What differs by case is another text.
        assert_eq!(pool.once("role 1"), 54);
        assert_eq!(pool.starts.len(), 55);
    }
}
