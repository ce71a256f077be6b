//! Diagnoses what the shell commands print: a response, an error of the tool, or
//! the response of Microsoft Graph. The crate `explain` has everything else that
//! can be pasted, and takes this for its part.
//!
//! [`redact`] removes secrets before anything else sees the text, [`classify`]
//! recognizes and parses it, and [`diagnose`] applies the rules for a live
//! response. Pasted text is not persisted.

pub mod classify;
pub mod diagnose;
pub mod http_text;
pub mod redact;
pub mod tool_errors;
