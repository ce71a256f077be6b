//! Explains whatever Entra, Graph, a terminal or the portal returned.
//!
//! - [`input_text`] makes text of bytes.
//! - [`recognize`] says what a text is, as an [`input_kind`].
//! - [`explanation`] is what an input means; [`input_cause`] has the causes that no
//!   entry of the provisioning log has.

#![forbid(unsafe_code)]

pub mod explanation;
pub mod input_cause;
pub mod input_kind;
pub mod input_text;
pub mod recognize;
mod request_record;
mod scim_filter;
