//! Preflight: what the first cycle does with everybody in a users file.
//!
//! - [`ask`] is what the page asks and is told; [`report`], [`opened`] and
//!   [`kind`] are what it shows.
//! - `generate` makes users files with known faults, for tests and measuring.
//! - The rest runs in the worker: a run reads the files row by row, keeps a
//!   few bytes of each user and reads a row again when the user is opened.

#[cfg(feature = "evaluate")]
mod addresses;
pub mod ask;
#[cfg(feature = "evaluate")]
mod chunks;
#[cfg(feature = "evaluate")]
mod details;
#[cfg(feature = "evaluate")]
mod duplicates;
#[cfg(feature = "evaluate")]
mod engine;
#[cfg(feature = "evaluate")]
mod existing;
#[cfg(feature = "evaluate")]
mod export;
#[cfg(feature = "evaluate")]
mod filter;
#[cfg(feature = "generate")]
pub mod generate;
#[cfg(feature = "evaluate")]
mod join;
pub mod kind;
#[cfg(feature = "evaluate")]
mod lacking;
#[cfg(feature = "evaluate")]
mod names;
#[cfg(feature = "evaluate")]
mod notes;
#[cfg(feature = "evaluate")]
mod open;
pub mod opened;
#[cfg(feature = "evaluate")]
mod pool;
#[cfg(feature = "evaluate")]
mod query;
#[cfg(feature = "evaluate")]
mod reading;
pub mod report;
#[cfg(feature = "evaluate")]
mod run;
#[cfg(feature = "evaluate")]
mod seen;
#[cfg(feature = "evaluate")]
mod set_check;
#[cfg(feature = "evaluate")]
mod signs;
#[cfg(feature = "evaluate")]
mod slots;
#[cfg(test)]
mod tests;
#[cfg(feature = "evaluate")]
mod truth;
#[cfg(feature = "evaluate")]
mod users;
#[cfg(feature = "evaluate")]
mod value;

#[cfg(feature = "evaluate")]
pub use run::Run;

/// How many users [`ask::Progress::first`] has at most.
pub const FIRST_USERS: usize = 20;

/// How many rows [`ask::Window`] has at most.
pub const WINDOW: usize = 500;

/// How many roles, and how many teams, the report names at most.
pub const NAMES: usize = 500;

/// How the requests of the first cycle are counted.
pub const REQUESTS_ASSUMED: &str = "One query for each user in scope, then one POST for a user who is created, or one PATCH for one who is changed. A user who is refused costs the query and the refused request. Repeated attempts are not counted.";
