//! What Entra ID's provisioning service makes of users, without a browser.
//!
//! - [`entra`] and [`talkdesk`] are facts as data, with their sources.
//! - [`mapping`] is the mapping set: rows as the portal knows them; [`mistake`]
//!   is why one of them must not leave the app.
//! - [`matching`] is what is said of the row that finds users.
//! - [`user`] is one source user, [`sample`] has some to begin with, and
//!   [`change`] is what happens to them.
//! - [`default_rows`] is the portal's table before anybody changed it.
//! - `apply` runs a mapping set for users, `payload` makes the requests of what
//!   it gives, and `expected` says what Talkdesk answers to them.
//! - [`plan`] leads from the portal's table to a mapping set, click by click;
//!   [`portal`] has the fields, and [`names`] the forms of attribute names.
//! - [`preview`] is what a mapping set makes of one user.
//! - [`schema_file`] is the schema of a provisioning job as a file, and
//!   [`script`] what does the whole set-up from a shell.
//! - [`set_diagnostics`] is what a mapping set does to users, by evaluating it.
//! - [`expression`] is one expression for one user.
//! - [`users_file`] reads files of users, [`preflight`] says what the first
//!   cycle does with them.
//! - [`job`] is what a page asks the worker, and what the worker answers.
//!
//! Whatever runs expressions is behind the feature `evaluate`, so that a page,
//! which only names the types, does not carry the evaluator.

#![forbid(unsafe_code)]

#[cfg(feature = "evaluate")]
pub mod apply;
pub mod change;
pub mod default_rows;
pub mod entra;
#[cfg(feature = "evaluate")]
pub mod expected;
pub mod expression;
pub mod job;
pub mod mapping;
pub mod matching;
pub mod mistake;
pub mod names;
#[cfg(feature = "evaluate")]
pub mod payload;
pub mod plan;
pub mod portal;
pub mod preflight;
pub mod preview;
pub mod sample;
pub mod schema_file;
pub mod script;
pub mod set_diagnostics;
pub mod talkdesk;
pub mod user;
pub mod users_file;
pub mod verdict;
