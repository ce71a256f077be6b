//! The tokens of a sign-in.

pub mod access_token;
pub mod id_token;
