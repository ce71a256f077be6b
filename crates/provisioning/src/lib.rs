//! What Entra ID's provisioning service makes of users, without a browser.
//!
//! - [`entra`] and [`talkdesk`] are facts as data, with their sources.
//! - [`mapping`] is the mapping set: rows as the portal knows them;
//!   [`row_lint`] is why one of them must not leave the app, [`matching`] is
//!   about the row that finds users, [`scoping_filter`] about who is in scope.
//! - [`default_mappings`] is the portal's table before anybody changed it;
//!   [`portal_diff`] leads from there to a mapping set, step by step;
//!   [`portal`] has the fields, [`attribute_names`] the forms of names.
//! - [`user`] is one source user, [`sample`] has some to begin with, and
//!   [`user_diff`] is what changes of them.
//! - [`evaluate`] runs a mapping set for users, [`scim_request`] makes the
//!   requests, [`predicted_response`] is what Talkdesk responds to them.
//! - [`preview`] is all of that for one user, [`expression`] one expression for
//!   one user.
//! - [`format`] and [`utf16`] are small functions that the crates
//!   above share.
//! - [`recipe`] is what a row means, with its form; [`row_edit`] is a row in the
//!   portal's own fields.
//! - [`set_diagnostics`] is what a mapping set does to users, by evaluating it;
//!   [`diagnostics`] is all that is wrong with a set, and the status of its rows.
//!
//! A page links this crate for its types. It never calls what evaluates, so
//! the linker leaves the evaluator out of the page's program, which
//! `cargo xtask build` proves.

#![forbid(unsafe_code)]

pub mod attribute_names;
pub mod default_mappings;
pub mod diagnostics;
pub mod entra;
pub mod evaluate;
pub mod expression;
pub mod format;
pub mod mapping;
pub mod matching;
pub mod portal;
pub mod portal_diff;
pub mod predicted_response;
pub mod preview;
pub mod recipe;
pub mod request_outcome;
pub mod row_edit;
pub mod row_lint;
pub mod sample;
pub mod scim_request;
pub mod scoping_filter;
pub mod set_diagnostics;
pub mod talkdesk;
pub mod user;
pub mod user_diff;
pub mod utf16;
