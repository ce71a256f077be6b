//! The lifecycle test: creates one test user, changes it in both forms in which
//! Entra may do that, and deletes it again.

mod actions;
mod context;
mod names;
mod orphaned_user;
mod severity;
mod started_run;
pub mod state;
mod view;

pub(super) use orphaned_user::OrphanedUsers;
pub(super) use view::TestUserTab;
