//! Attribute mappings: what Entra sends to Talkdesk, and what to change in Entra.
//!
//! [`table`] has all mappings, [`drawer`] what is shown beside it: one mapping, a
//! new one, or the operations. [`template`] has the fields of a mapping,
//! [`impact`] what the changes mean for the users in the open file,
//! [`sample_users`] what the mappings are expected to give, [`requests`] what Entra would send for one user. [`schema_file`] and
//! [`scripts`] apply the mappings in Entra. The rules are in the crate
//! `provisioning` (`recipe`, `diagnostics`, `portal`, `set_status`).

mod baseline;
mod blocked_rows;
mod diagnostic_view;
mod drawer;
mod drawer_kind;
mod edit_session;
mod impact;
mod requests;
mod row_actions;
mod sample_users;
mod save_button;
mod schema_file;
mod scripts;
mod table;
mod table_state;
mod template;
mod unsaved_drafts;
mod value;

use leptos::prelude::*;

use crate::pages::mappings::schema_file::SchemaFilePage;
use crate::pages::mappings::scripts::ScriptsPage;
use crate::pages::mappings::table::TablePage;
use crate::state::preview_client::PreviewState;
use crate::state::route::Route;
use crate::state::use_app;

/// `#/mappings` and `#/mappings/<target>`
pub fn view() -> AnyView {
    view! { <Mappings/> }.into_any()
}

/// `#/mappings/schema`
pub fn schema_file_view() -> AnyView {
    view! { <SchemaFilePage/> }.into_any()
}

/// `#/mappings/scripts`
pub fn script_view() -> AnyView {
    view! { <ScriptsPage/> }.into_any()
}

/// What the worker says about the open setup. Call it while a component is
/// made, not in a handler.
fn use_preview() -> PreviewState {
    PreviewState::of(use_app())
}

#[component]
fn Mappings() -> impl IntoView {
    let app = use_app();
    // The last part of the address. It stays while the page is being left.
    let part = Memo::new(
        move |before: Option<&Option<String>>| match app.route.get() {
            Route::Mappings(part) => part,
            _ => before.cloned().flatten(),
        },
    );
    view! { <TablePage part/> }
}
