//! What Entra ID's provisioning service makes of users, without a browser.
//!
//! - [`entra`] and [`talkdesk`] are facts as data, with their sources.
//! - [`mapping`] is the mapping set: rows as the portal knows them.
//! - [`user`] is one source user, and [`sample`] has some to begin with.
//! - [`default_rows`] is the portal's table before anybody changed it.
//! - `apply` runs a mapping set for users, `payload` makes the requests of what
//!   it gives, and `expected` says what Talkdesk answers to them.
//! - [`users_file`] reads files of users, [`preflight`] says what the first
//!   cycle does with them.
//! - [`job`] is what a page asks the worker, and what the worker answers.
//!
//! Whatever runs expressions is behind the feature `evaluate`, so that a page,
//! which only names the types, does not carry the evaluator.

#![forbid(unsafe_code)]

#[cfg(feature = "evaluate")]
pub mod apply;
pub mod default_rows;
pub mod entra;
#[cfg(feature = "evaluate")]
pub mod expected;
pub mod job;
pub mod mapping;
#[cfg(feature = "evaluate")]
pub mod payload;
pub mod preflight;
pub mod sample;
pub mod talkdesk;
pub mod user;
pub mod users_file;
