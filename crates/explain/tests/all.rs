//! One program for all tests over files of data and across modules.

#![allow(clippy::expect_used)]

mod cases;
mod context;
mod cut_logs;
mod foreign_errors;
mod laws;
mod meaningless;
mod setup;
