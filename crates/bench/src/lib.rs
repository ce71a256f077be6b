//! The expression language as `cargo xtask bench` builds it for a page, for a worker, or for both.
//!
//! A crate of its own, because features are chosen for a crate: the app never builds this one, and
//! so nothing that only the bench needs can get into the app.

#[cfg(feature = "counter")]
mod counter;
#[cfg(feature = "logs")]
mod logs;
#[cfg(feature = "page")]
mod page;
#[cfg(feature = "preflight")]
mod preflight;
#[cfg(feature = "worker")]
mod worker;

#[cfg(feature = "counter")]
pub use counter::start_counter;
#[cfg(feature = "logs")]
pub use logs::log_file;
#[cfg(feature = "preflight")]
pub use preflight::UsersParse;
// What the app's worker exports is exported here as well.
#[cfg(any(feature = "preflight", feature = "logs"))]
pub use scimdesk_worker::receive;
#[cfg(feature = "worker")]
pub use worker::Workload;
