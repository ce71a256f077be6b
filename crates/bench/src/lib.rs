//! The expression language as `cargo xtask bench` builds it for a page, for a worker, or for both.
//!
//! A crate of its own, because features are chosen for a crate: the app never builds this one, and
//! so nothing that only the bench needs can get into the app.

#[cfg(feature = "counter")]
mod counter;
#[cfg(feature = "page")]
mod page;
#[cfg(feature = "preflight")]
mod preflight;
#[cfg(feature = "worker")]
mod worker;

#[cfg(feature = "counter")]
pub use counter::start_counter;
#[cfg(feature = "preflight")]
pub use preflight::{UsersParse, receive};
#[cfg(feature = "worker")]
pub use worker::Workload;
