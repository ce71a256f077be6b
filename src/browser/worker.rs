//! The worker: where expressions are evaluated and large files are read, so
//! that nothing can freeze the page.
//!
//! A page keeps a [`client::Worker`] and asks it jobs of
//! [`worker_messages`]. A job that takes longer than its time ends the
//! worker, and the next one starts another.

pub mod boot;
pub mod client;

pub use boot::style;
