//! Explains whatever Entra, Graph, a terminal or the portal returned.
//!
//! - [`input_text`] makes text of bytes, and [`recognize`] says what a text is: an
//!   [`input_kind`].
//! - [`evidence`] is what may be shown of it.
//! - [`explain()`] makes an [`explanation`] of it, with what a setup adds. The causes
//!   of operations are those of `provisioning_log`; [`input_cause`] has the others.

#![forbid(unsafe_code)]

mod destination;
pub mod evidence;
mod explain;
pub mod explanation;
pub mod input_cause;
pub mod input_kind;
pub mod input_text;
pub mod recognize;
mod request_record;
mod scim_filter;
mod severity;

pub use explain::{
    SetupContext, explain, explain_as, explain_log, log_extent, log_notes, log_sentence,
    log_severity,
};
