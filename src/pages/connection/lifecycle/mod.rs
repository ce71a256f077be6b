//! The lifecycle test: creates one test user, changes it in both forms in which
//! Entra may do that, and removes it again.

mod job;
mod leftover_storage;
mod leftover_view;
mod names_view;
mod records;
mod result_view;
mod steps_view;
pub mod view;
pub mod ward;

pub(super) use leftover_view::leftovers;
pub(super) use view::section;
