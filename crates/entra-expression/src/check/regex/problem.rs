//! What can be wrong with a pattern, in words.

/// Why a pattern is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum Problem {
    OpenParen,
    CloseParen,
    OpenBracket,
    NothingToRepeat,
    NestedQuantifier,
    TrailingBackslash,
    GroupConstruct,
    ReversedRange,
    ReversedBounds,
    UndefinedGroup,
    ClassInRange,
    UnknownEscape,
    ShortNumber,
    UnknownClass,
}

impl Problem {
    pub(in crate::check) const fn words(self) -> &'static str {
        match self {
            Self::OpenParen => "A parenthesis of the pattern is never closed",
            Self::CloseParen => "The pattern closes a parenthesis that it did not open",
            Self::OpenBracket => "A bracket of the pattern is never closed",
            Self::NothingToRepeat => {
                "A quantifier of the pattern (*, + or ?) has nothing before it"
            }
            Self::NestedQuantifier => {
                "Two quantifiers follow each other; .NET has no possessive ones such as a++"
            }
            Self::TrailingBackslash => "The pattern ends in a backslash",
            Self::GroupConstruct => "The pattern has a group of a kind that .NET does not know",
            Self::ReversedRange => "A range in brackets runs backwards",
            Self::UndefinedGroup => "The pattern refers back to a group that it does not have",
            Self::ClassInRange => "A range in brackets ends in a class such as \\d",
            Self::UnknownEscape => {
                "The pattern has an escape that .NET does not know; of letters, only those with a \
                 meaning can follow a backslash"
            }
            Self::ShortNumber => {
                "The pattern has an escape that is too short: \\x wants two hexadecimal digits, \
                 \\u four, \\c a letter"
            }
            Self::UnknownClass => {
                "The pattern names a class that .NET does not know; there are categories such as \
                 \\p{Lu} and blocks such as \\p{IsGreek}"
            }
            Self::ReversedBounds => "A quantifier's least count is above its most",
        }
    }
}
