//! Judges what somebody pastes: the output of the commands, an error of a
//! terminal, an answer of Microsoft Graph, the portal's own words.
//!
//! How it works: [`scrub`] takes secrets out before anything else sees the
//! text. [`read`] says what the text is. [`judge`] says what it means, by the
//! same rules as a live answer. Nothing pasted is kept.

pub mod failure;
pub mod http;
pub mod judge;
pub mod read;
pub mod scrub;
