//! What Entra ID's provisioning service makes of users, without a browser.
//!
//! - [`entra`] and [`talkdesk`] are facts as data, with their sources.
//! - [`mapping`] is the mapping set: rows as the portal knows them.
//! - [`schema_file`] is the schema of a provisioning job as a file, and
//!   [`script`] what does the whole set-up from a shell.
//! - [`user`] is one source user, [`sample`] a few made-up ones.
//! - [`expression`] is one expression for one user.
//! - [`job`] is what a page asks the worker, and what the worker answers.
//!
//! Whatever runs expressions is behind the feature `evaluate`, so that a page,
//! which only names the types, does not carry the evaluator.

#![forbid(unsafe_code)]

pub mod entra;
pub mod expression;
pub mod job;
pub mod mapping;
pub mod sample;
pub mod schema_file;
pub mod script;
pub mod talkdesk;
pub mod user;
