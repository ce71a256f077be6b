//! The tree of a pattern.

use super::class::Class;

/// What one UTF-16 unit must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unit {
    /// Exactly this unit.
    Exact(u16),
    /// A unit whose small letter is this one.
    Fold(u16),
    /// A member of a class.
    Class(Box<Class>),
    /// `.`: anything but a line feed.
    NotLineFeed,
    /// `.` with the option `s`.
    Any,
}

/// A place that matches without taking text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
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
pub(super) enum Ast {
    Empty,
    Unit(Unit),
    Anchor(Anchor),
    /// `\1`, `\k<name>`; the index of the group, and whether case is ignored.
    Backreference(usize, bool),
    /// A capturing group, by index.
    Capture(usize, Box<Ast>),
    /// `(?>…)`.
    Atomic(Box<Ast>),
    Look {
        behind: bool,
        negative: bool,
        inner: Box<Ast>,
    },
    /// `(?(1)yes|no)`.
    IfCaptured(usize, Box<Ast>, Box<Ast>),
    /// `(?(expression)yes|no)`; the condition takes no text.
    If(Box<Ast>, Box<Ast>, Box<Ast>),
    Concat(Vec<Ast>),
    Alternatives(Vec<Ast>),
    Repeat {
        min: u32,
        /// `u32::MAX` stands for no limit.
        max: u32,
        lazy: bool,
        inner: Box<Ast>,
    },
}

/// A pattern that was understood.
#[derive(Debug)]
pub(super) struct Pattern {
    pub(super) ast: Ast,
    /// The .NET number of each group, ascending; the first is 0, the whole match.
    pub(super) numbers: Vec<u32>,
    /// Name of a group and its index in `numbers`.
    pub(super) names: Vec<(String, usize)>,
}
