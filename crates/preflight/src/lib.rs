//! Preflight: what the first cycle does with everybody in a users file.
//!
//! - [`users_file`] reads files of users in parts.
//! - [`protocol`] has the requests of the page and the responses; [`report`] is
//!   what the page shows.
//! - [`export_commands`] tells how to get a users file.
//! - [`fixtures`] makes users files with known findings, for tests, examples
//!   and the bench.
//! - The rest runs in the worker: a [`PreflightRun`] (`run`) reads the files row
//!   by row (`rows`), checks and maps each user (`engine`, `values`), stores a
//!   few bytes of each (`storage`), and reads a row again when the page requests
//!   that user; a [`ComparisonRun`] compares other mappings for the same users.

mod engine;
mod export;
pub mod export_commands;
pub mod fixtures;
pub mod input_files;
pub mod protocol;
pub mod report;
mod rows;
mod run;
pub mod run_choices;
mod storage;
#[cfg(test)]
mod tests;
pub mod users_file;
mod values;

pub use run::PreflightRun;
pub use run::comparison::ComparisonRun;

/// How many users [`protocol::PreflightProgress::first`] has at most.
pub const FIRST_USERS: usize = 20;

/// How many rows [`protocol::Window`] has at most.
pub const WINDOW: usize = 500;

/// How many roles, and how many teams, the report names at most.
pub const NAMES: usize = 500;

/// How the requests of the first cycle are counted.
pub const REQUESTS_ASSUMED: &str = "One query for each user in scope, plus one POST for each user created or one PATCH for each user changed. A rejected user costs the query and the rejected request. Retries aren’t counted.";
