//! The tests of whole commands. One program, because each would link the crates again.

#![allow(clippy::expect_used)] // A file of the tests that is not as it should be stops the test.

mod bytes;
mod command_lines;
mod process;
mod sarif_structure;
mod support;
