//! Why a pattern cannot be used.

use std::fmt;

/// A pattern that .NET refuses, or that this implementation cannot honour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegexParseError {
    /// What is wrong.
    pub kind: RegexErrorKind,
    /// Where in the pattern, in UTF-16 units from its start.
    pub at: usize,
}

/// What is wrong with a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegexErrorKind {
    /// `(` without `)`.
    MissingParenthesis,
    /// `)` without `(`.
    StrayParenthesis,
    /// `[` without `]`.
    UnterminatedClass,
    /// `[z-a]`.
    ReversedRange,
    /// `[a-\d]`.
    ClassInRange,
    /// `[a-z-[b]c]`: a subtraction must come last.
    SubtractionNotLast,
    /// `*a`.
    NothingToRepeat,
    /// `a**`, `a++`.
    NestedQuantifier,
    /// `a{3,2}`.
    ReversedQuantifier,
    /// A number too large to count with.
    NumberTooLarge,
    /// A backslash at the end.
    TrailingBackslash,
    /// `\Q`, `\y`: a letter that means nothing after a backslash.
    UnknownEscape,
    /// `\x4`, `\u12`.
    ShortHex,
    /// `\c` before something that is no control letter.
    BadControl,
    /// `\p` without `{name}`.
    BadProperty,
    /// `\p{Nonsense}`.
    UnknownProperty,
    /// `(?z)`, `(?` at the end.
    UnknownGroup,
    /// `(?<1a>…)`, `(?<0>…)`.
    BadGroupName,
    /// `\k<name>` or `\9` where there is no such group.
    UndefinedGroup,
    /// `\k` without a name.
    BadReference,
    /// `(?#` without `)`.
    UnterminatedComment,
    /// `(?(a)b|c|d)`, or a condition that captures.
    BadCondition,
    /// `(?<a-b>…)` is a .NET construct that this implementation does not have.
    BalancingGroup,
    /// `[[:alpha:]]`: .NET reads it and does nothing sensible with it.
    PosixClass,
    /// Groups nested deeper than this implementation goes.
    TooDeep,
    /// A pattern longer than this implementation takes.
    TooLong,
}

impl RegexErrorKind {
    /// Whether .NET would take the pattern, so that only this implementation refuses it.
    pub const fn is_unsupported(self) -> bool {
        matches!(
            self,
            Self::BalancingGroup | Self::PosixClass | Self::TooDeep | Self::TooLong
        )
    }
}

impl fmt::Display for RegexErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::MissingParenthesis => "a closing parenthesis is missing",
            Self::StrayParenthesis => "there is a closing parenthesis too many",
            Self::UnterminatedClass => "a closing square bracket is missing",
            Self::ReversedRange => "a range of characters runs backwards",
            Self::ClassInRange => "a class such as \\d cannot be the end of a range",
            Self::SubtractionNotLast => "a subtracted class must be the last thing in its brackets",
            Self::NothingToRepeat => "there is nothing before the quantifier to repeat",
            Self::NestedQuantifier => "a quantifier follows another",
            Self::ReversedQuantifier => "the quantifier's minimum is above its maximum",
            Self::NumberTooLarge => "a number is too large",
            Self::TrailingBackslash => "the pattern ends with a backslash",
            Self::UnknownEscape => "this letter has no meaning after a backslash",
            Self::ShortHex => "there are too few hexadecimal digits",
            Self::BadControl => "this is no control character",
            Self::BadProperty => "\\p wants a name in braces",
            Self::UnknownProperty => "there is no category or block of this name",
            Self::UnknownGroup => "this kind of group or option is not known",
            Self::BadGroupName => "this cannot be the name of a group",
            Self::UndefinedGroup => "the pattern has no such group",
            Self::BadReference => "a reference to a group is malformed",
            Self::UnterminatedComment => "a comment is not closed",
            Self::BadCondition => "the condition is malformed",
            Self::BalancingGroup => "balancing groups are not supported here",
            Self::PosixClass => "POSIX classes are not supported here",
            Self::TooDeep => "groups are nested too deep",
            Self::TooLong => "the pattern is too long",
        })
    }
}

impl fmt::Display for RegexParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (at character {})", self.kind, self.at + 1)
    }
}

impl std::error::Error for RegexParseError {}
