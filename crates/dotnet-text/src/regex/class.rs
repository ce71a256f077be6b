//! Character classes: `[a-z-[aeiou]]`, `\w`, `\p{IsGreek}`.

use std::sync::OnceLock;

use super::blocks::block;
use crate::unicode::{Categories, is_white_space, lower_unit};

/// Units from the first to the last, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) first: u16,
    pub(super) last: u16,
}

impl Range {
    pub(super) const fn new(first: u16, last: u16) -> Self {
        Self { first, last }
    }
}

/// A set of UTF-16 units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Class {
    negated: bool,
    /// Test the small letter of the unit in place of the unit.
    fold: bool,
    ranges: Vec<Range>,
    /// Members are the units of these categories.
    categories: Categories,
    /// Members are the units outside of each of these sets.
    excluded: Vec<Categories>,
    white_space: bool,
    not_white_space: bool,
    subtracted: Option<Box<Class>>,
    /// The answer for the first 128 units.
    ascii: u128,
}

impl Class {
    pub(super) const fn new() -> Self {
        Self {
            negated: false,
            fold: false,
            ranges: Vec::new(),
            categories: Categories::NONE,
            excluded: Vec::new(),
            white_space: false,
            not_white_space: false,
            subtracted: None,
            ascii: 0,
        }
    }

    pub(super) const fn negate(&mut self) {
        self.negated = true;
    }

    pub(super) fn add_range(&mut self, first: u16, last: u16) {
        self.ranges.push(Range::new(first, last));
    }

    pub(super) fn add_categories(&mut self, categories: Categories, inverse: bool) {
        if inverse {
            self.excluded.push(categories);
        } else {
            self.categories = self.categories.with(categories);
        }
    }

    pub(super) const fn add_white_space(&mut self, inverse: bool) {
        if inverse {
            self.not_white_space = true;
        } else {
            self.white_space = true;
        }
    }

    /// Adds `\p{name}`; false when there is no such name. With `fold`, each of the three
    /// categories of cased letters means all three, as in .NET.
    pub(super) fn add_named(&mut self, name: &str, inverse: bool, fold: bool) -> bool {
        if let Some(mut categories) = Categories::named(name) {
            let cased = [Categories::UPPER, Categories::LOWER, Categories::TITLE];
            if fold && cased.contains(&categories) {
                categories = Categories::CASED;
            }
            self.add_categories(categories, inverse);
            return true;
        }
        let Some(Range { first, last }) = block(name) else {
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

    pub(super) fn subtract(&mut self, other: Self) {
        self.subtracted = Some(Box::new(other));
    }

    /// The class with everything computed that tests need. With `fold`, the small letters of all
    /// members are members.
    pub(super) fn finish(mut self, fold: bool) -> Self {
        self.merge();
        if fold {
            self.fold = true;
            let mut small: Vec<Range> = case_pairs()
                .iter()
                .filter(|(unit, _)| self.in_ranges(*unit))
                .map(|(_, folded)| Range::new(*folded, *folded))
                .collect();
            self.ranges.append(&mut small);
            self.merge();
        }
        for unit in 0..128_u16 {
            if self.compute(unit) {
                self.ascii |= 1 << unit;
            }
        }
        self
    }

    fn merge(&mut self) {
        self.ranges.sort_unstable_by_key(|range| range.first);
        let mut merged: Vec<Range> = Vec::with_capacity(self.ranges.len());
        for range in &self.ranges {
            match merged.last_mut() {
                Some(last) if range.first <= last.last.saturating_add(1) => {
                    last.last = last.last.max(range.last);
                }
                _ => merged.push(*range),
            }
        }
        self.ranges = merged;
    }

    /// Whether the unit is a member.
    pub(super) fn has(&self, unit: u16) -> bool {
        if unit < 128 {
            return self.ascii & (1 << unit) != 0;
        }
        self.compute(unit)
    }

    /// Which of the first 128 units are members, one bit for each.
    pub(super) const fn ascii(&self) -> u128 {
        self.ascii
    }

    fn compute(&self, unit: u16) -> bool {
        let unit = if self.fold { lower_unit(unit) } else { unit };
        self.has_plainly(unit) != self.negated
            && !self
                .subtracted
                .as_ref()
                .is_some_and(|class| class.compute(unit))
    }

    fn in_ranges(&self, unit: u16) -> bool {
        let at = self.ranges.partition_point(|range| range.last < unit);
        self.ranges.get(at).is_some_and(|range| range.first <= unit)
    }

    fn has_plainly(&self, unit: u16) -> bool {
        if self.in_ranges(unit) {
            return true;
        }
        if !self.categories.is_empty() && self.categories.has(unit) {
            return true;
        }
        if self.excluded.iter().any(|categories| !categories.has(unit)) {
            return true;
        }
        (self.white_space && is_white_space(unit))
            || (self.not_white_space && !is_white_space(unit))
    }
}

/// All units that have another small letter, with that letter.
fn case_pairs() -> &'static [(u16, u16)] {
    static PAIRS: OnceLock<Vec<(u16, u16)>> = OnceLock::new();
    PAIRS.get_or_init(|| {
        (0..=u16::MAX)
            .map(|unit| (unit, lower_unit(unit)))
            .filter(|(unit, folded)| unit != folded)
            .collect()
    })
}
