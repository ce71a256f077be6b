//! Matching: from the syntax tree to instructions, and a machine that runs them.

mod class;
pub(super) mod compile;
mod matches;
mod replacement;
mod units;
mod vm;

pub use matches::{Matches, Scratch, Slice};
pub use replacement::{Piece, Replacement};
pub use vm::OutOfSteps;
