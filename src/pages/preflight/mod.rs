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
use crate::components::bridge::from_element;
use crate::components::element::{El, el, keep_running, several};
use crate::components::page_title::page_title;
use crate::pages::preflight::inputs::drop_zone::named;
use crate::pages::preflight::inputs::inputs;
use crate::pages::preflight::report::report;
use crate::pages::preflight::report::user::user;
use crate::pages::preflight::run::run;
use crate::pages::preflight::state::PreflightState;
use crate::state::connection::ConnectionState as Connection;
use crate::state::{App, use_app};

/// What the parts of the page share.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PreflightPage {
    pub(crate) app: App,
    pub(crate) state: PreflightState,
    pub(crate) connection: Connection,
    /// Whether something is being dragged over the page.
    pub(crate) dragged: RwSignal<bool>,
}

pub fn view() -> AnyView {
    let app = use_app();
    from_element(page(app, Connection::of(app)))
}

pub fn page(app: App, connection: Connection) -> El {
    let state = PreflightState::of(app);
    keep_running(Box::new(move || {
        connection.belong_to(app.setup.with(|setup| setup.id.clone()));
    }));
    let page = PreflightPage {
        app,
        state,
        connection,
        dragged: RwSignal::new(false),
    };
    let content = several()
        .child(page_title("Preflight"))
        .child(el("p").class("lead no-print").text(
            "Open a file of your users. The mappings of this set-up are run over every one of them, here in your browser, and you see who would be created, who would be refused, and why.",
        ))
        .child(inputs(page))
        .child(run(page))
        .child(report(page))
        .child(user(page));
    // A file that misses the zone would make the browser leave the page.
    el("div")
        .class("pf")
        .child(content)
        .on("dragover", move |event| {
            event.prevent_default();
            page.dragged.set(true);
        })
        .on("dragleave", move |event| {
            // Going from one element to another is no leaving.
            if member(&event, "relatedTarget").is_falsy() {
                page.dragged.set(false);
            }
        })
        .on("drop", move |event| {
            event.prevent_default();
            page.dragged.set(false);
            state.open(app, connection, named(dropped(&event)));
        })
}
