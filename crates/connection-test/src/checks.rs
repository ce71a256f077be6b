//! The requests of a connection test, as data, and their order.

pub mod check;
pub mod describe;
pub mod matching;
pub mod plan;
pub mod user_id;
