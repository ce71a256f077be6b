//! The tests over vectors and properties. One program, because each would link the crate again.

mod dates;
mod fuzz_corpus;
mod laws;
mod properties;
mod regex;
