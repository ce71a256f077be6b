//! The tree of a pattern.

use super::class::CharacterClass;

/// What one UTF-16 unit must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum UnitMatcher {
    /// Exactly this unit.
    Exact(u16),
    /// A unit whose small letter is this one.
    Fold(u16),
    /// A member of a class.
    Class(Box<CharacterClass>),
    /// `.`: anything but a line feed.
    NotLineFeed,
    /// `.` with the option `s`.
    Any,
}

/// A place that matches without taking text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// `^` with the option `m`.
    LineStart,
    /// `$` with the option `m`.
    LineEnd,
    /// `\A`, or `^`.
    Start,
    /// `\Z`, or `$`: the end, or before a line feed that ends the text.
    EndOrFinalLineFeed,
    /// `\z`.
    End,
    /// `\b`.
    Boundary,
    /// `\B`.
    NotBoundary,
    /// `\G`: where the match before ended.
    Previous,
}

/// A part of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RegexAst {
    Empty,
    Unit(UnitMatcher),
    Anchor(Anchor),
    /// `\1`, `\k<name>`; the index of the group, and whether case is ignored.
    Backreference(usize, bool),
    /// A capturing group, by index.
    Capture(usize, Box<RegexAst>),
    /// `(?>…)`.
    Atomic(Box<RegexAst>),
    Look {
        behind: bool,
        negative: bool,
        inner: Box<RegexAst>,
    },
    /// `(?(1)yes|no)`.
    IfCaptured(usize, Box<RegexAst>, Box<RegexAst>),
    /// `(?(expression)yes|no)`; the condition takes no text.
    If(Box<RegexAst>, Box<RegexAst>, Box<RegexAst>),
    Concat(Vec<RegexAst>),
    Alternatives(Vec<RegexAst>),
    Repeat {
        min: u32,
        /// `u32::MAX` stands for no limit.
        max: u32,
        lazy: bool,
        inner: Box<RegexAst>,
    },
}
