//! Lists and texts that grow without being copied: what holds a million users or
//! entries must not be there twice whenever it grows.

/// How many items stand in one chunk.
const ITEMS: usize = 1 << 12;

/// How many bytes of text stand in one chunk. No text is longer.
const BYTES: usize = 1 << 20;

#[derive(Debug)]
pub struct ChunkedVec<T> {
    chunks: Vec<Vec<T>>,
}

impl<T> Default for ChunkedVec<T> {
    fn default() -> Self {
        Self { chunks: Vec::new() }
    }
}

impl<T> ChunkedVec<T> {
    pub fn len(&self) -> usize {
        match self.chunks.as_slice() {
            [] => 0,
            [whole @ .., last] => whole.len() * ITEMS + last.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.chunks.is_empty()
    }

    /// The number of the next item.
    pub fn next_number(&self) -> u32 {
        u32::try_from(self.len()).unwrap_or(u32::MAX)
    }

    /// Puts an item at the end; gives its number.
    pub fn push(&mut self, item: T) -> u32 {
        let number = self.next_number();
        match self.chunks.last_mut() {
            Some(last) if last.len() < ITEMS => last.push(item),
            Some(_) => {
                let mut chunk = Vec::with_capacity(ITEMS);
                chunk.push(item);
                self.chunks.push(chunk);
            }
            // A short list takes what it needs.
            None => self.chunks.push(vec![item]),
        }
        number
    }

    pub fn get(&self, number: u32) -> Option<&T> {
        let number = number as usize;
        self.chunks.get(number / ITEMS)?.get(number % ITEMS)
    }

    pub fn get_mut(&mut self, number: u32) -> Option<&mut T> {
        let number = number as usize;
        self.chunks.get_mut(number / ITEMS)?.get_mut(number % ITEMS)
    }

    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.chunks.iter().flatten()
    }

    pub fn from(&self, number: u32) -> impl Iterator<Item = (u32, &T)> {
        let first = number as usize / ITEMS;
        let chunks = self.chunks.get(first..).unwrap_or_default();
        let start = u32::try_from(first * ITEMS).unwrap_or(u32::MAX);
        let all = (start..).zip(chunks.iter().flatten());
        all.skip(number as usize % ITEMS)
    }
}

#[derive(Debug, Default)]
pub struct TextArena {
    chunks: Vec<String>,
    bytes: usize,
}

impl TextArena {
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Puts a text in; gives its position.
    pub fn add(&mut self, text: &str) -> u32 {
        self.add_parts(&[&text[..text.floor_char_boundary(BYTES)]])
    }

    /// Puts the parts of a text in, which have less than a chunk together; gives
    /// the position of the first.
    pub fn add_parts(&mut self, parts: &[&str]) -> u32 {
        let len: usize = parts.iter().map(|part| part.len()).sum();
        let fits = |last: &String| last.len() + len <= BYTES;
        if !self.chunks.last().is_some_and(fits) {
            self.chunks.push(String::with_capacity(BYTES));
        }
        let chunk = self.chunks.len() - 1;
        let Some(last) = self.chunks.last_mut() else {
            return u32::MAX;
        };
        // An empty text at the end of a chunk is found at the next one's start.
        let position = u32::try_from(chunk * BYTES + last.len()).unwrap_or(u32::MAX);
        for part in parts {
            last.push_str(part);
        }
        self.bytes += len;
        position
    }

    /// The text at a position that has so many bytes.
    #[inline]
    pub fn get(&self, position: u32, bytes: usize) -> &str {
        let (chunk, start) = (position as usize / BYTES, position as usize % BYTES);
        let text = self.chunks.get(chunk);
        let text = text.and_then(|chunk| chunk.get(start..start + bytes));
        text.unwrap_or_default()
    }

    /// The text at a position up to the position of the next text.
    pub fn between(&self, position: u32, next: Option<u32>) -> &str {
        let (chunk, start) = (position as usize / BYTES, position as usize % BYTES);
        let text = self.chunks.get(chunk).map_or("", String::as_str);
        let next = next.map(|next| next as usize);
        let end = match next.filter(|next| next / BYTES == chunk) {
            Some(next) => next % BYTES,
            None => text.len(),
        };
        text.get(start..end).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_lists() {
        let mut list = ChunkedVec::default();
        assert!(list.is_empty() && list.from(0).next().is_none());
        for number in 0..10_000_u32 {
            assert_eq!(list.push(number), number);
        }
        assert_eq!(list.len(), 10_000);
        assert!(list.iter().copied().eq(0..10_000));
        for start in [0, 1, 4095, 4096, 9999, 10_000, 20_000] {
            let expected = (start..10_000).map(|number| (number, number));
            let found = list.from(start).map(|(number, item)| (number, *item));
            assert!(found.eq(expected), "{start}");
        }
        *list.get_mut(5000).unwrap() = 7;
        assert_eq!((list.get(5000), list.get(10_000)), (Some(&7), None));
    }

    #[test]
    fn texts_are_found_again_in_every_chunk() {
        let mut texts = TextArena::default();
        let words: Vec<_> = (0..200).map(|number| "é".repeat(number * 60)).collect();
        let positions: Vec<_> = words.iter().map(|word| texts.add(word)).collect();
        assert!(texts.chunks.len() > 2);
        for (at, word) in words.iter().enumerate() {
            assert_eq!(texts.get(positions[at], word.len()), word);
            let next = positions.get(at + 1).copied();
            assert_eq!(texts.between(positions[at], next), word);
        }
        let long = "é".repeat(BYTES);
        let position = texts.add(&long);
        assert_eq!(texts.between(position, None).len(), BYTES);
        assert_eq!(texts.get(u32::MAX, 4), "");
        let position = texts.add_parts(&["ab", "", "é"]);
        assert_eq!(texts.get(position, 4), "abé");
        assert_eq!(texts.get(position + 2, 2), "é");
    }
}
