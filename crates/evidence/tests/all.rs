//! Tests over tables of responses and across modules.

#![allow(clippy::expect_used)]

mod cases;
mod formats;
mod inputs;
mod laws;
mod packs;
mod support;
