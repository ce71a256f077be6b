//! Evidence from the tenant: what to request from Microsoft Graph, what the
//! response says, and what that proves for a setup.
//!
//! - [`request`] has one request for each kind of evidence, with its permission
//!   and role, and [`command`] the same as a link, for PowerShell and for
//!   `az rest`.
//! - [`mod@read`] reads whatever an admin pastes: a response in any form, or a
//!   pack of all of them, which the scripts of [`pack`] make. [`read_error`] is
//!   why it cannot.
//! - [`verdict`] evaluates a response by its values, and [`record`] stores the
//!   result in the setup.
//! - [`messages`] has the texts of all of this.

#![forbid(unsafe_code)]

pub mod command;
mod json;
pub mod messages;
pub mod pack;
mod plan;
pub mod read;
pub mod read_error;
pub mod record;
pub mod request;
pub mod verdict;

pub use plan::EvidencePlan;
pub use read::{EvidenceReading, read};
