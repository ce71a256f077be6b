//! The lifecycle test: creates one test user, changes it in both forms in which
//! Entra may do that, and removes it again.

mod names_view;
mod orphaned_user_records;
mod orphaned_user_storage;
mod orphaned_user_view;
mod result_view;
mod started_run;
pub mod state;
mod steps_view;
pub mod view;

pub(super) use orphaned_user_view::orphaned_users;
pub(super) use view::section;
