//! The objects of users in JSON, and what is in them.

mod find;
mod members;

pub(super) use find::{Finder, Step};
pub(super) use members::{Cell, Members};
