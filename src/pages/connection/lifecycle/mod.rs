//! The lifecycle test: creates one test user, changes it in both forms in which
//! Entra may do that, and deletes it again.

mod actions;
mod context;
mod names;
mod orphaned_user;
mod severity;
mod started_run;
mod state;
mod view;

use leptos::prelude::*;

use orphaned_user::OrphanedUsers;
pub use state::OrphanedUserRecords;
use view::TestUserTab;

pub fn view() -> AnyView {
    view! { <TestUserTab/> }.into_any()
}

pub fn orphaned_users_view() -> AnyView {
    view! { <OrphanedUsers/> }.into_any()
}
