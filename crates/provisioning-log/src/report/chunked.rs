//! Lists and texts that grow without being copied: what holds a million entries
//! must not be there twice whenever it grows.

const ITEMS: usize = 1 << 12;

/// Of one chunk of text. No text is longer.
const BYTES: usize = 1 << 20;

#[derive(Debug)]
pub(super) struct ChunkedVec<T> {
    chunks: Vec<Vec<T>>,
}

impl<T> Default for ChunkedVec<T> {
    fn default() -> Self {
        Self { chunks: Vec::new() }
    }
}

impl<T> ChunkedVec<T> {
    pub(super) fn len(&self) -> u32 {
        let len = match self.chunks.as_slice() {
            [] => 0,
            [whole @ .., last] => whole.len() * ITEMS + last.len(),
        };
        u32::try_from(len).unwrap_or(u32::MAX)
    }

    pub(super) fn push(&mut self, item: T) {
        match self.chunks.last_mut() {
            Some(last) if last.len() < ITEMS => last.push(item),
            Some(_) => {
                let mut chunk = Vec::with_capacity(ITEMS);
                chunk.push(item);
                self.chunks.push(chunk);
            }
            None => self.chunks.push(vec![item]),
        }
    }

    pub(super) fn get(&self, number: u32) -> Option<&T> {
        let number = number as usize;
        self.chunks.get(number / ITEMS)?.get(number % ITEMS)
    }

    pub(super) fn get_mut(&mut self, number: u32) -> Option<&mut T> {
        let number = number as usize;
        self.chunks.get_mut(number / ITEMS)?.get_mut(number % ITEMS)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.chunks.iter().flatten()
    }
}

/// Texts by their position.
#[derive(Debug, Default)]
pub(super) struct TextArena {
    chunks: Vec<String>,
}

impl TextArena {
    /// Appends texts; gives the position of the first.
    pub(super) fn add(&mut self, texts: &[&str]) -> u32 {
        let len: usize = texts.iter().map(|text| text.len()).sum();
        let fits = |last: &String| last.len() + len <= BYTES;
        if !self.chunks.last().is_some_and(fits) {
            self.chunks.push(String::with_capacity(BYTES));
        }
        let chunk = self.chunks.len() - 1;
        let Some(last) = self.chunks.last_mut() else {
            return u32::MAX;
        };
        let position = u32::try_from(chunk * BYTES + last.len()).unwrap_or(u32::MAX);
        for text in texts {
            last.push_str(text);
        }
        position
    }

    pub(super) fn get(&self, position: u32, start: usize, len: usize) -> &str {
        let (chunk, at) = (position as usize / BYTES, position as usize % BYTES);
        let text = self.chunks.get(chunk);
        let text = text.and_then(|chunk| chunk.get(at + start..at + start + len));
        text.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_lists() {
        let mut list = ChunkedVec::default();
        for number in 0..10_000_u32 {
            assert_eq!(list.len(), number);
            list.push(number);
        }
        assert!(list.iter().copied().eq(0..10_000));
        if let Some(item) = list.get_mut(5000) {
            *item = 7;
        }
        assert_eq!((list.get(5000), list.get(10_000)), (Some(&7), None));
    }

    #[test]
    fn texts_are_found_in_every_chunk() {
        let mut texts = TextArena::default();
        let words: Vec<String> = (0..300).map(|number| "é".repeat(number * 30)).collect();
        let positions: Vec<u32> = words.iter().map(|word| texts.add(&["ab", word])).collect();
        assert!(texts.chunks.len() > 2);
        for (position, word) in positions.iter().zip(&words) {
            assert_eq!(texts.get(*position, 2, word.len()), word);
        }
        assert_eq!(texts.get(u32::MAX, 0, 4), "");
    }
}
