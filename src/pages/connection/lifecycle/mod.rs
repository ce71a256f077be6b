//! The lifecycle test: creates one test user, changes it in both forms in which
//! Entra may do that, and deletes it again.

mod actions;
mod context;
mod footer_view;
mod form_view;
mod header_view;
mod if_it_fails_view;
mod names;
mod names_view;
mod orphaned_user_records;
mod orphaned_user_storage;
mod orphaned_user_view;
mod removal_view;
mod report_view;
mod severity;
mod stages_view;
mod started_run;
pub mod state;
mod steps_view;
mod unreadable_note_view;
mod view;

pub(super) use orphaned_user_view::OrphanedUsers;
pub(super) use view::TestUserTab;
