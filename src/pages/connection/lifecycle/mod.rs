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

use crate::components::bridge::into_element;
use crate::components::element::El;
use crate::pages::connection::context::ConnectionPage;

pub(super) use orphaned_user_view::OrphanedUsers;
pub(super) use view::LifecycleTest;

/// [`OrphanedUsers`] for a page that the element builder makes.
pub(super) fn orphaned_users(page: ConnectionPage) -> El {
    provide_context(page);
    into_element(view! { <OrphanedUsers/> }.into_any())
}

/// [`LifecycleTest`] for a page that the element builder makes.
pub(super) fn section(page: ConnectionPage) -> El {
    provide_context(page);
    into_element(view! { <LifecycleTest/> }.into_any())
}
