//! The tests over vectors, properties and the corpus. One program, because each would link the crate again.

mod arity_agrees;
mod check_vectors;
mod common;
mod deep;
mod evaluate;
mod fixes;
mod fuzz_corpus;
mod laws;
mod other_dialects;
mod parse_vectors;
mod properties;
mod recovery;
mod recovery_balance;
mod table;
mod tree_vectors;
mod writing;
