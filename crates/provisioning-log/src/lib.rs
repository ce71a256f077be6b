//! Entra's provisioning log without a browser: what each entry says and why it
//! failed.
//!
//! - [`facts`] is what is known of one failed or skipped operation; [`scim_error`]
//!   reads the target's error inside the reason of an entry.
//! - [`cause_kind`] has the kinds of causes with their texts; [`cause`] diagnoses
//!   facts: who has to do what about it.
//! - [`entry`] is one entry; [`read`] reads logs of every [`format`](mod@format)
//!   part by part, and [`report`] is what a log says as a whole.
//! - [`fixtures`] makes logs with known outcomes, for tests and the bench.
//! - [`reference`] has every code, reason, step name and sentence that is known.

#![forbid(unsafe_code)]

pub mod cause;
pub mod cause_kind;
pub mod entry;
pub mod facts;
pub mod fixtures;
pub mod format;
pub mod read;
pub mod reference;
pub mod report;
pub mod scim_error;
