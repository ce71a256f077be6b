//! Requests and what came of them.

pub mod answer;
pub mod outcome;
pub mod pace;
pub mod retry;
pub mod show;
