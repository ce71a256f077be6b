//! One step machine for every test that sends a sequence of requests: the
//! connection test ([`crate::checks`]) and the lifecycle test
//! ([`crate::lifecycle`]). Each has its steps as data and a run, whose plan says
//! from the results so far what comes next. The runner sends that and records
//! the result.

pub mod request;
pub mod runner;
pub mod step;
