//! What the outcomes of a test come to, and its texts.

pub mod diagnose;
pub mod evidence;
pub mod findings;
pub mod report;
pub mod user;
#[cfg(test)]
mod verdict_cases_tests;
