//! Diagnoses pasted text: the output of the shell commands, an error of a terminal,
//! a response of Microsoft Graph, a message of the portal.
//!
//! [`redact`] removes secrets before anything else sees the text, [`classify`]
//! recognizes and parses it, and [`diagnose`] applies the rules for a live
//! response. [`explain`] also finds codes by keywords. Pasted text is not
//! persisted.

pub mod classify;
pub mod diagnose;
pub mod explain;
pub mod http_text;
pub mod redact;
pub mod tool_errors;
