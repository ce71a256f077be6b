//! Regular expressions with .NET's meaning.
//!
//! This is an own engine rather than a library, for four reasons that were weighed against
//! `fancy-regex` and `regress`:
//!
//! - **Meaning.** .NET matches UTF-16 units (`.` takes half an emoji), knows class subtraction,
//!   `\p{IsGreek}`, conditions, atomic groups, look-behind of any length, options inside a pattern
//!   and numbers named groups after unnamed ones. No library has all of it, and translating
//!   needs a complete parser of .NET's syntax first: that parser is half of this module.
//! - **Stopping.** Every instruction costs a step of a budget, so no pattern can run away.
//!   `fancy-regex` has such a limit, `regress` has none.
//! - **Bytes.** Compiled to wasm, after `wasm-opt -Oz` and brotli 11, compile and replace take
//!   29 kB here (Unicode tables included), 78 kB with `regress` 0.12 and 242 kB with `fancy-regex` 0.20.
//! - **Allocation.** The machine is kept between matches, and ASCII text is matched in place.
//!
//! What .NET has and this has not: balancing groups, POSIX classes. They are refused as
//! [`RegexErrorKind::is_unsupported`], never read as something else.

mod engine;
mod syntax;
#[cfg(test)]
mod tests;

pub use engine::{
    MatchedText, RegexMatches, RegexScratch, Replacement, ReplacementPiece, StepLimitExceeded,
};
pub use syntax::{RegexErrorKind, RegexParseError, RegexPattern};

use engine::compile::{RegexProgram, compile};
use syntax::groups::RegexGroups;

/// A compiled pattern.
#[derive(Debug)]
pub struct Regex {
    code: RegexProgram,
    groups: RegexGroups,
}

/// A group of one [`Regex`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RegexGroup(usize);

impl RegexGroup {
    /// The whole match.
    pub const WHOLE: Self = Self(0);
}

impl Regex {
    /// Compiles a pattern without options.
    ///
    /// # Errors
    ///
    /// When .NET would refuse the pattern, or this implementation cannot honour it.
    pub fn new(pattern: &str) -> Result<Self, RegexParseError> {
        let pattern = RegexPattern::parse(pattern)?;
        if let Some(error) = pattern.unsupported {
            return Err(error);
        }
        Ok(Self {
            code: compile(&pattern.ast),
            groups: pattern.groups,
        })
    }

    /// The group with this name. A group without one has its number in decimal digits for a name.
    pub fn group(&self, name: &str) -> Option<RegexGroup> {
        self.groups.find(name).map(RegexGroup)
    }

    fn numbered(&self, number: u32) -> Option<RegexGroup> {
        self.groups.by_number(number).map(RegexGroup)
    }

    /// The group with the highest number, `$+` in a replacement.
    fn last_group(&self) -> RegexGroup {
        RegexGroup(self.groups.numbers.len() - 1)
    }

    /// The matches in a text, one after the other. `steps` is the budget for all of them; it is
    /// reduced by what is used.
    pub fn matches<'a>(
        &'a self,
        text: &'a str,
        scratch: &'a mut RegexScratch,
        steps: &'a mut u64,
    ) -> RegexMatches<'a> {
        RegexMatches::new(self, text, scratch, steps)
    }
}
