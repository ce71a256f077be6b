//! What the matcher asks about single units of the text.

use crate::regex::syntax::ast::{Anchor, UnitMatcher};
use crate::unicode::{UnicodeCategories, lower_unit};

pub(super) trait CodeUnits {
    fn len(&self) -> usize;
    /// The unit at an index below the length.
    fn at(&self, index: usize) -> u16;
}

/// ASCII: every byte is a unit.
impl CodeUnits for [u8] {
    fn len(&self) -> usize {
        self.len()
    }

    fn at(&self, index: usize) -> u16 {
        u16::from(self[index])
    }
}

impl CodeUnits for [u16] {
    fn len(&self) -> usize {
        self.len()
    }

    fn at(&self, index: usize) -> u16 {
        self[index]
    }
}

impl UnitMatcher {
    fn has(&self, unit: u16) -> bool {
        match self {
            Self::Exact(wanted) => unit == *wanted,
            Self::Fold(wanted) => lower_unit(unit) == *wanted,
            Self::Class(class) => class.has(unit),
            Self::NotLineFeed => unit != u16::from(b'\n'),
            Self::Any => true,
        }
    }
}

/// Whether two units are the same, perhaps but for their case.
pub(super) fn same(one: u16, other: u16, fold: bool) -> bool {
    one == other || (fold && lower_unit(one) == lower_unit(other))
}

/// The place behind one unit, when it is as wanted.
pub(super) fn take<U: CodeUnits + ?Sized>(
    text: &U,
    unit: &UnitMatcher,
    at: usize,
    back: bool,
) -> Option<usize> {
    if back {
        let position = at.checked_sub(1)?;
        return unit.has(text.at(position)).then_some(position);
    }
    (at < text.len() && unit.has(text.at(at))).then_some(at + 1)
}

/// The place behind as many units as possible, up to `limit`.
pub(super) fn run_of<U: CodeUnits + ?Sized>(
    text: &U,
    unit: &UnitMatcher,
    mut at: usize,
    limit: u32,
    back: bool,
) -> usize {
    for _ in 0..limit {
        match take(text, unit, at, back) {
            Some(position) => at = position,
            None => break,
        }
    }
    at
}

/// Whether an anchor holds at a place.
pub(super) fn holds<U: CodeUnits + ?Sized>(
    text: &U,
    anchor: Anchor,
    at: usize,
    previous: usize,
) -> bool {
    const LINE_FEED: u16 = b'\n' as u16;
    let end = text.len();
    match anchor {
        Anchor::LineStart => at == 0 || text.at(at - 1) == LINE_FEED,
        Anchor::LineEnd => at == end || text.at(at) == LINE_FEED,
        Anchor::Start => at == 0,
        Anchor::EndOrFinalLineFeed => at == end || (at + 1 == end && text.at(at) == LINE_FEED),
        Anchor::End => at == end,
        Anchor::Boundary | Anchor::NotBoundary => {
            let before = at > 0 && is_word(text.at(at - 1));
            let after = at < end && is_word(text.at(at));
            (before != after) == (anchor == Anchor::Boundary)
        }
        Anchor::Previous => at == previous,
    }
}

/// Whether `\b` takes the unit for a part of a word: `\w`, and the two joiners.
fn is_word(unit: u16) -> bool {
    UnicodeCategories::WORD.has(unit) || matches!(unit, 0x200C | 0x200D)
}
