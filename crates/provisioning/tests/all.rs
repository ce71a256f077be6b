//! The tests over tables of cases. One program, because each would link the crate again.

mod set_diagnostics;
mod set_laws;
mod verdict_expressions;
mod verdict_tables;
