//! Tests over tables of responses and across modules.

mod cases;
mod formats;
mod inputs;
mod laws;
mod support;
