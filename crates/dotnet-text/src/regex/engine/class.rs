//! Which units belong to a class of characters.

use std::sync::OnceLock;

use crate::regex::syntax::class::{CharacterClass, UnitRange};
use crate::unicode::{is_white_space, lower_unit};

impl CharacterClass {
    /// The class with everything computed that [`Class::has`] needs. Where case is ignored, the
    /// small letters of all members become members.
    pub(super) fn prepared(&self) -> Self {
        let mut class = self.clone();
        class.prepare();
        class
    }

    fn prepare(&mut self) {
        self.merge();
        if let Some(subtracted) = &mut self.subtracted {
            subtracted.prepare();
        }
        if self.fold {
            let mut small: Vec<UnitRange> = case_pairs()
                .iter()
                .filter(|(unit, _)| self.in_ranges(*unit))
                .map(|(_, folded)| UnitRange::new(*folded, *folded))
                .collect();
            self.ranges.append(&mut small);
            self.merge();
        }
        for unit in 0..128_u16 {
            if self.compute(unit) {
                self.ascii |= 1 << unit;
            }
        }
    }

    fn merge(&mut self) {
        self.ranges.sort_unstable_by_key(|range| range.first);
        let mut merged: Vec<UnitRange> = Vec::with_capacity(self.ranges.len());
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

    pub(super) fn has(&self, unit: u16) -> bool {
        if unit < 128 {
            return self.ascii & (1 << unit) != 0;
        }
        self.compute(unit)
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
