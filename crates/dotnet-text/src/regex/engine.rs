//! Matching: from the syntax tree to instructions, and a machine that runs them.

mod class;
pub(super) mod compile;
mod matches;
mod replacement;
mod units;
mod vm;

pub use matches::{MatchedText, RegexMatches, RegexScratch};
pub use replacement::{Replacement, ReplacementPiece};
pub use vm::StepLimitExceeded;
