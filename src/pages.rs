//! The pages: what has an address of its own.

pub mod connection;
pub mod expressions;
pub mod guide;
pub mod mappings;
pub mod preflight;
pub mod setups;
