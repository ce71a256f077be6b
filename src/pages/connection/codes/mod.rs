//! Looks up the codes of Entra's provisioning log: in a code, a sentence, a
//! line of the log, or its JSON.

pub mod log;
pub mod search;
pub(super) mod view;
