//! Preflight: what the first cycle does with each user of a file.
//!
//! [`empty`] is the page before there is a file, [`report`] what comes of it.
//! [`files`], [`options`] and [`user`] are drawers. [`state`] outlives the page
//! and talks to the worker, which does the work (crate `preflight`).

mod chips;
mod empty;
mod export_menu;
mod files;
mod head;
mod lock;
mod open_errors;
mod options;
mod paging;
mod report;
pub mod state;
mod user;
mod widgets;

use leptos::prelude::*;

use crate::browser::event::member;
use crate::browser::files::dropped;
use crate::components::when::When;
use crate::pages::preflight::chips::ChipBar;
use crate::pages::preflight::empty::EmptyPage;
use crate::pages::preflight::files::FilesDrawer;
use crate::pages::preflight::files::chooser::named;
use crate::pages::preflight::head::PreflightHead;
use crate::pages::preflight::open_errors::OpenErrors;
use crate::pages::preflight::options::OptionsDrawer;
use crate::pages::preflight::report::Report;
use crate::pages::preflight::state::{Panel, PreflightState};
use crate::pages::preflight::user::UserDrawer;
use crate::state::connection::ConnectionState;
use crate::state::incoming_input::IncomingInput;
use crate::state::route::SidebarPage;
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
    let incoming = IncomingInput::of(app);
    Effect::new(move |_| {
        let (_, files) = incoming.take(SidebarPage::Preflight);
        if !files.is_empty() {
            untrack(|| page.state.open(app, page.connection, files));
        }
    });
    let has_users = Memo::new(move |_| page.state.has_users());
    // A file that misses the drop area would make the browser leave the page.
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
            <PreflightHead/>
            <div class="split pf-main" class:notop=move || !has_users.get()>
                <div class="body" class:over=move || page.dragged.get()>
                    <When is=has_users otherwise=|| view! { <EmptyPage/> }.into_any()>
                        <ChipBar/>
                        <OpenErrors/>
                        <Report/>
                    </When>
                </div>
                <OpenDrawer/>
            </div>
        </div>
    }
}

#[component]
fn OpenDrawer() -> impl IntoView {
    let state = use_page().state;
    let panel = Memo::new(move |_| state.panel());
    view! {
        {move || match panel.get() {
            None => ().into_any(),
            Some(Panel::Files) => view! { <FilesDrawer/> }.into_any(),
            Some(Panel::Options) => view! { <OptionsDrawer/> }.into_any(),
            Some(Panel::User) => view! { <UserDrawer/> }.into_any(),
        }}
    }
}
