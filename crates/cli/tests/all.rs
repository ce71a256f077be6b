//! The tests of whole commands. One program, because each would link the crates again.

mod bytes;
mod command_lines;
mod process;
mod sarif_structure;
mod support;
