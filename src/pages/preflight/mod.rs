//! Preflight: what the first cycle does with everybody in a users file.
//!
//! [`inputs`] are files and choices, [`run`] is the progress of a run, [`report`]
//! what comes of it. [`state`] outlives the page and talks to the worker, which
//! does the work (crate `preflight`). [`target_users`] fetches the users that
//! Talkdesk has.

mod inputs;
mod paging;
mod report;
mod run;
pub mod state;
mod target_users;
mod widgets;

use leptos::prelude::*;

use crate::browser::event::member;
use crate::browser::files::dropped;
use crate::components::page_title::PageTitle;
use crate::pages::preflight::inputs::Inputs;
use crate::pages::preflight::inputs::drop_zone::named;
use crate::pages::preflight::report::Report;
use crate::pages::preflight::report::user::UserDialog;
use crate::pages::preflight::run::{RunBar, RunProgress};
use crate::pages::preflight::state::PreflightState;
use crate::state::connection::ConnectionState;
use crate::state::use_app;

/// What the parts of the page share.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PreflightPage {
    pub(crate) state: PreflightState,
    pub(crate) connection: ConnectionState,
    /// Whether something is being dragged over the page.
    pub(crate) dragged: RwSignal<bool>,
}

/// What the parts of the page share. Call it while a component is made, not in
/// a handler.
pub(crate) fn use_page() -> PreflightPage {
    expect_context()
}

pub fn view() -> AnyView {
    view! { <Preflight/> }.into_any()
}

#[component]
fn Preflight() -> impl IntoView {
    let app = use_app();
    let page = PreflightPage {
        state: PreflightState::of(app),
        connection: ConnectionState::of(app),
        dragged: RwSignal::new(false),
    };
    provide_context(page);
    Effect::new(move |_| page.connection.belong_to(app.open_id.get()));
    // A file that misses the zone would make the browser leave the page.
    view! {
        <div
            class="pf"
            on:dragover=move |drag| {
                drag.prevent_default();
                page.dragged.set(true);
            }
            on:dragleave=move |drag| {
                // Going from one element to another is no leaving.
                if member(&drag, "relatedTarget").is_falsy() {
                    page.dragged.set(false);
                }
            }
            on:drop=move |drop| {
                drop.prevent_default();
                page.dragged.set(false);
                page.state.open(app, page.connection, named(dropped(&drop)));
            }
        >
            <PageTitle text="Preflight"/>
            <p class="lead no-print">
                "Open a file of your users. The mappings of this set-up are run over every one of them, here in your browser, and you see who would be created, who would be refused, and why."
            </p>
            <Inputs/>
            <RunBar/>
            <RunProgress/>
            <Report/>
            <UserDialog/>
        </div>
    }
}
