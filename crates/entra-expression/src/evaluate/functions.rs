//! The functions, each as a method of the evaluator.

mod casing;
mod conversion;
mod dates;
mod generated;
mod lists;
mod logic;
mod replace;
mod roles;
mod text;
