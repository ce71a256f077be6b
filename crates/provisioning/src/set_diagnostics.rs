//! What a mapping set does to users, found by evaluating it: who is
//! deactivated, which required value is missing, by what Entra finds users.
//!
//! [`evaluate`] runs in the worker. A diagnostic is about what comes out of a
//! set. What is wrong with the text of an expression is for
//! [`crate::diagnostics::source`] and the checks of the language.

mod active;
mod active_result;
mod branches;
mod code;
mod evaluate;
mod sample_records;
mod values;

pub use code::keys_never_match;
pub use evaluate::{EvaluationOptions, evaluate, evaluate_file, evaluate_samples};
pub use sample_records::SampleRecord;
