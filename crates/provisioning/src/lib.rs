//! What Entra ID's provisioning service makes of users, without a browser.
//!
//! - [`entra`] and [`talkdesk`] are facts as data, with their sources.
//! - [`mapping`] is the mapping set: rows as the portal knows them.
//! - [`user`] is one source user.
//! - [`users_file`] reads files of users, [`preflight`] says what the first
//!   cycle does with them.
//! - [`job`] is what a page asks the worker, and what the worker answers.
//!
//! Whatever runs expressions is behind the feature `evaluate`, so that a page,
//! which only names the types, does not carry the evaluator.

#![forbid(unsafe_code)]

pub mod entra;
pub mod job;
pub mod mapping;
pub mod preflight;
pub mod talkdesk;
pub mod user;
pub mod users_file;
