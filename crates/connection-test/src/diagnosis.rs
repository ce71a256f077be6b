//! What the outcomes of a test come to, and its texts.

pub mod diagnose;
pub(crate) mod discovery;
pub mod messages;
pub mod report;
mod response_evidence;
pub mod user_checks;
#[cfg(test)]
mod verdict_cases_tests;
