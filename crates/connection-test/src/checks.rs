//! The requests of a connection test, as data, and their order.

pub mod check;
pub mod matching;
pub mod plan;
pub mod run;
pub mod user_lookup;
