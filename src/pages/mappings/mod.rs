//! Attribute mappings: the rows that Entra applies to each user.
//!
//! [`list`] is the overview, [`target`] the page of an attribute that Talkdesk
//! has, with recipes, and [`row`] the page of any other row. [`requests`] shows
//! what Entra would send for one user. [`schema_file`] and [`scripts`] carry
//! the whole set to the portal. The rules are in the crate `provisioning`
//! (`recipe`, `diagnostics`, `row_edit`).

mod baseline;
mod blocked_rows;
mod diagnostic_view;
mod edit_session;
mod links;
mod list;
mod portal_fields;
mod requests;
mod row;
mod save_button;
mod schema_file;
mod scripts;
mod target;
mod unsaved_drafts;
mod value;

use leptos::prelude::*;

use crate::components::bridge::from_element;
use crate::pages::mappings::list::ListPage;
use crate::pages::mappings::row::RowPage;
use crate::pages::mappings::schema_file::SchemaFilePage;
use crate::pages::mappings::scripts::ScriptsPage;
use crate::pages::mappings::target::target_page;
use crate::state::preview_client::PreviewState;
use crate::state::route::Route;
use crate::state::use_app;
use provisioning::talkdesk as attributes;

/// `#/mappings` and `#/mappings/<target>`
pub fn view() -> AnyView {
    view! { <MappingsPage/> }.into_any()
}

/// What the worker says about the open setup. Call it while a component is
/// made, not in a handler.
fn use_preview() -> PreviewState {
    PreviewState::of(use_app())
}

#[component]
fn MappingsPage() -> impl IntoView {
    let app = use_app();
    // The last part of the address, as long as the route is one of this page.
    let part = move || match app.route.get() {
        Route::Mappings(part) => Some(part),
        _ => None,
    };
    view! {
        // Keyed, because nothing of one address goes on at the next: neither
        // what was typed nor what was folded open.
        <For each=part key=Option::clone let(part)>
            {page(part)}
        </For>
    }
}

fn page(part: Option<String>) -> AnyView {
    match part.as_deref() {
        Some("schema") => view! { <SchemaFilePage/> }.into_any(),
        Some("scripts") => view! { <ScriptsPage/> }.into_any(),
        part => rows(part),
    }
}

/// The pages that show values: the list, or one row.
fn rows(part: Option<&str>) -> AnyView {
    let app = use_app();
    let preview = use_preview();
    preview.follow(app);
    let Some(part) = part else {
        return view! { <ListPage unknown=None/> }.into_any();
    };
    let full = links::target(part);
    let has_row = app
        .setup
        .with_untracked(|setup| setup.mapping.row(&full).is_some());
    match attributes::target(&full) {
        Some(target) => from_element(target_page(app, preview, target)),
        None if has_row => view! { <RowPage target=full/> }.into_any(),
        None => view! { <ListPage unknown=Some(full)/> }.into_any(),
    }
}
