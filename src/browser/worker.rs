//! The worker: where expressions are evaluated and large files are read, so
//! that nothing can freeze the page.
//!
//! The app has three workers. `App::evaluation_worker` serves every short
//! request: values, the mapping set, schema files. Preflight and the tab that
//! explains errors have one of their own, which keeps the file and the report
//! for later requests: ending a runaway expression would lose them, and a run
//! takes a worker for up to minutes, while values have to appear within a blink.

pub mod boot;
pub mod handle;
mod request_queue;

pub use boot::{show_style, style};
