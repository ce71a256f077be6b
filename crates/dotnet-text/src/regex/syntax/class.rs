//! Character classes: `[a-z-[aeiou]]`, `\w`, `\p{IsGreek}`.

use super::blocks::block;
use crate::unicode::UnicodeCategories;

/// Units from the first to the last, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct UnitRange {
    pub(crate) first: u16,
    pub(crate) last: u16,
}

impl UnitRange {
    pub(crate) const fn new(first: u16, last: u16) -> Self {
        Self { first, last }
    }
}

/// A set of UTF-16 units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CharacterClass {
    pub(crate) negated: bool,
    /// Test the small letter of the unit in place of the unit.
    pub(crate) fold: bool,
    pub(crate) ranges: Vec<UnitRange>,
    /// Members are the units of these categories.
    pub(crate) categories: UnicodeCategories,
    /// Members are the units outside of each of these sets.
    pub(crate) excluded: Vec<UnicodeCategories>,
    pub(crate) white_space: bool,
    pub(crate) not_white_space: bool,
    pub(crate) subtracted: Option<Box<CharacterClass>>,
    /// Which of the first 128 units are members, one bit for each; the engine computes it.
    pub(crate) ascii: u128,
}

impl CharacterClass {
    /// An empty class; with `ignore_case`, units count as their small letters.
    pub(super) const fn new(ignore_case: bool) -> Self {
        Self {
            negated: false,
            fold: ignore_case,
            ranges: Vec::new(),
            categories: UnicodeCategories::NONE,
            excluded: Vec::new(),
            white_space: false,
            not_white_space: false,
            subtracted: None,
            ascii: 0,
        }
    }

    pub(super) fn add_range(&mut self, first: u16, last: u16) {
        self.ranges.push(UnitRange::new(first, last));
    }

    pub(super) fn add_categories(&mut self, categories: UnicodeCategories, inverse: bool) {
        if inverse {
            self.excluded.push(categories);
        } else {
            self.categories = self.categories.with(categories);
        }
    }

    /// Adds `\p{name}`; false when there is no such name. Where case is ignored, each of the three
    /// categories of cased letters means all three, as in .NET.
    pub(super) fn add_named(&mut self, name: &str, inverse: bool) -> bool {
        if let Some(mut categories) = UnicodeCategories::named(name) {
            let cased = [
                UnicodeCategories::UPPER,
                UnicodeCategories::LOWER,
                UnicodeCategories::TITLE,
            ];
            if self.fold && cased.contains(&categories) {
                categories = UnicodeCategories::CASED;
            }
            self.add_categories(categories, inverse);
            return true;
        }
        let Some((first, last)) = block(name) else {
            return false;
        };
        if !inverse {
            self.add_range(first, last);
            return true;
        }
        if first > 0 {
            self.add_range(0, first - 1);
        }
        if last < u16::MAX {
            self.add_range(last + 1, u16::MAX);
        }
        true
    }
}
