//! What Entra ID's provisioning service makes of users, without a browser.
//!
//! - [`entra`] and [`talkdesk`] are facts as data, with their sources.
//! - [`mapping`] is the mapping set: rows as the portal knows them, and the row
//!   that finds users; [`scoping_filter`] is about who is in scope.
//! - [`portal`] has the fields of the portal, its table before anybody changed
//!   it, the steps from there to a mapping set, and the forms of names.
//! - [`user`] is one source user, with samples and what changes of them.
//! - [`evaluate`] runs a mapping set for users, [`scim_request`] makes the
//!   requests and has what Talkdesk responds to them.
//! - [`expectations`] compares what a set gives with what is expected of users.
//! - [`preview`] is all of that for one user, [`expression`] one expression for
//!   one user.
//! - [`recipe`] is what a row means, with its form.
//! - [`diagnostics`] is what is wrong with a source, a row or a set, and the
//!   rules for sources; [`set_diagnostics`] is what a mapping set does to users,
//!   by evaluating it; [`set_status`] is all that is wrong with a set, and the
//!   status of its rows.
//! - [`chunked`], [`csv_table`], [`format`] and [`utf16`] are small parts that the crates above
//!   share.
//!
//! A page links this crate for its types. It never calls what evaluates, so
//! the linker leaves the evaluator out of the page's program, which
//! `cargo xtask build` proves.

#![forbid(unsafe_code)]

pub mod chunked;
pub mod csv_table;
pub mod diagnostics;
pub mod entra;
pub mod evaluate;
pub mod expectations;
pub mod expression;
pub mod format;
pub mod mapping;
pub mod portal;
pub mod preview;
pub mod recipe;
pub mod scim_request;
pub mod scoping_filter;
pub mod set_diagnostics;
pub mod set_status;
pub mod talkdesk;
pub mod user;
pub mod utf16;
