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
//! [`Problem::is_unsupported`], never read as something else.

mod ast;
mod blocks;
mod class;
mod class_syntax;
mod compile;
mod condition;
mod cursor;
mod error;
mod groups;
mod parse;
mod replacement;
#[cfg(test)]
mod tests;
mod text;
mod units;
mod vm;

pub use error::{PatternError, Problem};
pub use replacement::{Piece, Replacement};
pub use text::{Matches, Scratch, Slice};
pub use vm::OutOfSteps;

use compile::Code;

/// A compiled pattern.
#[derive(Debug)]
pub struct Regex {
    code: Code,
    numbers: Vec<u32>,
    names: Vec<(String, usize)>,
}

/// A group of one [`Regex`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group(usize);

impl Group {
    /// The whole match.
    pub const WHOLE: Self = Self(0);
}

impl Regex {
    /// Compiles a pattern without options.
    ///
    /// # Errors
    ///
    /// When .NET would refuse the pattern, or this implementation cannot honour it.
    pub fn new(pattern: &str) -> Result<Self, PatternError> {
        let parsed = parse::parse(pattern)?;
        Ok(Self {
            code: compile::compile(&parsed.ast),
            numbers: parsed.numbers,
            names: parsed.names,
        })
    }

    /// The group with this name. A group without one has its number in decimal digits for a name.
    pub fn group(&self, name: &str) -> Option<Group> {
        if let Some((_, index)) = self.names.iter().find(|(own, _)| own == name) {
            return Some(Group(*index));
        }
        let is_number = name.bytes().all(|byte| byte.is_ascii_digit());
        let found = self.numbered(name.parse().ok().filter(|_| is_number)?)?;
        let has_name = self.names.iter().any(|(_, index)| *index == found.0);
        (!has_name).then_some(found)
    }

    fn numbered(&self, number: u32) -> Option<Group> {
        self.numbers.binary_search(&number).ok().map(Group)
    }

    /// The group with the highest number, `$+` in a replacement.
    fn last_group(&self) -> Group {
        Group(self.numbers.len() - 1)
    }

    /// The matches in a text, one after the other. `steps` is the budget for all of them; it is
    /// reduced by what is used.
    pub fn matches<'a>(
        &'a self,
        text: &'a str,
        scratch: &'a mut Scratch,
        steps: &'a mut u64,
    ) -> Matches<'a> {
        Matches::new(self, text, scratch, steps)
    }
}
