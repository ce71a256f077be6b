//! The worker: where expressions are evaluated and large files are read, so
//! that nothing can freeze the page.
//!
//! The app has two workers. `App::evaluation_worker` serves every short
//! request: values, the mapping set, schema files. Preflight has one of its
//! own, which keeps the users file and the report for later requests: ending
//! a runaway expression would lose them, and a run takes a worker for up to
//! minutes, while values have to appear within a blink.

pub mod boot;
pub mod handle;
mod request_queue;

pub use boot::{show_style, style};
