//! What is said above the editor about an expression that isn't in it.

pub mod link_notice;
pub mod withheld_notice;
