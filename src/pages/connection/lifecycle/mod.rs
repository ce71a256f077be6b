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

use std::rc::Rc;

use leptos::prelude::*;

use crate::state::App;
use connection_test::lifecycle::orphaned_user as user_note;
use connection_test::lifecycle::report::LifecycleReport;
use orphaned_user::OrphanedUsers;
use started_run::{StartedRun, ended};
use state::LifecycleState;
pub use state::OrphanedUserRecords;
use view::TestUserTab;

pub fn view() -> AnyView {
    view! { <TestUserTab/> }.into_any()
}

/// The last test of the open setup, if it has ended.
pub(super) fn ended_test(app: App) -> Option<(Rc<StartedRun>, LifecycleReport)> {
    let key = app
        .setup
        .with_untracked(|setup| user_note::key(&setup.id.0));
    let started = LifecycleState::of(app).life(&key)?;
    let (_, report) = ended(Some(&started))?;
    Some((started, report))
}

pub fn orphaned_users_view() -> AnyView {
    view! { <OrphanedUsers/> }.into_any()
}
