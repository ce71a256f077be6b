//! The lifecycle test: creates one test user, changes it in both forms in which
//! Entra may do that, and removes it again.

mod actions;
mod context;
mod form_view;
mod names;
mod names_view;
mod orphaned_user_records;
mod orphaned_user_storage;
mod orphaned_user_view;
mod removal_view;
mod result_view;
mod started_run;
pub mod state;
mod steps_view;
mod unreadable_note_view;
mod view;

use leptos::prelude::*;

pub(super) use orphaned_user_view::OrphanedUsers;
use view::LifecycleTest;

/// The tab of the lifecycle test.
#[component]
pub fn TestUserTab() -> impl IntoView {
    view! { <LifecycleTest/> }
}
