//! One program for all tests over files of data and across modules.

mod cases;
mod context;
mod laws;
mod setup;
