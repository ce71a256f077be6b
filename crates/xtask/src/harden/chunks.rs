//! Which parts of the split program become one file.
//!
//! The splitting tool makes a part for every set of pages that share code,
//! most of them tiny. Each file costs a request, its name and its hash, so
//! parts are merged where that costs less than what a page then loads in vain.

use std::collections::{BTreeMap, BTreeSet};

/// A part of the program, or several that become one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunk {
    /// The parts, by their place in the list that was given.
    pub parts: Vec<usize>,
    /// The pages that need it.
    pub pages: BTreeSet<String>,
    /// Bytes of code and data.
    pub size: usize,
}

/// What a file costs beside its bytes, in bytes of code before they are
/// optimized and compressed.
const PER_FILE: usize = 6_000;

/// The pages that are the first that anybody sees, and how much more a byte of
/// them counts.
const FIRST_PAGES: [&str; 2] = ["start", "guide"];
const FIRST_PAGE_WEIGHT: usize = 10;

impl Chunk {
    fn cost(&self) -> usize {
        let weights = self.pages.iter().map(|page| weight(page));
        weights.sum::<usize>() * (self.size + PER_FILE)
    }

    fn merged(&self, other: &Self) -> Self {
        Self {
            parts: self.parts.iter().chain(&other.parts).copied().collect(),
            pages: self.pages.union(&other.pages).cloned().collect(),
            size: self.size + other.size,
        }
    }
}

fn weight(page: &str) -> usize {
    match FIRST_PAGES.contains(&page) {
        true => FIRST_PAGE_WEIGHT,
        false => 1,
    }
}

/// Merges parts, given by their size and with what each page needs, as long as
/// that makes all pages together cheaper.
pub fn plan(sizes: &[usize], pages: &BTreeMap<String, Vec<usize>>) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    for (part, size) in sizes.iter().enumerate() {
        let needed_by = pages.iter().filter(|(_, parts)| parts.contains(&part));
        chunks.push(Chunk {
            parts: vec![part],
            pages: needed_by.map(|(page, _)| page.clone()).collect(),
            size: *size,
        });
    }
    while let Some((at, other, merged)) = best_merge(&chunks) {
        let _ = chunks.swap_remove(other);
        chunks[at] = merged;
    }
    chunks
}

/// The two chunks whose merge saves most.
fn best_merge(chunks: &[Chunk]) -> Option<(usize, usize, Chunk)> {
    let mut best = None;
    let mut best_saving = 0;
    for (at, one) in chunks.iter().enumerate() {
        for (other_at, other) in chunks.iter().enumerate().skip(at + 1) {
            let merged = one.merged(other);
            let saving = (one.cost() + other.cost()).saturating_sub(merged.cost());
            if saving > best_saving {
                best_saving = saving;
                best = Some((at, other_at, merged));
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages(needed: &[(&str, &[usize])]) -> BTreeMap<String, Vec<usize>> {
        let pages = needed.iter();
        pages
            .map(|(page, parts)| ((*page).to_owned(), parts.to_vec()))
            .collect()
    }

    fn files(sizes: &[usize], pages: &BTreeMap<String, Vec<usize>>) -> Vec<Vec<usize>> {
        let chunks = plan(sizes, pages);
        let mut files: Vec<_> = chunks.into_iter().map(|chunk| chunk.parts).collect();
        files.iter_mut().for_each(|parts| parts.sort_unstable());
        files.sort();
        files
    }

    #[test]
    fn what_is_small_is_merged_and_what_is_large_is_not_loaded_in_vain() {
        let shared = pages(&[("a", &[0, 2]), ("b", &[1, 2])]);
        let large = 100 * PER_FILE;
        assert_eq!(
            files(&[large, large, large], &shared),
            [vec![0], vec![1], vec![2]]
        );
        assert_eq!(files(&[1, 1, 1], &shared), [vec![0, 1, 2]]);
        assert_eq!(files(&[large, large, 1], &shared).len(), 3);
        let same = pages(&[("a", &[0, 1]), ("b", &[2])]);
        assert_eq!(files(&[large, large, large], &same), [vec![0, 1], vec![2]]);
    }

    #[test]
    fn the_first_pages_load_less_in_vain() {
        let sizes = [9 * PER_FILE, 9 * PER_FILE / 10];
        let of = |page: &str| pages(&[(page, &[0]), ("b", &[0, 1])]);
        assert_eq!(files(&sizes, &of("a")), [vec![0, 1]]);
        assert_eq!(files(&sizes, &of("start")), [vec![0], vec![1]]);
    }
}
