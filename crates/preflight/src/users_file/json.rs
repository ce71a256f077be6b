//! The objects of users in JSON, and what is in them.

mod find;
mod members;

pub(super) use find::{FindStep, Finder};
pub(super) use members::{JsonCell, Members};
