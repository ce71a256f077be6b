//! Explains whatever Entra, Graph, a terminal or the portal returned.
//!
//! - [`input_text`] makes text of bytes.
//! - [`recognize`] says what a text is, as an [`input_kind`].

#![forbid(unsafe_code)]

pub mod input_kind;
pub mod input_text;
pub mod recognize;
mod request_record;
mod scim_filter;
